// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/resource_origin.h"

namespace sb::graph {

std::optional<std::string> pathTo(const types::ExternType& type, const types::Resource* resource) {
  if (const auto* own = std::get_if<types::TypeOfResource>(&type)) {
    return own->resource.get() == resource ? std::optional<std::string>("") : std::nullopt;
  }
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  if (!instance) return std::nullopt;
  for (const types::NamedExtern& item : (*instance)->exports) {
    if (const auto path = pathTo(item.type, resource)) {
      return item.name.name + (path->empty() ? "" : "/" + *path);
    }
  }
  return std::nullopt;
}

const types::Resource* resourceAt(const types::ExternType& type, const std::string& path) {
  if (path.empty()) {
    const auto* own = std::get_if<types::TypeOfResource>(&type);
    return own ? own->resource.get() : nullptr;
  }
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  if (!instance) return nullptr;
  // Interface names contain slashes themselves, so every item is tried as a prefix.
  for (const types::NamedExtern& item : (*instance)->exports) {
    const std::string& name = item.name.name;
    if (path == name) return resourceAt(item.type, {});
    if (path.rfind(name + "/", 0) == 0) {
      if (const types::Resource* found = resourceAt(item.type, path.substr(name.size() + 1))) return found;
    }
  }
  return nullptr;
}

std::optional<ResourceOrigin> ResourceOrigins::of(NodeId node, const types::Resource* resource) {
  const auto key = std::make_pair(node, resource);
  const auto known = m_known.find(key);
  if (known != m_known.end()) return known->second;
  m_known[key] = std::nullopt;  // an answer for graphs with a loop, which cannot be composed anyway
  return m_known[key] = follow(node, resource);
}

std::optional<ResourceOrigin> ResourceOrigins::follow(NodeId node, const types::Resource* resource) {
  const Node* found = m_graph.find(node);
  if (!found) return std::nullopt;
  if (found->kind == NodeKind::Host) {
    for (const Port& port : found->exports) {
      if (const auto item = pathTo(port.type, resource)) {
        return throughHost({node, Side::Export, port.name.name}, *item);
      }
    }
    return std::nullopt;
  }
  for (const Port& port : found->imports) {
    if (const auto item = pathTo(port.type, resource)) return behind(port, node, *item);
  }
  for (const Port& port : found->exports) {
    if (const auto item = pathTo(port.type, resource)) return ResourceOrigin{node, port.name.name, *item};
  }
  return std::nullopt;
}

/// The resource that an import of `node` gets at `item`.
std::optional<ResourceOrigin> ResourceOrigins::behind(const Port& import, NodeId node,
                                                      const std::string& item) {
  const Edge* edge = m_graph.edgeInto({node, Side::Import, import.name.name});
  if (!edge) return std::nullopt;
  if (edge->provider.node == m_graph.host) return throughHost(edge->provider, item);
  const Port* provider = m_graph.find(edge->provider);
  const types::Resource* theirs = provider ? resourceAt(provider->type, item) : nullptr;
  return theirs ? of(edge->provider.node, theirs) : std::nullopt;
}

/// A resource of one of the composition's imports. It can be the resource of another import (`use`): either
/// the port's own type says so, or that of one of its consumers.
std::optional<ResourceOrigin> ResourceOrigins::throughHost(const PortRef& port, const std::string& item) {
  const ResourceOrigin self{port.node, port.name, item};
  if (!m_hostVisiting.insert(self).second) return self;
  std::optional<ResourceOrigin> origin;
  const Port* declared = m_graph.find(port);
  const types::Resource* here = declared ? resourceAt(declared->type, item) : nullptr;
  const Node* host = m_graph.find(m_graph.host);
  for (const Port& other : host->exports) {
    if (!here || other.name.name == port.name) break;
    if (const auto path = pathTo(other.type, here)) {
      origin = throughHost({port.node, Side::Export, other.name.name}, *path);
      break;
    }
  }
  for (const Edge* edge : m_graph.edgesFrom(port)) {
    if (origin) break;
    const Node* consumer = m_graph.find(edge->consumer.node);
    const Port* import = m_graph.find(edge->consumer);
    const types::Resource* theirs = import ? resourceAt(import->type, item) : nullptr;
    if (!consumer || !theirs || consumer->kind == NodeKind::Host) continue;
    for (const Port& earlier : consumer->imports) {
      if (earlier.name.name == import->name.name) break;
      if (const auto path = pathTo(earlier.type, theirs)) {
        origin = behind(earlier, consumer->id, *path);
        break;
      }
    }
  }
  m_hostVisiting.erase(self);
  return origin ? origin : self;
}

}  // namespace sb::graph
