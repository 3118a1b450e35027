// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/canvas_driver.h"
#include "ui/canvas/find_query.h"
#include "ui/canvas/graph_canvas.h"

using namespace sb;
using namespace sb::ui;

/// One test for each gesture: what the document is afterwards, then what is visible.
class TestCanvas : public QObject, private test::CanvasDriver {
  Q_OBJECT

 private slots:
  void initTestCase() { prepareApplication(*qApp); }
  void init() { QVERIFY(openShop()); }
  void cleanup() { closeShop(); }

  void draggingToAFittingPortConnects();
  void draggingToAPortThatDoesNotFitLeavesNoTrace();
  void escapeEndsADragWithoutATrace();
  void draggingToEmptyCanvasOffersComponents();
  void movingIsOneEntry();
  void rubberBandSelects();
  void beadsAreReorderedAlongTheWire();
  void aBeadDraggedOffIsRemoved();
  void aBeadIsCopiedToAnotherWire();
  void aStrokeCutsWires();
  void keysAreActions_data();
  void keysAreActions();
  void arrowsWalkPortsAndWires();
  void placesAreKept();
  void findKnowsPrefixes_data();
  void findKnowsPrefixes();
  void levelFollowsTheWidthOfANode();

 private:
  void hook(graph::EdgeId id, const char* name);
};

void TestCanvas::hook(graph::EdgeId id, const char* name) {
  QCOMPARE(test::hookEdge(*m_document, id, "hooks/trace/trace.wasm", name, graph::HookKind::Tier2),
           QString());
}

void TestCanvas::draggingToAFittingPortConnects() {
  const graph::EdgeId store = edge("cache", "orders");
  QVERIFY(m_document->perform(graph::disconnect(m_document->graph(), store)).has_value());
  const std::string port = "demo:kv/store@1.0.0";
  dragMouse(portAt("orders", port.c_str(), graph::Side::Import),
            portAt("cache", port.c_str(), graph::Side::Export));
  QVERIFY(edge("cache", "orders").valid());
  QVERIFY2(m_document->undoStack().undoText().contains("orders"),
           qPrintable(m_document->undoStack().undoText()));
  QVERIFY(m_canvas->scene().wire(edge("cache", "orders")));
}

void TestCanvas::draggingToAPortThatDoesNotFitLeavesNoTrace() {
  QSignalSpy said(m_canvas.get(), &GraphCanvas::sentence);
  dragMouse(portAt("orders", "demo:kv/store@1.0.0", graph::Side::Import),
            portAt("gateway", "wasi:cli/run@0.2.3", graph::Side::Export));
  QCOMPARE(m_document->undoStack().count(), 0);
  QVERIFY(!m_canvas->state().dragPort);
  QVERIFY(said.last().first().toString().contains("different interfaces") ||
          said.last().first().toString().contains("fit"));
}

void TestCanvas::escapeEndsADragWithoutATrace() {
  const QPointF from = portAt("orders", "demo:kv/store@1.0.0", graph::Side::Import);
  QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, at(from));
  QMouseEvent move(QEvent::MouseMove, at(from - QPointF(90, 40)), m_canvas->mapToGlobal(at(from)),
                   Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(m_canvas.get(), &move);
  QVERIFY(m_canvas->isDragging());
  QVERIFY(!m_canvas->state().verdicts.empty());
  QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
  QVERIFY(!m_canvas->isDragging());
  QVERIFY(m_canvas->state().verdicts.empty());
  QCOMPARE(m_document->undoStack().count(), 0);
}

void TestCanvas::draggingToEmptyCanvasOffersComponents() {
  QSignalSpy wanted(m_canvas.get(), &GraphCanvas::componentsWanted);
  const QPointF from = portAt("orders", "demo:kv/store@1.0.0", graph::Side::Import);
  dragMouse(from, QPointF(from.x() - 40, m_canvas->scene().bounds().bottom() + 100));
  QCOMPARE(wanted.count(), 1);
}

void TestCanvas::movingIsOneEntry() {
  const graph::NodeId id = m_document->graph().findByName("cache")->id;
  const QPointF title = m_canvas->scene().node(id)->title.center();
  const graph::Position before = m_document->graph().positions.at(id);
  dragMouse(title, title + QPointF(41, 83));
  QCOMPARE(m_document->undoStack().count(), 1);
  const graph::Position after = m_document->graph().positions.at(id);
  QCOMPARE(after.x - before.x, 40.0);  // snapped to 8
  QCOMPARE(after.y - before.y, 80.0);
  QVERIFY(!m_document->compositionDirty() && m_document->layoutDirty());
}

void TestCanvas::rubberBandSelects() {
  const NodeBox* cache = m_canvas->scene().node(m_document->graph().findByName("cache")->id);
  dragMouse(cache->rect.topLeft() - QPointF(14, 14), cache->rect.topLeft() + QPointF(30, 40));
  QCOMPARE(m_document->selection().nodes(), std::set<graph::NodeId>{cache->node});
}

void TestCanvas::beadsAreReorderedAlongTheWire() {
  const graph::EdgeId id = edge("cache", "orders");
  hook(id, "first");
  hook(id, "second");  // put nearest the caller
  const std::vector<BeadBox>& beads = m_canvas->scene().wire(id)->beads;
  QCOMPARE(beads[0].name, QStringLiteral("second"));
  QVERIFY(beads[0].rect.center().x() > beads[1].rect.center().x());
  dragMouse(beads[0].rect.center(), beads[1].rect.center() - QPointF(50, 0));
  QCOMPARE(m_document->graph().find(id)->hooks.front().name, std::string("first"));
}

void TestCanvas::aBeadDraggedOffIsRemoved() {
  const graph::EdgeId id = edge("cache", "orders");
  hook(id, "audit");
  const QPointF bead = m_canvas->scene().wire(id)->beads.front().rect.center();
  dragMouse(bead, QPointF(bead.x(), m_canvas->scene().bounds().bottom() + 120));
  QVERIFY(m_document->graph().find(id)->hooks.empty());
  m_document->undoStack().undo();
  QCOMPARE(m_document->graph().find(id)->hooks.size(), std::size_t(1));
}

void TestCanvas::aBeadIsCopiedToAnotherWire() {
  const graph::EdgeId from = edge("cache", "orders"), to = edge("kv-disk", "cache");
  hook(from, "audit");
  const QPointF bead = m_canvas->scene().wire(from)->beads.front().rect.center();
  dragMouse(bead, pointAlong(m_canvas->scene().wire(to)->line, 0.5), Qt::AltModifier);
  QCOMPARE(m_document->graph().find(to)->hooks.size(), std::size_t(1));
  QCOMPARE(m_document->graph().find(from)->hooks.size(), std::size_t(1));
  m_document->undoStack().undo();
  QVERIFY(m_document->graph().find(to)->hooks.empty());
}

void TestCanvas::aStrokeCutsWires() {
  const graph::EdgeId id = edge("cache", "orders");
  const QPointF middle = pointAlong(m_canvas->scene().wire(id)->line, 0.5);
  dragMouse(middle - QPointF(0, 14), middle + QPointF(0, 14), Qt::ControlModifier, Qt::RightButton);
  QVERIFY(!m_document->graph().find(id));
  QVERIFY(m_document->undoStack().undoText().startsWith("Cut"));
}

void TestCanvas::keysAreActions_data() {
  QTest::addColumn<int>("key");
  QTest::addColumn<int>("modifiers");
  QTest::addColumn<QString>("action");
  const auto row = [](const char* name, Qt::Key key, Qt::KeyboardModifiers modifiers, const char* action) {
    QTest::newRow(name) << static_cast<int>(key) << static_cast<int>(modifiers)
                        << QString::fromLatin1(action);
  };
  row("H", Qt::Key_H, {}, "addHook");
  row("Shift+H", Qt::Key_H, Qt::ShiftModifier, "hookByRule");
  row("A", Qt::Key_A, {}, "quickAdd");
  row("B", Qt::Key_B, {}, "bypass");
  row("E", Qt::Key_E, {}, "expand");
  row("T", Qt::Key_T, {}, "tidySelection");
  row("Shift+T", Qt::Key_T, Qt::ShiftModifier, "tidy");
  row("W", Qt::Key_W, {}, "autoWire");
  row("Shift+W", Qt::Key_W, Qt::ShiftModifier, "autoWireAll");
  row("X", Qt::Key_X, {}, "explain");
  row("M", Qt::Key_M, {}, "minimap");
  row("U", Qt::Key_U, {}, "selectUp");
}

void TestCanvas::keysAreActions() {
  QFETCH(int, key);
  QFETCH(int, modifiers);
  QFETCH(QString, action);
  QSignalSpy asked(m_canvas.get(), &GraphCanvas::actionRequested);
  QTest::keyClick(m_canvas.get(), static_cast<Qt::Key>(key), static_cast<Qt::KeyboardModifiers>(modifiers));
  QCOMPARE(asked.count(), 1);
  QCOMPARE(asked.first().first().toString(), action);
}

void TestCanvas::arrowsWalkPortsAndWires() {
  const graph::EdgeId id = edge("cache", "orders");
  hook(id, "audit");
  const graph::NodeId cache = m_document->graph().findByName("cache")->id;
  m_document->selection().select(NodeItem{cache});
  QTest::keyClick(m_canvas.get(), Qt::Key_Return);
  QVERIFY(std::holds_alternative<PortItem>(m_document->selection().item()));
  QTest::keyClick(m_canvas.get(), Qt::Key_Right);
  QCOMPARE(m_document->selection().item(), Item(EdgeItem{id}));
  QTest::keyClick(m_canvas.get(), Qt::Key_Right);
  QVERIFY(std::holds_alternative<BeadItem>(m_document->selection().item()));
  QTest::keyClick(m_canvas.get(), Qt::Key_Right);
  const auto* port = std::get_if<PortItem>(&m_document->selection().item());
  QVERIFY(port && port->port.node == m_document->graph().findByName("orders")->id);
  QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
  QVERIFY(std::holds_alternative<NodeItem>(m_document->selection().item()));
}

void TestCanvas::placesAreKept() {
  m_canvas->setPlace({{10, 20}, 0.5});
  QTest::keyClick(m_canvas.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
  m_canvas->setPlace({{300, 400}, 1});
  QTest::keyClick(m_canvas.get(), Qt::Key_3);
  QCOMPARE(m_canvas->place().origin, QPointF(10, 20));
  QCOMPARE(m_canvas->zoom(), 0.5);
  m_canvas->goBack();
  QCOMPARE(m_canvas->place().origin, QPointF(300, 400));
}

void TestCanvas::findKnowsPrefixes_data() {
  QTest::addColumn<QString>("query");
  QTest::addColumn<QStringList>("nodes");
  QTest::newRow("a name") << "gatew" << QStringList{"gateway"};
  QTest::newRow("a function") << "fn:keys" << QStringList{"cache", "gateway", "kv-disk", "orders"};
  QTest::newRow("a type") << "ty:errno" << QStringList{"cache", "kv-disk", "orders"};
  QTest::newRow("a package") << "pkg:demo:rates" << QStringList{"orders", "rates"};
  QTest::newRow("an interface") << "if:quote" << QStringList{"orders", "rates"};
  QTest::newRow("a version") << "pkg:demo:rates ver:>1.1.1" << QStringList{"rates"};
  QTest::newRow("hooked") << "is:hooked" << QStringList{"cache", "orders"};
  QTest::newRow("two words") << "fn:put is:hooked cach" << QStringList{"cache"};
  QTest::newRow("nothing") << "fn:nosuch" << QStringList{};
}

void TestCanvas::findKnowsPrefixes() {
  QFETCH(QString, query);
  QFETCH(QStringList, nodes);
  hook(edge("cache", "orders"), "audit");
  QStringList found;
  for (const graph::NodeId id : m_canvas->setSearch(query))
    found << QString::fromStdString(m_document->graph().find(id)->name);
  found.sort();
  QCOMPARE(found, nodes);
}

void TestCanvas::levelFollowsTheWidthOfANode() {
  const std::pair<double, DetailLevel> steps[] = {{1.0, DetailLevel::Details},
                                                  {0.45, DetailLevel::Ports},
                                                  {0.2, DetailLevel::Names},
                                                  {0.08, DetailLevel::Boxes},
                                                  {0.03, DetailLevel::Density}};
  for (const auto& [zoom, level] : steps) {
    m_canvas->setZoom(zoom, {});
    QCOMPARE(m_canvas->level(), level);
  }
  m_canvas->pinLevel(DetailLevel::Ports);
  QCOMPARE(m_canvas->level(), DetailLevel::Ports);
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
