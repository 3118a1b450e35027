// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/fuse/root_world.h"
#include "core/graph/graph.h"
#include "core/graph/graph_index.h"
#include "core/support/result.h"

namespace sb::fuse {

/// A type of an interface that is another interface's type (`use`).
struct UsedType {
  std::string port, item;
};

struct MergedItem {
  model::ExternName name;
  types::ExternType type;  ///< in the root world
  std::optional<UsedType> used;
  std::string owner;  ///< who asked for it first, for messages
};

/// One import of the composition, as much of it as its users need together.
struct MergedImport {
  model::ExternName name;
  types::ExternType type;  ///< anything but an instance; in the root world
  bool isInstance = false;
  std::vector<MergedItem> items;  ///< of an instance
  std::string owner;
};

struct HostImports {
  std::vector<MergedImport> imports;          ///< instances first, otherwise in the order of the host's ports
  std::map<std::string, std::string> merged;  ///< host port → name of its import
};

/// Which host ports share one import: those on one version track join the highest version, unless the
/// composition declares both (component-model.md 6.4).
std::map<std::string, std::string> mergeVersions(const graph::Graph& graph, const graph::GraphIndex& index);

/// Collects what the instances of a graph import from the host. Imports of one name are united item by item,
/// as wac does. Errors: TypeMismatch, naming both users.
Result<HostImports> collectHostImports(const graph::Graph& graph, const graph::GraphIndex& index,
                                       std::map<std::string, std::string> merged, RootWorld& world);

}  // namespace sb::fuse
