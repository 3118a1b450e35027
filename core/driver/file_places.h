// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/graph/graph.h"

// Where the objects of a graph lie in the files they were read from, and back.
namespace sb::driver {

/// A range of a file's bytes.
struct FilePlace {
  SharedBytes file;  ///< the whole file: of a nested component the file it is embedded in
  SourceRange range;
};

/// The component of a node. Nothing for the host, and for what has no bytes.
std::optional<FilePlace> placeOfNode(const graph::Node& node);
/// The import or export behind a port, in the component of its node.
std::optional<FilePlace> placeOfPort(const graph::Graph& graph, const graph::PortRef& port);

/// What a byte of a file belongs to.
struct FileObject {
  graph::NodeId node;                  ///< invalid: no node of the graph lies there
  std::optional<graph::PortRef> port;  ///< when the byte belongs to its import or export
  std::string definition;  ///< innermost definition as a path (docs/cli.md), inside the node's component
};
/// The innermost node whose component holds the byte. Equal components share their bytes: the first node.
FileObject objectAt(const graph::Graph& graph, const SharedBytes& file, std::uint64_t offset);

}  // namespace sb::driver
