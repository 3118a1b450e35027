// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/store/component_files.h"
#include "core/store/json_place.h"

namespace sb::store {

/// What opening a project knows besides the graph that is being read.
struct ReadContext {
  std::vector<FileEntry> entries;
  std::vector<FileReader::Found> files;  ///< by entry
  std::filesystem::path folder;
  graph::ComponentFileRef origin;  ///< the composed file, for the types of its imports; may be null
  std::vector<std::string>* remarks = nullptr;
  void remark(std::string text) const {
    if (remarks) remarks->push_back(std::move(text));
  }
};

/// Version 1 of the graph: nodes, edges, hooks, then the types that are not written but follow from the
/// edges.
Result<graph::Graph> readGraph1(const JsonPlace& place, const ReadContext& context, unsigned nesting);

/// Gives the ports of the host, of bundles and of unresolved nodes their types, from what they are connected
/// to. Source: the other end of an edge; the origin's imports and exports where it still fits them.
void completePorts(graph::Graph& graph, const ReadContext& context, bool isRoot);

}  // namespace sb::store
