// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QProcess>
#include <QRegularExpression>

#include "tests/cli/cli_runner.h"

using namespace clitest;

/// The table "Beside splicer" of the README: every command in it is run, as it stands there.
class TestCliReadme : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void everyRowIsThere();
  void commands_data();
  void commands();
  void testsThatAreNamed_data();
  void testsThatAreNamed();
  void everyRefusalIsTested();
  void cleanupTestCase();

 private:
  QTemporaryDir m_folder;
  QString m_before;
};

namespace {

struct Row {
  QString number, command;
  int code = 0;
};

/// The rows of the table as cells.
QList<QStringList> table() {
  QList<QStringList> out;
  const QString text = QString::fromUtf8(readFile(QStringLiteral(SPLICEBOARD_SOURCE_DIR "/README.md")));
  const QString part = text.section("## Beside splicer", 1).section("\n## ", 0, 0);
  for (const QString& line : part.split('\n')) {
    if (!line.startsWith("| ") || line.startsWith("| | |")) continue;
    QStringList cells = line.mid(1).chopped(1).split('|');
    for (QString& cell : cells) cell = cell.trimmed();
    out << cells;
  }
  return out;
}

/// What is in backticks and starts with this word, with the exit code that is said behind it.
QList<Row> commandsOf(const QString& word) {
  static const QRegularExpression code("`([^`]*)`( \\(exit code (\\d+))?");
  QList<Row> out;
  for (const QStringList& cells : table()) {
    for (auto found = code.globalMatch(cells.last()); found.hasNext();) {
      const QRegularExpressionMatch one = found.next();
      if (one.captured(1).startsWith(word + " "))
        out << Row{cells.first(), one.captured(1), one.captured(3).toInt()};
    }
  }
  return out;
}

/// The letters that stand for files.
QString written(const QString& word) {
  if (word.startsWith("R/")) return "resources/examples/rules/" + word.mid(2);
  if (word == "O") return "resources/examples/orders/orders.composed.wasm";
  if (word == "C") return "resources/examples/calc-chain/calc-chain.composed.wasm";
  if (word == "J") return "resources/examples/jobs-async/jobs.composed.wasm";
  return word;
}

}  // namespace

void TestCliReadme::initTestCase() {
  m_before = QDir::currentPath();
  QVERIFY(m_folder.isValid() && QDir::setCurrent(m_folder.path()));
  QVERIFY(QFile::link(QStringLiteral(SPLICEBOARD_SOURCE_DIR "/resources"), m_folder.filePath("resources")));
}

void TestCliReadme::cleanupTestCase() {
  if (!m_before.isEmpty()) QDir::setCurrent(m_before);
}

/// The things splicer does not do are numbered from 1 to 19, and each has something to run.
void TestCliReadme::everyRowIsThere() {
  QStringList numbers;
  for (const QStringList& cells : table()) {
    QCOMPARE(cells.size(), 4);
    if (cells.first().isEmpty()) continue;
    numbers << cells.first();
    QVERIFY2(cells.last().contains("`splicectl ") || cells.last().contains("`./dev test -R "),
             qPrintable(cells.join(" | ")));
  }
  QStringList wanted;
  for (int i = 1; i <= 19; ++i) wanted << QString::number(i);
  QCOMPARE(numbers, wanted);
}

void TestCliReadme::commands_data() {
  QTest::addColumn<QString>("command");
  QTest::addColumn<int>("code");
  for (const Row& row : commandsOf("splicectl")) {
    if (row.command.contains("provider.wasm")) continue;  // files of the reader
    QTest::newRow(qPrintable(row.number + " " + row.command)) << row.command << row.code;
  }
}

void TestCliReadme::commands() {
  QFETCH(QString, command);
  QFETCH(int, code);
  QStringList words = QProcess::splitCommand(command).mid(1);
  QString input;
  for (QString& word : words) {
    const QString file = written(word);
    if (file != word && file.endsWith(".wasm")) input = file;
    word = file;
  }
  const bool reads = words.contains("x.wasm") && !words.contains("-o");  // what the command before it made
  if (!reads) QFile::remove("x.wasm");
  const Outcome outcome = run(words);
  CLI_COMPARE_CODE(outcome, code);
  QVERIFY(!outcome.out.isEmpty() || !outcome.err.isEmpty());
  if (code != 0) {
    QVERIFY(!QFile::exists("x.wasm"));
    return;
  }
  if (!words.contains("x.wasm")) return;
  if (reads) {
    QVERIFY(!outcome.out.isEmpty());
    return;
  }
  CLI_COMPARE_CODE(run({"validate", "x.wasm"}), 0);
  CLI_NEED_ENGINE();
  const Outcome before = run({"run", input}), after = run({"run", "x.wasm"});
  CLI_COMPARE_CODE(before, 0);
  CLI_COMPARE_CODE(after, 0);
  QVERIFY(!before.out.isEmpty());
  // `trace` writes on standard output: lines that begin with `>` or `<`.
  static const QRegularExpression ofHook("^ *[<>] [^\n]*\n", QRegularExpression::MultilineOption);
  const QString rest = QString::fromUtf8(after.out).remove(ofHook);
  QCOMPARE(rest, QString::fromUtf8(before.out));
  QVERIFY2(after.out + after.err != before.out + before.err || command.contains("gate"),
           "the hook says nothing");
}

void TestCliReadme::testsThatAreNamed_data() {
  QTest::addColumn<QString>("test");
  for (const Row& row : commandsOf("./dev"))
    QTest::newRow(qPrintable(row.number + " " + row.command)) << row.command.section(' ', -1);
}

/// They run with all the others; here it counts that they are there.
void TestCliReadme::testsThatAreNamed() {
  QFETCH(QString, test);
  QProcess find;
  find.start("grep", {"-rlE", "sb_test\\(" + test + "[ )]", QStringLiteral(SPLICEBOARD_SOURCE_DIR "/tests"),
                      "--include=CMakeLists.txt"});
  QVERIFY(find.waitForFinished());
  QVERIFY2(find.exitCode() == 0, qPrintable("there is no test " + test));
}

/// Each code that docs/limits.md lists as a refusal of the planner is in a test that compares it.
void TestCliReadme::everyRefusalIsTested() {
  const QString text = QString::fromUtf8(readFile(QStringLiteral(SPLICEBOARD_SOURCE_DIR "/docs/limits.md")));
  const QString part = text.section("\n## Hooks", 1).section("\n## ", 0, 0);
  static const QRegularExpression row("\n\\|[^|]*\\| `([a-z-]+)` \\|");
  int codes = 0;
  for (auto found = row.globalMatch(part); found.hasNext(); ++codes) {
    const QString code = found.next().captured(1);
    QProcess find;
    find.start("grep", {"-rlF", "\"" + code + "\"", QStringLiteral(SPLICEBOARD_SOURCE_DIR "/tests"),
                        "--include=tst_*.cpp"});
    QVERIFY(find.waitForFinished());
    QVERIFY2(find.exitCode() == 0, qPrintable("no test compares the code " + code));
  }
  QVERIFY(codes > 15);
}

QTEST_GUILESS_MAIN(TestCliReadme)
#include "tst_cli_readme.moc"
