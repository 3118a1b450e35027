// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>

#include "core/graph/graph.h"

namespace sb::bench {

/// Shows the graph through a model of Qt Nodes and prints a row like the canvas'.
void measureQtNodes(const graph::Graph& graph, std::uint32_t count,
                    const std::function<double(const std::function<void()>&, int)>& measure);

}  // namespace sb::bench
