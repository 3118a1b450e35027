// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/auto_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/graph/layered_graph.h"

namespace sb::graph {
namespace {

using M = LayoutMeasures;
using Item = LayeredGraph::Item;

/// Sweeps over the layers: order first, then heights, until the time for it is used up. Counts are fixed
/// numbers for a given size, so that the same graph always gets the same picture.
class Layouter {
 public:
  Layouter(LayeredGraph& graph, const LayoutProgress& progress) : m_graph(graph), m_progress(progress) {}

  /// False: cancelled.
  bool run() {
    const bool large = m_graph.items.size() > 4'000;
    const unsigned orderSweeps = large ? 6 : 24, heightSweeps = large ? 10 : 60;
    const double total = orderSweeps + heightSweeps;
    stack();
    for (unsigned sweep = 0; sweep < orderSweeps; ++sweep) {
      for (std::size_t i = 0; i < m_graph.layers.size(); ++i) {
        if (cancelled(i)) return false;
        orderLayer(sweep % 2 == 0 ? i : m_graph.layers.size() - 1 - i, sweep % 2 == 0);
      }
      report(sweep / total);
    }
    for (unsigned sweep = 0; sweep < heightSweeps; ++sweep) {
      const bool reorders = sweep < heightSweeps / 2;
      for (std::size_t i = 0; i < m_graph.layers.size(); ++i) {
        if (cancelled(i)) return false;
        placeLayer(sweep % 2 == 0 ? i : m_graph.layers.size() - 1 - i, reorders);
      }
      report((orderSweeps + sweep) / total);
    }
    return true;
  }

 private:
  bool cancelled(std::size_t layer) const {
    return layer % 64 == 0 && m_progress.cancel && m_progress.cancel->load(std::memory_order_relaxed);
  }
  void report(double done) const {
    if (m_progress.report) m_progress.report(done);
  }

  static double gapBelow(const Item& item, const Item& next) {
    return item.isLane() || next.isLane() ? M::LaneGap : M::NodeGap;
  }

  /// Puts the items of every layer below each other.
  void stack() {
    for (const auto& layer : m_graph.layers) stackLayer(layer);
  }
  void stackLayer(const std::vector<std::uint32_t>& layer) {
    double y = 0;
    for (std::size_t i = 0; i < layer.size(); ++i) {
      Item& item = m_graph.items[layer[i]];
      item.y = y;
      y += item.height + (i + 1 < layer.size() ? gapBelow(item, m_graph.items[layer[i + 1]]) : 0);
    }
  }

  /// The height where a lane's wire passes through its layer; the lane is its middle.
  double laneHeight(const Item& lane) const {
    const double x = m_graph.layerX[lane.layer] + m_graph.layerWidth[lane.layer] / 2;
    return wireHeightAt(m_graph, m_graph.wires[static_cast<std::size_t>(lane.wire)], x) - lane.height / 2;
  }

  /// Where the item would like its top to be, from one side or both; `weight` says how much it cares.
  double wishOf(const Item& item, bool fromLeft, bool fromRight, double& weight) const {
    if (item.isLane()) {
      weight = 4;
      return laneHeight(item);
    }
    double sum = 0;
    weight = 0;
    const auto add = [&](const LayeredGraph::Wire& wire, double top) {
      sum += wire.weight * top;
      weight += wire.weight;
    };
    if (fromLeft) {
      for (const std::uint32_t index : item.in) {
        const LayeredGraph::Wire& wire = m_graph.wires[index];
        add(wire, m_graph.items[wire.from].y + wire.fromPort - wire.toPort);
      }
    }
    if (fromRight) {
      for (const std::uint32_t index : item.out) {
        const LayeredGraph::Wire& wire = m_graph.wires[index];
        add(wire, m_graph.items[wire.to].y + wire.toPort - wire.fromPort);
      }
    }
    return weight > 0 ? sum / weight : item.y;
  }

  /// Barycentre ordering by what lies on one side.
  void orderLayer(std::size_t index, bool fromLeft) {
    auto& layer = m_graph.layers[index];
    if (layer.size() < 2) return;
    std::vector<std::pair<double, std::uint32_t>> wishes;
    wishes.reserve(layer.size());
    for (const std::uint32_t at : layer) {
      double weight = 0;
      const Item& item = m_graph.items[at];
      wishes.emplace_back(wishOf(item, fromLeft, !fromLeft, weight) + item.height / 2, at);
    }
    std::stable_sort(wishes.begin(), wishes.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < layer.size(); ++i) layer[i] = wishes[i].second;
    stackLayer(layer);
  }

  /// The heights nearest to the wishes that keep the order and the gaps: isotonic regression by pooling
  /// neighbours.
  void placeLayer(std::size_t index, bool reorders) {
    auto& layer = m_graph.layers[index];
    m_wishes.clear();
    for (const std::uint32_t at : layer) {
      double weight = 0;
      const double wish = wishOf(m_graph.items[at], true, true, weight);
      m_wishes.push_back({at, wish, weight + 0.01});
    }
    if (reorders) {
      std::stable_sort(m_wishes.begin(), m_wishes.end(), [&](const Wish& a, const Wish& b) {
        return a.top + m_graph.items[a.item].height / 2 < b.top + m_graph.items[b.item].height / 2;
      });
    }
    m_blocks.clear();
    double offset = 0;
    for (std::size_t i = 0; i < m_wishes.size(); ++i) {
      layer[i] = m_wishes[i].item;
      if (i > 0) {
        const Item& above = m_graph.items[m_wishes[i - 1].item];
        offset += above.height + gapBelow(above, m_graph.items[m_wishes[i].item]);
      }
      m_wishes[i].offset = offset;
      m_blocks.push_back({m_wishes[i].top - offset, m_wishes[i].weight, 1});
      while (m_blocks.size() > 1 && m_blocks[m_blocks.size() - 2].mean > m_blocks.back().mean) {
        const Block last = m_blocks.back();
        m_blocks.pop_back();
        Block& block = m_blocks.back();
        const double weight = block.weight + last.weight;
        block = {(block.mean * block.weight + last.mean * last.weight) / weight, weight,
                 block.count + last.count};
      }
    }
    std::size_t at = 0;
    for (const Block& block : m_blocks) {
      for (std::size_t end = at + block.count; at < end; ++at) {
        m_graph.items[m_wishes[at].item].y = block.mean + m_wishes[at].offset;
      }
    }
  }

  struct Wish {
    std::uint32_t item;
    double top, weight;
    double offset = 0;
  };
  struct Block {
    double mean, weight;
    std::size_t count;
  };

  LayeredGraph& m_graph;
  const LayoutProgress& m_progress;
  std::vector<Wish> m_wishes;
  std::vector<Block> m_blocks;
};

}  // namespace

std::map<NodeId, Position> autoLayout(const Graph& graph, const NodeSizeOf& sizeOf,
                                      const LayoutProgress& progress) {
  LayeredGraph layered = layeredGraph(graph, sizeOf);
  if (!Layouter(layered, progress).run()) return graph.positions;
  double top = 0;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    top = i == 0 ? layered.items[i].y : std::min(top, layered.items[i].y);
  }
  std::map<NodeId, Position> positions;
  std::size_t index = 0;
  for (const auto& [id, node] : graph.nodes) {
    const Item& item = layered.items[index++];
    const double y = M::Margin + std::round((item.y - top) / M::Grid) * M::Grid;
    positions.emplace_hint(positions.end(), id, Position{layered.layerX[item.layer], y});
  }
  return positions;
}

}  // namespace sb::graph
