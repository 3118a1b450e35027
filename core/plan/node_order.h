// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/graph/graph.h"

namespace sb::plan {

/// Every node but the host, providers before their consumers, otherwise in order of creation: each node
/// follows its own providers as closely as that allows. A graph without loops is assumed; a node on a loop is
/// listed once.
std::vector<graph::NodeId> nodeOrder(const graph::Graph& graph);

}  // namespace sb::plan
