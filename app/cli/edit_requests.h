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

/// Applies one change. Returns the sentence of the undo menu: "Connect orders to cache (demo:kv/store)".
Result<std::string> applyRequest(graph::Graph& graph, const EditRequest& request,
                                 const driver::BuiltinFolders& builtins);

}  // namespace sb::cli
