// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/adapt/adapter.h"
#include "core/graph/graph.h"
#include "core/plan/splice_plan.h"
#include "core/support/diagnostic.h"

namespace sb::driver {

/// What a problem is about, so that a window can lead there.
struct ProblemSubject {
  graph::NodeId node;
  graph::EdgeId edge;
  graph::HookId hook;
  graph::PortRef port;                     ///< node invalid: not about a port
  std::vector<graph::NodeId> inside = {};  ///< nested compositions that the ids belong to, outermost first
};
struct Problem {
  Diagnostic diagnostic;
  ProblemSubject subject;
};

/// Everything the window and `plan`, `layout`, `cells` show of a graph before anything is written.
struct Preview {
  plan::SplicePlan plan;
  std::map<plan::AdapterId, std::shared_ptr<const adapt::Adapter>> adapters;  ///< those that are not refused
  std::vector<Problem> problems;                                              ///< errors first
};

/// Plans the graph, generates every adapter the plan asks for and collects the problems. Pure: same graph,
/// same preview.
Preview buildPreview(const graph::Graph& graph);

/// Problems of the graph alone: imports that nothing provides, connections that do not fit.
std::vector<Problem> graphProblems(const graph::Graph& graph);

}  // namespace sb::driver
