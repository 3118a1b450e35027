// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/graph/graph.h"

namespace sb::print {

/// The graph as JSON for other programs: `"format": "spliceboard-graph", "version": 1`, then nodes with their
/// ports and functions, connections with their hooks, nested graphs inside their nodes. Members are only
/// added within one version.
std::string graphJson(const graph::Graph& graph);

}  // namespace sb::print
