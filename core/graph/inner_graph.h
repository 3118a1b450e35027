// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/graph/graph.h"

namespace sb::graph {

/// The graph inside of nested compositions, `path` naming them outermost first; the graph itself for an empty
/// path, null where it leads to nothing.
const Graph* graphInside(const Graph& root, const std::vector<NodeId>& path);

/// Puts another graph there. Ends the program when the path leads to nothing.
void putInside(Graph& root, const std::vector<NodeId>& path, Graph inner);

}  // namespace sb::graph
