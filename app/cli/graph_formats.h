// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace sb::cli {

/// Names of the formats, in the order of the help.
std::vector<std::string> graphFormats();
/// The graph in one of them.
std::string formatGraph(const graph::Graph& graph, const std::string& format);

}  // namespace sb::cli
