// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <set>

#include "core/graph/edit_batch.h"
#include "core/graph/edit_nodes.h"
#include "core/graph/instance_node.h"
#include "core/types/interface_name.h"

// Edits that put something in the place of a node.
namespace sb::graph {
namespace {

bool sameInterface(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const types::InterfaceName left = types::parseInterfaceName(a), right = types::parseInterfaceName(b);
  return !left.package.empty() && left.packageId() == right.packageId() && left.interface == right.interface;
}

/// The port that a connection to `name` can move to: the one of that name, else of the same interface.
const Port* portFor(const std::vector<Port>& ports, const std::string& name) {
  const auto exact =
      std::find_if(ports.begin(), ports.end(), [&](const Port& port) { return port.name.name == name; });
  if (exact != ports.end()) return &*exact;
  const auto near = std::find_if(ports.begin(), ports.end(),
                                 [&](const Port& port) { return sameInterface(port.name.name, name); });
  return near == ports.end() ? nullptr : &*near;
}

}  // namespace

Result<Edit> deleteAndHeal(const Graph& graph, NodeId id) {
  const Node* node = graph.find(id);
  Result<Edit> removal = deleteNodes(graph, {id});
  if (!removal || !node) return removal;
  std::set<EdgeId> removed;
  std::uint32_t next = graph.nextId;
  for (const Edge* edge : graph.edgesOf(id)) removed.insert(edge->id);
  std::vector<Edit> edits, wires;
  std::set<PortRef> added;
  for (const Edge* out : graph.edgesOf(id)) {
    if (out->provider.node != id || out->consumer.node == id) continue;
    const Port* through = portFor(node->imports, out->provider.name);
    const Edge* in = through ? graph.edgeInto({id, Side::Import, through->name.name}) : nullptr;
    if (!in || in->provider.node == id || !judgeConnection(graph, in->provider, out->consumer).fits())
      continue;
    wires.push_back(Connect{Edge{EdgeId(next++), in->provider, out->consumer, out->hooks}});
    added.insert(in->provider);
    added.insert(out->consumer);
  }
  if (wires.empty()) return removal;
  for (const EdgeId edge : removed) edits.push_back(Disconnect{edge});
  edits.insert(edits.end(), wires.begin(), wires.end());
  dropUnusedHostPorts(graph, removed, edits, added);
  edits.push_back(RemoveNode{id});
  return batchOf(std::move(edits));
}

Result<Edit> replaceComponent(const Graph& graph, NodeId id, const ComponentFileRef& file) {
  const Node* old = graph.find(id);
  if (!old) return fail(ErrorCode::NoSuchNode, "there is no such node");
  if (old->kind == NodeKind::Host) return fail(ErrorCode::Refused, "the host is no component");
  if (!file || !file->type)
    return fail(ErrorCode::NotAComponent, "there is no component to put in its place");
  Node node = instanceNode(file, old->name, old->nameSource);
  node.id = id;
  std::vector<Edit> before, after;
  std::set<EdgeId> removed;
  std::set<PortRef> added;
  std::uint32_t next = graph.nextId;
  for (const Edge* edge : graph.edgesOf(id)) {
    Edge moved = *edge;
    bool keep = true;
    for (PortRef* end : {&moved.provider, &moved.consumer}) {
      if (end->node != id) continue;
      const Port* port = portFor(end->side == Side::Import ? node.imports : node.exports, end->name);
      keep = keep && port != nullptr;
      if (port) end->name = port->name.name;
    }
    if (keep && moved.provider == edge->provider && moved.consumer == edge->consumer) continue;
    removed.insert(edge->id);
    before.push_back(Disconnect{edge->id});
    if (!keep || added.count(moved.consumer)) continue;
    moved.id = EdgeId(next++);
    added.insert(moved.provider);
    added.insert(moved.consumer);
    after.push_back(Connect{std::move(moved)});
  }
  std::vector<Edit> edits = std::move(before);
  edits.push_back(ReplaceNode{std::move(node)});
  edits.insert(edits.end(), after.begin(), after.end());
  dropUnusedHostPorts(graph, removed, edits, added);
  return batchOf(std::move(edits));
}

}  // namespace sb::graph
