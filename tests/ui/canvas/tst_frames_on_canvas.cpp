// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QSignalSpy>
#include <QtTest>

#include "core/graph/edit_frames.h"
#include "tests/support/canvas_driver.h"
#include "ui/canvas/graph_canvas.h"

using namespace sb;
using namespace sb::ui;

/// Frames as they are drawn and moved (design 3.7 and 3.8), connections plugged elsewhere, hidden nodes.
class TestFramesOnCanvas : public QObject, private test::CanvasDriver {
  Q_OBJECT

 private slots:
  void initTestCase() { prepareApplication(*qApp); }
  void init() { QVERIFY(openShop()); }
  void cleanup() { closeShop(); }
  void aFrameSurroundsItsNodes();
  void draggingTheTitleMovesWhatLiesInIt();
  void aDoubleClickAsksForATitle();
  void titlesStayReadable_data();
  void titlesStayReadable();
  void ribbonsCountConnections();
  void halfAWireIsPluggedElsewhere();
  void escapePutsTheEndBack();
  void aDropBesidePortsPutsTheEndBack();
  void aClickOnAWireStillSelects();
  void hiddenNodesAreNotDrawn();

 private:
  void frame(const std::vector<const char*>& names, const char* title);
};

void TestFramesOnCanvas::frame(const std::vector<const char*>& names, const char* title) {
  std::vector<graph::NodeId> nodes;
  for (const char* name : names) nodes.push_back(node(name));
  const Result<void> done = m_document->perform(graph::frameNodes(m_document->graph(), nodes, title));
  QVERIFY2(done, done ? "" : done.error().message.c_str());
}

void TestFramesOnCanvas::aFrameSurroundsItsNodes() {
  QVERIFY(m_canvas->scene().frames().empty());
  frame({"kv-disk", "cache"}, "Storage");
  QCOMPARE(m_canvas->scene().frames().size(), std::size_t(1));
  const FrameBox box = m_canvas->scene().frames().front();
  QCOMPARE(box.title, QStringLiteral("Storage"));
  for (const char* name : {"kv-disk", "cache"}) {
    const QRectF body = m_canvas->scene().node(node(name))->rect;
    QVERIFY(box.rect.contains(body));
    QVERIFY2(body.top() - box.rect.top() >= FrameTitleHeight, "the title has its strip above the nodes");
  }
  QVERIFY2(m_document->layoutDirty() && !m_document->compositionDirty(), "a frame is a picture");
  m_document->undoStack().undo();
  QVERIFY(m_canvas->scene().frames().empty());
  m_document->undoStack().redo();
  QCOMPARE(m_canvas->scene().frames().front().rect, box.rect);
}

void TestFramesOnCanvas::draggingTheTitleMovesWhatLiesInIt() {
  frame({"kv-disk", "cache"}, "Storage");
  m_document->undoStack().clear();
  const graph::Graph before = m_document->graph();
  const QRectF box = m_canvas->scene().frames().front().rect;
  const QPointF title = box.topLeft() + QPointF(60, 14);
  dragMouse(title, title + QPointF(40, 64));
  QCOMPARE(m_document->undoStack().count(), 1);
  for (const auto& [id, position] : m_document->graph().positions) {
    const bool inside = id == node("kv-disk") || id == node("cache");
    const graph::Position old = before.positions.at(id);
    QCOMPARE(position.x - old.x, inside ? 40.0 : 0.0);
    QCOMPARE(position.y - old.y, inside ? 64.0 : 0.0);
  }
  QCOMPARE(m_canvas->scene().frames().front().rect.topLeft(), box.topLeft() + QPointF(40, 64));
  // A click selects what lies in it.
  m_document->selection().clear();
  QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(title + QPointF(40, 64)));
  QVERIFY(m_document->selection().nodes() == std::set<graph::NodeId>({node("kv-disk"), node("cache")}));
}

void TestFramesOnCanvas::aDoubleClickAsksForATitle() {
  frame({"cache"}, "Storage");
  QSignalSpy wanted(m_canvas.get(), &GraphCanvas::frameTitleRequested);
  QSignalSpy added(m_canvas.get(), &GraphCanvas::quickAddRequested);
  const QPointF title = m_canvas->scene().frames().front().rect.topLeft() + QPointF(30, 12);
  QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, at(title));
  QCOMPARE(wanted.count(), 1);
  QCOMPARE(added.count(), 0);
}

void TestFramesOnCanvas::titlesStayReadable_data() {
  QTest::addColumn<double>("zoom");
  QTest::addColumn<DetailLevel>("level");
  QTest::newRow("details") << 1.0 << DetailLevel::Details;
  QTest::newRow("ports") << 0.5 << DetailLevel::Ports;
  QTest::newRow("names") << 0.25 << DetailLevel::Names;
  QTest::newRow("boxes") << 0.1 << DetailLevel::Boxes;
  QTest::newRow("density") << 0.036 << DetailLevel::Density;
}

void TestFramesOnCanvas::titlesStayReadable() {
  QFETCH(double, zoom);
  QFETCH(DetailLevel, level);
  frame({"kv-disk", "cache", "orders"}, "W");
  m_canvas->setZoom(zoom, {});
  const FrameBox box = m_canvas->scene().frames().front();
  m_canvas->setOrigin(box.rect.topLeft() - QPointF(200, 200) / zoom);
  QCOMPARE(m_canvas->level(), level);
  // The title's ink is as high as a capital of a 14 px font, at every level.
  const QRectF room = frameTitleRect(box, zoom);
  const int after = zoom < 0.6 ? 15 : 0;  // from afar a dot of its colour comes first
  const QRect area(m_canvas->toWidget(room.topLeft()).toPoint() + QPoint(after, 1),
                   QSize(20, static_cast<int>(room.height() * zoom) - 4));
  const QImage picture = m_canvas->grab().toImage();
  const QColor ink = zoom < 0.6 ? currentTheme().text : currentTheme().textSecondary;
  int top = 1 << 20, bottom = -1;
  for (int y = area.top(); y <= area.bottom(); ++y)
    for (int x = area.left(); x <= area.right(); ++x)
      if (std::abs(qGray(picture.pixel(x, y)) - qGray(ink.rgb())) < 40) {
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
  const double capital = QFontMetricsF(frameTitleFont(currentTheme())).capHeight();
  QVERIFY2(std::abs(bottom - top + 1 - capital) <= 2,
           qPrintable(QStringLiteral("%1 high, wanted %2").arg(bottom - top + 1).arg(capital)));
}

void TestFramesOnCanvas::ribbonsCountConnections() {
  frame({"Host"}, "Outside");
  frame({"kv-disk", "cache"}, "Storage");
  int between = 0;
  for (const auto& [id, wire] : m_document->graph().edges)
    between += wire.provider.node == m_document->graph().host &&
                       (wire.consumer.node == node("cache") || wire.consumer.node == node("kv-disk"))
                   ? 1
                   : 0;
  QVERIFY(between >= 3);
  const std::vector<Ribbon>& ribbons = m_canvas->scene().ribbons();
  // Frames are view only: the ribbons are there at once nevertheless.
  QCOMPARE(ribbons.size(), std::size_t(1));
  QCOMPARE(ribbons.front().count, between);
}

void TestFramesOnCanvas::halfAWireIsPluggedElsewhere() {
  const graph::EdgeId store = edge("cache", "orders");
  QCOMPARE(test::hookEdge(*m_document, store, "hooks/trace/trace.wasm", "trace", graph::HookKind::Tier2),
           QString());
  m_document->undoStack().clear();
  m_document->selection().clear();
  // The provider's half: kv-disk answers instead of cache.
  const WireBox& wire = *m_canvas->scene().wire(store);
  dragMouse(pointAlong(wire.line, 0.12), portAt("kv-disk", "demo:kv/store@1.0.0", graph::Side::Export));
  QCOMPARE(m_document->undoStack().count(), 1);
  QVERIFY(!edge("cache", "orders").valid());
  const graph::EdgeId moved = edge("kv-disk", "orders");
  QVERIFY(moved.valid());
  QCOMPARE(m_document->graph().find(moved)->hooks.size(), std::size_t(1));
  m_document->undoStack().undo();
  QVERIFY(edge("cache", "orders").valid());
  // The caller's half of another wire: cache takes what orders got, in place of its own.
  const WireBox& disk = *m_canvas->scene().wire(edge("kv-disk", "cache"));
  dragMouse(pointAlong(disk.line, 0.88), portAt("orders", "demo:kv/store@1.0.0", graph::Side::Import));
  QVERIFY(edge("kv-disk", "orders").valid());
  QVERIFY(!edge("kv-disk", "cache").valid() && !edge("cache", "orders").valid());
  QCOMPARE(m_document->undoStack().count(), 1);
}

void TestFramesOnCanvas::escapePutsTheEndBack() {
  const WireBox wire = *m_canvas->scene().wire(edge("cache", "orders"));
  QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, at(pointAlong(wire.line, 0.15)));
  moveTo(pointAlong(wire.line, 0.15) + QPointF(30, 120));
  QVERIFY(m_canvas->state().liftedEdge == wire.edge);
  QVERIFY(m_canvas->state().dragPort);
  QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
  QVERIFY(!m_canvas->state().liftedEdge && !m_canvas->state().dragPort);
  QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {},
                      at(portAt("kv-disk", "demo:kv/store@1.0.0", graph::Side::Export)));
  QCOMPARE(m_document->undoStack().count(), 0);
  QVERIFY(edge("cache", "orders").valid());
}

void TestFramesOnCanvas::aDropBesidePortsPutsTheEndBack() {
  const WireBox wire = *m_canvas->scene().wire(edge("cache", "orders"));
  QSignalSpy wanted(m_canvas.get(), &GraphCanvas::componentsWanted);
  dragMouse(pointAlong(wire.line, 0.8), QPointF(900, 700));
  QCOMPARE(m_document->undoStack().count(), 0);
  QCOMPARE(wanted.count(), 0);
  QVERIFY(!m_canvas->state().liftedEdge);
  // Neither does a port that does not fit.
  dragMouse(pointAlong(wire.line, 0.8), portAt("gateway", "demo:shop/orders@1.0.0", graph::Side::Import));
  QCOMPARE(m_document->undoStack().count(), 0);
  QVERIFY(edge("cache", "orders").valid());
}

void TestFramesOnCanvas::aClickOnAWireStillSelects() {
  const WireBox wire = *m_canvas->scene().wire(edge("cache", "orders"));
  QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(pointAlong(wire.line, 0.4)));
  QVERIFY(m_document->selection().edge() == wire.edge);
  QVERIFY(!m_canvas->isDragging());
  QCOMPARE(m_document->undoStack().count(), 0);
}

void TestFramesOnCanvas::hiddenNodesAreNotDrawn() {
  frame({"cache"}, "Storage");
  const std::size_t wires = m_canvas->scene().wireCount(), nodes = m_canvas->scene().nodeCount();
  const auto ofCache = m_document->graph().edgesOf(node("cache")).size();
  m_canvas->hide({node("cache")});
  QVERIFY(!m_canvas->scene().node(node("cache")));
  QCOMPARE(m_canvas->scene().nodeCount(), nodes - 1);
  QCOMPARE(m_canvas->scene().wireCount(), wires - ofCache);
  QVERIFY(m_canvas->scene().frames().empty());
  QCOMPARE(m_canvas->hiddenCount(), std::size_t(1));
  m_canvas->showHidden();
  QCOMPARE(m_canvas->scene().nodeCount(), nodes);
  QCOMPARE(m_canvas->scene().wireCount(), wires);
  QCOMPARE(m_document->undoStack().count(), 1);  // the frame
}

QTEST_MAIN(TestFramesOnCanvas)
#include "tst_frames_on_canvas.moc"
