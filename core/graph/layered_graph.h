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
  static constexpr double LayerGap = 72, NodeGap = 32, LaneGap = 16, Grid = 8, Margin = 40;
};

/// One graph as the layout sees it: nodes in layers, and lanes, the places where long wires cross a layer.
struct LayeredGraph {
  struct Wire {
    std::uint32_t from = 0, to = 0;   ///< nodes
    double fromPort = 0, toPort = 0;  ///< height of the port's centre below the node's top
    double weight = 1;
  };
  struct Item {
    std::uint32_t layer = 0;
    double width = 0, height = 0;
    double y = 0;                        ///< top
    std::vector<std::uint32_t> in, out;  ///< wires
  };
  /// All wires between two nodes where they cross one layer.
  struct Lane {
    std::vector<std::uint32_t> wires;
    double risenLeft = 0, risenRight = 0;  ///< share of their rise at the borders of the layer
  };

  std::vector<Item> items;  ///< in order of node id
  std::vector<Wire> wires;
  std::vector<std::vector<std::uint32_t>> layers;  ///< items from top to bottom
  std::vector<std::vector<Lane>> lanes;            ///< by layer
  std::vector<double> layerX, layerWidth;
};

/// Nodes, wires, layers and lanes of a graph, in an order that does not depend on addresses.
LayeredGraph layeredGraph(const Graph& graph, const NodeSizeOf& sizeOf);

/// The share of its rise (0 … 1) that the curve of a wire from `x0` to `x1` has made at `x`.
double wireRise(double x0, double x1, double x);

}  // namespace sb::graph
