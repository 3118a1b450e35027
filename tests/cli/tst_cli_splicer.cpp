// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QProcess>
#include <QRegularExpression>

#include "app/cli/exit_codes.h"
#include "tests/cli/cli_runner.h"
#include "tests/core/plan/corpus_folder.h"

using namespace clitest;
namespace fs = std::filesystem;

/// Command lines written for splicer 2.4.1 work when only the program's name is replaced: those that the
/// corpus has recorded, in a folder that looks like the one they were recorded in.
class TestCliSplicer : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void recordedCommands_data();
  void recordedCommands();
  void planPrintsTheSameCommand();
  void composeTakesTheSameFlags();
  void splicersAdapterIsAMiddleware();
  void splitsHaveTheirNumbers();
  void splitOfADocument();
  void splitAsJson();
  void cleanupTestCase();

 private:
  QTemporaryDir m_folder;
  QString m_before;
};

namespace {

struct Other {
  const char* name;
  int code;  ///< docs/cli.md, "Exit codes"; splicer ends with 1, or 101 when it panics
};
/// Where the outcome is not that of splicer, whose refusals are 1 and 2 here too.
constexpr Other Others[] = {
    // A file cannot be read.
    {"refused/input-missing", 3},
    {"refused/missing-middleware", 3},
    // Globs are allowed here, so that it is the hook's file which is missing.
    {"refused/yaml-glob-interface", 3},
    // A file is no component.
    {"refused/input-core-module", 4},
    {"refused/input-garbage", 4},
    // Splicer overlooks a key it does not know.
    {"unknown-keys", 1},
    // Splicer refuses, panics or loses a connection; here it is done.
    {"refused/before-all-positions", 0},
    {"refused/before-all-positions-direct", 0},
    {"refused/compose-diamond", 0},
    {"refused/compose-self-loop", 0},
    {"refused/diamond-between-left", 0},
    {"refused/dummy-t1-resources", 0},
    {"refused/dummy-t2-resources", 0},
    {"refused/dummy-t2-wide-in", 0},
    {"refused/dummy-t2-wide-out", 0},
    {"refused/host-import-rule", 0},
    {"refused/keyword-package", 0},
    {"refused/kv-inline-resource-t1", 0},
    {"refused/kv-inline-resource-t2", 0},
    {"refused/nested", 0},
    {"refused/nested-inner", 0},
    {"refused/no-match", 0},
    {"refused/no-match-unversioned", 0},
    {"refused/old-tier1-0.2.0", 0},
    {"refused/two-tiers", 0},
    {"refused/vault-types-t1", 0},
    {"refused/yaml-between-missing-outer", 0},
    {"refused/yaml-on-node-late", 0},
};

QString corpus() { return QString::fromStdString(plantest::corpus().string()); }
QJsonObject caseOf(const QString& name) {
  return QJsonDocument::fromJson(readFile(corpus() + "/splices/" + name + "/case.json")).object();
}
QStringList argumentsOf(const QJsonObject& about) {
  QStringList words = QProcess::splitCommand(about["command"].toString());
  words.removeFirst();
  return words;
}
QStringList namesIn(const QString& folder, const QString& pattern) {
  return QDir(folder).entryList({pattern}, QDir::Files, QDir::Name);
}

/// The `--dep` lines of a printed command, with the files as absolute paths.
QStringList dependencies(const QString& command) {
  static const QRegularExpression dep("--dep (\\S+)=\"([^\"]*)\"");
  QStringList out;
  for (auto found = dep.globalMatch(command); found.hasNext();) {
    const QRegularExpressionMatch one = found.next();
    out << one.captured(1) + "=" + QDir::cleanPath(QDir().absoluteFilePath(one.captured(2)));
  }
  out.sort();
  return out;
}

}  // namespace

void TestCliSplicer::initTestCase() {
  if (!QDir(corpus()).exists())
    QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
  m_before = QDir::currentPath();
  QVERIFY(m_folder.isValid() && QDir::setCurrent(m_folder.path()));
  for (const QString folder : {"components", "hooks"})
    QVERIFY(QFile::link(corpus() + "/" + folder, m_folder.filePath(folder)));
  for (const QString parent : {"splices", "splices/refused"}) {
    const QDir from(corpus() + "/" + parent);
    for (const QString& file : from.entryList({"*.wasm"}, QDir::Files)) {
      QVERIFY(QDir().mkpath(parent));
      QVERIFY(QFile::copy(from.filePath(file), parent + "/" + file));
    }
    for (const QString& name : from.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
      QVERIFY(QDir().mkpath(parent + "/" + name));
      if (from.exists(name + "/rules.yaml"))
        QVERIFY(QFile::copy(from.filePath(name + "/rules.yaml"), parent + "/" + name + "/rules.yaml"));
    }
  }
}

void TestCliSplicer::cleanupTestCase() {
  if (!m_before.isEmpty()) QDir::setCurrent(m_before);
}

void TestCliSplicer::recordedCommands_data() {
  QTest::addColumn<int>("code");
  const QDir splices(corpus() + "/splices");
  QStringList names = splices.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
  for (const QString& name : QDir(splices.filePath("refused")).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
    names << "refused/" + name;
  for (const QString& name : names) {
    const QJsonObject about = caseOf(name);
    if (about.isEmpty()) continue;
    int code = about["exit_code"].toInt();
    for (const Other& other : Others)
      if (name == other.name) code = other.code;
    QTest::newRow(qPrintable(name)) << code;
  }
}

void TestCliSplicer::recordedCommands() {
  QFETCH(int, code);
  const QJsonObject about = caseOf(QTest::currentDataTag());
  const Outcome outcome = run(argumentsOf(about) + QStringList{"--no-engine"});
  CLI_COMPARE_CODE(outcome, code);
  const QString folder = "splices/" + about["dir"].toString() + "/";
  if (code != 0) {
    QVERIFY2(!outcome.err.isEmpty() && !QFile::exists(folder + "out.wasm"), outcome.err.constData());
    return;
  }
  // Everything that splicer wrote has the same name here.
  if (about["output"].isObject()) QVERIFY(QFile::exists(folder + about["output"]["file"].toString()));
  if (about["plan"].isString()) QVERIFY(QFile::exists(folder + about["plan"].toString()));
  const QJsonArray splits = about["splits"].toArray();
  if (!argumentsOf(about).contains("-d") || splits.isEmpty()) return;
  QCOMPARE(namesIn(folder + "splits", "split*.wasm").size(), splits.size());
  for (const QJsonValue& split : splits)
    QVERIFY(QFile::exists(folder + "splits/" + split["file"].toString()));
}

void TestCliSplicer::planPrintsTheSameCommand() {
  const QJsonObject about = caseOf("plan-only");
  const Outcome outcome = run(argumentsOf(about));
  CLI_COMPARE_CODE(outcome, 0);
  const QString theirs = QString::fromUtf8(readFile(corpus() + "/splices/plan-only/stdout.txt"));
  QCOMPARE(dependencies(theirs).size(), 4);
  QCOMPARE(dependencies(QString::fromUtf8(outcome.out)), dependencies(theirs));
  QVERIFY(outcome.out.startsWith("wac compose splices/plan-only/plan.wac "));
  QVERIFY(!QFile::exists("composed.wasm"));
}

void TestCliSplicer::composeTakesTheSameFlags() {
  const QStringList files{"srv=components/c/text-provider.wasm", "app=components/c/text-cli.wasm"};
  const Outcome plan = run(QStringList{"compose"} + files + QStringList{"--plan", "--package", "my:app"});
  CLI_COMPARE_CODE(plan, 0);
  // Splicer names the files that were given; here the command finds all it needs among the splits.
  const QString first = QDir().absoluteFilePath("splits/split1.wasm");
  QVERIFY2(dependencies(QString::fromUtf8(plan.out)).contains("my:srv=" + first), plan.out.constData());
  QCOMPARE(readFile(first), readFile("components/c/text-provider.wasm"));
  QVERIFY(readFile("output.wac").startsWith("package my:app;"));
  QVERIFY(!QFile::exists("composed.wasm"));
  CLI_COMPARE_CODE(run(QStringList{"compose"} + files), 0);
  CLI_COMPARE_CODE(run({"validate", "composed.wasm"}), 0);
  CLI_COMPARE_CODE(
      run(QStringList{"compose"} + files + QStringList{"--output", "app.wasm", "--emit-wac=app.wac"}), 0);
  QCOMPARE(readFile("app.wasm"), readFile("composed.wasm"));
  QVERIFY(readFile("app.wac").startsWith("package example:composition;"));
}

/// An adapter that splicer made imports and exports the interface itself. Its hooks are left to the host,
/// with the interface of types whose names they use, and are provided by composing once more.
void TestCliSplicer::splicersAdapterIsAMiddleware() {
  const QString recorded = corpus() + "/splices/t2-between-calc/";
  const QByteArray rules =
      "version: 1\nrules:\n  - before: { interface: 'demo:calc/ops@0.1.0' }\n    inject:\n      - name: "
      "adapter\n"
      "        path: " +
      recorded.toUtf8() + "splicer_adapter_tier2_t2_dump_demo_calc_ops_0_1_0.wasm\n";
  CLI_COMPARE_CODE(run({"splice", "-", "components/comp/calc-wac.wasm", "-o", "adapted.wasm"}, rules), 0);
  const QByteArray wit = run({"print", "--wit", "adapted.wasm"}).out;
  QVERIFY2(wit.contains("import splicer:common/types@0.2.0;"), wit.constData());
  CLI_COMPARE_CODE(run({"compose", "adapted.wasm", "hooks/t2-dump.wasm", "-o", "dumped.wasm"}), 0);
  CLI_NEED_ENGINE();
  const Outcome outcome = run({"run", "dumped.wasm"});
  CLI_COMPARE_CODE(outcome, 0);
  QCOMPARE(outcome.out, readFile(recorded + "expected-stdout.txt"));
}

void TestCliSplicer::splitsHaveTheirNumbers() {
  const QString theirs = corpus() + "/splices/split-kept/splits/";
  const Outcome outcome = run({"split", "components/comp/calc-chain3.wasm", "-d", "parts"});
  CLI_COMPARE_CODE(outcome, 0);
  const QStringList names = namesIn("parts", "*");
  QCOMPARE(names, namesIn(theirs, "split*.wasm"));
  QCOMPARE(outcome.out.count('\n'), names.size());
  // Theirs are written anew, core modules included, and ours are the bytes of the file: what can be compared
  // is what they are for.
  for (const QString& name : names) {
    QCOMPARE(run({"print", "--wit", "parts/" + name}).out, run({"print", "--wit", theirs + name}).out);
    CLI_COMPARE_CODE(run({"validate", "parts/" + name}), 0);
  }
  QCOMPARE(readFile("parts/split0.wasm"), readFile("components/comp/calc-chain3.wasm"));
  CLI_COMPARE_CODE(run({"extract", "component[1].component[0]", "parts/split0.wasm", "-o", "four.wasm"}), 0);
  QVERIFY(outcome.out.contains("split4.wasm  component[1].component[0], "));
  QCOMPARE(readFile("parts/split4.wasm"), readFile("four.wasm"));
}

void TestCliSplicer::splitOfADocument() {
  CLI_COMPARE_CODE(run({"compose", "components/c/calc-provider.wasm", "components/c/calc-cli.wasm", "-o",
                        "two.wasm", "--emit-wac", "two.wac"}),
                   0);
  CLI_COMPARE_CODE(run({"edit", "new", "--add", "components/c/calc-provider.wasm", "--add",
                        "components/c/calc-cli.wasm", "-o", "two.splice"}),
                   0);
  const Outcome outcome = run({"split", "two.splice", "-d", "two"});
  CLI_COMPARE_CODE(outcome, 0);
  QCOMPARE(namesIn("two", "*"), QStringList({"split1.wasm", "split2.wasm"}));  // there is no whole
  QCOMPARE(readFile("two/split1.wasm"), readFile("components/c/calc-provider.wasm"));
  QVERIFY(outcome.out.contains("split2.wasm  calc-cli, "));
}

void TestCliSplicer::splitAsJson() {
  const Outcome outcome =
      run({"split", "-", "-d", "streamed", "--json"}, readFile(corpus() + "/components/comp/calc-wac.wasm"));
  CLI_COMPARE_CODE(outcome, 0);
  const QJsonObject json = outcome.json();
  QCOMPARE(json["format"].toString(), QString("spliceboard-split"));
  QCOMPARE(json["folder"].toString(), QString("streamed"));
  QCOMPARE(json["splits"].toArray().size(), 5);
  const QJsonObject first = json["splits"].toArray().first().toObject();
  QCOMPARE(first["name"].toString(), QString("split0.wasm"));
  QCOMPARE(first["place"].toString(), QString());
  QCOMPARE(first["sha256"].toString().size(), 64);
  QCOMPARE(QFile("streamed/split0.wasm").size(), first["bytes"].toInteger());
}

QTEST_GUILESS_MAIN(TestCliSplicer)
#include "tst_cli_splicer.moc"
