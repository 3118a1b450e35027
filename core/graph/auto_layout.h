// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <atomic>
#include <functional>
#include <map>

#include "core/graph/graph.h"

namespace sb::graph {

struct NodeSize {
  double width = 0, height = 0;  ///< canvas units
};
using NodeSizeOf = std::function<NodeSize(const Node&)>;
/// The size without a font: width 160 to 260 in steps of 8 by the length of the labels, height 30 + 24 for
/// each port + 8. The host shows its exports only.
NodeSize defaultNodeSize(const Node& node);

struct LayoutProgress {
  std::function<void(double done)> report;    ///< 0 … 1, called from the calling thread
  const std::atomic<bool>* cancel = nullptr;  ///< looked at several times in each sweep
};

/// Places every node so that wires run from left to right and no two nodes overlap (Sugiyama: layers by
/// longest path, crossing reduction by barycentre sweeps, coordinates by order-preserving least squares). The
/// host comes first. A wire over several layers keeps a lane free where its curve passes. Exports of the
/// composition do not count as wires. Deterministic. Cancelled: the positions that the graph has.
std::map<NodeId, Position> autoLayout(const Graph& graph, const NodeSizeOf& sizeOf = defaultNodeSize,
                                      const LayoutProgress& progress = {});

}  // namespace sb::graph
