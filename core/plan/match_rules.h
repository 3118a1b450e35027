// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/graph/edit.h"
#include "core/graph/graph.h"
#include "core/plan/edge_places.h"
#include "core/plan/rule_selection.h"
#include "core/plan/splice_plan.h"
#include "core/plan/splice_rules.h"
#include "core/support/result.h"

namespace sb::plan {

/// Gives the component of an injection of a rule, by the rule's index; asked once for each injection of a
/// rule that selects something. None makes a hook without a file, which the planner refuses.
using HookReader =
    std::function<Result<graph::ComponentFileRef>(const Injection& injection, std::size_t rule)>;
/// The components of injections by their effective names.
using HookFiles = std::map<std::string, graph::ComponentFileRef>;

struct RuleOutcome {
  graph::Edit edit;                ///< one Batch: hook stacks, then new node names
  std::vector<RuleMatch> matches;  ///< one for each rule, in their order
  bool anyMatched = false;
};

/// Applies rules to the edges of a graph, those inside of nested compositions included.
///
/// Every rule is matched against the edges as they are, never against hooks of another rule. On an edge,
/// hooks that no rule put there stay nearest the caller; behind them come the rules' hooks in file order, so
/// that the first rule and the first entry of a rule see the call first (splicer.md 2.5). Unlike splicer, a
/// rule selects *every* edge it describes:
///     before{I, provider?}        every edge out of an export I of that provider, exports of the composition
///     included;
///                                 without a provider the host counts only when no instance provides I
///     between{I, inner, outer}    every edge of I from a node named `inner` to a node named `outer`
///     on_node{name, direction}    inbound: as before; outbound: as between with that outer node
///     on_subgraph{nodes}          edges with exactly one end in the set
///     on_edge                     the edges of these names
/// The host is named `host`. A node behind a nested composition counts as provider of what goes through it.
/// An interface that is not there under its exact name is taken on its version track, or at any version when
/// the rule gives none.
///
/// Errors: BadRule when two rules give one node different aliases, or one alias means two nodes; those of
/// selectEdges and of `read`.
Result<RuleOutcome> matchRules(const graph::Graph& graph, const SpliceRules& rules, const HookReader& read,
                               const OtherNames& otherNames = {});
/// The same with components that are there already.
Result<RuleOutcome> matchRules(const graph::Graph& graph, const SpliceRules& rules, const HookFiles& files);

/// What one rule makes of every edge, for a list: which it selects, and why not the others. A rule that is in
/// error selects nothing and says so.
Selection explainRule(const graph::Graph& graph, const SpliceRule& rule, const OtherNames& otherNames = {});

}  // namespace sb::plan
