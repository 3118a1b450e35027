// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/auto_layout.h"

#include <algorithm>
#include <cmath>

#include "core/graph/layered_graph.h"

namespace sb::graph {
namespace {

using M = LayoutMeasures;
using Item = LayeredGraph::Item;

/// A higher bundle of wires is crossed rather than walked around: nodes that belong together stay near each
/// other.
constexpr double HighestObstacle = 900;

/// Sweeps over the layers: order, heights with and without attraction. Counts are fixed for a given size, so
/// that the same graph always gets the same picture.
class Layouter {
 public:
  Layouter(LayeredGraph& graph, const LayoutProgress& progress) : m_graph(graph), m_progress(progress) {}

  /// False: cancelled.
  bool run() {
    const bool large = m_graph.items.size() > 4'000;
    const unsigned orders = large ? 6 : 24, heights = large ? 10 : 60, repairs = large ? 1 : 80;
    m_total = orders + heights + repairs;
    for (const auto& layer : m_graph.layers) stackLayer(layer);
    const auto order = [&](std::size_t layer, bool rightwards) { orderLayer(layer, rightwards); };
    const auto attract = [&](std::size_t layer, bool) { placeLayer(layer, true, false); };
    const auto repair = [&](std::size_t layer, bool) { placeLayer(layer, false, true); };
    return sweeps(orders, order) && sweeps(heights, attract) && sweeps(repairs, repair);
  }

 private:
  struct Wish {
    std::uint32_t item;
    double top, weight;
    double offset = 0;
  };
  struct Block {
    double mean, weight;
    std::size_t count;
  };
  struct Interval {
    double top, bottom;
    double centre() const { return (top + bottom) / 2; }
  };

  template <class Work>
  bool sweeps(unsigned count, Work work) {
    const std::size_t layers = m_graph.layers.size();
    for (unsigned sweep = 0; sweep < count; ++sweep) {
      const bool rightwards = sweep % 2 == 0;
      for (std::size_t i = 0; i < layers; ++i) {
        if (i % 64 == 0 && m_progress.cancel && m_progress.cancel->load(std::memory_order_relaxed))
          return false;
        work(rightwards ? i : layers - 1 - i, rightwards);
      }
      if (m_progress.report) m_progress.report(++m_done / m_total);
    }
    return true;
  }

  void stackLayer(const std::vector<std::uint32_t>& layer) {
    double y = 0;
    for (const std::uint32_t at : layer) {
      m_graph.items[at].y = y;
      y += m_graph.items[at].height + M::NodeGap;
    }
  }

  /// Where the item would like its top to be, from one side or both; `weight` says how much it cares.
  double wishOf(const Item& item, bool fromLeft, bool fromRight, double& weight) const {
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
    collectWishes(
        layer, [&](const Item& item, double& weight) { return wishOf(item, fromLeft, !fromLeft, weight); });
    for (std::size_t i = 0; i < layer.size(); ++i) layer[i] = m_wishes[i].item;
    stackLayer(layer);
  }

  template <class WishOf>
  void collectWishes(const std::vector<std::uint32_t>& layer, WishOf wish) {
    m_wishes.clear();
    for (const std::uint32_t at : layer) {
      double weight = 0;
      const double top = wish(m_graph.items[at], weight);
      m_wishes.push_back({at, top, weight + 0.01});
    }
    std::stable_sort(m_wishes.begin(), m_wishes.end(),
                     [&](const Wish& a, const Wish& b) { return centre(a) < centre(b); });
  }
  double centre(const Wish& wish) const { return wish.top + m_graph.items[wish.item].height / 2; }

  /// The heights nearest to the wishes that keep nodes apart from each other and from the lanes.
  void placeLayer(std::size_t index, bool attracted, bool aroundWires) {
    auto& layer = m_graph.layers[index];
    collectWishes(layer, [&](const Item& item, double& weight) {
      weight = 1;
      return attracted ? wishOf(item, true, true, weight) : item.y;
    });
    std::vector<Interval> obstacles;
    if (aroundWires) obstacles = obstaclesIn(index);
    std::vector<std::size_t> slots;  // first node behind each obstacle
    while (!assignSlots(obstacles, slots)) {
    }
    for (std::size_t slot = 0; slot <= obstacles.size(); ++slot) {
      const double low = slot == 0 ? -HUGE_VAL : obstacles[slot - 1].bottom + M::LaneGap;
      const double high = slot == obstacles.size() ? HUGE_VAL : obstacles[slot].top - M::LaneGap;
      placeRun(slot == 0 ? 0 : slots[slot - 1], slot == obstacles.size() ? m_wishes.size() : slots[slot], low,
               high);
    }
    for (std::size_t i = 0; i < layer.size(); ++i) layer[i] = m_wishes[i].item;
  }

  /// The ribbons of wires that cross a layer, joined where they overlap, from top to bottom.
  std::vector<Interval> obstaclesIn(std::size_t layer) const {
    std::vector<Interval> ribbons;
    for (const LayeredGraph::Lane& lane : m_graph.lanes[layer]) {
      Interval ribbon{HUGE_VAL, -HUGE_VAL};
      for (const std::uint32_t index : lane.wires) {
        const LayeredGraph::Wire& wire = m_graph.wires[index];
        const double from = m_graph.items[wire.from].y + wire.fromPort;
        const double rise = m_graph.items[wire.to].y + wire.toPort - from;
        const auto [low, high] = std::minmax({from + rise * lane.risenLeft, from + rise * lane.risenRight});
        ribbon = {std::min(ribbon.top, low), std::max(ribbon.bottom, high)};
      }
      ribbons.push_back(ribbon);
    }
    std::sort(ribbons.begin(), ribbons.end(),
              [](const Interval& a, const Interval& b) { return a.top < b.top; });
    std::vector<Interval> joined;
    for (const Interval& ribbon : ribbons) {
      if (joined.empty() || ribbon.top > joined.back().bottom) {
        joined.push_back(ribbon);
      } else {
        joined.back().bottom = std::max(joined.back().bottom, ribbon.bottom);
      }
    }
    joined.erase(std::remove_if(joined.begin(), joined.end(),
                                [](const Interval& i) { return i.bottom - i.top > HighestObstacle; }),
                 joined.end());
    return joined;
  }

  /// Sends every node to the side of each obstacle where its wish lies. When the nodes between two obstacles
  /// have no room there, the obstacles are joined and false is returned: nobody goes between them.
  bool assignSlots(std::vector<Interval>& obstacles, std::vector<std::size_t>& slots) const {
    slots.assign(obstacles.size(), m_wishes.size());
    std::size_t at = 0;
    for (std::size_t slot = 0; slot < obstacles.size(); ++slot) {
      double needed = M::LaneGap * 2 - M::NodeGap;
      const std::size_t first = at;
      for (; at < m_wishes.size() && centre(m_wishes[at]) < obstacles[slot].centre(); ++at) {
        needed += m_graph.items[m_wishes[at].item].height + M::NodeGap;
      }
      slots[slot] = at;
      if (slot == 0 || at == first || obstacles[slot - 1].bottom + needed <= obstacles[slot].top) continue;
      obstacles[slot - 1].bottom = obstacles[slot].bottom;
      obstacles.erase(obstacles.begin() + static_cast<std::ptrdiff_t>(slot));
      return false;
    }
    return true;
  }

  /// Isotonic regression by pooling neighbours, cut off at the bounds.
  void placeRun(std::size_t begin, std::size_t end, double low, double high) {
    if (begin == end) return;
    m_blocks.clear();
    double offset = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (i > begin) offset += m_graph.items[m_wishes[i - 1].item].height + M::NodeGap;
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
    const double highest = high - offset - m_graph.items[m_wishes[end - 1].item].height;
    std::size_t at = begin;
    for (const Block& block : m_blocks) {
      const double base = std::max(low, std::min(block.mean, highest));
      for (const std::size_t stop = at + block.count; at < stop; ++at) {
        m_graph.items[m_wishes[at].item].y = base + m_wishes[at].offset;
      }
    }
  }

  LayeredGraph& m_graph;
  const LayoutProgress& m_progress;
  double m_done = 0, m_total = 1;
  std::vector<Wish> m_wishes;
  std::vector<Block> m_blocks;
};

}  // namespace

std::map<NodeId, Position> autoLayout(const Graph& graph, const NodeSizeOf& sizeOf,
                                      const LayoutProgress& progress) {
  LayeredGraph layered = layeredGraph(graph, sizeOf);
  if (!Layouter(layered, progress).run()) return graph.positions;
  double top = HUGE_VAL;
  for (const Item& item : layered.items) top = std::min(top, item.y);
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
