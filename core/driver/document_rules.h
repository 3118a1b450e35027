// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/driver/splice.h"
#include "core/graph/edit.h"
#include "core/plan/rules_of_graph.h"

// The list of rules that a document keeps: Graph::rules and the hooks that came of it.
namespace sb::driver {

/// The list, read; empty when the document keeps none. Errors: those of parseSpliceRules.
Result<plan::SpliceRules> keptRules(const graph::Graph& graph);

struct RuleChange {
  graph::Edit edit;                      ///< hook stacks, node names and the list itself, as one
  std::vector<plan::RuleMatch> matches;  ///< one for each rule
};

/// Gives a document these rules in place of those that it keeps: hooks that rules put on its connections go,
/// those of the new rules come, hooks placed by hand stay. Paths become absolute, so that the list means the
/// same wherever the document lies. A hook whose file is gone is taken from the document when it has it.
/// The rules are applied now; connections made later get their hooks when the list is given again.
/// Errors: those of rulesForGraph.
Result<RuleChange> changeRules(const graph::Graph& graph, const plan::SpliceRules& rules,
                               const SpliceOptions& options = {});

/// A connection that a kept rule selects and that has not the rule's hooks: it was made since, or a person
/// took them off.
struct RuleNotApplied {
  std::size_t rule = 0;  ///< place in the list
  plan::EdgePlace place;
};
std::vector<RuleNotApplied> rulesNotApplied(const graph::Graph& graph);

/// A document's hooks as rules that make the same stacks of them again: the rules that it keeps, in front of
/// them hooks placed by hand. When beads were changed by hand so that the kept rules no longer make them, or
/// two hooks of one name are different files, every hook is written connection by connection, and a remark
/// says so. `pathOf`: as for plan::rulesOf.
plan::RulesOfGraph rulesOfDocument(const graph::Graph& graph,
                                   const std::function<std::string(const graph::ComponentFile&)>& pathOf);

}  // namespace sb::driver
