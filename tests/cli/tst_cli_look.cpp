// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QCryptographicHash>

#include "app/cli/exit_codes.h"
#include "app/cli/graph_formats.h"
#include "tests/cli/cli_runner.h"

using namespace clitest;
using sb::cli::ExitCode;
using sb::cli::number;

/// The commands that look: inspect, graph, plan, layout, cells, validate.
class TestCliLook : public QObject {
  Q_OBJECT
 private slots:
  void init() { QVERIFY(m_folder.isValid()); }
  void inspect_data();
  void inspect();
  void inspectReadsStandardInput();
  void inspectWit();
  void graph_data();
  void graph();
  void graphIntoAFile();
  void planShowsReasons();
  void planAsJsonAndWac();
  void planThatIsRefused();
  void planWithoutMatch();
  void rulesWithAMistake();
  void layout();
  void layoutOfAnAdapterThatIsNotThere();
  void cells();
  void cellsOfGivenArguments();
  void cellsRefuse_data();
  void cellsRefuse();
  void validate();
  void validateSaysWhereAndWhy();
  void validateFeatures();
  void validateNeverCallsUncheckedModulesValid();

 private:
  QString rules(const QString& hook) { return writeFile(m_folder, hook + ".yaml", ordersRules(hook)); }
  QTemporaryDir m_folder;
};

void TestCliLook::inspect_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("kind");
  QTest::addColumn<int>("instances");
  QTest::addColumn<int>("code");
  QTest::newRow("composition") << readFile(ordersExample()) << "composition" << 5 << 0;
  QTest::newRow("composition in the composition")
      << readFile(example("orders/rates.wasm")) << "composition" << 3 << 0;
  QTest::newRow("component") << readFile(example("orders/cache.wasm")) << "component" << 0 << 0;
  QTest::newRow("hook") << readFile(hookFile("trace")) << "component" << 0 << 0;
  QTest::newRow("core module") << QByteArray("\0asm\1\0\0\0", 8) << "core-module" << 0 << 0;
  QTest::newRow("empty file") << QByteArray() << "other" << 0 << 4;
  QTest::newRow("picture") << QByteArray("\x89PNG\r\n") << "other" << 0 << 4;
  QTest::newRow("cut off") << readFile(ordersExample()).left(20000) << "broken" << 0 << 4;
}

void TestCliLook::inspect() {
  QFETCH(QByteArray, content);
  QFETCH(QString, kind);
  QFETCH(int, instances);
  QFETCH(int, code);
  const QString file = writeFile(m_folder, "file.wasm", content);
  const Outcome json = run({"inspect", "--json", file});
  CLI_COMPARE_CODE(json, code);
  const QJsonObject facts = json.json();
  QCOMPARE(facts["format"].toString(), QString("spliceboard-inspect"));
  QCOMPARE(facts["version"].toInt(), 1);
  QCOMPARE(facts["kind"].toString(), kind);
  QCOMPARE(facts["instances"].toArray().size(), instances);
  QCOMPARE(facts["bytes"].toInt(), static_cast<int>(content.size()));
  QCOMPARE(facts["sha256"].toString().toUtf8(),
           QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
  QVERIFY(!facts["what"].toString().isEmpty());
  QCOMPARE(facts.contains("error"), code != 0);
  const Outcome text = run({"inspect", file});
  QCOMPARE(text.code, code);
  QVERIFY(text.out.startsWith("file.wasm "));
}

void TestCliLook::inspectReadsStandardInput() {
  const Outcome outcome = run({"inspect", "-"}, readFile(ordersExample()));
  CLI_COMPARE_CODE(outcome, 0);
  for (const char* name : {"kv-disk", "cache", "rates", "orders", "gateway"})
    QVERIFY2(outcome.out.contains(name), outcome.out.constData());
}

void TestCliLook::inspectWit() {
  const Outcome outcome = run({"inspect", "--wit", example("orders/cache.wasm")});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY(outcome.out.contains("import demo:kv/store@1.0.0") &&
          outcome.out.contains("export demo:kv/store@1.0.0"));
}

void TestCliLook::graph_data() {
  QTest::addColumn<QString>("format");
  QTest::addColumn<QByteArray>("part");
  QTest::newRow("text") << "text" << QByteArray("gateway");
  QTest::newRow("json") << "json" << QByteArray("\"gateway\"");
  QTest::newRow("dot") << "dot" << QByteArray("digraph");
  QTest::newRow("mermaid") << "mermaid" << QByteArray("flowchart");
  QTest::newRow("svg") << "svg" << QByteArray("<svg");
  QTest::newRow("wac") << "wac" << QByteArray("let ");
  QCOMPARE(sb::cli::graphFormats().size(), std::size_t(6));
}

void TestCliLook::graph() {
  QFETCH(QString, format);
  QFETCH(QByteArray, part);
  const Outcome outcome = run({"graph", ordersExample(), "--format", format});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY2(outcome.out.contains(part), outcome.out.constData());
  QVERIFY2(outcome.err.isEmpty(), outcome.err.constData());
  QCOMPARE(run({"graph", ordersExample(), "--format", format}).out, outcome.out);
  if (format == "json") QCOMPARE(run({"graph", ordersExample(), "--json"}).out, outcome.out);
}

void TestCliLook::graphIntoAFile() {
  const QString file = m_folder.filePath("graph.dot");
  const Outcome outcome = run({"graph", ordersExample(), "--format", "dot", "-o", file});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY(outcome.out.isEmpty());
  QCOMPARE(readFile(file), run({"graph", ordersExample(), "--format", "dot"}).out);
  CLI_COMPARE_CODE(run({"graph", ordersExample(), "-o", "/nowhere/graph.txt"}), number(ExitCode::File));
}

void TestCliLook::planShowsReasons() {
  const Outcome outcome = run({"plan", rules("trace"), ordersExample()});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY2(outcome.out.startsWith("  1. "), outcome.out.constData());
  QVERIFY(outcome.out.contains("why: ") && outcome.out.contains("trace"));
}

void TestCliLook::planAsJsonAndWac() {
  const QJsonObject plan = run({"plan", "--json", rules("trace"), ordersExample()}).json();
  QCOMPARE(plan["format"].toString(), QString("spliceboard-plan"));
  QCOMPARE(plan["refused"].toBool(), false);
  QCOMPARE(plan["adapters"].toArray().size(), 1);
  QVERIFY(plan["steps"].toArray().size() >= 4);
  for (const QJsonValue& step : plan["steps"].toArray()) QVERIFY(!step["reason"].toString().isEmpty());
  const Outcome wac = run({"plan", "--wac", rules("trace"), ordersExample()});
  QCOMPARE(QString::fromUtf8(wac.out), plan["wac"].toString());
}

void TestCliLook::planThatIsRefused() {
  const Outcome outcome =
      run({"plan", rules("gate"), ordersExample()});  // gate may skip calls, store's functions return
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.out.contains("refused: ") && outcome.out.contains("way out: "), outcome.out.constData());
  QCOMPARE(run({"plan", "--json", rules("gate"), ordersExample()}).json()["refused"].toBool(), true);
}

void TestCliLook::planWithoutMatch() {
  const QString file = writeFile(m_folder, "none.yaml", ordersRules("trace", "demo:kv/stare@1.0.0"));
  const Outcome outcome = run({"plan", file, ordersExample()});
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains("rule 1"), outcome.err.constData());
}

void TestCliLook::rulesWithAMistake() {
  const Outcome outcome = run({"plan", "-", ordersExample()}, "version: 1\nrules:\n  - betwen: {}\n");
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains("line 3") && outcome.err.contains("between"), outcome.err.constData());
}

void TestCliLook::layout() {
  const Outcome text = run({"layout", rules("trace"), ordersExample(), "--hex"});
  CLI_COMPARE_CODE(text, 0);
  QVERIFY(text.out.contains("offset") && text.out.contains("trace on demo:kv/store@1.0.0"));
  QVERIFY(text.out.contains("00000000 "));
  const QJsonObject json =
      run({"layout", rules("trace"), ordersExample(), "--json", "--adapter", "1"}).json();
  QCOMPARE(json["format"].toString(), QString("spliceboard-layout"));
  const QJsonObject adapter = json["adapters"].toArray().first().toObject();
  const int sum = adapter["staticBytes"].toInt() + adapter["patchedBytes"].toInt() +
                  adapter["scratchBytes"].toInt() + adapter["paddingBytes"].toInt();
  QCOMPARE(sum, adapter["bumpStart"].toInt());
  QVERIFY(adapter["regions"].toArray().size() > 20);
}

void TestCliLook::layoutOfAnAdapterThatIsNotThere() {
  const Outcome outcome = run({"layout", rules("trace"), ordersExample(), "--adapter", "audit"});
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains("trace on"), outcome.err.constData());
}

void TestCliLook::cells() {
  const Outcome outcome = run({"cells", rules("trace"), ordersExample(), "--function", "put"});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY2(outcome.out.contains("on-call") && outcome.out.contains("record-of") &&
               outcome.out.contains("on-return"),
           outcome.out.constData());
  CLI_COMPARE_CODE(run({"cells", rules("trace"), ordersExample(), "--schema"}), 0);
  CLI_COMPARE_CODE(run({"cells", rules("count"), ordersExample()}), 0);
}

void TestCliLook::cellsOfGivenArguments() {
  const QJsonObject json =
      run({"cells", rules("trace"), ordersExample(), "--function", "get", "--args", "\"order/7\"", "--json"})
          .json();
  QCOMPARE(json["format"].toString(), QString("spliceboard-cells"));
  const QJsonObject call = json["calls"].toArray().first().toObject();
  QVERIFY(call["calledDownstream"].toBool());
  const QJsonObject before = call["hooks"].toArray().first().toObject();
  QCOMPARE(before["function"].toString(), QString("get"));
  QCOMPARE(before["values"].toArray().first()["wave"].toString(), QString("\"order/7\""));
}

void TestCliLook::cellsRefuse_data() {
  QTest::addColumn<QStringList>("more");
  QTest::addColumn<QByteArray>("part");
  QTest::newRow("unknown function") << QStringList{"--function", "putt"} << QByteArray("put");
  QTest::newRow("value of another type")
      << QStringList{"--function", "get", "--args", "7"} << QByteArray("--args");
  QTest::newRow("result of another type")
      << QStringList{"--function", "get", "--result", "oops("} << QByteArray("--result");
}

void TestCliLook::cellsRefuse() {
  QFETCH(QStringList, more);
  QFETCH(QByteArray, part);
  const Outcome outcome = run(QStringList{"cells", rules("trace"), ordersExample()} + more);
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY(outcome.out.isEmpty());
  QVERIFY2(outcome.err.contains(part), outcome.err.constData());
}

void TestCliLook::validate() {
  const Outcome outcome = run({"validate", ordersExample()});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY(outcome.out.contains(": valid"));
  const QJsonObject json = run({"validate", "--json", "-"}, readFile(ordersExample())).json();
  QCOMPARE(json["valid"].toBool(), true);
  CLI_NEED_ENGINE();
  const Outcome engine = run({"validate", "--engine", ordersExample()});
  CLI_COMPARE_CODE(engine, 0);
  QVERIFY(engine.out.contains("the engine says: valid"));
}

void TestCliLook::validateSaysWhereAndWhy() {
  // An alias to an export of an instance that does not exist: (alias export 0 "x" (func)).
  const QByteArray file(
      "\0asm\x0d\0\1\0"
      "\x06\x06\1\1\0\0\1x",
      16);
  const Outcome text = run({"validate", "-"}, file);
  CLI_COMPARE_CODE(text, number(ExitCode::Invalid));
  QVERIFY2(text.out.contains("error[") && text.out.contains(" at 0x") && text.out.contains("rule: "),
           text.out.constData());
  const QJsonObject json = run({"validate", "--json", "-"}, file).json();
  QCOMPARE(json["valid"].toBool(), false);
  const QJsonObject first = json["diagnostics"].toArray().first().toObject();
  QVERIFY(!first["code"].toString().isEmpty() && first.contains("offset") &&
          !first["path"].toArray().isEmpty());
}

void TestCliLook::validateFeatures() {
  // A component with the type map<u8, u8>.
  const QByteArray file(
      "\0asm\x0d\0\1\0"
      "\x07\x04\1\x63\x7d\x7d",
      14);
  CLI_COMPARE_CODE(run({"validate", "-"}, file), 0);
  for (const char* list : {"--features=-cm-map", "--features=-all", "--features=all,-map"}) {
    const Outcome refused = run({"validate", "--json", list, "-"}, file);
    CLI_COMPARE_CODE(refused, number(ExitCode::Invalid));
    const QJsonObject first = refused.json()["diagnostics"].toArray().first().toObject();
    QCOMPARE(first["code"].toString(), QString("feature-disabled"));
    QVERIFY(first["message"].toString().contains("`cm-map`"));
  }
  CLI_COMPARE_CODE(run({"validate", "--features=default", "-"}, file), 0);
  const Outcome wrong = run({"validate", "--features=cm-mpa", "-"}, file);
  CLI_COMPARE_CODE(wrong, number(ExitCode::Usage));
  QVERIFY2(wrong.err.contains("did you mean `cm-map`?"), wrong.err.constData());
}

void TestCliLook::validateNeverCallsUncheckedModulesValid() {
  // A core module with one struct type.
  const QByteArray file(
      "\0asm\x0d\0\1\0"
      "\x01\x0d\0asm\1\0\0\0\x01\x03\x01\x5f\0",
      23);
  const Outcome text = run({"validate", "-"}, file);
  CLI_COMPARE_CODE(text, 0);
  QVERIFY2(!text.out.contains(": valid") && text.out.contains("core module 0 not checked: uses gc types"),
           text.out.constData());
  const QJsonObject json = run({"validate", "--json", "-"}, file).json();
  QCOMPARE(json["valid"].toBool(), false);
  QCOMPARE(json["verdict"].toString(), QString("not-checked"));
  QCOMPARE(json["notChecked"].toArray().size(), 1);
  const Outcome off = run({"validate", "--features=-gc", "-"}, file);
  CLI_COMPARE_CODE(off, number(ExitCode::Invalid));
  // A value section, which is carried and not read.
  const QByteArray values("\0asm\x0d\0\1\0\x0c\x01\x00", 11);
  const Outcome said = run({"validate", "-"}, values);
  CLI_COMPARE_CODE(said, 0);
  QVERIFY2(said.out.contains("no error found, but value definitions not checked: 1 bytes"),
           said.out.constData());
}

QTEST_GUILESS_MAIN(TestCliLook)
#include "tst_cli_look.moc"
