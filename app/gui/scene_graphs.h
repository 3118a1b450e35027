// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>
#include <optional>

#include "core/graph/graph.h"

namespace sb::gui {

/// Graphs that the acceptance pictures show, made of the shipped examples where that is possible.

/// resources/examples/orders: the composition that imports demo:mail/send, which nothing provides. An empty
/// graph when the file is missing.
graph::Graph ordersGraph();
/// The shipped hook of this name, or null; in the form of splicer's tiers, whose adapters have cells to show.
graph::ComponentFileRef shippedHook(const QString& name);
/// The connection from one instance to another over an interface (by its start), or an invalid id.
graph::EdgeId edgeBetween(const graph::Graph& graph, const std::string& provider,
                          const std::string& consumer);
/// Adds a connection within demo:kv that carries types only, which no hook can sit on.
void addTypesOfKv(graph::Graph& graph, graph::Position provider, graph::Position consumer);
/// orders without a store, beside providers that fit, fit by version, do not fit or would close a loop.
graph::Graph dragGraph();
/// Two instances, the second of which uses the first: the other way round would close a loop.
graph::Graph loopGraph();
/// 1,000 nodes in nine frames.
graph::Graph overviewGraph();
/// orders alone, with everything it imports.
graph::Graph singleNodeGraph();
/// One wire of each state of the design's table.
graph::Graph statesGraph();

}  // namespace sb::gui
