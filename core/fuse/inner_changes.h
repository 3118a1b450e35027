// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/graph.h"

namespace sb::fuse {

/// True when the graph inside a nested composition is no longer the one its file holds, so that the file's
/// bytes would lose edits. Compares instances with their names and files, edges, and what the composition
/// imports and exports; positions and hooks do not count.
bool innerChanged(const graph::Node& composition);

}  // namespace sb::fuse
