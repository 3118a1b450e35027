// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/plan/splice_rules.h"

namespace sb::plan {

/// A graph's hook stacks as rules: `on_edge` rules that put the same hooks on the same edges, in stacks of
/// the same order, when they are applied to the graph without its hooks. One rule for all edges of a hook,
/// wherever the order of the stacks allows it; where it does not, the hook is written again under another
/// name and keeps its instance.
/// `pathOf` gives the path to write for a hook's file; empty: a remark says that the hook has no file.
struct RulesOfGraph {
  SpliceRules rules;
  std::vector<std::string> remarks;
};
RulesOfGraph rulesOf(const graph::Graph& graph,
                     const std::function<std::string(const graph::ComponentFile&)>& pathOf);

}  // namespace sb::plan
