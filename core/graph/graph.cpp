// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/graph.h"

#include <algorithm>

namespace sb::graph {
namespace {

const Port* findPort(const std::vector<Port>& ports, std::string_view name) {
  const auto found =
      std::find_if(ports.begin(), ports.end(), [&](const Port& port) { return port.name.name == name; });
  return found == ports.end() ? nullptr : &*found;
}

template <class Key, class Value>
const Value* findIn(const std::map<Key, Value>& map, Key key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

const char* nodeKindName(NodeKind kind) {
  switch (kind) {
    case NodeKind::Host: return "host";
    case NodeKind::Component: return "component";
    case NodeKind::Composition: return "composition";
    case NodeKind::Bundle: return "bundle";
    case NodeKind::Hook: return "hook";
    case NodeKind::Adapter: return "adapter";
    case NodeKind::Unresolved: return "unresolved";
  }
  return "";
}

const char* portKindName(PortKind kind) {
  switch (kind) {
    case PortKind::Instance: return "instance";
    case PortKind::Function: return "function";
    case PortKind::Resource: return "resource";
    case PortKind::TypesOnly: return "types";
    case PortKind::Value: return "value";
    case PortKind::Component: return "component";
    case PortKind::CoreModule: return "core-module";
  }
  return "";
}

const char* trapPolicyName(TrapPolicy policy) {
  switch (policy) {
    case TrapPolicy::FailCall: return "fail-call";
    case TrapPolicy::SwitchOff: return "switch-off";
  }
  return "";
}

const char* hookKindName(HookKind kind) {
  switch (kind) {
    case HookKind::Direct: return "direct";
    case HookKind::Tier1: return "tier1";
    case HookKind::Tier2: return "tier2";
  }
  return "";
}

const Port* Node::findImport(std::string_view portName) const { return findPort(imports, portName); }
const Port* Node::findExport(std::string_view portName) const { return findPort(exports, portName); }

const Node* Graph::find(NodeId id) const { return findIn(nodes, id); }
const Edge* Graph::find(EdgeId id) const { return findIn(edges, id); }

const Port* Graph::find(const PortRef& port) const {
  const Node* node = find(port.node);
  if (!node) return nullptr;
  return port.side == Side::Import ? node->findImport(port.name) : node->findExport(port.name);
}

const Node* Graph::findByName(std::string_view nodeName) const {
  const auto found = std::find_if(nodes.begin(), nodes.end(),
                                  [&](const auto& entry) { return entry.second.name == nodeName; });
  return found == nodes.end() ? nullptr : &found->second;
}

const Edge* Graph::edgeInto(const PortRef& import) const {
  const auto found = std::find_if(edges.begin(), edges.end(),
                                  [&](const auto& entry) { return entry.second.consumer == import; });
  return found == edges.end() ? nullptr : &found->second;
}

std::vector<const Edge*> Graph::edgesFrom(const PortRef& exportPort) const {
  std::vector<const Edge*> found;
  for (const auto& [id, edge] : edges)
    if (edge.provider == exportPort) found.push_back(&edge);
  return found;
}

std::vector<const Edge*> Graph::edgesOf(NodeId id) const {
  std::vector<const Edge*> found;
  for (const auto& [edgeId, edge] : edges)
    if (edge.provider.node == id || edge.consumer.node == id) found.push_back(&edge);
  return found;
}

Graph emptyGraph(std::string name) {
  Graph graph;
  graph.name = std::move(name);
  graph.host = NodeId(graph.nextId++);
  Node host;
  host.id = graph.host;
  host.kind = NodeKind::Host;
  host.name = "Host";
  graph.nodes.emplace(host.id, std::move(host));
  graph.positions.emplace(graph.host, Position{});
  return graph;
}

}  // namespace sb::graph
