// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "core/graph/edit.h"

namespace sb::graph {

/// One edit as it is, several as a batch.
Edit batchOf(std::vector<Edit> edits);

/// Adds the edit that takes away the host's ports which only the `removed` connections used; pinned ones and
/// those that an `added` connection uses stay.
void dropUnusedHostPorts(const Graph& graph, const std::set<EdgeId>& removed, std::vector<Edit>& edits,
                         const std::set<PortRef>& added = {});

}  // namespace sb::graph
