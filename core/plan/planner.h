// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/plan/adapter_request.h"
#include "core/plan/hook_config.h"
#include "core/plan/splice_plan.h"
#include "core/plan/spliced_graph.h"

namespace sb::plan {

/// "demo:kv/store@1.0.0" → "store"
std::string shortName(const std::string& interfaceName);

/// Expands the hook stacks of one graph's edges, those of the compositions nested in it included, into
/// adapters and hook instances. It works from the provider outwards, so that the last entry of a stack sits
/// next to the provider and entry 0 next to the caller (splicer.md 2.5). What cannot be done becomes a step
/// with a refusal and is left out of the spliced graph.
class Planner {
 public:
  Planner(const graph::Graph& original, std::vector<graph::NodeId> inside, std::uint32_t& adapterIds);
  SplicePlan plan();

 private:
  // planner.cpp: levels, rules, edges
  Step& step(StepKind kind, std::string title, std::string subject, std::string reason);
  /// What hooks are told an end of the connection is called; nothing for the host.
  std::string instanceName(graph::NodeId id) const;
  const std::string& nameOf(graph::NodeId id) const { return m_spliced.graph().nodes.at(id).name; }
  /// One step for each rule that put hooks on edges.
  void matchSteps();
  /// Plans the inside of a nested composition; its steps and requests carry the way to it.
  void nested(const graph::Node& node);
  void expand(const graph::Edge& edge);

  // place_hooks.cpp: one hook on one edge
  void refuse(const graph::Edge& edge, const graph::Hook& hook, StepKind kind, Refusal refusal);
  void place(const graph::Edge& edge, const graph::Hook& hook);
  /// What an adapter for this place would be, and which ports it needs.
  RequestParts partsFor(const graph::Edge& edge, const graph::Hook& hook) const;
  /// A middleware that speaks the interface itself: an instance for each place.
  void direct(const graph::Edge& edge, const graph::Hook& hook, const graph::HookVerdict& verdict);
  void tiered(const graph::Edge& edge, const graph::Hook& hook);
  void instantiate(const graph::Edge& edge, const graph::Hook& hook, graph::NodeId node,
                   const std::vector<graph::EdgeId>& hookEdges);
  graph::NodeId addAdapter(const graph::Edge& edge, const graph::Hook& hook, const RequestParts& parts);
  /// Which form of a hook is called, and why, where there was a choice.
  static void sayWhichForm(const graph::Hook& hook, Step& made);
  static bool isNumbered(const graph::Hook& hook);
  /// One for all adapters of this graph whose hooks are told which call was made in which.
  void addContext();
  std::string edgeId(const graph::Edge& edge) const;
  /// The shared or own instance of a tiered hook, and whether it was made just now.
  std::pair<graph::NodeId, bool> hookInstance(const graph::Hook& hook);

  const graph::Graph& m_original;
  SplicedGraph m_spliced;
  std::vector<graph::NodeId> m_inside;
  std::uint32_t& m_adapterIds;
  SplicePlan m_plan;
  graph::PortRef m_downstream;
  bool m_fromAdapter = false;
  std::size_t m_placed = 0;
  bool m_sharesCalls = false;  ///< several adapters here tell their hooks numbers
  std::optional<graph::NodeId> m_context;
  std::map<std::pair<std::string, const graph::ComponentFile*>, graph::NodeId> m_instances;
  HookConfigs m_configs;
};

}  // namespace sb::plan
