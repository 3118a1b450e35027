// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <vector>

#include "core/graph/auto_layout.h"

namespace sb::graph {

/// The measures of the canvas that the layout counts on (design, 3.1).
struct LayoutMeasures {
  static constexpr double TitleHeight = 30, TitleGap = 2, RowHeight = 24, BottomPadding = 8;
  static constexpr double LayerGap = 72, NodeGap = 32, LaneGap = 14, LaneHeight = 6, Grid = 8, Margin = 40;
};

/// One graph as the layout sees it: items in layers. An item is a node or a lane, the place where a long wire
/// crosses a layer.
struct LayeredGraph {
  struct Wire {
    std::uint32_t from = 0, to = 0;   ///< items that are nodes
    double fromPort = 0, toPort = 0;  ///< height of the port's centre below the node's top
    double weight = 1;
  };
  struct Item {
    std::uint32_t layer = 0;
    double width = 0, height = 0;
    double y = 0;                        ///< top
    std::int32_t wire = -1;              ///< lanes: the wire whose curve they keep free
    std::vector<std::uint32_t> in, out;  ///< wires; of nodes only
    bool isLane() const { return wire >= 0; }
  };

  std::vector<Item> items;  ///< nodes first, in order of id
  std::vector<Wire> wires;
  std::vector<std::vector<std::uint32_t>> layers;  ///< items from top to bottom
  std::vector<double> layerX, layerWidth;
};

/// Nodes, wires, layers and lanes of a graph, in an order that does not depend on addresses.
LayeredGraph layeredGraph(const Graph& graph, const NodeSizeOf& sizeOf);

/// The height at which the curve of a wire crosses the horizontal position `x`.
double wireHeightAt(const LayeredGraph& graph, const LayeredGraph::Wire& wire, double x);

}  // namespace sb::graph
