// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <map>
#include <set>

#include "core/graph/edit.h"
#include "core/graph/verdict_words.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/interface_name.h"

// Sentences for the Undo menu (design, 6.4).
namespace sb::graph {
namespace {

std::string shortName(const std::string& externName) {
  return types::parseInterfaceName(externName).withoutVersion();
}

std::string counted(std::size_t number, const char* what) {
  return concat(std::to_string(number), " ", what);
}

std::string route(const Graph& graph, const Edge& edge) {
  return concat(words::node(graph, edge.consumer.node), " to ", words::node(graph, edge.provider.node), " (",
                shortName(edge.consumer.name), ")");
}

/// "Hook audit", "Remove hook audit", "Bypass audit", "Switch on audit", "Reorder hooks"
std::string hookAction(const Graph& graph, const SetHooks& edit) {
  const Edge* edge = graph.find(edit.edge);
  if (!edge) return "Change hooks";
  std::map<HookId, const Hook*> before, after;
  for (const Hook& hook : edge->hooks) before.emplace(hook.id, &hook);
  for (const Hook& hook : edit.hooks) after.emplace(hook.id, &hook);
  for (const Hook& hook : edit.hooks) {
    if (before.count(hook.id) == 0) return concat("Hook ", hook.name);
  }
  for (const Hook& hook : edge->hooks) {
    if (after.count(hook.id) == 0) return concat("Remove hook ", hook.name);
  }
  for (const Hook& hook : edit.hooks) {
    const Hook& old = *before.at(hook.id);
    if (old.enabled != hook.enabled) return concat(hook.enabled ? "Switch on " : "Bypass ", hook.name);
    if (old.config != hook.config || old.name != hook.name || old.ownInstance != hook.ownInstance ||
        old.options != hook.options)
      return concat("Change hook ", old.name);
  }
  return "Reorder hooks";
}

std::string describeHooks(const Graph& graph, const SetHooks& edit) {
  const Edge* edge = graph.find(edit.edge);
  return edge ? concat(hookAction(graph, edit), " on ", shortName(edge->consumer.name)) : "Change hooks";
}

struct Counts {
  std::size_t added = 0, removed = 0, connected = 0, disconnected = 0, hooked = 0;
  std::string nodeName;
  const Connect* connect = nullptr;
  const Disconnect* disconnect = nullptr;
  const SetFrame* frame = nullptr;
  const SetHooks* hooks = nullptr;
  bool sameAction = true;  ///< all hook edits do the same
};

Counts count(const Graph& graph, const Batch& batch) {
  Counts counts;
  for (const Edit& edit : batch.edits) {
    if (const auto* add = std::get_if<AddNode>(&edit)) {
      ++counts.added;
      counts.nodeName = add->node.name;
    } else if (const auto* remove = std::get_if<RemoveNode>(&edit)) {
      ++counts.removed;
      counts.nodeName = words::node(graph, remove->node);
    } else if (const auto* connect = std::get_if<Connect>(&edit)) {
      ++counts.connected;
      counts.connect = connect;
    } else if (const auto* disconnect = std::get_if<Disconnect>(&edit)) {
      ++counts.disconnected;
      counts.disconnect = disconnect;
    } else if (const auto* hooks = std::get_if<SetHooks>(&edit)) {
      ++counts.hooked;
      if (counts.hooks && hookAction(graph, *hooks) != hookAction(graph, *counts.hooks))
        counts.sameAction = false;
      counts.hooks = hooks;
    } else if (const auto* frame = std::get_if<SetFrame>(&edit)) {
      if (frame->to || !counts.frame) counts.frame = frame;
    }
  }
  return counts;
}

std::string describeConnect(const Graph& graph, const Edge& edge) {
  const std::string name = shortName(edge.consumer.name);
  if (edge.consumer.node == graph.host)
    return concat("Export ", name, " from ", words::node(graph, edge.provider.node));
  if (edge.provider.node == graph.host) {
    return concat("Leave ", name, " of ", words::node(graph, edge.consumer.node), " to the host");
  }
  return concat("Connect ", route(graph, edge));
}

std::string describeDisconnect(const Graph& graph, const Disconnect& edit) {
  const Edge* edge = graph.find(edit.edge);
  return edge ? concat("Disconnect ", words::node(graph, edge->consumer.node), " from ",
                       words::node(graph, edge->provider.node), " (", shortName(edge->consumer.name), ")")
              : std::string("Disconnect");
}

std::string describeFrame(const Graph& graph, const SetFrame& edit) {
  const auto found = graph.frames.find(edit.frame);
  if (!edit.to) return concat("Remove frame ", found == graph.frames.end() ? "" : found->second.title);
  if (found == graph.frames.end()) return concat("Frame ", edit.to->title);
  if (found->second.title != edit.to->title) return concat("Rename frame to ", edit.to->title);
  return concat("Change frame ", edit.to->title);
}

std::string describeBatch(const Graph& graph, const Batch& batch) {
  if (batch.edits.empty()) return "Change nothing";
  const Counts counts = count(graph, batch);
  if (counts.removed == 1) return concat("Delete ", counts.nodeName);
  if (counts.removed > 1) return concat("Delete ", counted(counts.removed, "nodes"));
  if (counts.added == 1) return concat(counts.connected > 0 ? "Duplicate as " : "Add ", counts.nodeName);
  if (counts.added > 1) return concat("Add ", counted(counts.added, "nodes"));
  if (counts.connected == 1) return describeConnect(graph, counts.connect->edge);
  if (counts.connected > 1) return concat("Auto-wire ", counted(counts.connected, "connections"));
  if (counts.disconnected == 1) return describeDisconnect(graph, *counts.disconnect);
  if (counts.disconnected > 1) return concat("Disconnect ", counted(counts.disconnected, "connections"));
  if (counts.hooked == 1) return describeHooks(graph, *counts.hooks);
  if (counts.hooked > 1) {
    const std::string action = counts.sameAction ? hookAction(graph, *counts.hooks) : "Change hooks";
    return concat(action, " on ", counted(counts.hooked, "connections"));
  }
  if (counts.frame) return describeFrame(graph, *counts.frame);
  return describe(graph, batch.edits.front());
}

}  // namespace

std::string describe(const Graph& graph, const Edit& edit) {
  return match(
      edit, [](const AddNode& e) { return concat("Add ", e.node.name); },
      [&](const RemoveNode& e) { return concat("Delete ", words::node(graph, e.node)); },
      [&](const RenameNode& e) { return concat("Rename ", words::node(graph, e.node), " to ", e.name); },
      [&](const ReplaceNode& e) { return concat("Replace ", words::node(graph, e.node.id)); },
      [&](const Connect& e) { return describeConnect(graph, e.edge); },
      [&](const Disconnect& e) { return describeDisconnect(graph, e); },
      [&](const SetHooks& e) { return describeHooks(graph, e); },
      [&](const MoveNodes& e) {
        if (e.to.size() == 1) return concat("Move ", words::node(graph, e.to.begin()->first));
        const bool everything = e.to.size() > 1 && e.to.size() >= graph.nodes.size();
        return concat(everything ? "Tidy " : "Move ", counted(e.to.size(), "nodes"));
      },
      [](const SetHostPorts&) { return std::string("Change imports and exports"); },
      [&](const SetInner& e) { return concat("Change inside ", words::node(graph, e.node)); },
      [](const SetRules&) { return std::string("Change rules"); },
      [&](const SetFrame& e) { return describeFrame(graph, e); },
      [&](const std::shared_ptr<const Batch>& e) {
        return e ? describeBatch(graph, *e) : std::string("Change nothing");
      });
}

}  // namespace sb::graph
