// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/graph/graph.h"

namespace sb::graph {

/// Hands out node names that differ: `wanted`, else `wanted-2`, `wanted-3`, …
class NodeNames {
 public:
  NodeNames() = default;
  explicit NodeNames(const Graph& graph);
  std::string take(const std::string& wanted);

 private:
  std::unordered_set<std::string> m_taken;
  std::unordered_map<std::string, unsigned> m_next;  ///< where the search for a name goes on
};

/// One name for a single new node.
std::string freeName(const Graph& graph, const std::string& wanted);

}  // namespace sb::graph
