// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/graph_index.h"

#include <algorithm>
#include <deque>

namespace sb::graph {
namespace {

const std::vector<EdgeId> NoEdges;

void take(std::vector<EdgeId>& ids, EdgeId id) {
  ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
}

}  // namespace

GraphIndex::GraphIndex(const Graph& graph) : m_graph(graph) {
  m_into.reserve(graph.edges.size());
  m_from.reserve(graph.edges.size());
  for (const auto& [id, node] : graph.nodes) addName(node);
  for (const auto& [id, edge] : graph.edges) add(edge);
}

EdgeId GraphIndex::edgeInto(const PortRef& import) const {
  const auto found = m_into.find(import);
  return found == m_into.end() ? EdgeId() : found->second;
}

const std::vector<EdgeId>& GraphIndex::edgesFrom(const PortRef& exportPort) const {
  const auto found = m_from.find(exportPort);
  return found == m_from.end() ? NoEdges : found->second;
}

const std::vector<EdgeId>& GraphIndex::edgesOf(NodeId node) const {
  const auto found = m_of.find(node);
  return found == m_of.end() ? NoEdges : found->second;
}

NodeId GraphIndex::nodeNamed(const std::string& name) const {
  const auto found = m_names.find(name);
  return found == m_names.end() ? NodeId() : found->second;
}

std::vector<NodeId> GraphIndex::pathBetween(NodeId from, NodeId to) const {
  if (from == to) return {from};
  std::unordered_map<NodeId, NodeId> cameFrom{{from, NodeId()}};
  std::deque<NodeId> waiting{from};
  while (!waiting.empty()) {
    const NodeId at = waiting.front();
    waiting.pop_front();
    for (const EdgeId id : edgesOf(at)) {
      const Edge& edge = m_graph.edges.at(id);
      const NodeId next = edge.consumer.node;
      if (edge.provider.node != at || next == m_graph.host || !cameFrom.emplace(next, at).second) continue;
      if (next != to) {
        waiting.push_back(next);
        continue;
      }
      std::vector<NodeId> path;
      for (NodeId step = to; step.valid(); step = cameFrom.at(step)) path.push_back(step);
      std::reverse(path.begin(), path.end());
      return path;
    }
  }
  return {};
}

std::vector<NodeId> GraphIndex::loopOf(const PortRef& provider, const PortRef& consumer) const {
  if (provider.node == m_graph.host || consumer.node == m_graph.host) return {};
  std::vector<NodeId> loop = pathBetween(consumer.node, provider.node);
  if (!loop.empty()) loop.push_back(consumer.node);
  return loop;
}

void GraphIndex::add(const Edge& edge) {
  m_into[edge.consumer] = edge.id;
  m_from[edge.provider].push_back(edge.id);
  m_of[edge.provider.node].push_back(edge.id);
  if (edge.consumer.node != edge.provider.node) m_of[edge.consumer.node].push_back(edge.id);
}

void GraphIndex::remove(const Edge& edge) {
  m_into.erase(edge.consumer);
  take(m_from[edge.provider], edge.id);
  take(m_of[edge.provider.node], edge.id);
  take(m_of[edge.consumer.node], edge.id);
}

void GraphIndex::addName(const Node& node) { m_names.emplace(node.name, node.id); }

void GraphIndex::removeName(const Node& node) {
  const auto found = m_names.find(node.name);
  if (found != m_names.end() && found->second == node.id) m_names.erase(found);
}

std::string pathText(const Graph& graph, const std::vector<NodeId>& path) {
  std::string text;
  for (const NodeId id : path) {
    const Node* node = graph.find(id);
    if (!text.empty()) text += " → ";
    text += node ? node->name : "?";
  }
  return text;
}

}  // namespace sb::graph
