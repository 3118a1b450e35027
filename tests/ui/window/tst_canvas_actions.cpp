// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QClipboard>
#include <QInputDialog>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "../panels/panels_fixture.h"
#include "core/graph/edit_frames.h"
#include "ui/commands/command_options.h"
#include "ui/panels/panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

/// What the menus of the canvas do (design 6.3): whatever enters a menu works.
class TestCanvasActions : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void framesAreMadeRenamedAndLeft();
  void framesAsCommands();
  void nodesAreHiddenAndShown();
  void whatIsHiddenIsKept();
  void copiesArePasted();
  void filesArePasted();
  void tracingAddsTheHook();
  void theAdapterIsShown();
  void menusHaveAtMostTenEntries_data();
  void menusHaveAtMostTenEntries();
  void usedPortsOnly();

 private:
  Document& document() const { return *m_window->currentDocument(); }
  graph::NodeId node(const char* name) const { return document().graph().findByName(name)->id; }
  void trigger(const char* name) {
    QAction* action = m_window->action(name);
    QVERIFY2(action && action->isEnabled(), name);
    action->trigger();
  }
  /// Answers the next question for a text.
  void answer(const QString& text) {
    QTimer::singleShot(0, this, [text] {
      auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
      if (!dialog) return;
      dialog->setTextValue(text);
      dialog->accept();
    });
  }
  QTemporaryDir m_folder;
  std::unique_ptr<MainWindow> m_window;
};

void TestCanvasActions::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

void TestCanvasActions::init() {
  m_window = std::make_unique<MainWindow>();
  m_window->resize(1600, 1000);
  m_window->show();
  const auto opened = driver::openFile(test::resource("examples/orders/orders.composed.wasm"));
  QVERIFY(opened && opened->graph);
  m_window->addDocument(*opened->graph, {}, true);
  document().waitForPreview();
}

void TestCanvasActions::framesAreMadeRenamedAndLeft() {
  QVERIFY(!m_window->action("frame")->isEnabled());
  QVERIFY(!m_window->action("frame")->statusTip().isEmpty());
  document().selection().selectNodes({node("kv-disk"), node("cache")});
  answer(QStringLiteral("Storage"));
  m_window->currentView()->canvas().setFocus();
  QTest::keyClick(&m_window->currentView()->canvas(), Qt::Key_G);
  QCOMPARE(document().graph().frames.size(), std::size_t(1));
  QCOMPARE(document().graph().frames.begin()->second.title, std::string("Storage"));
  QCOMPARE(document().undoStack().undoText(), QStringLiteral("Frame Storage"));
  answer(QStringLiteral("Keys"));
  emit m_window->currentView()->canvas().frameTitleRequested(document().graph().frames.begin()->first);
  QCOMPARE(document().graph().frames.begin()->second.title, std::string("Keys"));
  document().selection().selectNodes({node("cache")});
  trigger("unframe");
  QVERIFY(document().graph().frames.begin()->second.nodes == std::set<graph::NodeId>({node("kv-disk")}));
  QVERIFY(!m_window->action("unframe")->isEnabled());
  const QString path = m_folder.filePath(QStringLiteral("framed.splice"));
  QCOMPARE(m_window->saveProject(path), QString());
  QVERIFY(!document().layoutDirty());
  for (int i = 0; i < 3; ++i) trigger("undo");
  QVERIFY(document().graph().frames.empty());
  QVERIFY(document().layoutDirty());
}

/// splicectl says each of these edits, too.
void TestCanvasActions::framesAsCommands() {
  graph::Graph graph = document().graph();
  const auto words = [&](const Result<graph::Edit>& edit) {
    const auto options = commandOptions(graph, *edit);
    if (!options || !graph::apply(graph, *edit)) return QStringLiteral("none");
    return options->join(QLatin1Char(' '));
  };
  QCOMPARE(words(graph::frameNodes(graph, {node("kv-disk"), node("cache")}, "Storage")),
           QStringLiteral("--frame Storage=kv-disk,cache"));
  const graph::FrameId frame = graph.frames.begin()->first;
  QCOMPARE(words(graph::renameFrame(graph, frame, "Keys")),
           QStringLiteral("--unframe Storage --frame Keys=kv-disk,cache"));
  QCOMPARE(words(graph::takeOutOfFrames(graph, {node("cache")})),
           QStringLiteral("--unframe Keys --frame Keys=kv-disk"));
  QCOMPARE(words(graph::removeFrame(graph, frame)), QStringLiteral("--unframe Keys"));
}

void TestCanvasActions::nodesAreHiddenAndShown() {
  document().selection().selectNodes({node("rates")});
  QVERIFY(!m_window->action("showHidden")->isEnabled());
  trigger("hide");
  QVERIFY(!m_window->currentView()->canvas().scene().node(node("rates")));
  QCOMPARE(document().undoStack().count(), 0);
  trigger("showHidden");
  QVERIFY(m_window->currentView()->canvas().scene().node(node("rates")));
  QVERIFY(!m_window->action("showHidden")->isEnabled());
}

/// In the document, so that they are hidden when it is opened again; in a nested composition other nodes have
/// the same numbers.
void TestCanvasActions::whatIsHiddenIsKept() {
  const graph::NodeId rates = node("rates"), cache = node("cache");
  document().selection().selectNodes({cache});
  trigger("hide");
  QVERIFY(document().layoutDirty());
  QVERIFY(!document().compositionDirty());
  document().enter(rates);
  const auto canvas = [this]() -> GraphCanvas& { return m_window->currentView()->canvas(); };
  QCOMPARE(canvas().hiddenCount(), std::size_t(0));
  QCOMPARE(canvas().scene().nodeCount(), document().graph().nodes.size());
  const graph::NodeId inside = document().graph().nodes.rbegin()->first;
  canvas().hide({inside});
  document().leave();
  QCOMPARE(canvas().hiddenCount(), std::size_t(1));
  QVERIFY(!canvas().scene().node(cache));
  const QString path = m_folder.filePath(QStringLiteral("hidden.splice"));
  QCOMPARE(m_window->saveProject(path), QString());
  QVERIFY(!document().layoutDirty());
  m_window->openProject(path);
  QCOMPARE(document().projectPath(), path);
  QVERIFY(!document().layoutDirty());
  QVERIFY(!canvas().scene().node(cache));
  QCOMPARE(canvas().scene().nodeCount(), document().graph().nodes.size() - 1);
  document().enter(rates);
  QVERIFY(!canvas().scene().node(inside));
  document().leave();
  trigger("showHidden");
  QVERIFY(canvas().scene().node(cache));
}

void TestCanvasActions::copiesArePasted() {
  const std::size_t nodes = document().graph().nodes.size(), edges = document().graph().edges.size();
  document().selection().selectNodes({node("kv-disk"), node("cache")});
  trigger("copy");
  QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("cache")));
  trigger("paste");
  QCOMPARE(document().graph().nodes.size(), nodes + 2);
  QCOMPARE(document().graph().edges.size(), edges + 1);  // kv-disk to cache
  QCOMPARE(document().selection().nodes().size(), std::size_t(2));
  QCOMPARE(document().undoStack().count(), 1);
  QCOMPARE(document().undoStack().undoText(), QStringLiteral("Paste 2 nodes"));
  // The copies lie as the originals do.
  const auto& at = document().graph().positions;
  const graph::NodeId disk = document().graph().findByName("kv-disk-2")->id,
                      cache = document().graph().findByName("cache-2")->id;
  QCOMPARE(at.at(cache).x - at.at(disk).x, at.at(node("cache")).x - at.at(node("kv-disk")).x);
  // Into another composition
  m_window->addDocument(graph::emptyGraph("empty"), {}, true);
  trigger("paste");
  QCOMPARE(document().graph().nodes.size(), std::size_t(3));
  QVERIFY(document().graph().findByName("cache"));
}

void TestCanvasActions::filesArePasted() {
  auto* data = new QMimeData;
  data->setUrls(
      {QUrl::fromLocalFile(QString::fromStdString(test::resource("examples/orders/kv-mem.wasm").string()))});
  QApplication::clipboard()->setMimeData(data);
  document().selection().clear();
  document().selection().select(NodeItem{node("cache")});  // actions look again
  trigger("paste");
  QVERIFY(document().graph().findByName("kv-mem"));
}

void TestCanvasActions::tracingAddsTheHook() {
  const graph::EdgeId edge = test::edgeBetween(document().graph(), "cache", "orders");
  document().selection().select(EdgeItem{edge});
  trigger("traceConnection");
  const graph::Edge* hooked = document().graph().find(edge);
  QCOMPARE(hooked->hooks.size(), std::size_t(1));
  QVERIFY(hooked->hooks.front().name.rfind("trace", 0) == 0);
  document().waitForPreview();
  QVERIFY(document().adapterOf(edge, hooked->hooks.front().id));
}

void TestCanvasActions::theAdapterIsShown() {
  const graph::EdgeId edge = test::edgeBetween(document().graph(), "cache", "orders");
  document().selection().select(EdgeItem{edge});
  QVERIFY(!m_window->action("showAdapter")->isEnabled());
  trigger("traceConnection");
  document().waitForPreview();
  document().selection().select(EdgeItem{edge});
  m_window->showPanel(QStringLiteral("wacPanel"));
  trigger("showAdapter");
  QVERIFY(std::holds_alternative<BeadItem>(document().selection().item()));
  QTRY_VERIFY(m_window->findChild<Panel*>(QStringLiteral("layoutPanel"))->isVisible());
}

void TestCanvasActions::menusHaveAtMostTenEntries_data() {
  QTest::addColumn<QString>("what");
  QTest::addColumn<QStringList>("wanted");
  QTest::newRow("node") << "node"
                        << QStringList{"rename", "replaceFile", "duplicate", "whyImported", "saveComponent",
                                       "hide",   "frame",       "delete",    "deleteHeal"};
  QTest::newRow("wire") << "wire" << QStringList{"explain", "showAdapter", "traceConnection", "disconnect"};
  QTest::newRow("canvas") << "canvas" << QStringList{"pasteHere", "autoWireAll", "tidy", "exportSvg"};
}

void TestCanvasActions::menusHaveAtMostTenEntries() {
  QFETCH(QString, what);
  QFETCH(QStringList, wanted);
  GraphCanvas& canvas = m_window->currentView()->canvas();
  const graph::EdgeId edge = test::edgeBetween(document().graph(), "cache", "orders");
  QPointF at = canvas.scene().bounds().bottomLeft() + QPointF(-10, 10);
  if (what == "node") at = canvas.scene().node(node("orders"))->title.center();
  if (what == "wire") at = pointAlong(canvas.scene().wire(edge)->line, 0.5);
  QStringList names;
  int count = 0;
  QTimer::singleShot(0, this, [&] {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (!menu) return;
    for (const QAction* action : menu->actions()) {
      if (action->isSeparator()) continue;
      ++count;
      names << action->objectName();
      if (!action->objectName().isEmpty() && !action->isEnabled() && action->objectName() != "pasteHere")
        names << (action->statusTip().isEmpty() ? "no reason: " + action->objectName() : QString());
    }
    menu->close();
  });
  const QPoint point = canvas.toWidget(at).toPoint();
  QContextMenuEvent event(QContextMenuEvent::Mouse, point, canvas.mapToGlobal(point));
  QApplication::sendEvent(&canvas, &event);
  QVERIFY(count > 0);
  QVERIFY2(count <= 10, qPrintable(names.join(' ')));
  for (const QString& name : wanted)
    QVERIFY2(names.contains(name), qPrintable(name + ": " + names.join(' ')));
  for (const QString& name : names) QVERIFY2(!name.startsWith("no reason"), qPrintable(name));
}

void TestCanvasActions::usedPortsOnly() {
  const graph::Graph& graph = document().graph();
  const graph::EdgeId edge = test::edgeBetween(graph, "cache", "orders");
  QVERIFY(document().perform(graph::disconnect(graph, edge)).has_value());
  const graph::PortRef open{node("orders"), graph::Side::Import, "demo:kv/store@1.0.0"};
  const CanvasScene& scene = m_window->currentView()->canvas().scene();
  QVERIFY(!scene.port(open)->folded);
  document().selection().clear();
  trigger("usedPorts");
  QVERIFY(scene.port(open)->folded);
  trigger("usedPorts");
  QVERIFY(!scene.port(open)->folded);
  document().selection().select(NodeItem{node("cache")});
  trigger("usedPorts");
  QVERIFY2(!scene.port(open)->folded, "only the selected node");
}

QTEST_MAIN(TestCanvasActions)
#include "tst_canvas_actions.moc"
