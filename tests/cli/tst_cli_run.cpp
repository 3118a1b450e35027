// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QElapsedTimer>
#include <QProcess>
#include <csignal>

#include "app/cli/exit_codes.h"
#include "tests/cli/cli_runner.h"

using namespace clitest;
using sb::cli::ExitCode;
using sb::cli::number;

/// `splicectl run`, in the test's process and, for signals and streams, as the program it is.
class TestCliRun : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { CLI_NEED_ENGINE(); }
  void examples_data();
  void examples();
  void splicedExamplePrintsCalls();
  void invoke_data();
  void invoke();
  void invokeRefuses_data();
  void invokeRefuses();
  void trapNamesTheNode();
  void timeLimit();
  void eventsAreLines();
  void trapIsTheLastEvent();
  void noCommand();
  void missingEngine();
  void signalStopsIt_data();
  void signalStopsIt();
  void programReadsStandardInputToTheEnd();
};

namespace {

/// A component with one core function `() -> i32` of these instructions, exported as `run: func() -> u32`.
QByteArray componentOf(const QByteArray& instructions) {
  const auto sized = [](char id, const QByteArray& content) {
    return QByteArray(1, id) + static_cast<char>(content.size()) + content;
  };
  const QByteArray body = QByteArray(1, 0) + instructions + '\x0b';
  const QByteArray code = QByteArray("\1", 1) + static_cast<char>(body.size()) + body;
  const QByteArray module = QByteArray("\0asm\1\0\0\0", 8) + sized(1, QByteArray("\1\x60\0\1\x7f", 5)) +
                            sized(3, QByteArray("\1\0", 2)) + sized(7, QByteArray("\1\3run\0\0", 7)) +
                            sized(10, code);
  return QByteArray("\0asm\x0d\0\1\0", 8) + sized(1, module) + sized(2, QByteArray("\1\0\0\0", 4)) +
         sized(6, QByteArray("\1\0\0\1\0\3run", 9)) + sized(7, QByteArray("\1\x40\0\0\x79", 5)) +
         sized(8, QByteArray("\1\0\0\0\0\0", 6)) + sized(11, QByteArray("\1\0\3run\1\0\0", 9));
}
const QByteArray Answer = componentOf(QByteArray("\x41\x2a", 2));                // i32.const 42
const QByteArray Divide = componentOf(QByteArray("\x41\1\x41\0\x6e", 5));        // 1 / 0
const QByteArray Loop = componentOf(QByteArray("\x03\x40\x0c\0\x0b\x41\0", 7));  // loop br 0 end

QList<QJsonObject> eventsOf(const QByteArray& text) {
  QList<QJsonObject> out;
  for (const QByteArray& line : text.split('\n'))
    if (!line.isEmpty()) out.append(QJsonDocument::fromJson(line).object());
  return out;
}

}  // namespace

void TestCliRun::examples_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<QString>("out");
  QTest::addColumn<QString>("err");
  const QJsonObject manifest = QJsonDocument::fromJson(readFile(example("manifest.json"))).object();
  for (const QJsonValue& row : manifest["files"].toArray())
    if (row["runs"].toBool())
      QTest::newRow(qPrintable(row["file"].toString()))
          << row["file"].toString() << row["expected_stdout"].toString() << row["expected_stderr"].toString();
}

void TestCliRun::examples() {
  QFETCH(QString, file);
  QFETCH(QString, out);
  QFETCH(QString, err);
  const Outcome outcome = run({"run", example(file)});
  CLI_COMPARE_CODE(outcome, 0);
  QCOMPARE(QString::fromUtf8(outcome.out), out);
  QCOMPARE(QString::fromUtf8(outcome.err), err);
}

void TestCliRun::splicedExamplePrintsCalls() {
  const Outcome made = run({"splice", "-", ordersExample(), "-o", "-"}, ordersRules("trace"));
  CLI_COMPARE_CODE(made, 0);
  const Outcome outcome = run({"run", "-"}, made.out);
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY2(outcome.out.contains("put") && outcome.out.contains("order/4711"), outcome.out.constData());
  const QString plain = QString::fromUtf8(run({"run", ordersExample()}).out);
  const QStringList all = QString::fromUtf8(outcome.out).split('\n');
  for (const QString& line : plain.split('\n', Qt::SkipEmptyParts))
    QVERIFY2(all.contains(line), qPrintable(line));
}

void TestCliRun::invoke_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<QString>("call");
  QTest::addColumn<QByteArray>("printed");
  QTest::addColumn<int>("code");
  QTest::newRow("plain function") << ""
                                  << "run" << QByteArray("42u32\n") << 0;
  QTest::newRow("with brackets") << ""
                                 << "run()" << QByteArray("42u32\n") << 0;
  const QString store = example("orders/kv-mem.wasm");
  QTest::newRow("text argument") << store << "demo:kv/store@1.0.3#keys(\"order\")" << QByteArray("[]\n") << 0;
  QTest::newRow("error as result") << store << "demo:kv/store@1.0.3#get(key: \"none\")"
                                   << QByteArray("err(not-found)\n") << number(ExitCode::Refused);
}

void TestCliRun::invoke() {
  QFETCH(QString, file);
  QFETCH(QString, call);
  QFETCH(QByteArray, printed);
  QFETCH(int, code);
  const Outcome outcome = run({"run", file.isEmpty() ? QString("-") : file, "--invoke", call}, Answer);
  CLI_COMPARE_CODE(outcome, code);
  QCOMPARE(outcome.out, printed);
}

void TestCliRun::invokeRefuses_data() {
  QTest::addColumn<QString>("call");
  QTest::addColumn<QByteArray>("part");
  QTest::newRow("unknown") << "walk" << QByteArray("`walk`");
  QTest::newRow("too many arguments") << "run(1)" << QByteArray("--invoke");
  QTest::newRow("bracket missing") << "run(" << QByteArray("missing");
}

void TestCliRun::invokeRefuses() {
  QFETCH(QString, call);
  QFETCH(QByteArray, part);
  const Outcome outcome = run({"run", "-", "--invoke", call}, Answer);
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains(part), outcome.err.constData());
}

void TestCliRun::trapNamesTheNode() {
  const Outcome outcome = run({"run", "-", "--invoke", "run"}, Divide);
  CLI_COMPARE_CODE(outcome, number(ExitCode::Trap));
  QVERIFY(outcome.out.isEmpty());
  QVERIFY2(
      outcome.err.contains("integer divide by zero") && outcome.err.contains("  0  stdin: function 0 at 0x"),
      outcome.err.constData());
}

void TestCliRun::timeLimit() {
  QElapsedTimer timer;
  timer.start();
  const Outcome outcome = run({"run", "--time-limit", "200", "--invoke", "run", "-"}, Loop);
  CLI_COMPARE_CODE(outcome, number(ExitCode::Limit));
  QVERIFY2(outcome.err.contains("200 ms"), outcome.err.constData());
  QVERIFY(timer.elapsed() >= 200);
}

void TestCliRun::eventsAreLines() {
  const Outcome outcome = run({"run", "--json-events", ordersExample()});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY(outcome.err.isEmpty());
  QString out, err;
  const QList<QJsonObject> events = eventsOf(outcome.out);
  for (const QJsonObject& event : events) {
    if (event["event"] == "stdout") out += event["text"].toString();
    if (event["event"] == "stderr") err += event["text"].toString();
  }
  QCOMPARE(out.toUtf8(), run({"run", ordersExample()}).out);
  QVERIFY(err.contains("no rate"));
  QCOMPARE(events.last()["event"].toString(), QString("exit"));
  QCOMPARE(events.last()["code"].toInt(-1), 0);
  QCOMPARE(events.last()["kind"].toString(), QString("exited"));
}

void TestCliRun::trapIsTheLastEvent() {
  const Outcome outcome = run({"run", "--json", "-", "--invoke", "run"}, Divide);
  CLI_COMPARE_CODE(outcome, number(ExitCode::Trap));
  const QList<QJsonObject> events = eventsOf(outcome.out);
  QCOMPARE(events.size(), 1);
  QCOMPARE(events[0]["event"].toString(), QString("trap"));
  const QJsonObject frame = events[0]["frames"].toArray().first().toObject();
  QCOMPARE(frame["node"].toString(), QString("stdin"));
  QCOMPARE(static_cast<unsigned char>(Divide[frame["offset"].toInt()]), static_cast<unsigned char>(0x6e));
}

void TestCliRun::noCommand() {
  const Outcome outcome = run({"run", example("orders/cache.wasm")});
  CLI_COMPARE_CODE(outcome, number(ExitCode::Refused));
  QVERIFY2(outcome.err.contains("demo:kv/store@1.0.0"), outcome.err.constData());
}

void TestCliRun::missingEngine() {
  qputenv("SPLICEBOARD_ENGINE", "/nowhere");
  const Outcome outcome = run({"run", ordersExample()});
  qunsetenv("SPLICEBOARD_ENGINE");
  CLI_COMPARE_CODE(outcome, number(ExitCode::EngineMissing));
  QVERIFY2(outcome.err.contains("./dev engine"), outcome.err.constData());
}

void TestCliRun::signalStopsIt_data() {
  QTest::addColumn<int>("signal");
  QTest::newRow("SIGINT") << SIGINT;
  QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliRun::signalStopsIt() {
  QFETCH(int, signal);
  QTemporaryDir folder;
  const QString file = writeFile(folder, "loop.wasm", Loop);
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const std::filesystem::path& engine : engineFolders())
    if (std::filesystem::exists(engine / "_libwasmtime.so"))
      environment.insert("SPLICEBOARD_ENGINE", QString::fromStdString(engine.string()));
  process.setProcessEnvironment(environment);
  process.start(SPLICECTL, {"run", "--no-cache", "--json-events", "--invoke", "run", file});
  QVERIFY(process.waitForStarted());
  QTest::qWait(1500);  // no event says "now in the loop"
  QCOMPARE(process.state(), QProcess::Running);
  ::kill(static_cast<pid_t>(process.processId()), signal);
  QVERIFY(process.waitForFinished(10'000));
  QCOMPARE(process.exitStatus(), QProcess::NormalExit);
  QCOMPARE(process.exitCode(), number(ExitCode::Stopped));
  QCOMPARE(eventsOf(process.readAllStandardOutput()).last()["kind"].toString(), QString("stopped"));
}

void TestCliRun::programReadsStandardInputToTheEnd() {
  QProcess process;
  process.start(SPLICECTL, {"inspect", "-", "--json"});
  QVERIFY(process.waitForStarted());
  process.write(readFile(ordersExample()));
  process.closeWriteChannel();
  QVERIFY(process.waitForFinished(30'000));
  QCOMPARE(process.exitCode(), 0);
  QCOMPARE(QJsonDocument::fromJson(process.readAllStandardOutput()).object()["kind"].toString(),
           QString("composition"));
}

QTEST_GUILESS_MAIN(TestCliRun)
#include "tst_cli_run.moc"
