// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/node_names.h"

namespace sb::graph {

NodeNames::NodeNames(const Graph& graph) {
  for (const auto& [id, node] : graph.nodes) m_taken.insert(node.name);
}

std::string NodeNames::take(const std::string& wanted) {
  if (m_taken.insert(wanted).second) return wanted;
  unsigned& next = m_next.try_emplace(wanted, 2).first->second;
  std::string name = wanted + "-" + std::to_string(next++);
  while (!m_taken.insert(name).second) name = wanted + "-" + std::to_string(next++);
  return name;
}

std::string freeName(const Graph& graph, const std::string& wanted) { return NodeNames(graph).take(wanted); }

}  // namespace sb::graph
