// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace sb::plan {

/// A port for an import or export of a component type.
graph::Port portFor(const types::NamedExtern& item);

/// The graph that a plan builds: a copy of the document's graph to which adapters and hooks are added. Ids go
/// on where the document's stop. No undo and no checks: what is put in here was checked by the planner.
class SplicedGraph {
 public:
  explicit SplicedGraph(graph::Graph graph) : m_graph(std::move(graph)) {}

  const graph::Graph& graph() const { return m_graph; }
  graph::Graph take() { return std::move(m_graph); }
  graph::Node& node(graph::NodeId id) { return m_graph.nodes.at(id); }

  /// `wanted`, or `wanted-n1`, `wanted-n2`, …: the first that no node has.
  std::string uniqueName(const std::string& wanted) const;
  graph::NodeId add(graph::NodeKind kind, const std::string& name, graph::ComponentFileRef file,
                    std::vector<graph::Port> imports, std::vector<graph::Port> exports);
  /// An instance of a component file, with the ports of its type.
  graph::NodeId addInstance(graph::NodeKind kind, const std::string& name,
                            const graph::ComponentFileRef& file);
  graph::EdgeId connect(const graph::PortRef& provider, const graph::PortRef& consumer);
  void disconnect(graph::EdgeId edge) { m_graph.edges.erase(edge); }

  /// Connects every import of the node that has no edge yet to the composition's import of that name, of a
  /// later version on its track, or to a new one. Imports that hold types without resources stay free, for
  /// they are satisfied by writing the types down, unless the composition has them already or another import
  /// needs their names.
  std::vector<graph::EdgeId> leaveRestToHost(graph::NodeId node);

 private:
  graph::EdgeId leaveToHost(graph::NodeId node, const graph::Port& import, bool typesToo);
  graph::Graph m_graph;
};

}  // namespace sb::plan
