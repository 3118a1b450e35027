// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/wit/load.h"

using namespace sb;

class WitGatesTest : public QObject {
  Q_OBJECT
 private slots:
  /// WIT.md, "Rules for feature gate usage": what has a weaker gate than it needs is told, and still read.
  void weakerGates_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("warnings");  // place, then what has which gate and why that is too weak
    const auto row = [](const char* name, const char* text, const char* warnings) {
      QTest::newRow(name) << QByteArray("package a:b@1.0.2;\n") + text << QString(warnings);
    };
    row("both examples of the specification",
        "interface i { @since(version = 1.0.1) type t1 = u32; type t2 = t1; }",
        "2:59 `t2` has no gate, but it uses `t1`, which has @since(version = 1.0.1)");
    row("an item without a gate in an interface", "@since(version = 1.0.2) interface i { foo: func(); }",
        "2:39 `foo` has no gate, but it lies in `i`, which has @since(version = 1.0.2)");
    row("an item that is older than its interface",
        "@since(version = 1.0.2) interface i { @since(version = 1.0.1) bar: func(); }",
        "2:63 `bar` has @since(version = 1.0.1), but it lies in `i`, which has @since(version = 1.0.2)");
    row("a later item", "@since(version = 1.0.1) interface i { @since(version = 1.0.2) bar: func(); }", "");
    row("an unstable item", "@since(version = 1.0.1) interface i { @unstable(feature = x) bar: func(); }",
        "");
    row("a stable item of something unstable",
        "@unstable(feature = x) interface i { @since(version = 1.0.1) bar: func(); }",
        "2:62 `bar` has @since(version = 1.0.1), but it lies in `i`, which has @unstable(feature = x)");
    row("another feature",
        "interface i { @unstable(feature = x) type t = u8; @unstable(feature = y) f: func(a: list<t>); }",
        "2:74 `f` has @unstable(feature = y), but it uses `t`, which has @unstable(feature = x)");
    row("a method", "interface i { @since(version = 1.0.0) resource r { m: func(); } }",
        "2:52 `m` has no gate, but it lies in `r`, which has @since(version = 1.0.0)");
    row("a field's type by `use`",
        "interface i { @since(version = 1.0.0) use j.{t}; record r { a: option<t> } } interface j { type t = "
        "u8; }",
        "2:57 `r` has no gate, but it uses `t`, which has @since(version = 1.0.0)");
    row("an import",
        "@since(version = 1.0.0) world w { import i; import f: func(); export g: interface { } } interface i "
        "{}",
        "2:42 `i` has no gate, but it lies in `w`, which has @since(version = 1.0.0)|"
        "2:52 `f` has no gate, but it lies in `w`, which has @since(version = 1.0.0)|"
        "2:70 `g` has no gate, but it lies in `w`, which has @since(version = 1.0.0)");
    row("nothing to need", "interface i { @since(version = 1.0.0) @deprecated(version = 1.0.1) f: func(); }",
        "");
  }
  void weakerGates() {
    QFETCH(QByteArray, text);
    QFETCH(QString, warnings);
    const wit::Reading reading = wit::parsePackage("a.wit", text.toStdString(), {{}, true, true});
    QVERIFY(reading.valid());
    QStringList found;
    for (const wit::Problem& problem : reading.problems.items()) {
      QCOMPARE(problem.code, std::string("weaker-gate"));
      const wit::LineColumn at = reading.sources.lineColumn(problem.place);
      found << QString("%1:%2 %3").arg(at.line).arg(at.column).arg(QString::fromStdString(problem.message));
    }
    QCOMPARE(found.join('|'), warnings);
    QVERIFY(wit::parsePackage("a.wit", text.toStdString(), {{}, true, false}).problems.items().empty());
  }
};

QTEST_APPLESS_MAIN(WitGatesTest)
#include "tst_wit_gates.moc"
