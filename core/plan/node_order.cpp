// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/node_order.h"

#include <algorithm>
#include <map>
#include <set>

namespace sb::plan {

std::vector<graph::NodeId> nodeOrder(const graph::Graph& graph) {
  std::map<graph::NodeId, std::set<graph::NodeId>> providers;
  for (const auto& [id, edge] : graph.edges) {
    if (edge.provider.node != graph.host) providers[edge.consumer.node].insert(edge.provider.node);
  }
  std::vector<graph::NodeId> order;
  std::set<graph::NodeId> seen{graph.host};
  // Depth first without recursion: chains of thousands of nodes are ordinary. A node is listed when it comes
  // up the second time, after everything it needs.
  for (const auto& [root, node] : graph.nodes) {
    std::vector<std::pair<graph::NodeId, bool>> stack{{root, false}};
    while (!stack.empty()) {
      const auto [id, ready] = stack.back();
      stack.pop_back();
      if (ready) {
        order.push_back(id);
        continue;
      }
      if (!seen.insert(id).second) continue;
      stack.emplace_back(id, true);
      const auto needs = providers.find(id);
      if (needs == providers.end()) continue;
      for (auto it = needs->second.rbegin(); it != needs->second.rend(); ++it) {
        if (!seen.count(*it) && graph.nodes.count(*it)) stack.emplace_back(*it, false);
      }
    }
  }
  return order;
}

}  // namespace sb::plan
