// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>

#include "core/graph/graph.h"

namespace sb::ui {

/// Positions for every node of a graph: the known ones, and for the others a free place between what they are
/// connected to. Deterministic.
std::map<graph::NodeId, graph::Position> placeAddedNodes(
    const graph::Graph& graph, const std::map<graph::NodeId, graph::Position>& known);

}  // namespace sb::ui
