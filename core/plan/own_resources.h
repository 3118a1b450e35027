// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>

#include "core/graph/graph.h"
#include "core/plan/splice_plan.h"

namespace sb::plan {

/// A middleware may export a resource of its own in place of the one that it imports. Its caller then must
/// not get another interface that speaks of the provider's: the two would be told apart
/// (component-model.md 3.2). `exported`: what the middleware gives the consumer of `edge`.
std::optional<Refusal> refusalOfOwnResources(const graph::Graph& graph, const graph::Edge& edge,
                                             const graph::Hook& hook, const std::string& exported);

}  // namespace sb::plan
