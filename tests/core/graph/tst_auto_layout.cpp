// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QElapsedTimer>
#include <QtTest>
#include <cmath>

#include "core/driver/open.h"
#include "core/graph/auto_layout.h"
#include "tests/support/corpus.h"
#include "tests/support/graph_text.h"

using namespace sb;
using namespace sb::graph;

class AutoLayoutTest : public QObject {
  Q_OBJECT
 private slots:
  void corpusCompositions_data();
  void corpusCompositions();
  void longWiresGoAroundNodes();
  void cancelKeepsPositions();
  void largeGraphs_data();
  void largeGraphs();
};

namespace {

QString overlap(const Graph& graph, const std::map<NodeId, Position>& at) {
  std::vector<std::pair<Position, NodeSize>> boxes;
  for (const auto& [id, node] : graph.nodes) boxes.emplace_back(at.at(id), defaultNodeSize(node));
  std::sort(boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.first.x < b.first.x; });
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = i + 1;
         j < boxes.size() && boxes[j].first.x < boxes[i].first.x + boxes[i].second.width; ++j) {
      const bool apart = boxes[i].first.y + boxes[i].second.height <= boxes[j].first.y ||
                         boxes[j].first.y + boxes[j].second.height <= boxes[i].first.y;
      if (!apart) return QString("at %1, %2").arg(boxes[i].first.x).arg(boxes[i].first.y);
    }
  }
  return {};
}

QString backwards(const Graph& graph, const std::map<NodeId, Position>& at) {
  for (const auto& [id, edge] : graph.edges) {
    if (edge.consumer.node == graph.host) continue;
    const NodeId from = edge.provider.node, to = edge.consumer.node;
    if (at.at(from).x + defaultNodeSize(graph.nodes.at(from)).width >= at.at(to).x)
      return QString::fromStdString(graph.nodes.at(from).name + " → " + graph.nodes.at(to).name);
  }
  return {};
}

double portHeight(const Graph& graph, const PortRef& port, const std::map<NodeId, Position>& at) {
  const Node& node = graph.nodes.at(port.node);
  std::size_t row = 0;
  for (const Port& p : node.exports) {
    if (port.side == Side::Export && p.name.name == port.name)
      return at.at(port.node).y + 44 + 24.0 * static_cast<double>(row);
    ++row;
  }
  for (const Port& p : node.imports) {
    if (port.side == Side::Import && p.name.name == port.name) break;
    ++row;
  }
  return at.at(port.node).y + 44 + 24.0 * static_cast<double>(row);
}

/// How many wires run through the body of a node that is not their end.
int crossings(const Graph& graph, const std::map<NodeId, Position>& at) {
  int count = 0;
  for (const auto& [id, edge] : graph.edges) {
    if (edge.consumer.node == graph.host) continue;
    const double x0 = at.at(edge.provider.node).x + defaultNodeSize(graph.nodes.at(edge.provider.node)).width;
    const double x1 = at.at(edge.consumer.node).x;
    const double y0 = portHeight(graph, edge.provider, at), y1 = portHeight(graph, edge.consumer, at);
    for (const auto& [nodeId, node] : graph.nodes) {
      if (nodeId == edge.provider.node || nodeId == edge.consumer.node) continue;
      const Position box = at.at(nodeId);
      const NodeSize size = defaultNodeSize(node);
      bool hit = false;
      for (int step = 1; step < 60 && !hit; ++step) {
        const double t = step / 60.0, u = 1 - t;
        const double x = x0 + (x1 - x0) * (1.5 * t * u * u + 1.5 * t * t * u + t * t * t);
        const double y = y0 + (y1 - y0) * t * t * (3 - 2 * t);
        hit = x > box.x && x < box.x + size.width && y > box.y && y < box.y + size.height;
      }
      count += hit ? 1 : 0;
    }
  }
  return count;
}

/// A mesh of `nodes`, each with up to three providers among the earlier ones, reproducible.
Graph mesh(std::uint32_t nodes) {
  Graph graph = emptyGraph("mesh");
  const types::InstanceTypeRef type = test::interfaceFrom("go: ()");
  std::uint32_t state = 1;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
  };
  std::vector<NodeId> ids;
  for (std::uint32_t i = 0; i < nodes; ++i) {
    Node node;
    node.id = NodeId(graph.nextId++);
    node.name = "n" + std::to_string(i);
    node.exports.push_back({model::ExternName("a:b/c"), type, PortKind::Instance, false});
    for (std::uint32_t k = 0; k < (i == 0 ? 0u : 1 + random(3)); ++k) {
      const std::string name = "a:b/i" + std::to_string(k);
      node.imports.push_back({model::ExternName(name), type, PortKind::Instance, false});
      const EdgeId id(graph.nextId++);
      const std::uint32_t back = 1 + random(std::min(i, 200u));
      graph.edges.emplace(
          id, Edge{id, {ids[i - back], Side::Export, "a:b/c"}, {node.id, Side::Import, name}, {}});
    }
    ids.push_back(node.id);
    graph.nodes.emplace(node.id, std::move(node));
  }
  return graph;
}

}  // namespace

void AutoLayoutTest::corpusCompositions_data() {
  if (!test::hasCorpus()) QSKIP("the reference corpus is not there");
  QTest::addColumn<QString>("file");
  for (const std::string& file : test::corpusFiles("components", ".wasm"))
    QTest::newRow(file.c_str()) << QString::fromStdString(file);
}

void AutoLayoutTest::corpusCompositions() {
  QFETCH(QString, file);
  const auto opened = driver::openFile(test::corpusFolder() / file.toStdString());
  if (!opened || !opened->graph) return;
  const auto positions = autoLayout(*opened->graph);
  QCOMPARE(positions.size(), opened->graph->nodes.size());
  QCOMPARE(overlap(*opened->graph, positions), QString());
  QCOMPARE(backwards(*opened->graph, positions), QString());
  QVERIFY(autoLayout(*opened->graph) == positions);
  // Dozens of wires from the host form ribbons that it would not pay to walk around.
  if (opened->graph->edges.size() <= 40) QCOMPARE(crossings(*opened->graph, positions), 0);
}

void AutoLayoutTest::longWiresGoAroundNodes() {
  const auto opened = driver::openFile(std::filesystem::path(SPLICEBOARD_SOURCE_DIR) /
                                       "resources/examples/orders/orders.composed.wasm");
  QVERIFY(opened && opened->graph);
  const Graph& graph = *opened->graph;
  const auto at = autoLayout(graph);
  QCOMPARE(crossings(graph, at), 0);
  const auto x = [&](const char* name) { return at.at(graph.findByName(name)->id).x; };
  QVERIFY(x("Host") < x("kv-disk") && x("kv-disk") < x("cache") && x("cache") < x("orders") &&
          x("orders") < x("gateway"));
  QCOMPARE(x("rates"), x("kv-disk"));
}

void AutoLayoutTest::cancelKeepsPositions() {
  Graph graph = mesh(500);
  graph.positions[graph.host] = {7, 9};
  std::atomic<bool> cancel{true};
  LayoutProgress progress;
  progress.cancel = &cancel;
  QVERIFY(autoLayout(graph, defaultNodeSize, progress) == graph.positions);
}

void AutoLayoutTest::largeGraphs_data() {
  QTest::addColumn<int>("nodes");
  QTest::addColumn<int>("limitMs");
  QTest::newRow("1,000 nodes") << 1'000 << 200;
  QTest::newRow("10,000 nodes") << 10'000 << 3'000;
}

void AutoLayoutTest::largeGraphs() {
  QFETCH(int, nodes);
  QFETCH(int, limitMs);
  const Graph graph = mesh(static_cast<std::uint32_t>(nodes));
  double last = 0;
  LayoutProgress progress;
  progress.report = [&](double done) { last = done; };
  QElapsedTimer timer;
  timer.start();
  const auto positions = autoLayout(graph, defaultNodeSize, progress);
  const qint64 elapsedMs = timer.elapsed();
  qInfo("%d nodes in %lld ms", nodes, static_cast<long long>(elapsedMs));
  QVERIFY(last > 0.9);
  QCOMPARE(overlap(graph, positions), QString());
  QCOMPARE(backwards(graph, positions), QString());
#ifdef NDEBUG
  QVERIFY2(elapsedMs < limitMs, qPrintable(QString::number(elapsedMs)));
#else
  Q_UNUSED(limitMs)
#endif
}

QTEST_APPLESS_MAIN(AutoLayoutTest)
#include "tst_auto_layout.moc"
