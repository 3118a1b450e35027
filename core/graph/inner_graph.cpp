// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/inner_graph.h"

#include "core/support/check.h"

namespace sb::graph {

const Graph* graphInside(const Graph& root, const std::vector<NodeId>& path) {
  const Graph* at = &root;
  for (const NodeId id : path) {
    const Node* node = at->find(id);
    if (!node || !node->inner) return nullptr;
    at = node->inner.get();
  }
  return at;
}

void putInside(Graph& root, const std::vector<NodeId>& path, Graph inner) {
  // From the inside out: each level is a copy of its own, for others may hold the old one.
  for (std::size_t depth = path.size(); depth > 0; --depth) {
    const Graph* around =
        graphInside(root, {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth - 1)});
    SB_CHECK(around && around->find(path[depth - 1]), "no such nested composition");
    Graph outer = *around;
    outer.nodes.at(path[depth - 1]).inner = std::make_shared<const Graph>(std::move(inner));
    inner = std::move(outer);
  }
  root = std::move(inner);
}

}  // namespace sb::graph
