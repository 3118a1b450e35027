// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/try_rule.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/graph/inner_graph.h"

namespace sb::driver {
namespace {

using graph::Graph;
using graph::Hook;

/// The graph as if every hook of it had been placed by hand, so that a rule adds to them.
Graph withoutMarks(const Graph& graph) {
  Graph out = graph;
  for (auto& [id, edge] : out.edges) {
    for (Hook& hook : edge.hooks) hook.rule.clear();
  }
  for (auto& [id, node] : out.nodes) {
    if (node.inner) node.inner = std::make_shared<const Graph>(withoutMarks(*node.inner));
  }
  return out;
}

using NewHooks = std::map<plan::EdgePlace, std::set<graph::HookId>>;

void collectNew(const Graph& graph, std::vector<graph::NodeId>& inside, NewHooks& found) {
  for (const auto& [id, edge] : graph.edges) {
    for (const Hook& hook : edge.hooks) {
      if (!hook.rule.empty()) found[{inside, id}].insert(hook.id);
    }
  }
  for (const auto& [id, node] : graph.nodes) {
    if (!node.inner) continue;
    inside.push_back(id);
    collectNew(*node.inner, inside, found);
    inside.pop_back();
  }
}

std::size_t functionsOf(const types::InstanceType& type) {
  return static_cast<std::size_t>(std::count_if(
      type.exports.begin(), type.exports.end(),
      [](const types::NamedExtern& item) { return std::holds_alternative<types::FuncTypeRef>(item.type); }));
}

/// How many functions a connection carries.
std::size_t functionsAt(const Graph& graph, const plan::EdgePlace& place) {
  const Graph* level = graph::graphInside(graph, place.inside);
  const graph::Port* port = level->find(level->edges.at(place.edge).provider);
  if (!port) return 0;
  const auto* instance = std::get_if<types::InstanceTypeRef>(&port->type);
  if (instance && *instance) return functionsOf(**instance);
  return std::holds_alternative<types::FuncTypeRef>(port->type) ? 1 : 0;
}

/// The stack of an edge with the new hooks of `changed` at the chosen end, and the old ones as they were.
std::vector<Hook> joined(const std::vector<Hook>& old, const std::vector<Hook>& changed, bool nearestCaller) {
  std::vector<Hook> out;
  for (const Hook& hook : changed) {
    if (hook.rule.empty()) continue;
    out.push_back(hook);
    out.back().rule.clear();
  }
  out.insert(nearestCaller ? out.end() : out.begin(), old.begin(), old.end());
  return out;
}

/// Every stack of `changed` that differs from `original`, and compositions in which one does.
graph::Edit differences(const Graph& original, const Graph& changed, bool nearestCaller) {
  auto batch = std::make_shared<graph::Batch>();
  for (const auto& [id, edge] : changed.edges) {
    const std::vector<Hook>& old = original.edges.at(id).hooks;
    if (edge.hooks.size() == old.size()) continue;
    batch->edits.push_back(graph::SetHooks{id, joined(old, edge.hooks, nearestCaller)});
  }
  for (const auto& [id, node] : changed.nodes) {
    const graph::Node& old = original.nodes.at(id);
    if (node.name != old.name)
      batch->edits.push_back(graph::RenameNode{id, node.name, graph::NameSource::User});
    if (!node.inner) continue;
    const graph::Edit edit = differences(*old.inner, *node.inner, nearestCaller);
    if (std::get<std::shared_ptr<const graph::Batch>>(edit)->edits.empty()) continue;
    Graph inner = *old.inner;
    if (graph::apply(inner, edit))
      batch->edits.push_back(graph::SetInner{id, std::make_shared<const Graph>(std::move(inner))});
  }
  return graph::Edit(std::shared_ptr<const graph::Batch>(std::move(batch)));
}

}  // namespace

TriedRule tryRule(const Graph& graph, const plan::SpliceRule& rule, const plan::HookFiles& files) {
  TriedRule out;
  Graph with = withoutMarks(graph);
  plan::Selection selection = plan::explainRule(with, rule);
  out.whyNot = std::move(selection.whyNot);
  out.notes = std::move(selection.notes);
  for (plan::EdgeVerdict& verdict : selection.verdicts) {
    const std::size_t functions = functionsAt(with, verdict.place);
    out.places.push_back({std::move(verdict), std::nullopt, functions, functions});
  }
  const Result<plan::RuleOutcome> outcome = plan::matchRules(with, plan::SpliceRules{{rule}}, files);
  if (!outcome || !graph::apply(with, outcome->edit)) return out;
  NewHooks hooks;
  std::vector<graph::NodeId> inside;
  collectNew(with, inside, hooks);
  const plan::SplicePlan planned = plan::planSplice(with);
  for (TriedPlace& place : out.places) {
    const auto mine = hooks.find(place.verdict.place);
    if (mine == hooks.end()) continue;
    for (const plan::Step& step : planned.steps) {
      if (step.refusal && !place.refusal && step.edge == place.verdict.place.edge &&
          step.inside == place.verdict.place.inside &&
          (!step.hook.valid() || mine->second.count(step.hook) != 0))
        place.refusal = step.refusal;
    }
    for (const plan::AdapterRequest& request : planned.adapters) {
      if (request.edge == place.verdict.place.edge && request.inside == place.verdict.place.inside &&
          mine->second.count(request.hook) != 0)
        place.told = place.functions - std::min(place.functions, request.unhooked.size());
    }
  }
  return out;
}

Result<graph::Edit> placeHooks(const Graph& graph, const plan::SpliceRule& rule, const plan::HookFiles& files,
                               bool nearestCaller) {
  Graph with = withoutMarks(graph);
  SB_TRY(const plan::RuleOutcome outcome, plan::matchRules(with, plan::SpliceRules{{rule}}, files));
  if (!outcome.anyMatched) return fail(ErrorCode::Refused, outcome.matches.front().whyNot);
  SB_TRY_VOID(graph::apply(with, outcome.edit));
  return differences(graph, with, nearestCaller);
}

}  // namespace sb::driver
