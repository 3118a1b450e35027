// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"
#include "core/types/check_component.h"

namespace sb::graph {

struct CopyBudget;

struct LoadOptions {
  /// Gets one sentence for everything of the file that the graph does not carry: nested components that
  /// nothing instantiates, arguments that no import asks for, custom sections.
  std::vector<std::string>* remarks = nullptr;
  bool passingOn =
      false;             ///< take a component apart, too, that instantiates nothing and passes its imports on
  unsigned nesting = 0;  ///< how many compositions this one lies in
  /// What nested components that reach outside of themselves may have copied, over all compositions of a
  /// file.
  std::shared_ptr<CopyBudget> copies = nullptr;
};

/// The graph of a component. One made of instances of nested components becomes a node for each instance;
/// arguments and exports become edges, traced through aliases, exports and bundles. Anything else is one node
/// whose note says why it cannot be taken apart ("it has core code of its own"). Names follow the ladder of
/// NameSource and are unique.
///
/// Shape:  one ComponentFile for all instances of one nested component; nested compositions carry their own
/// graph; no
///         positions. What the graph cannot hold is never dropped from the composition: then it stays one
///         node.
/// Errors: Invalid, when `checked` has no type for the root.
Result<Graph> loadGraph(const ComponentFileRef& root, const types::CheckedComponent& checked,
                        const LoadOptions& options = {});

/// True when `loadGraph` took the component apart: no node is an instance of the root itself.
bool isTakenApart(const Graph& graph, const ComponentFileRef& root);

}  // namespace sb::graph
