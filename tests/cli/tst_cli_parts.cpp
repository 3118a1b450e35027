// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QCryptographicHash>

#include "app/cli/exit_codes.h"
#include "tests/cli/cli_runner.h"
#include "tests/support/hex.h"

using namespace clitest;
using sb::cli::ExitCode;
using sb::cli::number;

/// The commands that show the parts of a component: print, extract, names, metadata.
class TestCliParts : public QObject {
  Q_OBJECT
 private slots:
  void printsEachForm_data();
  void printsEachForm();
  void printsCoreModuleFiles();
  void printJsonHasEverything();
  void printIntoAFileAndFromStandardInput();
  void printRefuses_data();
  void printRefuses();
  void extractIsByteExact_data();
  void extractIsByteExact();
  void extractSaysWhatReachesOut();
  void extractRefuses();
  void names();
  void metadataFindsEqualParts();

 private:
  static QByteArray golden(const QString& folder) {
    const auto bytes = sb::test::fromHex(
        readFile(QString(SPLICEBOARD_SOURCE_DIR "/tests/golden/decode/%1/input.hex").arg(folder))
            .toStdString());
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size()));
  }
  QTemporaryDir m_folder;
};

void TestCliParts::printsEachForm_data() {
  QTest::addColumn<QStringList>("options");
  QTest::addColumn<QByteArray>("begins");
  QTest::addColumn<QByteArray>("holds");
  QTest::newRow("component text by default")
      << QStringList{} << QByteArray("(component\n") << QByteArray("(export (;1;) \"f\" (func 0))");
  QTest::newRow("--wat") << QStringList{"--wat"} << QByteArray("(component\n") << QByteArray("local.get 0");
  QTest::newRow("--no-core") << QStringList{"--no-core"} << QByteArray("(component\n")
                             << QByteArray("(core module (;0;) (; 35 bytes, left out ;))");
  QTest::newRow("--offsets") << QStringList{"--offsets"} << QByteArray("(;@0x00000000;) (component\n")
                             << QByteArray("(;@0x00000036;)   (type (;0;)");
  QTest::newRow("--dump") << QStringList{"--dump"} << QByteArray("00000a      35  core module 0: 35 bytes\n")
                          << QByteArray("export \"f\" = func 0");
  QTest::newRow("--wit") << QStringList{"--wit"} << QByteArray() << QByteArray("f: func(x: u32) -> u32");
  QTest::newRow("--at a definition") << QStringList{"--at", "type[0]"}
                                     << QByteArray("(type (;0;) (func (param \"x\" u32) (result u32)))\n")
                                     << QByteArray();
  QTest::newRow("--at a core module") << QStringList{"--at", "core-module[0]"} << QByteArray("(module\n")
                                      << QByteArray("(export \"f\" (func 0))");
  QTest::newRow("--dump --at") << QStringList{"--dump", "--at", "func[0]"}
                               << QByteArray("000049       5  func 0: lift core func 0 as type 0\n")
                               << QByteArray();
}

void TestCliParts::printsEachForm() {
  QFETCH(QStringList, options);
  QFETCH(QByteArray, begins);
  QFETCH(QByteArray, holds);
  const Outcome outcome = run(QStringList{"print", "-"} + options, golden("02-lifted-function"));
  QCOMPARE(outcome.code, 0);
  QVERIFY2(outcome.out.startsWith(begins), outcome.out);
  QVERIFY2(outcome.out.contains(holds), outcome.out);
  QVERIFY2(outcome.err.isEmpty(), outcome.err);
}

/// A file that is a core module is printed as the core module of a component is.
void TestCliParts::printsCoreModuleFiles() {
  const QByteArray module = golden("02-lifted-function").mid(10, 35);
  const Outcome text = run({"print", "-"}, module);
  QCOMPARE(text.code, 0);
  QVERIFY2(text.out.startsWith("(module\n") && text.out.contains("(export \"f\" (func 0))"), text.out);
  QCOMPARE(text.out, run({"print", "--at", "core-module[0]", "-"}, golden("02-lifted-function")).out);
  const Outcome dump = run({"print", "--dump", "-"}, module);
  QCOMPARE(dump.out, QByteArray("000000      35  core module 0: 35 bytes\n"));
  const Outcome json = run({"print", "--json", "-"}, module);
  const QJsonObject item = json.json()["item"].toObject();
  QCOMPARE(item["kind"].toString(), QString("core-module"));
  QCOMPARE(item["offset"].toInt(), 0);
  QCOMPARE(item["size"].toInt(), 35);
  QCOMPARE(item["exports"].toArray().at(0).toObject()["name"].toString(), QString("f"));
  const Outcome wit = run({"print", "--wit", "-"}, module);
  QCOMPARE(wit.code, number(ExitCode::Refused));
  QVERIFY2(wit.out.isEmpty() && wit.err.contains("only a component has WIT"), wit.err);
  const Outcome path = run({"print", "--at", "type[0]", "-"}, module);
  QCOMPARE(path.code, number(ExitCode::Refused));
}

void TestCliParts::printJsonHasEverything() {
  const Outcome outcome = run({"print", "--json", "-"}, golden("05-exported-resource"));
  QCOMPARE(outcome.code, 0);
  const QJsonObject json = outcome.json();
  QCOMPARE(json["format"].toString(), QString("spliceboard-print"));
  QCOMPARE(json["version"].toInt(), 1);
  const QJsonObject root = json["item"].toObject();
  QCOMPARE(root["kind"].toString(), QString("component"));
  QCOMPARE(root["size"].toInt(), 210);
  const QJsonArray items = root["items"].toArray();
  QCOMPARE(items.size(), 17);  // of component-model.md chapter 10, component 5
  QStringList paths;
  for (const QJsonValue& item : items) paths << item["path"].toString();
  QCOMPARE(paths[0], QString("core-module[0]"));
  QVERIFY(paths.contains("export[[constructor]r]") || paths.contains("export[\"[constructor]r\"]"));
  const QJsonObject method = items.last().toObject();
  QCOMPARE(method["resolved"]["wit"].toString(), QString("func(self: borrow<r>) -> u32"));
  QCOMPARE(method["creates"]["index"].toInt(), 3);
  const QJsonObject resource = items[3].toObject();
  QCOMPARE(resource["definition"]["resource"]["dtor"].toInt(), 0);
  QCOMPARE(items[0]["imports"].toArray().size(), 0);
  QCOMPARE(items[0]["exports"].toArray().size(), 3);
}

void TestCliParts::printIntoAFileAndFromStandardInput() {
  const QString to = m_folder.filePath("text.wat");
  const Outcome outcome = run({"print", "-", "-o", to}, golden("01-empty"));
  QCOMPARE(outcome.code, 0);
  QVERIFY(outcome.out.isEmpty());
  QCOMPARE(readFile(to), QByteArray("(component)\n"));
}

void TestCliParts::printRefuses_data() {
  QTest::addColumn<QStringList>("options");
  QTest::addColumn<QByteArray>("input");
  QTest::addColumn<int>("code");
  QTest::addColumn<QByteArray>("says");
  const QByteArray component = golden("02-lifted-function");
  QTest::newRow("not a component") << QStringList{} << QByteArray("nothing of it")
                                   << number(ExitCode::Invalid) << QByteArray("does not start with");
  QTest::newRow("path that is none") << QStringList{"--at", "thing"} << component << number(ExitCode::Usage)
                                     << QByteArray("unknown word `thing`");
  QTest::newRow("path to nothing") << QStringList{"--at", "func[7]"} << component << number(ExitCode::Refused)
                                   << QByteArray("there are 2 of `func`");
  QTest::newRow("WIT of a function") << QStringList{"--wit", "--at", "func[0]"} << component
                                     << number(ExitCode::Refused) << QByteArray("only a component has WIT");
  QTest::newRow("two forms at once") << QStringList{"--wit", "--dump"} << component << number(ExitCode::Usage)
                                     << QByteArray("excludes");
}

void TestCliParts::printRefuses() {
  QFETCH(QStringList, options);
  QFETCH(QByteArray, input);
  QFETCH(int, code);
  QFETCH(QByteArray, says);
  const Outcome outcome = run(QStringList{"print", "-"} + options, input);
  QCOMPARE(outcome.code, code);
  QVERIFY2(outcome.err.contains(says), outcome.err);
  QVERIFY(outcome.out.isEmpty());
}

void TestCliParts::extractIsByteExact_data() {
  QTest::addColumn<QStringList>("order");
  QTest::addColumn<QByteArray>("expected");
  const QByteArray orders = readFile(ordersExample());
  // The composition embeds the files beside it, byte for byte.
  QTest::newRow("component by index")
      << QStringList{"component[1]", ordersExample()} << readFile(example("orders/cache.wasm"));
  QTest::newRow("file first") << QStringList{ordersExample(), "component[1]"}
                              << readFile(example("orders/cache.wasm"));
  QTest::newRow("the whole file") << QStringList{"", ordersExample()} << orders;
}

void TestCliParts::extractIsByteExact() {
  QFETCH(QStringList, order);
  QFETCH(QByteArray, expected);
  QVERIFY(!expected.isEmpty());
  const QString to = m_folder.filePath("part.wasm");
  const Outcome outcome = run(QStringList{"extract"} + order + QStringList{"-o", to});
  QVERIFY2(outcome.code == 0, outcome.err);
  QCOMPARE(readFile(to), expected);
}

void TestCliParts::extractSaysWhatReachesOut() {
  const QByteArray file = golden("08-outer-aliases");
  const Outcome outcome = run({"extract", "component[0]", "-"}, file);
  QCOMPARE(outcome.code, 0);
  QVERIFY2(outcome.err.contains("uses definitions of the component around it"), outcome.err);
  QVERIFY(file.contains(outcome.out));
  QCOMPARE(outcome.out.size(), 24);  // 04 18: the nested component's section has 24 bytes
}

void TestCliParts::extractRefuses() {
  const Outcome outcome = run({"extract", "func[0]", "-"}, golden("02-lifted-function"));
  QCOMPARE(outcome.code, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains("is no file by itself"), outcome.err);
}

void TestCliParts::names() {
  const Outcome text = run({"names", ordersExample()});
  QCOMPARE(text.code, 0);
  QVERIFY2(text.out.contains("\n  export  wasi:cli/run@0.2.3\n"), text.out);
  QVERIFY2(text.out.contains(
               QRegularExpression("instance\\[\\d+\\]  cache").match(text.out).captured(0).toUtf8()) &&
               text.out.contains("  cache\n"),
           text.out);
  const Outcome json = run({"names", "--json", ordersExample()});
  const QJsonObject item = json.json()["item"].toObject();
  QCOMPARE(json.json()["format"].toString(), QString("spliceboard-names"));
  QCOMPARE(item["components"].toArray().size(), 5);
  QCOMPARE(item["exports"].toArray(), QJsonArray{"wasi:cli/run@0.2.3"});
  const Outcome none = run({"names", "--at", "export[0]", ordersExample()});
  QCOMPARE(none.code, number(ExitCode::Refused));
}

void TestCliParts::metadataFindsEqualParts() {
  const Outcome outcome = run({"metadata", "--json", ordersExample()});
  QCOMPARE(outcome.code, 0);
  const QJsonObject json = outcome.json();
  const QByteArray file = readFile(ordersExample());
  const QJsonArray parts = json["parts"].toArray();
  QCOMPARE(parts[0]["bytes"].toInt(), file.size());
  QCOMPARE(parts[0]["sha256"].toString().toLatin1(),
           QCryptographicHash::hash(file, QCryptographicHash::Sha256).toHex());
  // Preamble and section headers are what the sections do not cover: together they are the file.
  int bytes = 0;
  for (const QJsonValue& section : parts[0]["sections"].toArray()) bytes += section["bytes"].toInt();
  QCOMPARE(bytes, file.size());
  // The providers of one interface have the same shim around their types.
  bool found = false;
  for (const QJsonValue& group : json["equal"].toArray())
    found |= group["paths"].toArray().contains("component[0].component[0]") &&
             group["paths"].toArray().contains("component[1].component[0]");
  QVERIFY(found);
  const Outcome text = run({"metadata", ordersExample()});
  QVERIFY2(text.out.contains("equal  component[0].component[0] = component[1].component[0]"), text.out);
}

QTEST_GUILESS_MAIN(TestCliParts)
#include "tst_cli_parts.moc"
