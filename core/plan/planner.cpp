// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/planner.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/plan/plan_frame.h"
#include "core/types/interface_name.h"

namespace sb::plan {
namespace {

bool hasHooks(const graph::Graph& graph) {
  const bool here = std::any_of(graph.edges.begin(), graph.edges.end(), [](const auto& entry) {
    const auto& hooks = entry.second.hooks;
    return std::any_of(hooks.begin(), hooks.end(), [](const graph::Hook& hook) { return hook.enabled; });
  });
  return here || std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const auto& entry) {
           return entry.second.inner && hasHooks(*entry.second.inner);
         });
}

}  // namespace

std::string shortName(const std::string& interfaceName) {
  return types::parseInterfaceName(interfaceName).interface;
}

Planner::Planner(const graph::Graph& original, std::vector<graph::NodeId> inside, std::uint32_t& adapterIds)
    : m_original(original), m_spliced(original), m_inside(std::move(inside)), m_adapterIds(adapterIds) {
  std::size_t numbered = 0;
  for (const auto& [id, edge] : original.edges)
    for (const graph::Hook& hook : edge.hooks) numbered += hook.enabled && isNumbered(hook) ? 1 : 0;
  m_sharesCalls = numbered > 1;
}

SplicePlan Planner::plan() {
  matchSteps();
  for (const auto& [id, node] : m_original.nodes) {
    if (node.inner && hasHooks(*node.inner)) nested(node);
  }
  for (const auto& [id, edge] : m_original.edges) {
    const bool hooked =
        std::any_of(edge.hooks.begin(), edge.hooks.end(), [](const auto& h) { return h.enabled; });
    if (hooked) expand(edge);
  }
  for (ConfigRequest& request : m_configs.take(m_inside)) m_plan.configs.push_back(std::move(request));
  m_plan.spliced = m_spliced.take();
  for (auto& [id, edge] : m_plan.spliced.edges) edge.hooks.clear();
  return std::move(m_plan);
}

Step& Planner::step(StepKind kind, std::string title, std::string subject, std::string reason) {
  Step step;
  step.kind = kind;
  step.title = std::move(title);
  step.subject = std::move(subject);
  step.reason = std::move(reason);
  step.inside = m_inside;
  m_plan.steps.push_back(std::move(step));
  return m_plan.steps.back();
}

std::string Planner::instanceName(graph::NodeId id) const {
  const graph::Node& node = m_original.nodes.at(id);
  return node.kind == graph::NodeKind::Host ? std::string() : node.name;
}

void Planner::matchSteps() {
  struct Seen {
    std::set<graph::EdgeId> edges;
    std::set<std::string> interfaces, consumers;
  };
  std::map<std::pair<std::size_t, std::string>, Seen>
      rules;  // shorter names first: "rule 2" before "rule 10"
  for (const auto& [id, edge] : m_original.edges) {
    for (const graph::Hook& hook : edge.hooks) {
      if (hook.rule.empty()) continue;
      Seen& seen = rules[{hook.rule.size(), hook.rule}];
      seen.edges.insert(id);
      seen.interfaces.insert(edge.provider.name);
      seen.consumers.insert(nameOf(edge.consumer.node));
    }
  }
  for (const auto& [key, seen] : rules) {
    std::size_t all = 0;
    for (const auto& [id, edge] : m_original.edges) all += seen.interfaces.count(edge.provider.name);
    std::string consumers;
    for (const std::string& name : seen.consumers) consumers += (consumers.empty() ? "" : ", ") + name;
    Step& made =
        step(StepKind::MatchRule, "Match " + key.second, *seen.interfaces.begin() + " → " + consumers,
             std::to_string(seen.edges.size()) + " of " + counted(all, "connection", "connections"));
    made.edge = *seen.edges.begin();
  }
}

void Planner::nested(const graph::Node& node) {
  std::vector<graph::NodeId> inside = m_inside;
  inside.push_back(node.id);
  SplicePlan inner = Planner(*node.inner, std::move(inside), m_adapterIds).plan();
  for (Step& made : inner.steps) m_plan.steps.push_back(std::move(made));
  for (AdapterRequest& request : inner.adapters) m_plan.adapters.push_back(std::move(request));
  for (CallContext& context : inner.contexts) m_plan.contexts.push_back(std::move(context));
  for (ConfigRequest& request : inner.configs) m_plan.configs.push_back(std::move(request));
  graph::Node& changed = m_spliced.node(node.id);
  changed.inner = std::make_shared<const graph::Graph>(std::move(inner.spliced));
  changed.file = nullptr;  // its bytes are written anew from the inner graph
  for (const graph::Port& port : changed.inner->nodes.at(changed.inner->host).exports) {
    if (!changed.findImport(port.name.name)) changed.imports.push_back(port);  // what the hooks in there need
  }
  m_spliced.leaveRestToHost(node.id);
}

void Planner::expand(const graph::Edge& edge) {
  m_downstream = edge.provider;
  for (auto hook = edge.hooks.rbegin(); hook != edge.hooks.rend(); ++hook) {
    if (hook->enabled) place(edge, *hook);
  }
  if (m_downstream == edge.provider) return;
  const bool export_ = edge.consumer.node == m_original.host;
  const std::string reason = "its " + shortName(edge.consumer.name) + " now comes from " +
                             (m_fromAdapter ? "the adapter" : nameOf(m_downstream.node));
  Step& made =
      step(StepKind::Rewire, export_ ? "Reconnect the export" : "Reconnect " + nameOf(edge.consumer.node),
           export_ ? edge.consumer.name + " now comes from " +
                         (m_fromAdapter ? "the adapter" : nameOf(m_downstream.node))
                   : reason,
           "calls from here have to pass " + counted(m_placed, "hook", "hooks") + " first");
  made.edge = edge.id;
  if (!export_) made.node = edge.consumer.node;
  made.inputs = {nameOf(m_downstream.node)};
  m_spliced.disconnect(edge.id);
  made.edgesRemoved = {edge.id};
  made.edgesAdded = {m_spliced.connect(m_downstream, edge.consumer)};
  m_placed = 0;
}

SplicePlan planSplice(graph::Graph graph, WacLines lines) {
  std::uint32_t adapterIds = 0;
  SplicePlan plan = Planner(graph, {}, adapterIds).plan();
  plan.original = std::move(graph);
  framePlan(plan);
  if (lines == WacLines::Told) addWac(plan);
  return plan;
}

}  // namespace sb::plan
