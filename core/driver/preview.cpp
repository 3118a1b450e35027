// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/preview.h"

#include <algorithm>

#include "core/driver/document_rules.h"
#include "core/driver/retype_hooks.h"
#include "core/graph/edit.h"
#include "core/types/interface_name.h"

namespace sb::driver {
namespace {

Problem problem(Severity severity, std::string code, std::string message, std::string wayOut,
                ProblemSubject subject) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.wayOut = std::move(wayOut);
  return {std::move(diagnostic), std::move(subject)};
}

void addUnsatisfied(const graph::Graph& graph, const graph::Node& node, std::vector<Problem>& out) {
  for (const graph::Port& port : node.imports) {
    const graph::PortRef ref{node.id, graph::Side::Import, port.name.name};
    if (graph.edgeInto(ref)) continue;
    ProblemSubject subject;
    subject.node = node.id;
    subject.port = ref;
    out.push_back(problem(Severity::Warning, "unsatisfied-import",
                          "nothing provides `" + port.name.name + "`",
                          "add a provider, or leave it to the host", subject));
  }
}

void addMisfits(const graph::Graph& graph, const graph::Edge& edge, std::vector<Problem>& out) {
  const graph::Verdict verdict = graph::judgeConnection(graph, edge.provider, edge.consumer);
  if (verdict.kind != graph::Verdict::Kind::DoesNotFit) return;
  ProblemSubject subject;
  subject.edge = edge.id;
  Problem found =
      problem(Severity::Error, "type-mismatch", verdict.sentence, "connect a provider that fits", subject);
  found.diagnostic.path = verdict.details;
  out.push_back(std::move(found));
}

/// Kept rules were applied when they were given; the graph may have moved on.
void addRulesNotApplied(const graph::Graph& graph, std::vector<Problem>& out) {
  for (const RuleNotApplied& missed : rulesNotApplied(graph)) {
    ProblemSubject subject;
    subject.edge = missed.place.edge;
    subject.inside = missed.place.inside;
    out.push_back(problem(Severity::Warning, "rule-not-applied",
                          "rule " + std::to_string(missed.rule + 1) +
                              " selects this connection, which has not the hooks of the rule",
                          "apply the rules again", subject));
  }
}

}  // namespace

std::vector<Problem> graphProblems(const graph::Graph& graph) {
  std::vector<Problem> out;
  for (const auto& [id, node] : graph.nodes)
    if (node.kind != graph::NodeKind::Host) addUnsatisfied(graph, node, out);
  for (const auto& [id, edge] : graph.edges)
    if (graph.nodes.size() <= 2000 || !edge.hooks.empty()) addMisfits(graph, edge, out);
  return out;
}

Preview buildPreview(const graph::Graph& graph) {
  Preview preview;
  graph::Graph retyped = graph;
  retypeHooks(retyped);
  preview.plan = plan::planSplice(std::move(retyped));
  preview.problems = graphProblems(graph);
  addRulesNotApplied(graph, preview.problems);
  for (const plan::Step& step : preview.plan.steps) {
    ProblemSubject subject;
    subject.edge = step.edge;
    subject.hook = step.hook;
    subject.inside = step.inside;
    if (step.refusal)
      preview.problems.push_back(problem(Severity::Error, step.refusal->code,
                                         step.subject + ": " + step.refusal->rule, step.refusal->wayOut,
                                         subject));
    for (const std::string& warning : step.warnings)
      preview.problems.push_back(problem(Severity::Warning, "plan-warning", warning, {}, subject));
  }
  for (const plan::AdapterRequest& request : preview.plan.adapters) {
    Result<adapt::Adapter> adapter = adapt::generateAdapter(request);
    if (adapter) {
      preview.adapters.emplace(request.id, std::make_shared<const adapt::Adapter>(*std::move(adapter)));
      continue;
    }
    ProblemSubject subject;
    subject.edge = request.edge;
    subject.hook = request.hook;
    subject.inside = request.inside;
    preview.problems.push_back(problem(Severity::Error, errorCodeName(adapter.error().code),
                                       request.name + ": " + adapter.error().text(), {}, subject));
  }
  std::stable_sort(preview.problems.begin(), preview.problems.end(), [](const Problem& a, const Problem& b) {
    return static_cast<int>(a.diagnostic.severity) < static_cast<int>(b.diagnostic.severity);
  });
  return preview;
}

}  // namespace sb::driver
