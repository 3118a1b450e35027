// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <vector>

#include "core/graph/edit.h"
#include "core/plan/match_rules.h"

namespace sb::driver {

/// What a rule would do to one connection.
struct TriedPlace {
  plan::EdgeVerdict verdict;
  /// Selected only: why its hooks cannot sit there.
  std::optional<plan::Refusal> refusal;
  std::size_t functions = 0;  ///< of the interface
  std::size_t told = 0;       ///< of those, the ones that a hook is told about
};

struct TriedRule {
  std::vector<TriedPlace> places;  ///< every connection, nested ones included
  std::string whyNot;              ///< when nothing is selected
  std::vector<std::string> notes;
};

/// Plans a rule on a graph without making anything. Hooks that are there stay where they are. Files that
/// `files` lacks are refused by the plan.
TriedRule tryRule(const graph::Graph& graph, const plan::SpliceRule& rule, const plan::HookFiles& files);

/// The edit that puts a rule's hooks on the connections it selects, as if each had been placed by hand: no
/// rule is kept. Errors: those of matchRules; Refused when it selects nothing, with the reason.
Result<graph::Edit> placeHooks(const graph::Graph& graph, const plan::SpliceRule& rule,
                               const plan::HookFiles& files, bool nearestCaller);

}  // namespace sb::driver
