// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QLineF>
#include <QRandomGenerator>
#include <QtTest>
#include <cmath>

#include "tests/support/graph_text.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/wire_route.h"

using namespace sb;
using namespace sb::ui;

/// No wire crosses the body of a node (design, chapter 8), wherever the nodes lie.
class TestWireRoutes : public QObject {
  Q_OBJECT

 private slots:
  void crossingIsSeen_data();
  void crossingIsSeen();
  void straightWaysStayCurves();
  void wiresGoAroundANode();
  void noWireCrossesANode_data();
  void noWireCrossesANode();
  void wiresGiveWayToAMovedNode();
  void wiresAroundOneNodeStayApart();
  void beadsKeepOffNodes();
};

namespace {

using Rects = std::vector<QRectF>;

CrossedBodies among(const Rects& rects) {
  return [rects](const QPolygonF& line) {
    Rects crossed;
    for (const QRectF& rect : rects)
      if (runsThrough(line, rect)) crossed.push_back(rect);
    return crossed;
  };
}

/// Looks at every half pixel of a line, which the router does not.
bool insideSomewhere(const QPolygonF& line, const QRectF& body) {
  const QRectF inside = body.adjusted(1, 1, -1, -1);
  if (!line.boundingRect().adjusted(-1, -1, 1, 1).intersects(body)) return false;
  for (int i = 1; i < line.size(); ++i) {
    const QLineF piece(line[i - 1], line[i]);
    const int steps = static_cast<int>(std::ceil(piece.length() * 2)) + 1;
    for (int step = 0; step <= steps; ++step)
      if (inside.contains(piece.pointAt(static_cast<double>(step) / steps))) return true;
  }
  return false;
}

graph::NodeId addNode(graph::Graph& graph, int imports, const QPointF& at) {
  const types::InstanceTypeRef type = test::interfaceFrom("go: ()");
  graph::Node node;
  node.id = graph::NodeId(graph.nextId);
  node.name = "n" + std::to_string(graph.nextId);
  node.exports.push_back({model::ExternName("a:b/c"), type, graph::PortKind::Instance, false});
  for (int i = 0; i < imports; ++i)
    node.imports.push_back(
        {model::ExternName("a:b/i" + std::to_string(i)), type, graph::PortKind::Instance, false});
  const graph::NodeId id = node.id;
  (void)graph::apply(graph, graph::Edit{graph::AddNode{std::move(node), {at.x(), at.y()}}});
  return id;
}

graph::EdgeId wireUp(graph::Graph& graph, graph::NodeId from, graph::NodeId to, int import) {
  const graph::EdgeId id(graph.nextId);
  const graph::Edge edge{id,
                         {from, graph::Side::Export, "a:b/c"},
                         {to, graph::Side::Import, "a:b/i" + std::to_string(import)},
                         {}};
  return graph::apply(graph, graph::Edit{graph::Connect{edge}}) ? id : graph::EdgeId();
}

/// Nodes in cells of their own, shifted about in them, and wires in every direction.
graph::Graph scattered(quint32 seed, int nodes, double gap) {
  QRandomGenerator random(seed);
  graph::Graph graph = graph::emptyGraph("scattered");
  const int columns = static_cast<int>(std::ceil(std::sqrt(nodes)));
  std::vector<int> cells(static_cast<std::size_t>(columns * columns));
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = static_cast<int>(i);
  std::shuffle(cells.begin(), cells.end(), random);
  std::vector<graph::NodeId> ids;
  constexpr double width = 240, height = 190, loose = 60;
  for (int i = 0; i < nodes; ++i) {
    const int cell = cells[static_cast<std::size_t>(i)];
    const QPointF at(cell % columns * (width + gap + loose) + random.bounded(loose),
                     cell / columns * (height + gap + loose) + random.bounded(loose));
    ids.push_back(addNode(graph, static_cast<int>(random.bounded(1, 5)), at));
  }
  for (std::size_t i = 1; i < ids.size(); ++i)
    for (std::size_t k = 0; k < graph.find(ids[i])->imports.size(); ++k)
      wireUp(graph, ids[static_cast<std::size_t>(random.bounded(static_cast<int>(i)))], ids[i],
             static_cast<int>(k));
  return graph;
}

QString crossing(const graph::Graph& graph, const CanvasScene& scene) {
  for (const auto& [id, wire] : scene.wires())
    for (const auto& [node, box] : scene.nodes())
      if (insideSomewhere(wire.line, box.rect))
        return QStringLiteral("%1 → %2 crosses %3")
            .arg(QString::fromStdString(graph.find(graph.find(id)->provider.node)->name),
                 QString::fromStdString(graph.find(graph.find(id)->consumer.node)->name),
                 QString::fromStdString(graph.find(node)->name));
  return {};
}

}  // namespace

void TestWireRoutes::crossingIsSeen_data() {
  QTest::addColumn<QPolygonF>("line");
  QTest::addColumn<bool>("crosses");
  QTest::newRow("through the middle") << QPolygonF({{0, 50}, {200, 50}}) << true;
  QTest::newRow("over a corner") << QPolygonF({{0, 40}, {60, -20}}) << false;
  QTest::newRow("through a corner") << QPolygonF({{40, 120}, {120, 40}}) << true;
  QTest::newRow("along the border") << QPolygonF({{0, 100}, {200, 100}}) << false;
  QTest::newRow("ends at the border") << QPolygonF({{-20, 50}, {50, 50}}) << false;
  QTest::newRow("lies inside") << QPolygonF({{60, 60}, {70, 70}}) << true;
  QTest::newRow("one of its pieces only") << QPolygonF({{0, 0}, {0, 75}, {60, 75}}) << true;
}

void TestWireRoutes::crossingIsSeen() {
  QFETCH(QPolygonF, line);
  QFETCH(bool, crosses);
  QCOMPARE(runsThrough(line, QRectF(50, 0, 100, 100)), crosses);
}

void TestWireRoutes::straightWaysStayCurves() {
  graph::Graph graph = graph::emptyGraph("two");
  const graph::NodeId a = addNode(graph, 0, {0, 0}), b = addNode(graph, 1, {500, 200});
  const graph::EdgeId wire = wireUp(graph, a, b, 0);
  CanvasScene scene;
  scene.rebuild(graph, {});
  const QPolygonF curve = scene.wire(wire)->line;
  scene.routeAllWires();
  QCOMPARE(scene.wire(wire)->line, curve);
}

void TestWireRoutes::wiresGoAroundANode() {
  const QPointF from(0, 50), to(400, 50);
  const Rects node{QRectF(150, 0, 100, 80)};  // below the line is less of it
  const QPolygonF line = routeAround(from, to, 0, among(node));
  QVERIFY(line.size() > 4);
  QCOMPARE(line.front(), from);
  QCOMPARE(line.back(), to);
  QVERIFY(!insideSomewhere(line, node.front()));
  // With horizontal tangents, as every wire
  QVERIFY(line[1].x() > line[0].x() && std::abs(line[1].y() - line[0].y()) < 2);
  const QPointF last = line.back() - line[line.size() - 2];
  QVERIFY(last.x() > 0 && std::abs(last.y()) < 2);
  QVERIFY2(line.boundingRect().bottom() < 130 && line.boundingRect().top() > 45, "a detour");
  // A port that a node lies on has no way.
  QVERIFY(routeAround(from, to, 0, among({QRectF(380, 0, 60, 100)})).isEmpty());
}

void TestWireRoutes::noWireCrossesANode_data() {
  QTest::addColumn<int>("nodes");
  QTest::addColumn<double>("gap");
  QTest::newRow("few, far apart") << 6 << 80.0;
  QTest::newRow("few, close") << 8 << 26.0;
  QTest::newRow("some") << 20 << 40.0;
  QTest::newRow("many, close") << 60 << 26.0;
  QTest::newRow("many") << 140 << 48.0;
}

void TestWireRoutes::noWireCrossesANode() {
  QFETCH(int, nodes);
  QFETCH(double, gap);
  const int seeds = nodes > 50 ? 4 : 40;
  for (int seed = 1; seed <= seeds; ++seed) {
    const graph::Graph graph = scattered(static_cast<quint32>(seed), nodes, gap);
    CanvasScene scene;
    scene.rebuild(graph, {});
    QVERIFY(scene.wireCount() > 0);
    if (seed == 1) QVERIFY2(!crossing(graph, scene).isEmpty(), "nothing to go around");
    scene.routeAllWires();
    QVERIFY2(crossing(graph, scene).isEmpty(),
             qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(crossing(graph, scene))));
    for (const auto& [id, wire] : scene.wires()) {
      QCOMPARE(wire.line.front(), scene.port(graph.find(id)->provider)->centre);
      QCOMPARE(wire.line.back(), scene.port(graph.find(id)->consumer)->centre);
    }
    CanvasScene again;  // the same graph, the same picture
    again.rebuild(graph, {});
    again.routeAllWires();
    for (const auto& [id, wire] : scene.wires()) QCOMPARE(again.wire(id)->line, wire.line);
  }
}

void TestWireRoutes::wiresGiveWayToAMovedNode() {
  graph::Graph graph = graph::emptyGraph("three");
  const graph::NodeId a = addNode(graph, 0, {0, 0}), b = addNode(graph, 1, {800, 0});
  const graph::NodeId between = addNode(graph, 1, {400, 400});
  wireUp(graph, a, b, 0);
  CanvasScene scene;
  scene.rebuild(graph, {});
  scene.routeAllWires();
  graph.positions[between] = {400, 0};
  scene.move(graph, {between});
  QVERIFY(!crossing(graph, scene).isEmpty());
  QVERIFY(scene.routeWires(QRectF(-100, -100, 1200, 800), 0));
  QCOMPARE(crossing(graph, scene), QString());
  graph.positions[between] = {400, 400};
  scene.move(graph, {between});
  scene.routeAllWires();
  QVERIFY2(scene.wires().begin()->second.line.boundingRect().height() < 30, "the detour is left");
}

void TestWireRoutes::wiresAroundOneNodeStayApart() {
  graph::Graph graph = graph::emptyGraph("lanes");
  const graph::NodeId b = addNode(graph, 3, {900, 0});
  std::vector<graph::EdgeId> wires;
  for (int i = 0; i < 3; ++i) wires.push_back(wireUp(graph, addNode(graph, 0, {0, i * 100.0 - 60}), b, i));
  addNode(graph, 4, {450, -60});
  CanvasScene scene;
  scene.rebuild(graph, {});
  scene.routeAllWires();
  QCOMPARE(crossing(graph, scene), QString());
  for (const graph::EdgeId one : wires)
    for (const graph::EdgeId other : wires) {
      if (one == other) continue;
      int shared = 0;  // points of one that lie on the other
      for (double share = 0.1; share < 0.9; share += 0.01) {
        const QPointF at = pointAlong(scene.wire(one)->line, share);
        for (double along = 0.1; along < 0.9; along += 0.01)
          shared += QLineF(at, pointAlong(scene.wire(other)->line, along)).length() < 2 ? 1 : 0;
      }
      QVERIFY2(shared < 6, "two wires lie on each other");
    }
}

void TestWireRoutes::beadsKeepOffNodes() {
  graph::Graph graph = graph::emptyGraph("bead");
  const graph::NodeId a = addNode(graph, 0, {0, 0}), b = addNode(graph, 1, {900, 0});
  addNode(graph, 4, {420, -50});
  const graph::EdgeId wire = wireUp(graph, a, b, 0);
  graph::Hook hook;
  hook.name = "audit";
  const Result<graph::Edit> add = graph::addHook(graph, wire, hook, 0);
  QVERIFY(add && graph::apply(graph, *add));
  CanvasScene scene;
  scene.rebuild(graph, {});
  scene.routeAllWires();
  QCOMPARE(scene.wire(wire)->beads.size(), std::size_t(1));
  const QRectF bead = scene.wire(wire)->beads.front().rect;
  for (const auto& [id, box] : scene.nodes()) QVERIFY(!box.rect.intersects(bead));
}

QTEST_MAIN(TestWireRoutes)
#include "tst_wire_routes.moc"
