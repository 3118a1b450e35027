// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/graph/graph.h"

namespace sb::print {

/// The graph as a picture, in the notation and the light colours of the window. Uses the positions of the
/// graph, or the automatic layout when a node has none. Text is plain sans serif, no fonts are embedded.
std::string graphSvg(const graph::Graph& graph);

}  // namespace sb::print
