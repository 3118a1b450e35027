// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/splice_plan.h"

#include <algorithm>

namespace sb::plan {

const char* stepKindName(StepKind kind) {
  switch (kind) {
    case StepKind::TakeApart: return "take apart";
    case StepKind::MatchRule: return "match rule";
    case StepKind::GenerateAdapter: return "generate adapter";
    case StepKind::Instantiate: return "instantiate";
    case StepKind::Rewire: return "rewire";
    case StepKind::Export: return "export";
  }
  return "";
}

bool SplicePlan::refused() const {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.refusal.has_value(); });
}

namespace {

void addNode(graph::Graph& graph, const graph::Graph& spliced, graph::NodeId id) {
  const graph::Node* node = spliced.find(id);
  if (node && id != spliced.host) graph.nodes.insert_or_assign(id, *node);
}

/// An edge of the spliced graph; the host's port comes along with it when the original had none.
void addEdge(graph::Graph& graph, const graph::Graph& spliced, graph::EdgeId id) {
  const graph::Edge* edge = spliced.find(id);
  if (!edge) return;
  graph::Node& host = graph.nodes.at(graph.host);
  if (edge->provider.node == graph.host && !host.findExport(edge->provider.name)) {
    if (const graph::Port* port = spliced.find(edge->provider)) host.exports.push_back(*port);
  }
  if (graph.find(edge->provider) && graph.find(edge->consumer)) graph.edges.insert_or_assign(id, *edge);
}

}  // namespace

graph::Graph graphAfter(const SplicePlan& plan, std::size_t done) {
  if (done >= plan.steps.size()) return plan.spliced;
  graph::Graph graph = plan.original;
  for (std::size_t i = 0; i < done; ++i) {
    const Step& step = plan.steps[i];
    if (!step.inside.empty()) {  // a nested composition changes as one, when its first step is done
      addNode(graph, plan.spliced, step.inside.front());
      continue;
    }
    if (step.node.valid()) addNode(graph, plan.spliced, step.node);
    for (const graph::NodeId node : step.nodes) addNode(graph, plan.spliced, node);
    for (const graph::EdgeId edge : step.edgesRemoved) graph.edges.erase(edge);
    for (const graph::EdgeId edge : step.edgesAdded) addEdge(graph, plan.spliced, edge);
  }
  graph.nextId = plan.spliced.nextId;
  return graph;
}

}  // namespace sb::plan
