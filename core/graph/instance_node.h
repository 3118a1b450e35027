// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string>

#include "core/graph/graph.h"
#include "core/graph/load.h"

namespace sb::graph {

/// A node that is an instance of `file`, with the ports of its type and, when the component is a composition,
/// the graph inside; without id. `nesting`: how many compositions the node lies in.
Node instanceNode(const ComponentFileRef& file, std::string name, NameSource source, unsigned nesting = 0,
                  std::shared_ptr<CopyBudget> copies = nullptr);

/// Gives the graph inside of a node its positions, unless it is so large that this waits until it is entered.
void layOutInner(Graph& inner);

/// A node name from a file name: "cache.wasm" → "cache". Never empty.
std::string nameFromFile(const std::string& fileName);

}  // namespace sb::graph
