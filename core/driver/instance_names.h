// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/graph.h"
#include "core/model/component.h"
#include "core/plan/match_rules.h"

namespace sb::driver {

/// The names splicer gives to instances without a debug name: `instance_N`, N being the place in the
/// composition's instance index space, aliases, imports and exports counted (splicer.md 2.8). `graph` is the
/// composition as it was loaded; empty when it was not taken apart into its instances.
/// Those of nested compositions too.
plan::OtherNames instanceNames(const graph::Graph& graph, const model::Component& composition);

}  // namespace sb::driver
