// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::cli {

/// A node by its name; the host is "host". Errors: NoSuchNode, with the names there are.
Result<graph::NodeId> nodeNamed(const graph::Graph& graph, const std::string& name);

/// A port written `NODE/PORT`: "orders/demo:kv/store@1.0.0". Node names and port names may have slashes of
/// their own: the shortest node name that leaves a port of that node counts. Errors: NoSuchNode, NoSuchPort,
/// with the ports there are.
Result<graph::PortRef> portNamed(const graph::Graph& graph, const std::string& text, graph::Side side);

/// The connection into an import. Errors: as portNamed; NoSuchEdge.
Result<graph::EdgeId> edgeNamed(const graph::Graph& graph, const std::string& text);

}  // namespace sb::cli
