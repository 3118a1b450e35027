// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/graph/graph.h"

namespace sb::graph {

/// The place that introduces a resource of a composition: an import from the host, or an export of the
/// instance that defines it. Two ports of a graph speak of one resource exactly when their origins are equal.
struct ResourceOrigin {
  NodeId node;       ///< the host or the defining instance
  std::string port;  ///< its export
  std::string item;  ///< name inside of an instance port; nested instances joined by '/'; empty: the port is
                     ///< the resource
  friend auto operator<=>(const ResourceOrigin&, const ResourceOrigin&) = default;
};

/// Follows resources through the edges of a graph (component-model.md 3.2, without building the types): a
/// resource that an instance imports is the one its argument has under the same name. The graph must outlive
/// this.
class ResourceOrigins {
 public:
  explicit ResourceOrigins(const Graph& graph) : m_graph(graph) {}

  /// `resource` as the ports of `node` mention it. Nothing when an unconnected import brings it in.
  std::optional<ResourceOrigin> of(NodeId node, const types::Resource* resource);

 private:
  std::optional<ResourceOrigin> follow(NodeId node, const types::Resource* resource);
  std::optional<ResourceOrigin> throughHost(const PortRef& port, const std::string& item);
  std::optional<ResourceOrigin> behind(const Port& import, NodeId node, const std::string& item);

  const Graph& m_graph;
  std::map<std::pair<NodeId, const types::Resource*>, std::optional<ResourceOrigin>> m_known;
  std::set<ResourceOrigin> m_hostVisiting;
};

/// Where a type mentions a resource as an export of its own: "token", "inner/token", "" for the type itself.
std::optional<std::string> pathTo(const types::ExternType& type, const types::Resource* resource);
/// The resource at such a path.
const types::Resource* resourceAt(const types::ExternType& type, const std::string& path);

}  // namespace sb::graph
