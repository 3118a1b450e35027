// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/graph/graph.h"

namespace sb::print {

/// 1-based, both ends included.
using LineRange = std::pair<unsigned, unsigned>;

/// A composition as WAC text, with the lines that each node and edge has in it.
struct WacText {
  std::string text;
  unsigned lines = 0;
  std::map<graph::NodeId, LineRange> nodes;  ///< the `let` statement
  std::map<graph::EdgeId, LineRange> edges;  ///< the argument, or the `export` statement
  /// The packages the text names, in order of first use.
  struct Package {
    std::string name;
    graph::NodeId node;  ///< an instance of it; a bundle stands for the component that makes it
    /// Not a node's: a component that exports `exportName` as it imports the host's port `import`.
    std::string import = {}, exportName = {};
  };
  std::vector<Package> packages;
};

/// Prints a graph in the form of splicer.md 2.7: one `let` for each instance with explicit arguments, `...`
/// where an import is left to the host, one `export` for each export of the composition. Nodes with the same
/// component file share a package `my:<name>`. Names are made legal and unique. WAC has no expression for
/// instances made of inline exports, for re-exported imports and for imports under another name; these are
/// instances of small components that do nothing else (driver/generated_files.h makes them).
WacText printWac(const graph::Graph& graph, std::string_view packageName = "example:composition");

/// A text as a legal WAC name: words of one case joined by hyphens, none of them starting with a digit
/// ("0.3.0" becomes "v0-v3-v0"). Never empty.
std::string wacName(std::string_view text);
/// The name as an identifier: keywords get a leading `%`.
std::string wacIdentifier(std::string_view name);

}  // namespace sb::print
