// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/graph/resource_origin.h"
#include "core/types/subtype.h"

/// The sentences of verdicts and undo entries: plain words, no backticks.
namespace sb::graph::words {

/// The node's name, "the host" for the host.
std::string node(const Graph& graph, NodeId id);
/// "3 functions, no resources."
std::string contents(const types::ExternType& type);
/// "put has another result"
std::string difference(const types::Mismatch& mismatch);
/// One end of a connection: the node's name and the type of its port.
struct Side {
  const std::string& node;
  const types::ExternType& type;
};
/// "put returns result<_, string>", "orders expects result<_, errno>"
std::vector<std::string> sides(const types::Mismatch& mismatch, const Side& found, const Side& expected);
/// "get and keys are the same."; empty when nothing is, or too much to list.
std::string unchanged(const types::InstanceType& found, const types::InstanceType& expected);
/// "the host", "cache"
std::string origin(const Graph& graph, const ResourceOrigin& origin);

}  // namespace sb::graph::words
