// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/graph/graph.h"

namespace sb::print {

/// A graph as canonical text: every node with its ports, every edge with its hooks, nested graphs indented.
/// Equal texts mean equal compositions; positions, the document's name and the next free id are left out.
/// Types are written in WIT, component files by hash, file name and range.
std::string graphText(const graph::Graph& graph);

}  // namespace sb::print
