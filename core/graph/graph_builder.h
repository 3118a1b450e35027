// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/graph/component_names.h"
#include "core/graph/load.h"
#include "core/graph/node_names.h"
#include "core/graph/root_spaces.h"
#include "core/graph/stand_alone.h"

namespace sb::graph {

/// What the builder knows of one composition.
struct BuildInput {
  std::shared_ptr<const model::Component> component;
  types::ComponentTypeRef type;
  const types::IndexSpaces* spaces =
      nullptr;  ///< null for a composition that reaches into the enclosing ones
  std::string fileName;
  const EnclosingScope* enclosing = nullptr;
};

/// Builds the graph of one traced composition: nodes, then bundles, then edges. Used once, by loadGraph.
class GraphBuilder {
 public:
  GraphBuilder(BuildInput input, RootSpaces spaces, const LoadOptions& options);
  /// Errors: UnsupportedFeature with what has no place in a graph.
  Result<Graph> build();

 private:
  using Source = ItemSource;

  // graph_builder.cpp
  Result<void> hostPorts();
  Result<void> instances();
  Result<const Node*> prototype(std::uint32_t component);
  Result<Node> makePrototype(const RootSpaces::NestedComponent& nested, const std::string& name);
  Result<Node> openComposition(const RootSpaces::NestedComponent& nested,
                               const types::ComponentTypeRef& type);
  std::vector<const model::Component*> around() const;
  Result<types::ComponentTypeRef> typeOf(const RootSpaces::NestedComponent& nested) const;
  std::pair<std::string, NameSource> nameOf(const RootSpaces::Instantiation& instantiation,
                                            const Node& node) const;
  Result<void> arguments();
  Result<void> rootExports();
  void pinUnused();
  void remarks();

  // graph_bundles.cpp: which inline instances and whole instances are passed on, and their nodes
  Result<void> bundles();
  void need(const Source& source, const std::string& usedAs);
  bool isTypesOnlyBundle(const Source& source) const;
  Result<NodeId> bundleNode(std::uint32_t instanceIdx, const std::string& name, const std::string& usedAs);
  Result<void> wholeInstance(std::uint32_t instantiation, const std::string& usedAs);

  // graph_ports.cpp: from traced items to ports and edges
  Result<PortRef> providerOf(const Source& source, const std::string& what);
  Result<PortRef> partOf(NodeId node, const std::vector<std::string>& path);
  void connect(const PortRef& provider, const PortRef& consumer);
  Node& addNode(Node node);
  Node& host() { return m_graph.nodes.at(m_graph.host); }

  BuildInput m_input;
  RootSpaces m_spaces;
  LoadOptions m_options;
  ComponentNames m_componentNames;
  NodeNames m_names;
  Graph m_graph;
  std::vector<std::optional<Node>> m_prototypes;             ///< by nested component
  std::vector<NodeId> m_instanceNodes;                       ///< by instantiation
  std::map<std::uint32_t, std::string> m_neededBundles;      ///< bundle → what it is first used as
  std::map<std::uint32_t, std::string> m_neededWhole;        ///< instantiation → what it is first used as
  std::unordered_map<std::uint32_t, PortRef> m_bundlePorts;  ///< by bundle
  std::unordered_map<std::uint32_t, PortRef> m_wholePorts;   ///< by instantiation
  std::unordered_map<std::string, std::string> m_parts;      ///< part ports that exist: node id and name
  std::unordered_set<std::string> m_usedHostPorts, m_splitHostPorts;
};

}  // namespace sb::graph
