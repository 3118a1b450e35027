// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QDialog>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QToolButton>
#include <QtTest>

#include "core/driver/open.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/engine/guests.h"
#include "tests/support/component_text.h"
#include "tests/ui/panels/panels_fixture.h"
#include "ui/panels/console_panel.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

/// Running in the window: what the Console shows, Stop, the time limit, and traps that lead to nodes. Every
/// wait has an end.
class TestRun : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void outputIsInTheConsole();
  void hooksAreInWhatRuns();
  void stopEndsAnEndlessLoop();
  void timeLimitEndsAnEndlessLoop();
  void traps_data();
  void traps();
  void whatCannotRunSaysWhy();
  void recordingsAnswer();
  void filesThatAreNoRecordingSaySo_data();
  void filesThatAreNoRecordingSaySo();

 private:
  void open(const std::string& text);
  /// The lines that the shop writes, from the manifest of the examples.
  static QStringList shopLines();
  void outputIsOfTheShop();
  QString console() { return m_window->consolePanel()->text(); }
  bool running() { return m_window->action("stop")->isEnabled(); }
  bool ends(int ms) {
    return QTest::qWaitFor([this] { return !running(); }, ms);
  }
  QTemporaryDir m_folder;
  std::unique_ptr<MainWindow> m_window;
};

void TestRun::initTestCase() {
  SB_NEED_ENGINE();
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  qputenv("PATH", QByteArray(SPLICEBOARD_BINARY_DIR "/bin:") + qgetenv("PATH"));
  prepareApplication(*qApp);
}

void TestRun::init() {
  m_window = std::make_unique<MainWindow>();
  m_window->show();
}

void TestRun::open(const std::string& text) {
  Result<Bytes> bytes = test::componentFromText(*enginetest::engine(), text);
  QVERIFY2(bytes, bytes ? "" : bytes.error().text().c_str());
  Result<driver::OpenedFile> opened = driver::openBytes(shareBytes(*std::move(bytes)), "guest.wasm");
  QVERIFY2(opened && opened->graph, opened ? "" : opened.error().text().c_str());
  m_window->addDocument(*opened->graph, {}, true);
}

QStringList TestRun::shopLines() {
  QFile manifest(QString::fromStdString(test::resource("examples/manifest.json").string()));
  if (!manifest.open(QIODevice::ReadOnly)) return {};
  const QJsonArray files = QJsonDocument::fromJson(manifest.readAll()).object()["files"].toArray();
  for (const QJsonValue& file : files)
    if (file["file"].toString() == "orders/orders.composed.wasm")
      return file["expected_stdout"].toString().split('\n', Qt::SkipEmptyParts);
  return {};
}

void TestRun::outputIsOfTheShop() {
  QVERIFY(shopLines().size() > 5);
  for (const QString& line : shopLines())
    QVERIFY2(console().contains("stdout   " + line), qPrintable(line + "\nis not in\n" + console()));
}

void TestRun::outputIsInTheConsole() {
  m_window->addDocument(test::openOrders()->graph(), {}, true);
  QVERIFY(m_window->action("run")->isEnabled());
  m_window->action("run")->trigger();
  QVERIFY(running());
  QVERIFY(!m_window->action("run")->isEnabled());
  QVERIFY2(ends(60'000), qPrintable(console()));
  QVERIFY(m_window->action("run")->isEnabled());
  outputIsOfTheShop();
  QVERIFY2(console().contains("ended with exit code 0"), qPrintable(console()));
}

void TestRun::hooksAreInWhatRuns() {
  m_window->addDocument(test::openOrders()->graph(), {}, true);
  const graph::EdgeId edge = test::edgeBetween(m_window->currentDocument()->graph(), "cache", "orders");
  const QString trace = QString::fromStdString(test::resource("hooks/trace/trace.wasm").string());
  QCOMPARE(m_window->hookEdge(edge, trace), QString());
  m_window->action("run")->trigger();
  QVERIFY2(ends(60'000), qPrintable(console()));
  QVERIFY2(console().contains("stderr") && console().contains("put"), qPrintable(console()));
}

void TestRun::stopEndsAnEndlessLoop() {
  open(guests::command(guests::EndlessLoop));
  m_window->action("run")->trigger();
  QVERIFY(QTest::qWaitFor([this] { return console().contains("started"); }, 20'000));
  QTest::qWait(300);
  QVERIFY2(running(), qPrintable(console()));
  QElapsedTimer time;
  time.start();
  m_window->findChild<QToolButton*>("consoleStop")->click();
  QVERIFY2(ends(20'000), qPrintable(console()));
  QVERIFY2(console().contains("stopped"), qPrintable(console()));
  QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
  // and again, so that nothing of the first run is left
  m_window->action("run")->trigger();
  QVERIFY(running());
  m_window->action("stop")->trigger();
  QVERIFY2(ends(20'000), qPrintable(console()));
}

void TestRun::timeLimitEndsAnEndlessLoop() {
  open(guests::command(guests::EndlessLoop));
  QTimer::singleShot(0, this, [] {
    for (QWidget* widget : QApplication::topLevelWidgets())
      if (auto* dialog = qobject_cast<QDialog*>(widget);
          dialog && dialog->objectName() == "runOptionsDialog") {
        dialog->findChild<QSpinBox*>("runTimeLimit")->setValue(1);
        dialog->accept();
      }
  });
  m_window->action("runOptions")->trigger();
  m_window->action("run")->trigger();
  QVERIFY2(ends(40'000), qPrintable(console()));
  QVERIFY2(console().contains("time limit"), qPrintable(console()));
}

void TestRun::traps_data() {
  QTest::addColumn<bool>("nested");
  QTest::newRow("a program of one node") << false;
  QTest::newRow("an instance inside of a composition") << true;
}

/// A frame names its node; a click there selects it.
void TestRun::traps() {
  QFETCH(bool, nested);
  const std::string command = guests::command(guests::Divides);
  open(nested ? "(component (component $c " + command.substr(std::string("(component").size()) +
                    " (instance $inner (instantiate $c))"
                    " (alias export $inner \"wasi:cli/run@0.2.3\" (instance $r))"
                    " (export \"wasi:cli/run@0.2.3\" (instance $r)))"
              : command);
  m_window->action("run")->trigger();
  QVERIFY2(ends(60'000), qPrintable(console()));
  QVERIFY2(console().contains("trap") && console().contains("divide by zero"), qPrintable(console()));
  QVERIFY2(console().contains("guest.wasm trapped"), qPrintable(console()));
  QString target;
  auto* text = m_window->consolePanel()->findChild<QPlainTextEdit*>();
  for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next())
    for (auto it = block.begin(); !it.atEnd(); ++it)
      if (it.fragment().charFormat().isAnchor()) target = it.fragment().charFormat().anchorHref();
  QVERIFY2(!target.isEmpty(), qPrintable(console()));
  emit m_window->consolePanel()->nodeActivated(target);
  const Item& item = m_window->currentDocument()->selection().item();
  QVERIFY2(std::holds_alternative<NodeItem>(item), qPrintable(target));
  const graph::Node* node = m_window->currentDocument()->graph().find(std::get<NodeItem>(item).node);
  QVERIFY(node);
  QCOMPARE(node->kind, graph::NodeKind::Component);
  QCOMPARE(QString::fromStdString(node->name), target.section('/', -1));
}

void TestRun::whatCannotRunSaysWhy() {
  m_window->addDocument(graph::emptyGraph("empty"), {}, true);
  m_window->action("run")->trigger();
  QVERIFY2(ends(60'000), qPrintable(console()));
  QVERIFY2(console().contains("wasi:cli/run"), qPrintable(console()));
}

/// What the hook `record` wrote on a connection answers in place of its provider, and the program writes the
/// same.
void TestRun::recordingsAnswer() {
  m_window->addDocument(test::openOrders()->graph(), {}, true);
  Document& document = *m_window->currentDocument();
  const graph::EdgeId edge = test::edgeBetween(document.graph(), "cache", "orders");
  const QString record = QString::fromStdString(test::resource("hooks/record/record.wasm").string());
  QCOMPARE(m_window->hookEdge(edge, record), QString());
  m_window->action("run")->trigger();
  QVERIFY2(ends(60'000), qPrintable(console()));
  QFile recording(m_folder.filePath("shop.jsonl"));
  QVERIFY(recording.open(QIODevice::WriteOnly));
  for (const QString& line : console().split('\n'))
    if (const qsizetype at = line.indexOf("{\"record\":"); at >= 0)
      recording.write(line.mid(at).toUtf8() + '\n');
  QVERIFY2(recording.pos() > 100, qPrintable(console()));
  recording.close();
  document.undoStack().undo();
  const int before = document.undoStack().index();
  const graph::PortRef import = document.graph().find(edge)->consumer;
  document.selection().select(EdgeItem{edge});
  m_window->addReplayFrom(recording.fileName());
  const graph::Edge* now = document.graph().edgeInto(import);
  QVERIFY(now);
  QCOMPARE(document.graph().find(now->provider.node)->name, std::string("replay-store"));
  QCOMPARE(document.undoStack().index(), before + 1);
  m_window->consolePanel()->clear();
  m_window->action("run")->trigger();
  QVERIFY2(ends(60'000), qPrintable(console()));
  outputIsOfTheShop();
}

void TestRun::filesThatAreNoRecordingSaySo_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("says");
  QTest::newRow("nothing recorded") << QByteArray("put order/4711\n") << "has no recorded call";
  QTest::newRow("a broken line") << QByteArray("{\"record\":\n") << "line 1";
}

void TestRun::filesThatAreNoRecordingSaySo() {
  QFETCH(QByteArray, text);
  QFETCH(QString, says);
  m_window->addDocument(test::openOrders()->graph(), {}, true);
  QFile file(m_folder.filePath("none.jsonl"));
  QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
  file.close();
  m_window->addReplayFrom(file.fileName());
  const QString hint = m_window->findChild<QLabel*>("statusHint")->text();
  QVERIFY2(hint.startsWith("none.jsonl") && hint.contains(says), qPrintable(hint));
  QCOMPARE(m_window->currentDocument()->undoStack().count(), 0);
}

QTEST_MAIN(TestRun)
#include "tst_run.moc"
