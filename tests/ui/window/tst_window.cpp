// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "../panels/panels_fixture.h"
#include "core/store/project.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/library_panel.h"
#include "ui/panels/plan_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"
#include "ui/window/window_parts.h"

using namespace sb;
using namespace sb::ui;

/// The main job through the widgets of the window.
class TestWindow : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }

  void smallWindowsAreEnough();
  void opensOffTheWindowsThread();
  void filesThatDoNotOpenSayWhy_data();
  void filesThatDoNotOpenSayWhy();
  void hookUndoReorder();
  void hookThatDoesNotFitIsRefused();
  void nestedCompositionOpensInPlace();
  void breadcrumbLeadsOut();
  void quickFixLeavesToHost();
  void paletteRunsAnAction();
  void goToSelects();
  void findDims();
  void planStepShowsOnTheCanvas();
  void exportWritesCheckedFiles();
  void copiedCommandMakesTheSameFile();
  void projectIsSavedAndRecovered();
  void menusHaveNoDeadEntries();

 private:
  Document* open(const char* path);
  graph::EdgeId edge(const char* from, const char* to) {
    return test::edgeBetween(m_window->currentDocument()->graph(), from, to);
  }
  QString hook(const char* name) { return QString::fromStdString(test::resource(name).string()); }
  QTemporaryDir m_folder;
  std::unique_ptr<MainWindow> m_window;
};

void TestWindow::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  qputenv("PATH", QByteArray(SPLICEBOARD_BINARY_DIR "/bin:") + qgetenv("PATH"));
  prepareApplication(*qApp);
}

void TestWindow::init() {
  m_window = std::make_unique<MainWindow>();
  m_window->resize(1600, 1000);
  m_window->show();
}

Document* TestWindow::open(const char* path) {
  m_window->openPath(hook(path));
  const auto opened = [this] { return m_window->currentDocument() != nullptr; };
  if (!QTest::qWaitFor(opened, 20'000)) return nullptr;
  m_window->currentDocument()->waitForPreview();
  return m_window->currentDocument();
}

void TestWindow::smallWindowsAreEnough() {
  m_window->resize(1280, 800);
  QVERIFY(open("examples/orders/orders.composed.wasm"));
  QTest::qWait(50);
  QCOMPARE(m_window->size(), QSize(1280, 800));
  QVERIFY(m_window->currentView()->width() > 500);
}

void TestWindow::opensOffTheWindowsThread() {
  m_window->openPath(hook("examples/orders/orders.composed.wasm"));
  QVERIFY(!m_window->currentDocument());  // nothing waited for it
  QTRY_VERIFY_WITH_TIMEOUT(m_window->currentDocument(), 20'000);
  QCOMPARE(m_window->currentDocument()->title(), QStringLiteral("orders.composed.wasm"));
  QVERIFY(!m_window->currentDocument()->compositionDirty());
}

void TestWindow::filesThatDoNotOpenSayWhy_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("words");
  QTest::newRow("core module") << QByteArray("\0asm\1\0\0\0", 8) << QStringLiteral("core module");
  QTest::newRow("no wasm at all") << QByteArray("hello world") << QStringLiteral("broken.wasm");
  QTest::newRow("ends inside a section")
      << QByteArray("\0asm\x0d\0\1\0\7\x20", 10) << QStringLiteral("broken.wasm");
}

void TestWindow::filesThatDoNotOpenSayWhy() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, words);
  const QString path = m_folder.filePath(QStringLiteral("broken.wasm"));
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(bytes);
  file.close();
  m_window->openPath(path);
  const auto* hint = m_window->findChild<QLabel*>("statusHint");
  QTRY_VERIFY2(hint->text().contains(words) && !hint->text().startsWith("Reading"), qPrintable(hint->text()));
  QVERIFY(!m_window->currentDocument());
  QVERIFY(m_window->consolePanel()->text().contains(words));
}

void TestWindow::hookUndoReorder() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  const graph::EdgeId id = edge("cache", "orders");
  QCOMPARE(m_window->hookEdge(id, hook("hooks/trace/trace.wasm")), QString());
  QCOMPARE(m_window->hookEdge(id, hook("hooks/count/count.wasm")), QString());
  QCOMPARE(document->graph().find(id)->hooks.front().name, std::string("count"));
  QVERIFY(std::holds_alternative<BeadItem>(document->selection().item()));
  m_window->action("hookDown")->trigger();
  QCOMPARE(document->graph().find(id)->hooks.front().name, std::string("trace"));
  m_window->action("bypass")->trigger();
  QVERIFY(!document->graph().find(id)->hooks.back().enabled);
  for (int i = 0; i < 4; ++i) m_window->action("undo")->trigger();
  QVERIFY(document->graph().find(id)->hooks.empty());
  QVERIFY(!m_window->action("undo")->isEnabled());
  QVERIFY(!m_window->action("undo")->statusTip().isEmpty());
}

void TestWindow::hookThatDoesNotFitIsRefused() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  const QString error = m_window->hookEdge(edge("cache", "orders"), hook("examples/orders/gateway.wasm"));
  QVERIFY(!error.isEmpty());
  QCOMPARE(document->undoStack().count(), 0);
}

void TestWindow::nestedCompositionOpensInPlace() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  document->selection().select(NodeItem{document->graph().findByName("rates")->id});
  QVERIFY(m_window->action("enter")->isEnabled());
  m_window->action("enter")->trigger();
  QCOMPARE(document->pathNames(), QStringList{"rates"});
  QTRY_COMPARE(m_window->currentView()->findChild<QLabel*>("breadcrumb")->text(), QStringLiteral("rates"));
  QVERIFY(m_window->currentView()->canvas().scene().nodeCount() >= 3);
  m_window->action("leave")->trigger();
  QVERIFY(document->path().empty());
}

void TestWindow::breadcrumbLeadsOut() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  document->selection().select(NodeItem{document->graph().findByName("rates")->id});
  m_window->action("enter")->trigger();
  QCOMPARE(document->pathNames(), QStringList{"rates"});
  QCoreApplication::processEvents();
  QWidget* there = m_window->currentView()->findChild<QPushButton*>("breadcrumb0");
  QVERIFY(there && there->isVisible());
  // As wide as its words, and a mouse that points at it meets it.
  QVERIFY(there->width() >= there->sizeHint().width());
  const QPoint middle = there->mapTo(m_window.get(), there->rect().center());
  QCOMPARE(m_window->childAt(middle), there);
  QTest::mouseClick(there, Qt::LeftButton);
  QTRY_VERIFY(document->path().empty());
  QTRY_COMPARE(m_window->currentView()->findChild<QLabel*>("breadcrumb")->text(), document->title());
  QVERIFY(!m_window->currentView()->findChild<QPushButton*>("breadcrumb0"));
}

void TestWindow::quickFixLeavesToHost() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  const graph::EdgeId id = edge("cache", "orders");
  QVERIFY(document->perform(graph::disconnect(document->graph(), id)).has_value());
  document->waitForPreview();
  auto* button = m_window->problemsPanel()->findChild<QPushButton*>("fix-host");
  QVERIFY(button);
  button->click();
  const graph::PortRef import{document->graph().findByName("orders")->id, graph::Side::Import,
                              "demo:kv/store@1.0.0"};
  QTRY_VERIFY(document->graph().edgeInto(import));
  QCOMPARE(document->graph().edgeInto(import)->provider.node, document->graph().host);
}

void TestWindow::paletteRunsAnAction() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  m_window->action("palette")->trigger();
  auto* picker = m_window->findChild<Picker*>();
  QVERIFY(picker);
  QTest::keyClicks(picker->field(), QStringLiteral("select all"));
  QTest::keyClick(picker->field(), Qt::Key_Return);
  QCOMPARE(document->selection().nodes().size(), document->graph().nodes.size());
}

void TestWindow::goToSelects() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  m_window->action("goTo")->trigger();
  auto* picker = m_window->findChild<Picker*>();
  QVERIFY(picker);
  QTest::keyClicks(picker->field(), QStringLiteral("gateway"));
  QTest::keyClick(picker->field(), Qt::Key_Return);
  QCOMPARE(document->selection().item(), Item(NodeItem{document->graph().findByName("gateway")->id}));
}

void TestWindow::findDims() {
  QVERIFY(open("examples/orders/orders.composed.wasm"));
  GraphCanvas& canvas = m_window->currentView()->canvas();
  const CanvasPlace before = canvas.place();
  m_window->searchField()->setFocus();
  QTest::keyClicks(m_window->searchField(), QStringLiteral("fn:keys"));
  QVERIFY(canvas.state().matches);
  QCOMPARE(canvas.state().matches->size(), std::size_t(4));
  m_window->action("findNext")->trigger();
  QVERIFY(m_window->findChild<QLabel*>("statusHint")->text().startsWith("1 of 4"));
  QTest::keyClick(m_window->searchField(), Qt::Key_Escape);
  QVERIFY(!canvas.state().matches);
  QCOMPARE(canvas.place().origin, before.origin);
}

void TestWindow::planStepShowsOnTheCanvas() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  QCOMPARE(m_window->hookEdge(edge("cache", "orders"), hook("hooks/trace/trace.wasm")), QString());
  document->waitForPreview();
  auto* steps = m_window->planPanel()->findChild<QListWidget*>("planSteps");
  for (int i = 0; i < steps->count(); ++i)
    if (document->preview().plan.steps[static_cast<std::size_t>(i)].kind == plan::StepKind::Rewire)
      steps->setCurrentRow(i);
  GraphCanvas& canvas = m_window->currentView()->canvas();
  QVERIFY(!canvas.showsDocument());
  QVERIFY(!canvas.state().ghostEdges.empty());
  document->selection().clear();
  QVERIFY(canvas.showsDocument());
}

void TestWindow::exportWritesCheckedFiles() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  QCOMPARE(m_window->hookEdge(edge("cache", "orders"), hook("hooks/trace/trace.wasm")), QString());
  const QString path = m_folder.filePath(QStringLiteral("orders.spliced.wasm"));
  QCOMPARE(m_window->exportSpliced(path, path + QStringLiteral(".wac"), path + QStringLiteral(".parts")),
           QString());
  const Result<driver::OpenedFile> written = driver::openFile(path.toStdString());
  QVERIFY(written && written->graph);
  QVERIFY(QFile::exists(path + QStringLiteral(".wac")));
  QVERIFY(!QDir(path + QStringLiteral(".parts")).entryList({QStringLiteral("*.wasm")}).isEmpty());
  QVERIFY(!m_window->exportSpliced(QStringLiteral("/nosuch/folder/x.wasm"), {}, {}).isEmpty());
}

void TestWindow::copiedCommandMakesTheSameFile() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  const graph::EdgeId id = edge("cache", "orders");
  QCOMPARE(m_window->hookEdge(id, hook("hooks/trace/trace.wasm")), QString());
  QCOMPARE(m_window->hookEdge(id, hook("hooks/count/count.wasm")), QString());
  m_window->action("hookDown")->trigger();
  m_window->action("bypass")->trigger();
  document->selection().select(NodeItem{document->graph().findByName("rates")->id});
  QVERIFY(
      document
          ->perform(graph::renameNode(document->graph(), document->graph().findByName("rates")->id, "prices"))
          .has_value());
  // One edit inside of the nested composition.
  QVERIFY(document->enter(document->graph().findByName("prices")->id));
  const auto& edges = document->graph().edges;
  const auto within = std::find_if(edges.begin(), edges.end(), [&](const auto& entry) {
    return entry.second.provider.node != document->graph().host &&
           entry.second.consumer.node != document->graph().host;
  });
  QVERIFY(within != edges.end());
  QCOMPARE(m_window->hookEdge(within->first, hook("hooks/count/count.wasm")), QString());
  document->leave();
  QVERIFY(m_window->commandLine().contains(QStringLiteral("--in prices --hook")));
  const QString mine = m_folder.filePath(QStringLiteral("mine.wasm"));
  QCOMPARE(m_window->exportSpliced(mine, {}, {}), QString());
  QStringList words =
      QProcess::splitCommand(m_window->commandLine().replace(QLatin1Char('\''), QLatin1Char('"')));
  QCOMPARE(words.takeFirst(), QStringLiteral("splicectl"));
  QProcess process;
  process.setWorkingDirectory(m_folder.path());
  process.start(QStringLiteral(SPLICEBOARD_BINARY_DIR "/bin/splicectl"), words);
  QVERIFY(process.waitForFinished(60'000));
  QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
  QFile a(mine), b(m_folder.filePath(QStringLiteral("orders.spliced.wasm")));
  QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
  const QByteArray left = a.readAll(), right = b.readAll();
  QVERIFY2(left == right, qPrintable(m_window->commandLine()));
}

void TestWindow::projectIsSavedAndRecovered() {
  Document* document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document);
  QCOMPARE(m_window->hookEdge(edge("cache", "orders"), hook("hooks/trace/trace.wasm")), QString());
  const QString path = m_folder.filePath(QStringLiteral("shop.splice"));
  QCOMPARE(m_window->saveProject(path), QString());
  QVERIFY(!document->compositionDirty());
  QCOMPARE(document->title(), QStringLiteral("shop.splice"));
  // A crash leaves a recovery file that is newer than the project.
  QVERIFY(
      document
          ->perform(graph::renameNode(document->graph(), document->graph().findByName("rates")->id, "prices"))
          .has_value());
  QTest::qWait(1100);
  QVERIFY(store::writeRecovery(path.toStdString(), document->root()).has_value());
  bool asked = false;
  QTimer::singleShot(200, this, [&asked] {
    for (QWidget* widget : QApplication::topLevelWidgets())
      if (auto* box = qobject_cast<QMessageBox*>(widget)) {
        asked = true;
        box->button(QMessageBox::Yes)->click();
      }
  });
  m_window->openProject(path);
  QVERIFY(asked);
  QVERIFY(m_window->currentDocument() != document);
  QVERIFY(m_window->currentDocument()->graph().findByName("prices"));
  QVERIFY2(m_window->currentDocument()->compositionDirty(), "recovered work is in no project file");
  QVERIFY(!m_window->currentDocument()->undoStack().isClean());
}

void TestWindow::menusHaveNoDeadEntries() {
  QVERIFY(open("examples/orders/orders.composed.wasm"));
  const auto* bar = m_window->findChild<QMenuBar*>();
  QVERIFY(bar);
  int entries = 0;
  for (const QAction* menu : bar->actions())
    for (const QAction* entry : menu->menu()->actions()) {
      if (entry->isSeparator() || entry->menu()) continue;
      ++entries;
      QVERIFY2(!entry->statusTip().isEmpty(), qPrintable(entry->text()));
    }
  QVERIFY(entries > 50);
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
