// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/edit_requests.h"
#include "app/cli/exit_codes.h"
#include "tests/cli/cli_runner.h"

using namespace clitest;
using sb::cli::ExitCode;
using sb::cli::number;

/// The commands that make files: splice, compose, edit.
class TestCliMake : public QObject {
  Q_OBJECT
 private slots:
  void init();
  void spliceWritesWhatItChecked();
  void spliceTwiceGivesTheSameBytes();
  void spliceIntoAPipe();
  void spliceAsJson();
  void spliceWithParts();
  void wacHasADefaultName();
  void splicePlanPrintsTheCommand();
  void refusedSpliceWritesNothing_data();
  void refusedSpliceWritesNothing();
  void composeWiresByType();
  void composeNamesAreUnique();
  void editInOrder();
  void editRefuses_data();
  void editRefuses();
  void editKeepsTheFileOnFailure();
  void documentsHoldEverything();
  void everyEditIsReachable();

 private:
  QString path(const QString& name) const { return m_folder->filePath(name); }
  QString rules(const QString& hook) { return writeFile(*m_folder, hook + ".yaml", ordersRules(hook)); }
  QStringList written() const {
    return QDir(m_folder->path()).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
  }
  std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const QString Store = QStringLiteral("orders/demo:kv/store@1.0.0");
QString ordersPart(const QString& name) { return example("orders/" + name + ".wasm"); }

}  // namespace

void TestCliMake::init() {
  m_folder = std::make_unique<QTemporaryDir>();
  QVERIFY(m_folder->isValid());
}

void TestCliMake::spliceWritesWhatItChecked() {
  const Outcome outcome = run({"splice", rules("trace"), ordersExample(), "-o", path("out.wasm")});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY(outcome.out.isEmpty());
  QVERIFY2(outcome.err.contains("out.wasm") && outcome.err.contains("checked"), outcome.err.constData());
  CLI_COMPARE_CODE(run({"validate", path("out.wasm")}), 0);
  QCOMPARE(written(), QStringList({"out.wasm", "trace.yaml"}));
  QVERIFY(run({"graph", path("out.wasm")}).out.contains("trace"));
}

void TestCliMake::spliceTwiceGivesTheSameBytes() {
  for (const char* name : {"a.wasm", "b.wasm"})
    CLI_COMPARE_CODE(run({"splice", rules("trace"), ordersExample(), "-o", path(name)}), 0);
  QVERIFY(!readFile(path("a.wasm")).isEmpty());
  QCOMPARE(readFile(path("a.wasm")), readFile(path("b.wasm")));
}

void TestCliMake::spliceIntoAPipe() {
  CLI_COMPARE_CODE(run({"splice", rules("count"), ordersExample(), "-o", path("out.wasm")}), 0);
  const Outcome fromStream = run({"splice", rules("count"), "-", "-o", "-"}, readFile(ordersExample()));
  CLI_COMPARE_CODE(fromStream, 0);
  QVERIFY(fromStream.out.startsWith(QByteArray("\0asm", 4)));
  CLI_COMPARE_CODE(run({"validate", "-"}, fromStream.out), 0);
  const Outcome rulesFromStream = run({"splice", "-", ordersExample(), "-o", "-"}, ordersRules("count"));
  QCOMPARE(rulesFromStream.out, readFile(path("out.wasm")));
}

void TestCliMake::spliceAsJson() {
  const Outcome outcome = run({"splice", rules("trace"), ordersExample(), "-o", path("out.wasm"), "--json"});
  CLI_COMPARE_CODE(outcome, 0);
  const QJsonObject json = outcome.json();
  QCOMPARE(json["format"].toString(), QString("spliceboard-splice"));
  QCOMPARE(json["bytes"].toInt(), static_cast<int>(readFile(path("out.wasm")).size()));
  QCOMPARE(json["adapters"].toArray().size(), 2);  // and the provider of the configuration
  QCOMPARE(json["written"].toArray().size(), 1);
  CLI_COMPARE_CODE(run({"splice", rules("trace"), ordersExample(), "-o", "-", "--json"}),
                   number(ExitCode::Usage));
}

void TestCliMake::spliceWithParts() {
  const Outcome outcome = run({"splice", rules("trace"), ordersExample(), "-o", path("out.wasm"), "-d",
                               path("parts"), "--emit-wac", path("out.wac")});
  CLI_COMPARE_CODE(outcome, 0);
  const QStringList parts = QDir(path("parts")).entryList(QDir::Files, QDir::Name);
  QVERIFY2(parts.contains("split0.wasm") && parts.filter("splicer_adapter_tier2_trace").size() == 1,
           qPrintable(parts.join(' ')));
  QCOMPARE(readFile(path("parts/split0.wasm")), readFile(ordersExample()));
  QVERIFY(readFile(path("out.wac")).startsWith("package example:composition;"));
  for (const QString& part : parts) CLI_COMPARE_CODE(run({"validate", path("parts/" + part)}), 0);
}

void TestCliMake::wacHasADefaultName() {
  const QString before = QDir::currentPath();
  QVERIFY(QDir::setCurrent(m_folder->path()));
  const Outcome last = run({"splice", rules("trace"), ordersExample(), "-o", "a.wasm", "--emit-wac"});
  const Outcome middle = run({"splice", rules("trace"), ordersExample(), "--emit-wac", "-o", "b.wasm"});
  QDir::setCurrent(before);
  CLI_COMPARE_CODE(last, 0);
  CLI_COMPARE_CODE(middle, 0);
  QCOMPARE(written(), QStringList({"a.wasm", "b.wasm", "output.wac", "splits", "trace.yaml"}));
}

void TestCliMake::splicePlanPrintsTheCommand() {
  const Outcome outcome = run({"splice", rules("trace"), ordersExample(), "--plan", "--emit-wac",
                               path("plan.wac"), "-d", path("parts"), "--package", "my:shop"});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY2(outcome.out.startsWith("wac compose " + path("plan.wac").toUtf8()), outcome.out.constData());
  QVERIFY(outcome.out.contains("--dep my:trace=\"" + hookFile("trace").toUtf8() + "\""));
  QVERIFY(readFile(path("plan.wac")).startsWith("package my:shop;"));
  QVERIFY(!QFile::exists(path("composed.wasm")));
}

void TestCliMake::refusedSpliceWritesNothing_data() {
  QTest::addColumn<QByteArray>("rules");
  QTest::addColumn<int>("code");
  QTest::newRow("hook that does not fit") << ordersRules("gate") << number(ExitCode::Refused);
  QTest::newRow("no match") << ordersRules("trace", "demo:kv/store@2.0.0") << number(ExitCode::Refused);
  QTest::newRow("no rules") << QByteArray("version: 1\nrules: []\n") << number(ExitCode::Refused);
  QTest::newRow("not YAML") << QByteArray("version: [1") << number(ExitCode::Refused);
  QTest::newRow("hook that is not there")
      << ordersRules("trace").replace("trace-async.wasm", "trace2.wasm") << number(ExitCode::File);
}

void TestCliMake::refusedSpliceWritesNothing() {
  QFETCH(QByteArray, rules);
  QFETCH(int, code);
  const Outcome outcome = run({"splice", "-", ordersExample(), "-o", path("out.wasm"), "-d", path("parts"),
                               "--emit-wac", path("out.wac")},
                              rules);
  CLI_COMPARE_CODE(outcome, code);
  QVERIFY(outcome.out.isEmpty());
  QVERIFY(!outcome.err.isEmpty());
  QVERIFY(written().isEmpty());
}

void TestCliMake::composeWiresByType() {
  const Outcome outcome =
      run({"compose", ordersPart("gateway"), ordersPart("orders"), "store=" + ordersPart("kv-disk"),
           ordersPart("rates"), "-o", path("shop.wasm")});
  CLI_COMPARE_CODE(outcome, 0);
  CLI_COMPARE_CODE(run({"validate", path("shop.wasm")}), 0);
  const Outcome inspected = run({"inspect", "--json", path("shop.wasm")});
  QCOMPARE(inspected.json()["instances"].toArray().size(), 4);
  QVERIFY(inspected.out.contains("\"store\"") && inspected.out.contains("wasi:cli/run@0.2.3"));
}

void TestCliMake::composeNamesAreUnique() {
  const Outcome outcome = run({"compose", ordersPart("cache"), ordersPart("cache"), "-o", path("x.wasm")});
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains("other="), outcome.err.constData());
}

void TestCliMake::editInOrder() {
  const QStringList args{"edit",
                         ordersExample(),
                         "-o",
                         path("out.wasm"),
                         "--add",
                         "memory=" + ordersPart("kv-mem"),
                         "--connect",
                         "memory/demo:kv/store@1.0.3",
                         "cache/demo:kv/store@1.0.0",
                         "--delete",
                         "kv-disk",
                         "--rename",
                         "memory",
                         "store",
                         "--hook",
                         Store + "=first=" + hookFile("count"),
                         "--hook",
                         Store + "=" + hookFile("trace")};
  const Outcome outcome = run(args);
  CLI_COMPARE_CODE(outcome, 0);
  const QList<QByteArray> lines = outcome.err.split('\n');
  QCOMPARE(outcome.err.count("edit      "), 6);
  QVERIFY(lines[0].contains("memory") && lines[3].contains("store"));
  const QByteArray graph = run({"graph", path("out.wasm")}).out;
  QVERIFY2(!graph.contains("kv-disk.wasm") && graph.contains("store"), graph.constData());
}

void TestCliMake::editRefuses_data() {
  QTest::addColumn<QStringList>("edit");
  QTest::addColumn<QByteArray>("part");
  QTest::newRow("unknown node") << QStringList{"--rename", "cash", "x"} << QByteArray("kv-disk");
  QTest::newRow("unknown port") << QStringList{"--disconnect", "orders/demo:kv/stare@1.0.0"}
                                << QByteArray("demo:kv/store@1.0.0");
  QTest::newRow("type that does not fit")
      << QStringList{"--add", ordersPart("kv-legacy"), "--connect", "kv-legacy/demo:kv/store@0.9.0",
                     "cache/demo:kv/store@1.0.0"}
      << QByteArray("put");
  QTest::newRow("loop") << QStringList{"--connect", "cache/demo:kv/store@1.0.0", "cache/demo:kv/store@1.0.0"}
                        << QByteArray("loop");
  QTest::newRow("hook of a kind that does not fit")
      << QStringList{"--hook", Store + "=" + ordersPart("rates")} << QByteArray("--hook");
  QTest::newRow("hook without a file") << QStringList{"--hook", Store} << QByteArray("FILE");
  QTest::newRow("frame without nodes") << QStringList{"--frame", "Storage"} << QByteArray("TITLE=NODE");
  QTest::newRow("frame around an unknown node")
      << QStringList{"--frame", "Storage=cache,disk"} << QByteArray("kv-disk");
  QTest::newRow("no such frame") << QStringList{"--frame", "Storage=cache", "--unframe", "Store"}
                                 << QByteArray("there are: Storage");
  QTest::newRow("into what is no composition") << QStringList{"--in", "cache"} << QByteArray("inside");
  QTest::newRow("out of the composition itself") << QStringList{"--in", ".."} << QByteArray("in nothing");
  QTest::newRow("a node outside of where the edit is")
      << QStringList{"--in", "rates", "--rename", "cache", "x"} << QByteArray("quoter");
  QTest::newRow("no such hook") << QStringList{"--unhook", Store + "=audit"} << QByteArray("audit");
}

void TestCliMake::editRefuses() {
  QFETCH(QStringList, edit);
  QFETCH(QByteArray, part);
  const Outcome outcome = run(QStringList{"edit", ordersExample(), "-o", path("out.wasm")} + edit);
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains(part), outcome.err.constData());
  QVERIFY(written().isEmpty());
}

void TestCliMake::editKeepsTheFileOnFailure() {
  const QString file = writeFile(*m_folder, "work.wasm", readFile(ordersExample()));
  QVERIFY(run({"edit", file, "-o", file, "--rename", "nobody", "x"}).code != 0);
  QCOMPARE(readFile(file), readFile(ordersExample()));
}

void TestCliMake::documentsHoldEverything() {
  const QString document = path("shop.splice");
  CLI_COMPARE_CODE(run({"edit", ordersExample(), "-o", document, "--hook",
                        Store + "=trace=" + hookFile("trace"), "--rename", "cache", "near"}),
                   0);
  CLI_COMPARE_CODE(run({"compose", document, "-o", path("from-document.wasm")}), 0);
  CLI_COMPARE_CODE(run({"edit", ordersExample(), "-o", path("direct.wasm"), "--hook",
                        Store + "=trace=" + hookFile("trace"), "--rename", "cache", "near"}),
                   0);
  QCOMPARE(readFile(path("from-document.wasm")), readFile(path("direct.wasm")));
  CLI_COMPARE_CODE(run({"plan", document}), 0);
  CLI_COMPARE_CODE(run({"layout", document}), 0);
  CLI_COMPARE_CODE(run({"edit", document, "-o", document, "--bypass", Store + "=trace"}), 0);
  const Outcome bypassed = run({"layout", document});
  CLI_COMPARE_CODE(bypassed, number(ExitCode::Refused));  // no adapter is left
  CLI_COMPARE_CODE(run({"edit", document, "-o", document, "--enable", Store + "=trace", "--unhook", Store}),
                   0);
  QCOMPARE(run({"inspect", "--json", document}).json()["kind"].toString(), QString("document"));
  CLI_COMPARE_CODE(run({"edit", document, "-o", document, "--frame", "Storage=near,kv-disk"}), 0);
  QVERIFY(readFile(document).contains("\"title\": \"Storage\""));
  CLI_COMPARE_CODE(run({"edit", document, "-o", document, "--unframe", "Storage"}), 0);
  QVERIFY(!readFile(document).contains("Storage"));
  const Outcome text = run({"edit", document, "-o", "-", "--document"});
  CLI_COMPARE_CODE(text, 0);
  const Outcome again = run({"graph", "-"}, text.out);
  CLI_COMPARE_CODE(again, 0);
  QCOMPARE(again.out, run({"graph", document}).out);
}

void TestCliMake::everyEditIsReachable() {
  const Outcome help = run({"edit", "--help"});
  for (const sb::cli::EditKind& kind : sb::cli::editKinds())
    QVERIFY2(help.out.contains(kind.option), kind.option);
  const QStringList base{"edit", ordersExample(), "-o", path("a.splice")};
  const QStringList moves{"--hook",      Store + "=a=" + hookFile("count"),
                          "--hook",      Store + "=b=" + hookFile("count"),
                          "--move-hook", Store + "=b=1"};
  CLI_COMPARE_CODE(run(base + moves), 0);
  const QStringList border{"--disconnect",    "gateway/demo:shop/orders@1.0.0",
                           "--leave-to-host", "gateway/demo:shop/orders@1.0.0",
                           "--export",        "orders/demo:shop/orders@1.0.0=demo:shop/orders@1.0.0"};
  CLI_COMPARE_CODE(run(base + border), 0);
  const QStringList fresh{"edit",        "new",
                          "-o",          path("b.splice"),
                          "--add",       ordersPart("gateway"),
                          "--add",       ordersPart("orders"),
                          "--auto-wire", "all"};
  CLI_COMPARE_CODE(run(fresh), 0);
  CLI_COMPARE_CODE(run(base + QStringList{"--duplicate", "orders"}), 0);
}

QTEST_GUILESS_MAIN(TestCliMake)
#include "tst_cli_make.moc"
