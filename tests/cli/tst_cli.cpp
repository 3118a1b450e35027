// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QRegularExpression>

#include "app/cli/exit_codes.h"
#include "app/cli/run_events.h"
#include "tests/cli/cli_runner.h"

using namespace clitest;
using sb::cli::ExitCode;
using sb::cli::exitCodeOf;
using sb::cli::number;

/// What holds for every command: help, exit codes, streams.
class TestCli : public QObject {
  Q_OBJECT
 private slots:
  void helpHasExamples_data();
  void helpHasExamples();
  void mainHelpHasTheExitCodes();
  void documentHasTheExitCodes();
  void documentNamesEveryCommand();
  void version();
  void filesMayBeNamedLikeCommands();
  void wrongUsage_data();
  void wrongUsage();
  void missingFile_data();
  void missingFile();
  void brokenFile_data();
  void brokenFile();
  void everyErrorHasAnExitCode();
  void piecesOfUtf8_data();
  void piecesOfUtf8();
};

void TestCli::helpHasExamples_data() {
  QTest::addColumn<QString>("command");
  for (const std::string& name : sb::cli::commandNames())
    QTest::newRow(name.c_str()) << QString::fromStdString(name);
  QVERIFY(sb::cli::commandNames().size() >= 11);
}

void TestCli::helpHasExamples() {
  QFETCH(QString, command);
  const Outcome help = run({command, "--help"});
  CLI_COMPARE_CODE(help, 0);
  QVERIFY(help.err.isEmpty());
  QVERIFY2(help.out.contains("Examples:"), help.out.constData());
  QVERIFY(help.out.count("splicectl " + command.toUtf8()) >= 2);
  QVERIFY(help.out.contains("--json"));
}

void TestCli::mainHelpHasTheExitCodes() {
  const Outcome help = run({"--help"});
  CLI_COMPARE_CODE(help, 0);
  QVERIFY(help.err.isEmpty());
  QVERIFY(help.out.contains(QByteArray::fromStdString(sb::cli::exitCodeText())));
}

void TestCli::documentHasTheExitCodes() {
  const QString text = QString::fromUtf8(readFile(QStringLiteral(SPLICEBOARD_SOURCE_DIR "/docs/cli.md")));
  for (const sb::cli::ExitCodeRow& row : sb::cli::ExitCodeTable) {
    const QString line =
        QStringLiteral("| %1 | %2 | %3 |").arg(number(row.code)).arg(QString(row.name), QString(row.meaning));
    QVERIFY2(text.contains(line), qPrintable("docs/cli.md lacks: " + line));
  }
}

void TestCli::documentNamesEveryCommand() {
  const QString text = QString::fromUtf8(readFile(QStringLiteral(SPLICEBOARD_SOURCE_DIR "/docs/cli.md")));
  for (const std::string& name : sb::cli::commandNames())
    QVERIFY2(text.contains(QRegularExpression("\\| `" + QString::fromStdString(name) + "[ `]")),
             name.c_str());
}

void TestCli::version() {
  const Outcome outcome = run({"--version"});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY(QRegularExpression("^splicectl \\d+\\.\\d+\\.\\d+\n$")
              .match(QString::fromUtf8(outcome.out))
              .hasMatch());
}

void TestCli::filesMayBeNamedLikeCommands() {
  QTemporaryDir folder;
  for (const std::string& name : sb::cli::commandNames()) {
    const QString file = folder.filePath(QString::fromStdString(name));
    QVERIFY(QFile::copy(example("orders/rounding.wasm"), file));
  }
  const QString before = QDir::currentPath();
  QVERIFY(QDir::setCurrent(folder.path()));
  std::vector<Outcome> outcomes;
  for (const std::string& name : sb::cli::commandNames())
    outcomes.push_back(run({"validate", QString::fromStdString(name)}));
  QVERIFY(QDir::setCurrent(before));
  for (const Outcome& outcome : outcomes) CLI_COMPARE_CODE(outcome, 0);
}

void TestCli::wrongUsage_data() {
  QTest::addColumn<QStringList>("args");
  QTest::newRow("no command") << QStringList{};
  QTest::newRow("unknown command") << QStringList{"unsplice"};
  QTest::newRow("no file") << QStringList{"inspect"};
  QTest::newRow("unknown option") << QStringList{"inspect", "--colour", "x.wasm"};
  QTest::newRow("unknown graph format") << QStringList{"graph", "x.wasm", "--format", "gif"};
  QTest::newRow("half an edit") << QStringList{"edit", "x.wasm", "--connect", "a/b"};
  QTest::newRow("number that is none") << QStringList{"run", "--time-limit", "soon", "x.wasm"};
  QTest::newRow("rules and component from one stream") << QStringList{"splice", "-", "-"};
  QTest::newRow("three files for a plan") << QStringList{"plan", "a", "b", "c"};
}

void TestCli::wrongUsage() {
  QFETCH(QStringList, args);
  const Outcome outcome = run(args);
  CLI_COMPARE_CODE(outcome, number(ExitCode::Usage));
  QVERIFY(outcome.out.isEmpty());
  QVERIFY(!outcome.err.isEmpty());
}

void TestCli::missingFile_data() {
  QTest::addColumn<QStringList>("args");
  for (const std::string& name : sb::cli::commandNames()) {
    QStringList args{QString::fromStdString(name), "/nowhere/missing.wasm"};
    if (name == "builtin") continue;  // takes no file
    if (name == "splice" || name == "diff" || name == "targets" || name == "replay")
      args << "/nowhere/missing.wasm";
    if (name == "extract") args << "component[0]";
    QTest::newRow(name.c_str()) << args;
  }
}

void TestCli::missingFile() {
  QFETCH(QStringList, args);
  const Outcome outcome = run(args);
  CLI_COMPARE_CODE(outcome, number(ExitCode::File));
  QVERIFY(outcome.out.isEmpty());
  QVERIFY2(outcome.err.contains("/nowhere/missing.wasm"), outcome.err.constData());
}

void TestCli::brokenFile_data() {
  QTest::addColumn<QStringList>("args");
  QTest::newRow("inspect") << QStringList{"inspect", "-"};
  QTest::newRow("graph") << QStringList{"graph", "-"};
  QTest::newRow("plan") << QStringList{"plan", "-"};
  QTest::newRow("edit") << QStringList{"edit", "-"};
  QTest::newRow("compose") << QStringList{"compose", "-"};
  QTest::newRow("validate") << QStringList{"validate", "-"};
  QTest::newRow("run") << QStringList{"run", "-"};
}

void TestCli::brokenFile() {
  QFETCH(QStringList, args);
  const QByteArray whole = readFile(ordersExample());
  const Outcome cut = run(args, whole.left(whole.size() / 2));
  CLI_COMPARE_CODE(cut, number(ExitCode::Invalid));
  const QByteArray all = cut.out + cut.err;
  QVERIFY2(all.contains("0x"), all.constData());  // where it breaks off
  CLI_COMPARE_CODE(run(args, "no wasm at all"), number(ExitCode::Invalid));
  CLI_COMPARE_CODE(run(args, QByteArray()), number(ExitCode::Invalid));
}

void TestCli::everyErrorHasAnExitCode() {
  using sb::ErrorCode;
  QCOMPARE(exitCodeOf(ErrorCode::BadRule), ExitCode::Refused);
  QCOMPARE(exitCodeOf(ErrorCode::FileNotWritable), ExitCode::File);
  QCOMPARE(exitCodeOf(ErrorCode::UnexpectedEnd), ExitCode::Invalid);
  QCOMPARE(exitCodeOf(ErrorCode::EngineMismatch), ExitCode::EngineMissing);
  QCOMPARE(exitCodeOf(ErrorCode::Trap), ExitCode::Trap);
  QCOMPARE(exitCodeOf(ErrorCode::Interrupted), ExitCode::Limit);
  for (int code = 0; code <= static_cast<int>(ErrorCode::Cancelled); ++code)
    QVERIFY(exitCodeOf(static_cast<ErrorCode>(code)) != ExitCode::Ok);
}

void TestCli::piecesOfUtf8_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("ascii") << QByteArray("plain");
  QTest::newRow("two bytes") << QByteArray("caf\xc3\xa9");
  QTest::newRow("three bytes") << QByteArray("\xe2\x82\xac 5");
  QTest::newRow("four bytes") << QByteArray("a\xf0\x9f\x98\x80");
  QTest::newRow("ends in the middle") << QByteArray("a\xe2\x82");
  QTest::newRow("stray continuation") << QByteArray("\x80\x80z");
}

void TestCli::piecesOfUtf8() {
  QFETCH(QByteArray, text);
  for (int cut = 0; cut <= text.size(); ++cut) {
    sb::cli::Utf8Pieces pieces;
    const QByteArray first = QByteArray::fromStdString(pieces.take(text.left(cut).toStdString()));
    const QByteArray second = QByteArray::fromStdString(pieces.take(text.mid(cut).toStdString()));
    const QByteArray rest = QByteArray::fromStdString(pieces.rest());
    QCOMPARE(first + second + rest, text);
    if (QString::fromUtf8(text).toUtf8() == text)
      QVERIFY(QString::fromUtf8(first).toUtf8() == first && rest.isEmpty());
  }
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
