// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/edit.h"

namespace sb::graph {

/// Deletes a node and connects what it stood between: whoever used an export of it gets what the node itself
/// imported under the same interface, where that fits. Hooks of the consumer's connection stay.
Result<Edit> deleteAndHeal(const Graph& graph, NodeId node);

/// Puts another component in the place of a node's. A connection stays when the new component has the port,
/// or one of the same interface in another version; the others go.
Result<Edit> replaceComponent(const Graph& graph, NodeId node, const ComponentFileRef& file);

/// Copies of nodes of any graph, with the connections and hooks between them, moved by `shift`. The host is
/// left out. Errors: NoSuchNode (nothing that could be copied).
Result<Edit> pasteNodes(const Graph& graph, const Graph& source, const std::vector<NodeId>& nodes,
                        Position shift);

}  // namespace sb::graph
