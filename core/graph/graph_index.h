// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/graph/graph.h"

namespace sb::graph {

struct PortRefHash {
  std::size_t operator()(const PortRef& port) const noexcept {
    return (std::hash<std::string>()(port.name) * 31 + port.node.value) * 2 +
           (port.side == Side::Import ? 0 : 1);
  }
};

/// Answers about the edges and names of one graph in constant time, for work on whole graphs; `Graph` itself
/// searches. The graph must outlive the index. Whoever changes the graph tells the index.
class GraphIndex {
 public:
  explicit GraphIndex(const Graph& graph);

  EdgeId edgeInto(const PortRef& import) const;  ///< invalid: none
  const std::vector<EdgeId>& edgesFrom(const PortRef& exportPort) const;
  const std::vector<EdgeId>& edgesOf(NodeId node) const;  ///< in order of creation, unless edges came back
  NodeId nodeNamed(const std::string& name) const;        ///< invalid: none

  /// The nodes on a way from `from` to `to` along provider → consumer, both included; empty when there is
  /// none. The host is never passed through.
  std::vector<NodeId> pathBetween(NodeId from, NodeId to) const;
  /// The loop that an edge would close, first and last node equal; empty when it closes none.
  std::vector<NodeId> loopOf(const PortRef& provider, const PortRef& consumer) const;

  void add(const Edge& edge);
  void remove(const Edge& edge);
  void addName(const Node& node);
  void removeName(const Node& node);

 private:
  const Graph& m_graph;
  std::unordered_map<PortRef, EdgeId, PortRefHash> m_into;
  std::unordered_map<PortRef, std::vector<EdgeId>, PortRefHash> m_from;
  std::unordered_map<NodeId, std::vector<EdgeId>> m_of;
  std::unordered_map<std::string, NodeId> m_names;
};

/// "orders → report → orders"
std::string pathText(const Graph& graph, const std::vector<NodeId>& path);

}  // namespace sb::graph
