// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/plan_frame.h"

#include <algorithm>
#include <set>

#include "core/model/part_counts.h"
#include "core/plan/least_parts.h"
#include "core/print/wac.h"

namespace sb::plan {
namespace {

std::size_t innerNodes(const graph::Graph& graph) {
  std::size_t count = 0;
  for (const auto& [id, node] : graph.nodes) {
    if (node.inner) count += node.inner->nodes.size() - 1 + innerNodes(*node.inner);
  }
  return count;
}

std::string baseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// "orders.composed.wasm" becomes "orders.spliced.wasm".
std::string outputName(const graph::Graph& graph) {
  std::string name = graph.originFile.empty() ? graph.name : baseName(graph.originFile);
  for (const std::string suffix : {".wasm", ".composed"}) {
    if (name.size() > suffix.size() && name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  }
  return (name.empty() ? "composition" : name) + ".spliced.wasm";
}

Step takeApart(const graph::Graph& graph) {
  std::set<const graph::ComponentFile*> files;
  for (const auto& [id, node] : graph.nodes) {
    if (node.file) files.insert(node.file.get());
  }
  Step step;
  step.title = "Split the composition";
  step.subject = counted(files.size(), "component", "components");
  if (const std::size_t inner = innerNodes(graph)) step.subject += ", " + std::to_string(inner) + " nested";
  step.reason = "every component is taken over as it is";
  step.inputs = {graph.originFile.empty() ? graph.name : baseName(graph.originFile)};
  return step;
}

/// What one file can hold is limited, by other tools and by the engine.
std::optional<Refusal> refusalOfSize(const SplicePlan& plan) {
  if (plan.adapters.empty()) return std::nullopt;
  const std::uint32_t parts = leastParts(plan);
  if (parts <= model::MostModulesAndComponents) return std::nullopt;
  return Refusal{"too-many-parts",
                 "the result would have " + std::to_string(parts) +
                     " components and core modules or more, and one file can have " +
                     std::to_string(model::MostModulesAndComponents),
                 "hook fewer interfaces at a time: each adds a component and its modules"};
}

/// Gives every step the lines of the nodes and edges it makes.
void markLines(SplicePlan& plan, const print::WacText& wac) {
  for (Step& step : plan.steps) {
    if (step.kind == StepKind::Export) step.wacLines = {{1, wac.lines}};
    if (!step.inside.empty() || step.kind == StepKind::Export) continue;
    if (const auto node = wac.nodes.find(step.node); node != wac.nodes.end())
      step.wacLines.push_back(node->second);
    for (const graph::EdgeId id : step.edgesAdded) {
      const auto edge = wac.edges.find(id);
      const auto inside = [&](const print::LineRange& range) {
        return edge != wac.edges.end() && range.first <= edge->second.first &&
               edge->second.second <= range.second;
      };
      if (edge == wac.edges.end() || std::any_of(step.wacLines.begin(), step.wacLines.end(), inside))
        continue;
      step.wacLines.push_back(edge->second);
    }
    std::sort(step.wacLines.begin(), step.wacLines.end());
  }
}

}  // namespace

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

void framePlan(SplicePlan& plan) {
  plan.steps.insert(plan.steps.begin(), takeApart(plan.original));
  Step last;
  last.kind = StepKind::Export;
  last.title = "Validate and write";
  last.subject = outputName(plan.original);
  last.reason = "the result is checked before it is written";
  last.outputs = {last.subject};
  last.refusal = refusalOfSize(plan);
  plan.steps.push_back(std::move(last));
}

void addWac(SplicePlan& plan) {
  const print::WacText wac = print::printWac(plan.spliced);
  markLines(plan, wac);
  plan.wac = wac.text;
}

}  // namespace sb::plan
