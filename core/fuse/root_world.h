// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/graph/graph.h"
#include "core/graph/resource_origin.h"
#include "core/types/type.h"

namespace sb::fuse {

/// The types of ports seen from the composition: every node speaks of resources in its own objects, here each
/// resource of the composition has one object, whatever node mentions it.
class RootWorld {
 public:
  /// `merged` maps host ports to the port they are merged into. Graph and map outlive this.
  RootWorld(const graph::Graph& graph, const std::map<std::string, std::string>& merged)
      : m_graph(graph), m_merged(merged), m_origins(graph) {}

  /// A type of a port of `node`, in the resources of the composition.
  types::ExternType lift(graph::NodeId node, const types::ExternType& type);
  /// The place that introduces a resource of this world.
  const graph::ResourceOrigin* originOf(const types::Resource* resource) const;

 private:
  using Replacements = std::map<const types::Resource*, types::ResourceRef>;
  const Replacements& replacementsOf(graph::NodeId node);
  void addResources(graph::NodeId node, const types::ExternType& type, Replacements& replacements);

  const graph::Graph& m_graph;
  const std::map<std::string, std::string>& m_merged;
  graph::ResourceOrigins m_origins;
  std::map<graph::NodeId, Replacements> m_replacements;
  std::map<graph::ResourceOrigin, types::ResourceRef> m_resources;
  std::map<const types::Resource*, graph::ResourceOrigin> m_places;
};

}  // namespace sb::fuse
