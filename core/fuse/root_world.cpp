// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/root_world.h"

#include "core/types/subtype.h"

namespace sb::fuse {

void RootWorld::addResources(graph::NodeId node, const types::ExternType& type, Replacements& replacements) {
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&type)) {
    for (const types::NamedExtern& item : (*instance)->exports) addResources(node, item.type, replacements);
    return;
  }
  const auto* own = std::get_if<types::TypeOfResource>(&type);
  if (!own || replacements.count(own->resource.get())) return;
  std::optional<graph::ResourceOrigin> origin = m_origins.of(node, own->resource.get());
  if (!origin) return;  // brought in by an unconnected import; reported where the instance is made
  if (origin->node == m_graph.host) {
    const auto merged = m_merged.find(origin->port);
    if (merged != m_merged.end()) origin->port = merged->second;
  }
  types::ResourceRef& resource = m_resources[*origin];
  if (!resource) {
    resource = std::make_shared<const types::Resource>(
        types::Resource{own->resource->name, false, own->resource->rep});
    m_places.emplace(resource.get(), *origin);
  }
  replacements.emplace(own->resource.get(), resource);
}

const RootWorld::Replacements& RootWorld::replacementsOf(graph::NodeId node) {
  const auto [entry, fresh] = m_replacements.try_emplace(node);
  const graph::Node* found = fresh ? m_graph.find(node) : nullptr;
  if (found) {
    for (const graph::Port& port : found->imports) addResources(node, port.type, entry->second);
    for (const graph::Port& port : found->exports) addResources(node, port.type, entry->second);
  }
  return entry->second;
}

types::ExternType RootWorld::lift(graph::NodeId node, const types::ExternType& type) {
  return types::substitute(type, replacementsOf(node));
}

const graph::ResourceOrigin* RootWorld::originOf(const types::Resource* resource) const {
  const auto found = m_places.find(resource);
  return found == m_places.end() ? nullptr : &found->second;
}

}  // namespace sb::fuse
