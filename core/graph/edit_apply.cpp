// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <set>

#include "core/graph/edit.h"
#include "core/graph/graph_index.h"
#include "core/support/check.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::graph {
namespace {

tl::unexpected<Error> noNode() { return fail(ErrorCode::NoSuchNode, "the node is not part of the graph"); }
tl::unexpected<Error> noEdge() {
  return fail(ErrorCode::NoSuchEdge, "the connection is not part of the graph");
}

/// Applies edits to one graph and keeps an index over it while a batch runs. Every member checks first and
/// changes then, so that an error leaves the graph as it was.
class Applier {
 public:
  explicit Applier(Graph& graph) : m_graph(graph) {}

  Result<Edit> apply(const Edit& edit) {
    return match(
        edit, [&](const AddNode& e) { return addNode(e); },
        [&](const RemoveNode& e) { return removeNode(e); },
        [&](const RenameNode& e) { return renameNode(e); },
        [&](const ReplaceNode& e) { return replaceNode(e); }, [&](const Connect& e) { return connect(e); },
        [&](const Disconnect& e) { return disconnect(e); }, [&](const SetHooks& e) { return setHooks(e); },
        [&](const MoveNodes& e) { return moveNodes(e); },
        [&](const SetHostPorts& e) { return setHostPorts(e); },
        [&](const SetInner& e) { return setInner(e); }, [&](const SetRules& e) { return setRules(e); },
        [&](const SetFrame& e) { return setFrame(e); },
        [&](const std::shared_ptr<const Batch>& e) { return batch(e); });
  }

 private:
  GraphIndex& index() {
    if (!m_index) m_index.emplace(m_graph);
    return *m_index;
  }

  Result<void> freeName(const std::string& name, NodeId except) {
    const NodeId owner = index().nodeNamed(name);
    if (!owner.valid() || owner == except) return {};
    return fail(ErrorCode::DuplicateName, concat("there is a node `", name, "` already"));
  }

  void used(std::uint32_t id) { m_graph.nextId = std::max(m_graph.nextId, id + 1); }

  Result<Edit> addNode(const AddNode& e) {
    const NodeId id = e.node.id;
    if (!id.valid() || m_graph.nodes.count(id) != 0)
      return fail(ErrorCode::DuplicateName, "the node id is taken");
    if (e.node.kind == NodeKind::Host) return fail(ErrorCode::Refused, "a composition has one host");
    SB_TRY_VOID(freeName(e.node.name, id));
    m_graph.nodes.emplace(id, e.node);
    m_graph.positions[id] = e.position;
    index().addName(e.node);
    used(id.value);
    return Edit(RemoveNode{id});
  }

  Result<Edit> removeNode(const RemoveNode& e) {
    const auto found = m_graph.nodes.find(e.node);
    if (found == m_graph.nodes.end()) return noNode();
    if (found->second.kind == NodeKind::Host) return fail(ErrorCode::Refused, "the host node stays");
    if (!index().edgesOf(e.node).empty()) {
      return fail(ErrorCode::PortTaken, concat("`", found->second.name, "` still has connections"));
    }
    const auto position = m_graph.positions.find(e.node);
    AddNode inverse{std::move(found->second),
                    position == m_graph.positions.end() ? Position{} : position->second};
    index().removeName(inverse.node);
    m_graph.nodes.erase(found);
    if (position != m_graph.positions.end()) m_graph.positions.erase(position);
    return Edit(std::move(inverse));
  }

  Result<Edit> renameNode(const RenameNode& e) {
    const auto found = m_graph.nodes.find(e.node);
    if (found == m_graph.nodes.end()) return noNode();
    if (e.name.empty()) return fail(ErrorCode::BadName, "a node needs a name");
    SB_TRY_VOID(freeName(e.name, e.node));
    Node& node = found->second;
    RenameNode inverse{e.node, node.name, node.nameSource};
    index().removeName(node);
    node.name = e.name;
    node.nameSource = e.source;
    index().addName(node);
    return Edit(std::move(inverse));
  }

  Result<Edit> replaceNode(const ReplaceNode& e) {
    const auto found = m_graph.nodes.find(e.node.id);
    if (found == m_graph.nodes.end()) return noNode();
    if ((found->second.kind == NodeKind::Host) != (e.node.kind == NodeKind::Host)) {
      return fail(ErrorCode::Refused, "the host node stays");
    }
    SB_TRY_VOID(freeName(e.node.name, e.node.id));
    SB_TRY_VOID(portsStay(e.node.id, e.node.imports, e.node.exports));
    index().removeName(found->second);
    ReplaceNode inverse{std::move(found->second)};
    found->second = e.node;
    index().addName(found->second);
    return Edit(std::move(inverse));
  }

  /// Every connection of the node finds its port among the new ones.
  Result<void> portsStay(NodeId node, const std::vector<Port>& imports, const std::vector<Port>& exports) {
    std::set<std::string_view> importNames, exportNames;
    for (const Port& port : imports) importNames.insert(port.name.name);
    for (const Port& port : exports) exportNames.insert(port.name.name);
    for (const EdgeId id : index().edgesOf(node)) {
      const Edge& edge = m_graph.edges.at(id);
      for (const PortRef* end : {&edge.provider, &edge.consumer}) {
        const auto& names = end->side == Side::Import ? importNames : exportNames;
        if (end->node == node && names.count(end->name) == 0) {
          return fail(ErrorCode::NoSuchPort, concat("`", end->name, "` is connected and would be gone"));
        }
      }
    }
    return {};
  }

  Result<void> portThere(const PortRef& port, Side side) {
    if (!m_graph.find(port.node)) return noNode();
    if (port.side != side || !m_graph.find(port)) {
      return fail(ErrorCode::NoSuchPort,
                  concat("`", m_graph.find(port.node)->name, "` has no ",
                         side == Side::Import ? "import `" : "export `", port.name, "`"));
    }
    return {};
  }

  Result<Edit> connect(const Connect& e) {
    const Edge& edge = e.edge;
    if (!edge.id.valid() || m_graph.edges.count(edge.id) != 0) {
      return fail(ErrorCode::DuplicateName, "the connection id is taken");
    }
    SB_TRY_VOID(portThere(edge.provider, Side::Export));
    SB_TRY_VOID(portThere(edge.consumer, Side::Import));
    if (index().edgeInto(edge.consumer).valid()) {
      return fail(ErrorCode::PortTaken,
                  concat("`", edge.consumer.name, "` of `", m_graph.find(edge.consumer.node)->name,
                         "` is connected already"));
    }
    if (const auto loop = index().loopOf(edge.provider, edge.consumer); !loop.empty()) {
      return fail(ErrorCode::WouldCloseLoop, concat("this would close a loop: ", pathText(m_graph, loop)));
    }
    SB_TRY_VOID(hookIdsDiffer(edge.hooks));
    m_graph.edges.emplace(edge.id, edge);
    index().add(edge);
    used(edge.id.value);
    for (const Hook& hook : edge.hooks) used(hook.id.value);
    return Edit(Disconnect{edge.id});
  }

  Result<Edit> disconnect(const Disconnect& e) {
    const auto found = m_graph.edges.find(e.edge);
    if (found == m_graph.edges.end()) return noEdge();
    index().remove(found->second);
    Connect inverse{std::move(found->second)};
    m_graph.edges.erase(found);
    return Edit(std::move(inverse));
  }

  static Result<void> hookIdsDiffer(const std::vector<Hook>& hooks) {
    std::set<HookId> ids;
    for (const Hook& hook : hooks) {
      if (hook.id.valid() && ids.insert(hook.id).second) continue;
      return fail(ErrorCode::DuplicateName, concat("the hook `", hook.name, "` needs an id of its own"));
    }
    return {};
  }

  Result<Edit> setHooks(const SetHooks& e) {
    const auto found = m_graph.edges.find(e.edge);
    if (found == m_graph.edges.end()) return noEdge();
    SB_TRY_VOID(hookIdsDiffer(e.hooks));
    SetHooks inverse{e.edge, std::move(found->second.hooks)};
    found->second.hooks = e.hooks;
    for (const Hook& hook : e.hooks) used(hook.id.value);
    return Edit(std::move(inverse));
  }

  Result<Edit> moveNodes(const MoveNodes& e) {
    MoveNodes inverse;
    for (const auto& [id, position] : e.to) {
      if (m_graph.nodes.count(id) == 0) return noNode();
      const auto old = m_graph.positions.find(id);
      inverse.to.emplace(id, old == m_graph.positions.end() ? Position{} : old->second);
    }
    for (const auto& [id, position] : e.to) m_graph.positions[id] = position;
    return Edit(std::move(inverse));
  }

  Result<Edit> setHostPorts(const SetHostPorts& e) {
    const auto found = m_graph.nodes.find(m_graph.host);
    if (found == m_graph.nodes.end()) return noNode();
    SB_TRY_VOID(portsStay(m_graph.host, e.imports, e.exports));
    SetHostPorts inverse{std::move(found->second.imports), std::move(found->second.exports)};
    found->second.imports = e.imports;
    found->second.exports = e.exports;
    return Edit(std::move(inverse));
  }

  Result<Edit> setInner(const SetInner& e) {
    const auto found = m_graph.nodes.find(e.node);
    if (found == m_graph.nodes.end()) return noNode();
    if (found->second.kind != NodeKind::Composition) {
      return fail(ErrorCode::Refused, concat("`", found->second.name, "` has nothing inside"));
    }
    SetInner inverse{e.node, std::move(found->second.inner)};
    found->second.inner = e.inner;
    return Edit(std::move(inverse));
  }

  Result<Edit> setRules(const SetRules& e) {
    SetRules inverse{std::move(m_graph.rules)};
    m_graph.rules = e.rules;
    return Edit(std::move(inverse));
  }

  Result<Edit> setFrame(const SetFrame& e) {
    if (!e.frame.valid() || (e.to && e.to->id != e.frame))
      return fail(ErrorCode::NoSuchNode, "there is no such frame");
    const auto found = m_graph.frames.find(e.frame);
    if (found == m_graph.frames.end() && !e.to) return fail(ErrorCode::NoSuchNode, "there is no such frame");
    SetFrame inverse{e.frame, std::nullopt};
    if (found != m_graph.frames.end()) inverse.to = found->second;
    if (e.to) {
      if (e.to->title.empty()) return fail(ErrorCode::BadName, "a frame needs a title");
      m_graph.frames[e.frame] = *e.to;
      used(e.frame.value);
    } else {
      m_graph.frames.erase(e.frame);
    }
    return Edit(std::move(inverse));
  }

  Result<Edit> batch(const std::shared_ptr<const Batch>& e) {
    auto inverse = std::make_shared<Batch>();
    if (!e) return Edit(std::shared_ptr<const Batch>(inverse));
    const std::uint32_t nextId = m_graph.nextId;
    for (const Edit& edit : e->edits) {
      Result<Edit> undo = apply(edit);
      if (undo) {
        inverse->edits.push_back(*std::move(undo));
        continue;
      }
      for (auto done = inverse->edits.rbegin(); done != inverse->edits.rend(); ++done) {
        SB_CHECK(apply(*done).has_value(), "the inverse of an edit applies");
      }
      m_graph.nextId = nextId;
      return undo;
    }
    std::reverse(inverse->edits.begin(), inverse->edits.end());
    return Edit(std::shared_ptr<const Batch>(std::move(inverse)));
  }

  Graph& m_graph;
  std::optional<GraphIndex> m_index;
};

}  // namespace

Result<Edit> apply(Graph& graph, const Edit& edit) { return Applier(graph).apply(edit); }

bool isViewOnly(const Edit& edit) {
  if (std::holds_alternative<MoveNodes>(edit) || std::holds_alternative<SetFrame>(edit)) return true;
  const auto* batch = std::get_if<std::shared_ptr<const Batch>>(&edit);
  return batch && *batch && std::all_of((*batch)->edits.begin(), (*batch)->edits.end(), isViewOnly);
}

}  // namespace sb::graph
