// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/edit_nodes.h"

#include <map>
#include <set>

#include "core/graph/edit_batch.h"
#include "core/graph/graph_index.h"
#include "core/graph/instance_node.h"
#include "core/graph/node_names.h"
#include "core/support/concat.h"

// Edits of nodes that a person asks for.
namespace sb::graph {
namespace {

tl::unexpected<Error> noNode() { return fail(ErrorCode::NoSuchNode, "there is no such node"); }

}  // namespace

Result<Edit> deleteNodes(const Graph& graph, const std::vector<NodeId>& nodes) {
  const GraphIndex index(graph);
  std::set<EdgeId> removed;
  std::set<NodeId> unique;
  for (const NodeId node : nodes) {
    if (!graph.find(node)) return noNode();
    if (node == graph.host) return fail(ErrorCode::Refused, "the host node stays");
    unique.insert(node);
    for (const EdgeId edge : index.edgesOf(node)) removed.insert(edge);
  }
  if (unique.empty()) return fail(ErrorCode::NoSuchNode, "nothing is selected");
  std::vector<Edit> edits;
  for (const EdgeId edge : removed) edits.push_back(Disconnect{edge});
  dropUnusedHostPorts(graph, removed, edits);
  for (const NodeId node : unique) edits.push_back(RemoveNode{node});
  return batchOf(std::move(edits));
}

Result<Edit> addComponent(const Graph& graph, const ComponentFileRef& file, std::string name,
                          Position position) {
  if (!file || !file->type) return fail(ErrorCode::NotAComponent, "there is no component to add");
  const NameSource source = name.empty() ? NameSource::FileName : NameSource::User;
  if (name.empty()) name = nameFromFile(file->fileName);
  Node node = instanceNode(file, freeName(graph, name), source);
  node.id = NodeId(graph.nextId);
  return Edit(AddNode{std::move(node), position});
}

Result<Edit> duplicateNode(const Graph& graph, NodeId id, Position position) {
  const Node* node = graph.find(id);
  if (!node) return noNode();
  if (node->kind == NodeKind::Host) return fail(ErrorCode::Refused, "a composition has one host");
  Node copy = *node;
  copy.id = NodeId(graph.nextId);
  copy.name = freeName(graph, node->name);
  copy.nameSource = NameSource::User;
  std::uint32_t next = graph.nextId + 1;
  std::vector<Edit> edits{AddNode{copy, position}};
  for (const auto& [edgeId, edge] : graph.edges) {  // the copy imports what the original imports
    if (edge.consumer.node != id) continue;
    edits.push_back(
        Connect{Edge{EdgeId(next++), edge.provider, {copy.id, Side::Import, edge.consumer.name}, {}}});
  }
  return batchOf(std::move(edits));
}

Result<Edit> pasteNodes(const Graph& graph, const Graph& source, const std::vector<NodeId>& nodes,
                        Position shift) {
  Graph work = graph;
  std::vector<Edit> edits;
  std::map<NodeId, NodeId> copies;
  const auto add = [&](Edit edit) -> Result<void> {
    SB_TRY_VOID(graph::apply(work, edit));
    edits.push_back(std::move(edit));
    return {};
  };
  for (const NodeId id : nodes) {
    const Node* node = source.find(id);
    if (!node || node->kind == NodeKind::Host) continue;
    Node copy = *node;
    copy.id = NodeId(work.nextId);
    copy.name = freeName(work, node->name);
    copy.nameSource = NameSource::User;
    copies.emplace(id, copy.id);
    const auto at = source.positions.find(id);
    const Position position = at == source.positions.end() ? Position{} : at->second;
    SB_TRY_VOID(add(AddNode{std::move(copy), {position.x + shift.x, position.y + shift.y}}));
  }
  if (copies.empty()) return fail(ErrorCode::NoSuchNode, "there is nothing to paste");
  for (const auto& [id, edge] : source.edges) {
    const auto from = copies.find(edge.provider.node), to = copies.find(edge.consumer.node);
    if (from == copies.end() || to == copies.end()) continue;
    Edge copy{EdgeId(work.nextId),
              {from->second, Side::Export, edge.provider.name},
              {to->second, Side::Import, edge.consumer.name},
              edge.hooks};
    std::uint32_t next = work.nextId + 1;
    for (Hook& hook : copy.hooks) hook.id = HookId(next++);
    SB_TRY_VOID(add(Connect{std::move(copy)}));
  }
  return batchOf(std::move(edits));
}

Result<Edit> renameNode(const Graph& graph, NodeId node, std::string name) {
  if (!graph.find(node)) return noNode();
  if (name.empty()) return fail(ErrorCode::BadName, "a node needs a name");
  const Node* other = graph.findByName(name);
  if (other && other->id != node) {
    return fail(ErrorCode::DuplicateName, concat("`", name, "` is the name of another node"));
  }
  return Edit(RenameNode{node, std::move(name), NameSource::User});
}

}  // namespace sb::graph
