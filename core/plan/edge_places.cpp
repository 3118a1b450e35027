// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/edge_places.h"

namespace sb::plan {
namespace {

/// What rules call the host, unless a node is called so.
constexpr const char* HostName = "host";

std::string shownName(const graph::Graph& graph, graph::NodeId node, const std::string& prefix) {
  if (node == graph.host) return {};
  const graph::Node* found = graph.find(node);
  return found ? prefix + found->name : std::string();
}

}  // namespace

EdgePlaces::EdgePlaces(const graph::Graph& graph, OtherNames otherNames)
    : m_otherNames(std::move(otherNames)) {
  addLevel(graph, nullptr, {});
  for (const auto& level : m_levels) {
    for (const auto& [id, edge] : level->graph->edges) {
      const Entry entry{level.get(), &edge};
      if (entry.leadsOut()) continue;
      m_entryOf.emplace(entry.place(), m_entries.size());
      m_entries.push_back(entry);
    }
  }
}

void EdgePlaces::addLevel(const graph::Graph& graph, const Level* outer, NodePath inside) {
  m_levels.push_back(std::make_unique<Level>(graph, outer, inside));
  const Level* level = m_levels.back().get();
  m_byPath.emplace(inside, level);
  for (const auto& [id, node] : graph.nodes) {
    if (!node.inner) continue;
    NodePath path = inside;
    path.push_back(id);
    addLevel(*node.inner, level, std::move(path));
  }
}

std::vector<EdgePlaces::Source> EdgePlaces::sourcesOf(const Entry& entry) const {
  std::vector<Source> sources{{entry.level, entry.edge->provider}};
  for (;;) {
    const auto [level, port] = sources.back();
    const graph::Graph& graph = *level->graph;
    const graph::Edge* next = nullptr;
    const Level* there = nullptr;
    if (port.node == graph.host && level->outer) {
      there = level->outer;
      next =
          there->graph->find(there->index.edgeInto({level->inside.back(), graph::Side::Import, port.name}));
    } else if (const auto node = graph.nodes.find(port.node);
               node != graph.nodes.end() && node->second.inner) {
      NodePath path = level->inside;
      path.push_back(port.node);
      there = m_byPath.at(path);
      next = there->graph->find(there->index.edgeInto({there->graph->host, graph::Side::Import, port.name}));
    }
    if (!next) return sources;
    sources.push_back({there, next->provider});
  }
}

const EdgePlaces::Entry* EdgePlaces::feeding(const Entry& entry) const {
  const Level& level = *entry.level;
  if (!level.outer || entry.edge->provider.node != level.graph->host) return nullptr;
  const graph::EdgeId id =
      level.outer->index.edgeInto({level.inside.back(), graph::Side::Import, entry.edge->provider.name});
  const auto found = m_entryOf.find({level.outer->inside, id});
  return found == m_entryOf.end() ? nullptr : &m_entries[found->second];
}

bool EdgePlaces::comesFromHost(const Entry& entry) const {
  const Source last = sourcesOf(entry).back();
  return !last.level->outer && last.port.node == last.level->graph->host;
}

std::vector<std::string> EdgePlaces::namesOf(const Level& level, graph::NodeId node) const {
  std::vector<std::string> names;
  if (node == level.graph->host) {
    const graph::NodeId other = level.index.nodeNamed(HostName);
    if (!level.outer && (!other.valid() || other == node)) names.emplace_back(HostName);
    return names;
  }
  if (const graph::Node* found = level.graph->find(node)) names.push_back(found->name);
  NodePath path = level.inside;
  path.push_back(node);
  if (const auto other = m_otherNames.find(path); other != m_otherNames.end()) names.push_back(other->second);
  return names;
}

std::vector<std::string> EdgePlaces::providerNames(const Entry& entry) const {
  std::vector<std::string> names;
  for (const Source& source : sourcesOf(entry)) {
    for (std::string& name : namesOf(*source.level, source.port.node)) names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> EdgePlaces::consumerNames(const Entry& entry) const {
  return namesOf(*entry.level, entry.edge->consumer.node);
}

std::string EdgePlaces::nameOf(const Entry& entry) const {
  std::string prefix;
  const graph::Graph* graph = m_levels.front()->graph;
  for (const graph::NodeId id : entry.level->inside) {
    const graph::Node& node = graph->nodes.at(id);
    prefix += node.name + "/";
    graph = node.inner.get();
  }
  return entry.edge->consumer.name + "::" + shownName(*graph, entry.edge->consumer.node, prefix) + "->" +
         shownName(*graph, entry.edge->provider.node, prefix);
}

std::string edgeName(const graph::Graph& graph, const graph::Edge& edge) {
  return edge.consumer.name + "::" + shownName(graph, edge.consumer.node, {}) + "->" +
         shownName(graph, edge.provider.node, {});
}

}  // namespace sb::plan
