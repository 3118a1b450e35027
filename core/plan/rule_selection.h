// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/plan/edge_places.h"
#include "core/plan/splice_rules.h"
#include "core/support/result.h"

namespace sb::plan {

/// What a rule makes of one edge.
struct EdgeVerdict {
  EdgePlace place;
  std::string edge;  ///< its name, EdgePlaces::nameOf
  bool selected = false;
  std::string why;  ///< of what was not selected: "the provider is `kv`, not `cache`"
};

/// What a rule makes of all edges: of a graph, the compositions nested in it included.
struct Selection {
  std::vector<EdgeVerdict> verdicts;  ///< in the order of EdgePlaces::entries
  std::string whyNot;                 ///< when nothing is selected
  std::vector<std::string> notes;
  bool any() const;
};

/// Errors: BadRule, when a subgraph's node is not there or its nodes do not hang together.
Result<Selection> selectEdges(const EdgePlaces& places, const SpliceRule& rule);

/// The sentence for a rule that selects nothing.
std::string whyNothing(const EdgePlaces& places, const SpliceRule& rule);

/// True when a name is meant by one of the patterns; an empty list means every name.
bool meansName(const Patterns& patterns, const std::vector<std::string>& names);
bool carries(const graph::Edge& edge, const Patterns& interfaces);
/// Empty when every function of the interface passes the test, else why one does not.
std::string failsTest(const FunctionTest& test, const types::InstanceType& interface);

}  // namespace sb::plan
