// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace sb::store {

/// What a person has hidden or unfolded of one graph. It says how the document is looked at; nothing that is
/// planned or exported depends on it.
struct GraphView {
  std::set<graph::NodeId> hidden;
  std::map<graph::NodeId, std::set<std::string>> openGroups;  ///< rows that fold ports, by name
  bool usedPortsOnly = false;                                 ///< of every node
  std::set<graph::NodeId> usedPortsOnlyNodes;
  friend bool operator==(const GraphView&, const GraphView&) = default;
};

/// By the nested compositions on the way to the graph, outermost first.
using ProjectView = std::map<std::vector<graph::NodeId>, GraphView>;

}  // namespace sb::store
