// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/driver/builtins.h"
#include "core/graph/edit.h"
#include "core/support/result.h"

namespace sb::cli {

/// One change as the command line spells it: the option's name and its values, in the order they were given.
struct EditRequest {
  std::string option;  ///< "--connect"
  std::vector<std::string> values;
};

/// One kind of change: how it is spelled and what it makes of a graph.
struct EditKind {
  const char* option;
  unsigned values;    ///< how many words follow
  const char* shape;  ///< "PROVIDER/PORT CONSUMER/PORT"
  const char* help;
  Result<graph::Edit> (*build)(const graph::Graph& graph, const std::vector<std::string>& values);
  /// In place of `build` for those that may name built-in hooks.
  Result<graph::Edit> (*buildWithHooks)(const graph::Graph& graph, const std::vector<std::string>& values,
                                        const driver::BuiltinFolders& builtins) = nullptr;
};
const std::vector<EditKind>& editKinds();

/// A composition that is changed one request after the other, inside of nested compositions too.
class EditedGraph {
 public:
  explicit EditedGraph(graph::Graph root) : m_root(std::move(root)) {}
  /// Applies one change where the last `--in` has led. Returns the sentence of the undo menu: "Connect orders
  /// to cache (demo:kv/store)".
  Result<std::string> apply(const EditRequest& request, const driver::BuiltinFolders& builtins);
  const graph::Graph& root() const { return m_root; }

 private:
  Result<std::string> go(const std::string& name);

  graph::Graph m_root;
  std::vector<graph::NodeId> m_path;  ///< nested compositions, outermost first
};

}  // namespace sb::cli
