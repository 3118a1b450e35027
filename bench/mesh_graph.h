// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/graph.h"

namespace sb::bench {

/// A laid-out graph: `count` nodes in columns, four imports and four exports each, two connections per node
/// to a near column. One shared interface type, so that building it costs nothing that a benchmark would
/// measure.
graph::Graph meshGraph(std::uint32_t count);

}  // namespace sb::bench
