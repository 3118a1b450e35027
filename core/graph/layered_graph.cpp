// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/layered_graph.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/graph/graph_index.h"

namespace sb::graph {
namespace {

using M = LayoutMeasures;

/// Beyond these a picture is looked at from afar, and lanes would only push everything apart.
constexpr std::size_t MostNodesWithLanes = 2'000, MostLaneWires = 50'000;

double rowCentre(std::size_t row) {
  return M::TitleHeight + M::TitleGap + M::RowHeight * (static_cast<double>(row) + 0.5);
}

/// Rows of the ports of a node: exports first, then imports.
class PortRows {
 public:
  explicit PortRows(const Graph& graph) {
    for (const auto& [id, node] : graph.nodes) {
      std::size_t row = 0;
      for (const Port& port : node.exports) m_rows.emplace(PortRef{id, Side::Export, port.name.name}, row++);
      for (const Port& port : node.imports) m_rows.emplace(PortRef{id, Side::Import, port.name.name}, row++);
    }
  }
  double centreOf(const PortRef& port) const {
    const auto found = m_rows.find(port);
    return rowCentre(found == m_rows.end() ? 0 : found->second);
  }

 private:
  std::unordered_map<PortRef, std::size_t, PortRefHash> m_rows;
};

/// Longest path from the left; an item on a loop, which a valid graph has not, stays where the others left
/// it.
void assignLayers(LayeredGraph& graph, std::uint32_t host) {
  std::vector<std::size_t> missing(graph.items.size());
  std::vector<std::uint32_t> ready;
  for (std::uint32_t i = 0; i < graph.items.size(); ++i) {
    missing[i] = graph.items[i].in.size();
    graph.items[i].layer = i == host ? 0 : 1;
    if (missing[i] == 0) ready.push_back(i);
  }
  for (std::size_t next = 0; next < ready.size(); ++next) {
    const std::uint32_t at = ready[next];
    for (const std::uint32_t wire : graph.items[at].out) {
      LayeredGraph::Item& to = graph.items[graph.wires[wire].to];
      to.layer = std::max(to.layer, graph.items[at].layer + 1);
      if (--missing[graph.wires[wire].to] == 0) ready.push_back(graph.wires[wire].to);
    }
  }
  // A node that nothing feeds goes next to its first user.
  for (std::uint32_t i = 0; i < graph.items.size(); ++i) {
    LayeredGraph::Item& item = graph.items[i];
    if (i == host || !item.in.empty() || item.out.empty()) continue;
    std::uint32_t nearest = UINT32_MAX;
    for (const std::uint32_t wire : item.out)
      nearest = std::min(nearest, graph.items[graph.wires[wire].to].layer);
    item.layer = std::max(item.layer, nearest - 1);
  }
}

void fillLayers(LayeredGraph& graph) {
  std::uint32_t last = 0;
  for (const LayeredGraph::Item& item : graph.items) last = std::max(last, item.layer);
  graph.layers.assign(last + 1, {});
  graph.layerWidth.assign(last + 1, 0);
  for (std::uint32_t i = 0; i < graph.items.size(); ++i) {
    const LayeredGraph::Item& item = graph.items[i];
    graph.layers[item.layer].push_back(i);
    graph.layerWidth[item.layer] = std::max(graph.layerWidth[item.layer], item.width);
  }
  double x = M::Margin;
  for (const double width : graph.layerWidth) {
    graph.layerX.push_back(x);
    x += width + (width > 0 ? M::LayerGap : 0);
  }
}

void addLanes(LayeredGraph& graph) {
  graph.lanes.resize(graph.layers.size());
  if (graph.items.size() > MostNodesWithLanes) return;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> ribbons;  // by both ends
  for (std::uint32_t i = 0; i < graph.wires.size(); ++i) {
    const LayeredGraph::Wire& wire = graph.wires[i];
    if (graph.items[wire.to].layer > graph.items[wire.from].layer + 1)
      ribbons[{wire.from, wire.to}].push_back(i);
  }
  std::size_t added = 0;
  for (const auto& [ends, wires] : ribbons) {
    const std::uint32_t first = graph.items[ends.first].layer, last = graph.items[ends.second].layer;
    added += (last - first - 1) * wires.size();
    if (added > MostLaneWires) return;
    const double x0 = graph.layerX[first] + graph.items[ends.first].width, x1 = graph.layerX[last];
    for (std::uint32_t layer = first + 1; layer < last; ++layer) {
      const double left = wireRise(x0, x1, graph.layerX[layer]);
      const double right = wireRise(x0, x1, graph.layerX[layer] + graph.layerWidth[layer]);
      graph.lanes[layer].push_back({wires, left, right});
    }
  }
}

}  // namespace

NodeSize defaultNodeSize(const Node& node) {
  constexpr double CharWidth = 6.6, Padding = 36, TitleExtra = 120, Least = 160, Most = 260;
  std::size_t longest = 0;
  for (const Port& port : node.exports) longest = std::max(longest, port.name.name.size());
  const bool host = node.kind == NodeKind::Host;
  if (!host) {
    for (const Port& port : node.imports) longest = std::max(longest, port.name.name.size());
  }
  const double wanted = std::max(Padding + CharWidth * static_cast<double>(longest),
                                 TitleExtra + CharWidth * static_cast<double>(node.name.size()));
  const double width = std::min(
      Most, std::max(Least, Least + 8 * static_cast<double>(static_cast<long>((wanted - Least + 7) / 8))));
  const std::size_t rows = node.exports.size() + (host ? 0 : node.imports.size());
  return {width, M::TitleHeight + M::RowHeight * static_cast<double>(rows) + M::BottomPadding};
}

LayeredGraph layeredGraph(const Graph& graph, const NodeSizeOf& sizeOf) {
  LayeredGraph layered;
  std::unordered_map<NodeId, std::uint32_t> itemOf;
  for (const auto& [id, node] : graph.nodes) {
    itemOf.emplace(id, static_cast<std::uint32_t>(layered.items.size()));
    const NodeSize size = sizeOf(node);
    LayeredGraph::Item item;
    item.width = size.width;
    item.height = size.height;
    layered.items.push_back(std::move(item));
  }
  const PortRows rows(graph);
  for (const auto& [id, edge] : graph.edges) {
    const auto from = itemOf.find(edge.provider.node), to = itemOf.find(edge.consumer.node);
    if (from == itemOf.end() || to == itemOf.end() || edge.consumer.node == graph.host || from == to)
      continue;
    // A node that folds its ports is lower than its rows would be: then wires meet its last row.
    const auto centre = [&](std::uint32_t item, const PortRef& port) {
      return std::min(rows.centreOf(port), layered.items[item].height - M::BottomPadding - M::RowHeight / 2);
    };
    LayeredGraph::Wire wire{from->second, to->second, centre(from->second, edge.provider),
                            centre(to->second, edge.consumer), 1};
    if (edge.provider.node == graph.host)
      wire.weight = 0.25;  // wires between nodes are the ones kept straight
    const auto index = static_cast<std::uint32_t>(layered.wires.size());
    layered.items[wire.from].out.push_back(index);
    layered.items[wire.to].in.push_back(index);
    layered.wires.push_back(wire);
  }
  const auto host = itemOf.find(graph.host);
  assignLayers(layered, host == itemOf.end() ? UINT32_MAX : host->second);
  fillLayers(layered);
  addLanes(layered);
  return layered;
}

double wireRise(double x0, double x1, double x) {
  if (x1 <= x0) return 0.5;
  // A cubic with horizontal tangents whose control points lie in the middle: x(t) = 1.5 t (1-t)² + 1.5 t²
  // (1-t) + t³ and y(t) = 3t² - 2t³. x grows with t, so bisection finds the parameter.
  const double share = std::clamp((x - x0) / (x1 - x0), 0.0, 1.0);
  double low = 0, high = 1;
  for (int step = 0; step < 20; ++step) {
    const double t = (low + high) / 2, u = 1 - t;
    (1.5 * t * u * u + 1.5 * t * t * u + t * t * t < share ? low : high) = t;
  }
  return low * low * (3 - 2 * low);
}

}  // namespace sb::graph
