// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/graph/graph.h"

namespace sb::print {

/// The graph as a Mermaid flowchart, for documents that show such text as a picture.
std::string graphMermaid(const graph::Graph& graph);

}  // namespace sb::print
