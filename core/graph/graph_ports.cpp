// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/graph_builder.h"
#include "core/graph/port_kind.h"
#include "core/support/concat.h"

namespace sb::graph {
namespace {

std::string joined(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& part : path) text += (text.empty() ? "" : "#") + part;
  return text;
}

/// The type that `path[1]`, `path[2]`, … lead to inside of a port.
const types::ExternType* typeInside(const types::ExternType& type, const std::vector<std::string>& path) {
  const types::ExternType* at = &type;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const auto* instance = std::get_if<types::InstanceTypeRef>(at);
    const types::NamedExtern* item = instance && *instance ? (*instance)->find(path[i]) : nullptr;
    if (!item) return nullptr;
    at = &item->type;
  }
  return at;
}

}  // namespace

Node& GraphBuilder::addNode(Node node) {
  node.id = NodeId(m_graph.nextId++);
  return m_graph.nodes.emplace(node.id, std::move(node)).first->second;
}

void GraphBuilder::connect(const PortRef& provider, const PortRef& consumer) {
  const EdgeId id(m_graph.nextId++);
  if (provider.node == m_graph.host) m_usedHostPorts.insert(provider.name);
  m_graph.edges.emplace_hint(m_graph.edges.end(), id, Edge{id, provider, consumer, {}});
}

/// The port behind a traced item. `what` says whose item it is, for refusals.
Result<PortRef> GraphBuilder::providerOf(const Source& source, const std::string& what) {
  switch (source.base) {
    case Source::Base::Import: {
      std::vector<std::string> path{m_spaces.imports[source.index].name};
      path.insert(path.end(), source.path.begin(), source.path.end());
      return partOf(m_graph.host, path);
    }
    case Source::Base::Instance: {
      if (!source.path.empty()) return partOf(m_instanceNodes[source.index], source.path);
      const auto whole = m_wholePorts.find(source.index);
      if (whole != m_wholePorts.end()) return whole->second;
      break;
    }
    case Source::Base::Bundle: {
      const auto bundle = m_bundlePorts.find(source.index);
      if (bundle != m_bundlePorts.end() && source.path.empty()) return bundle->second;
      break;
    }
    case Source::Base::Component:
      return fail(ErrorCode::UnsupportedFeature, concat(what, " is a component, not an instance"));
    case Source::Base::Definition:
      return fail(ErrorCode::UnsupportedFeature,
                  concat(what, " is a type that the composition defines itself"));
  }
  return fail(ErrorCode::UnsupportedFeature, concat(what, " cannot be traced to an instance or import"));
}

/// The export `path[0]` of a node, or the part of it that the rest of the path names.
Result<PortRef> GraphBuilder::partOf(NodeId nodeId, const std::vector<std::string>& path) {
  PortRef ref{nodeId, Side::Export, path.size() == 1 ? path.front() : joined(path)};
  if (path.size() == 1 && nodeId == m_graph.host) return ref;
  const std::string key = concat(std::to_string(nodeId.value), "#", ref.name);
  if (m_parts.count(key) != 0) return ref;
  Node& node = m_graph.nodes.at(nodeId);
  const Port* port = node.findExport(path.front());
  const types::ExternType* type = port ? typeInside(port->type, path) : nullptr;
  if (!type) {
    return fail(ErrorCode::UnsupportedFeature, concat("`", node.name, "` does not export `", ref.name, "`"));
  }
  m_parts.emplace(key, ref.name);
  if (path.size() == 1) return ref;
  if (nodeId == m_graph.host) m_splitHostPorts.insert(path.front());
  Port part;
  part.name = model::ExternName(ref.name);
  part.type = *type;
  part.kind = portKindOf(*type);
  part.path = path;
  node.exports.push_back(std::move(part));
  return ref;
}

}  // namespace sb::graph
