// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/spliced_graph.h"

#include <algorithm>

#include "core/graph/port_kind.h"
#include "core/types/interface_name.h"
#include "core/types/mentions.h"

namespace sb::plan {
namespace {

bool hasResource(const types::InstanceType& type) {
  for (const types::NamedExtern& item : type.exports) {
    if (std::holds_alternative<types::TypeOfResource>(item.type)) return true;
    const auto* nested = std::get_if<types::InstanceTypeRef>(&item.type);
    if (nested && hasResource(**nested)) return true;
  }
  return false;
}

}  // namespace

graph::Port portFor(const types::NamedExtern& item) {
  return {item.name, item.type, graph::portKindOf(item.type), false};
}

std::string SplicedGraph::uniqueName(const std::string& wanted) const {
  std::string name = wanted;
  for (unsigned n = 1; m_graph.findByName(name); ++n) name = wanted + "-n" + std::to_string(n);
  return name;
}

graph::NodeId SplicedGraph::add(graph::NodeKind kind, const std::string& name, graph::ComponentFileRef file,
                                std::vector<graph::Port> imports, std::vector<graph::Port> exports) {
  graph::Node node;
  node.id = graph::NodeId(m_graph.nextId++);
  node.kind = kind;
  node.name = uniqueName(name);
  node.nameSource = graph::NameSource::User;
  node.file = std::move(file);
  node.imports = std::move(imports);
  node.exports = std::move(exports);
  const graph::NodeId id = node.id;
  m_graph.nodes.emplace(id, std::move(node));
  return id;
}

graph::NodeId SplicedGraph::addInstance(graph::NodeKind kind, const std::string& name,
                                        const graph::ComponentFileRef& file) {
  std::vector<graph::Port> imports, exports;
  for (const types::NamedExtern& item : file->type->imports) imports.push_back(portFor(item));
  for (const types::NamedExtern& item : file->type->exports) exports.push_back(portFor(item));
  return add(kind, name, file, std::move(imports), std::move(exports));
}

graph::EdgeId SplicedGraph::connect(const graph::PortRef& provider, const graph::PortRef& consumer) {
  const graph::EdgeId id(m_graph.nextId++);
  m_graph.edges.emplace(id, graph::Edge{id, provider, consumer, {}});
  return id;
}

/// Types without resources are written down where they are needed, unless another import from the host names
/// them.
graph::EdgeId SplicedGraph::leaveToHost(graph::NodeId nodeId, const graph::Port& import, bool typesToo) {
  graph::Node& host = m_graph.nodes.at(m_graph.host);
  const graph::PortRef consumer{nodeId, graph::Side::Import, import.name.name};
  if (host.findExport(import.name.name))
    return connect({host.id, graph::Side::Export, import.name.name}, consumer);
  const auto* instance = std::get_if<types::InstanceTypeRef>(&import.type);
  if (instance && types::isTypesOnly(**instance) && !hasResource(**instance) && !typesToo) return {};
  const types::InterfaceName wanted = types::parseInterfaceName(import.name.name);
  for (const graph::Port& port : host.exports) {
    const bool sameSort = port.type.index() == import.type.index();
    if (sameSort && types::standsInByVersion(types::parseInterfaceName(port.name.name), wanted)) {
      return connect({host.id, graph::Side::Export, port.name.name}, consumer);
    }
  }
  host.exports.push_back({import.name, import.type, import.kind, false});
  return connect({host.id, graph::Side::Export, import.name.name}, consumer);
}

std::vector<graph::EdgeId> SplicedGraph::leaveRestToHost(graph::NodeId nodeId) {
  std::vector<graph::EdgeId> edges;
  std::vector<graph::Port> imports = m_graph.nodes.at(nodeId).imports;
  std::erase_if(imports, [&](const graph::Port& import) {
    return m_graph.edgeInto({nodeId, graph::Side::Import, import.name.name}) != nullptr;
  });
  const bool typesToo = std::any_of(imports.begin(), imports.end(), [](const graph::Port& import) {
    const auto* instance = std::get_if<types::InstanceTypeRef>(&import.type);
    return instance && !types::mentionsOf(**instance).types.empty();
  });
  for (const graph::Port& import : imports) {
    const graph::EdgeId edge = leaveToHost(nodeId, import, typesToo);
    if (edge.valid()) edges.push_back(edge);
  }
  return edges;
}

}  // namespace sb::plan
