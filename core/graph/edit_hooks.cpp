// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/graph/edit.h"

// Edits of hook stacks that a person asks for.
namespace sb::graph {
namespace {

tl::unexpected<Error> noEdge() { return fail(ErrorCode::NoSuchEdge, "there is no such connection"); }
tl::unexpected<Error> noHook() { return fail(ErrorCode::NoSuchEdge, "the connection has no such hook"); }

std::optional<std::size_t> placeOf(const Edge& edge, HookId hook) {
  for (std::size_t i = 0; i < edge.hooks.size(); ++i)
    if (edge.hooks[i].id == hook) return i;
  return std::nullopt;
}

}  // namespace

Result<Edit> addHook(const Graph& graph, EdgeId edge, Hook hook, std::size_t place) {
  const Edge* found = graph.find(edge);
  if (!found) return noEdge();
  hook.id = HookId(graph.nextId);
  std::vector<Hook> hooks = found->hooks;
  hooks.insert(hooks.begin() + static_cast<std::ptrdiff_t>(std::min(place, hooks.size())), std::move(hook));
  return Edit(SetHooks{edge, std::move(hooks)});
}

Result<Edit> removeHook(const Graph& graph, EdgeId edge, HookId hook) {
  const Edge* found = graph.find(edge);
  if (!found) return noEdge();
  const auto at = placeOf(*found, hook);
  if (!at) return noHook();
  std::vector<Hook> hooks = found->hooks;
  hooks.erase(hooks.begin() + static_cast<std::ptrdiff_t>(*at));
  return Edit(SetHooks{edge, std::move(hooks)});
}

Result<Edit> moveHook(const Graph& graph, EdgeId edge, HookId hook, std::size_t place) {
  const Edge* found = graph.find(edge);
  if (!found) return noEdge();
  const auto at = placeOf(*found, hook);
  if (!at) return noHook();
  std::vector<Hook> hooks = found->hooks;
  place = std::min(place, hooks.size() - 1);
  if (place == *at) return fail(ErrorCode::Refused, "the hook is at this place already");
  Hook moved = std::move(hooks[*at]);
  hooks.erase(hooks.begin() + static_cast<std::ptrdiff_t>(*at));
  hooks.insert(hooks.begin() + static_cast<std::ptrdiff_t>(place), std::move(moved));
  return Edit(SetHooks{edge, std::move(hooks)});
}

Result<Edit> enableHook(const Graph& graph, EdgeId edge, HookId hook, bool enabled) {
  const Edge* found = graph.find(edge);
  if (!found) return noEdge();
  const auto at = placeOf(*found, hook);
  if (!at) return noHook();
  if (found->hooks[*at].enabled == enabled) return fail(ErrorCode::Refused, "nothing changes");
  std::vector<Hook> hooks = found->hooks;
  hooks[*at].enabled = enabled;
  return Edit(SetHooks{edge, std::move(hooks)});
}

Result<Edit> changeHook(const Graph& graph, EdgeId edge, Hook changed) {
  const Edge* found = graph.find(edge);
  if (!found) return noEdge();
  const auto at = placeOf(*found, changed.id);
  if (!at) return noHook();
  std::vector<Hook> hooks = found->hooks;
  Hook& hook = hooks[*at];
  if (hook.name == changed.name && hook.ownInstance == changed.ownInstance && hook.config == changed.config &&
      hook.options == changed.options)
    return fail(ErrorCode::Refused, "nothing changes");
  hook.name = std::move(changed.name);
  hook.ownInstance = std::move(changed.ownInstance);
  hook.config = std::move(changed.config);
  hook.options = std::move(changed.options);
  return Edit(SetHooks{edge, std::move(hooks)});
}

}  // namespace sb::graph
