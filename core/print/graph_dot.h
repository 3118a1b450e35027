// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/graph/graph.h"

namespace sb::print {

/// The graph in the language of Graphviz: left to right, one record for each node with its ports, hooks on
/// the edges.
std::string graphDot(const graph::Graph& graph);

}  // namespace sb::print
