// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/cli/cli_runner.h"

using namespace clitest;

namespace {

const QByteArray Orders =
    "package demo:shop@1.0.0;\n"
    "interface store { put: func(key: string) -> result<_, string>; }\n"
    "world shop { import store; export run: func(); }\n";

}  // namespace

/// WIT on the command line: what a file is, whether it is right, and whether a component fits a world.
class CliWitTest : public QObject {
  Q_OBJECT
 private slots:
  void inspectSaysWhatItIs() {
    QTemporaryDir folder;
    const QString file = writeFile(folder, "shop.wit", Orders);
    const Outcome text = run({"inspect", file});
    CLI_COMPARE_CODE(text, 0);
    QVERIFY2(
        text.out.startsWith("shop.wit is WIT text: package `demo:shop@1.0.0` with 1 interface and 1 world\n"),
        text.out);
    const Outcome json = run({"inspect", "--json", file});
    QCOMPARE(json.json()["kind"].toString(), QString("wit-text"));
    const Outcome wit = run({"inspect", "--wit", "-"}, Orders);
    CLI_COMPARE_CODE(wit, 0);
    QVERIFY2(wit.out.contains("\n  put: func(key: string) -> result<_, string>;\n"), wit.out);
    QCOMPARE(run({"print", "--wit", file}).out, wit.out);
    QCOMPARE(run({"print", "--wit", folder.path()}).out, wit.out);
    QCOMPARE(run({"print", "--wit", "-"}, Orders).out, wit.out);
    QCOMPARE(run({"print", "-"}, Orders).out, wit.out);
    QCOMPARE(run({"print", folder.path()}).out, wit.out);
    const Outcome broken = run({"inspect", "-"}, "package a:b; interface i { f: func(a: b); }");
    CLI_COMPARE_CODE(broken, 4);
    QVERIFY2(broken.err.contains("there is no type `b`"), broken.err);
  }

  /// A text that wants another tool first: every reader says what it is and what to do.
  void componentText_data() {
    QTest::addColumn<QStringList>("command");
    for (const char* one :
         {"validate", "print", "print --wit", "print --dump", "print --json", "names", "metadata", "graph",
          "plan", "layout", "cells", "rules", "edit", "run", "inspect"})
      QTest::newRow(one) << QString(one).split(' ');
  }
  void componentText() {
    QFETCH(QStringList, command);
    QTemporaryDir folder;
    const QString file = writeFile(folder, "small.wat", ";; a component\n(component)\n");
    for (const bool standardInput : {false, true}) {
      const Outcome outcome = run(command + QStringList{standardInput ? "-" : file}, "(component)");
      CLI_COMPARE_CODE(outcome, 4);
      const QByteArray said = outcome.out + outcome.err;
      QVERIFY2(said.contains("is WebAssembly text"), said);
      QVERIFY2(said.contains("wasm-tools parse"), said);
    }
    const Outcome extract = run({"extract", "component[0]", file});
    QVERIFY2(extract.err.contains("is WebAssembly text"), extract.err);
    const Outcome diff = run({"diff", ordersExample(), file});
    QVERIFY2(diff.err.contains("is WebAssembly text"), diff.err);
    const Outcome targets = run({"targets", ordersExample(), file});
    CLI_COMPARE_CODE(targets, 4);
    QVERIFY2(targets.err.contains("is WebAssembly text, not WIT"), targets.err);
  }

  void validateAcceptsAndRefuses() {
    QTemporaryDir folder;
    const QString good = writeFile(folder, "shop.wit", Orders);
    const Outcome valid = run({"validate", good});
    CLI_COMPARE_CODE(valid, 0);
    QVERIFY2(
        valid.out.endsWith("shop.wit: valid WIT, package `demo:shop@1.0.0` with 1 interface and 1 world\n"),
        valid.out);
    CLI_COMPARE_CODE(run({"validate", folder.path()}), 0);
    const Outcome invalid =
        run({"validate", "-"}, "package a:b;\ninterface i {\n  f: func(a: strin);\n  g: fnc();\n}\n");
    CLI_COMPARE_CODE(invalid, 4);
    QVERIFY2(invalid.out.contains("standard input:3:14: error[unknown-name]: there is no type `strin`"),
             invalid.out);
    QVERIFY2(invalid.out.contains("standard input:4:6: error[syntax]"), invalid.out);
    QVERIFY2(invalid.out.endsWith("standard input: not valid WIT, 2 errors\n"), invalid.out);
    CLI_COMPARE_CODE(run({"validate", folder.filePath("gone.wit")}), 3);
  }

  void validateAsJson() {
    const Outcome outcome =
        run({"validate", "--json", "-"}, "package a:b;\ninterface i { f: func(a: strin); }\n");
    CLI_COMPARE_CODE(outcome, 4);
    const QJsonObject json = outcome.json();
    QCOMPARE(json["format"].toString(), QString("spliceboard-validate"));
    QCOMPARE(json["kind"].toString(), QString("wit"));
    QCOMPARE(json["valid"].toBool(true), false);
    const QJsonObject problem = json["diagnostics"].toArray().at(0).toObject();
    QCOMPARE(problem["code"].toString(), QString("unknown-name"));
    QCOMPARE(problem["line"].toInt(), 2);
    QCOMPARE(problem["column"].toInt(), 26);
    QCOMPARE(problem["length"].toInt(), 5);
    QCOMPARE(problem["file"].toString(), QString("standard input"));
  }

  /// What is unstable is checked with and without its feature.
  void validateLooksAtBothSidesOfAGate() {
    const QByteArray gated =
        "package a:b; interface i { @unstable(feature = x) type t = u8; f: func(t: t); }";
    const Outcome outcome = run({"validate", "-"}, gated);
    CLI_COMPARE_CODE(outcome, 4);
    QVERIFY2(outcome.out.contains("error[gated-out]"), outcome.out);
  }

  /// The example's own world, as `inspect --wit` has it, fits; one with less or other things does not.
  void targets() {
    QTemporaryDir folder;
    const Outcome wit = run({"inspect", "--wit", ordersExample()});
    CLI_COMPARE_CODE(wit, 0);
    const QString world = writeFile(folder, "world.wit", wit.out);
    const Outcome fits = run({"targets", ordersExample(), world});
    CLI_COMPARE_CODE(fits, 0);
    QVERIFY2(fits.out.endsWith("orders.composed.wasm: fits the world `root:component/root`\n"), fits.out);
    QCOMPARE(fits.out.count('\n'), 1);

    const QString other =
        writeFile(folder, "other.wit",
                  "package a:b; world w { export wasi:cli/run@0.2.0; export more: func(); } "
                  "package wasi:cli@0.2.0 { interface run { run: func() -> u32; } }");
    const Outcome differs = run({"targets", ordersExample(), other, "--world", "w"});
    CLI_COMPARE_CODE(differs, 1);
    QVERIFY2(differs.out.contains("superfluous import `wasi:"), differs.out);
    QVERIFY2(differs.out.contains("missing export `more`\n  because the component does not export it\n"),
             differs.out);
    QVERIFY2(differs.out.contains("mismatch of export `wasi:cli/run@"), differs.out);

    const Outcome json = run({"targets", "--json", ordersExample(), other});
    CLI_COMPARE_CODE(json, 1);
    QCOMPARE(json.json()["format"].toString(), QString("spliceboard-targets"));
    QCOMPARE(json.json()["version"].toInt(), 1);
    QCOMPARE(json.json()["fits"].toBool(true), false);
    QStringList kinds;
    for (const QJsonValue& item : json.json()["items"].toArray()) kinds << item.toObject()["kind"].toString();
    QVERIFY2(kinds.contains("missing-export") && kinds.contains("mismatch"), json.out);
  }

  void targetsNeedsAWorld() {
    QTemporaryDir folder;
    const QString two = writeFile(folder, "two.wit", "package a:b; world one {} world two {}");
    const Outcome none = run({"targets", ordersExample(), two});
    CLI_COMPARE_CODE(none, 2);
    QVERIFY2(none.err.contains("has 2 worlds; name one of `one`, `two`"), none.err);
    const Outcome wrong = run({"targets", "-w", "tow", ordersExample(), two});
    CLI_COMPARE_CODE(wrong, 2);
    QVERIFY2(wrong.err.contains("did you mean `two`?"), wrong.err);
    const QString broken = writeFile(folder, "broken.wit", "package a:b; world w { import x; }");
    CLI_COMPARE_CODE(run({"targets", ordersExample(), broken}), 4);
    CLI_COMPARE_CODE(run({"targets", ordersExample(), folder.filePath("gone.wit")}), 3);
    CLI_COMPARE_CODE(run({"targets", "-", "-"}), 2);
    CLI_COMPARE_CODE(run({"targets", two, two}), 4);
  }

  void targetsKnowsFeatures() {
    QTemporaryDir folder;
    const QString file =
        writeFile(folder, "w.wit", "package a:b; world w { @unstable(feature = x) export more: func(); }");
    const Outcome off = run({"targets", "--all", hookFile("trace"), file});
    QVERIFY2(!off.out.contains("missing export `more`"), off.out);
    const Outcome on = run({"targets", "--features", "x", hookFile("trace"), file});
    QVERIFY2(on.out.contains("missing export `more`"), on.out);
  }
};

QTEST_GUILESS_MAIN(CliWitTest)
#include "tst_cli_wit.moc"
