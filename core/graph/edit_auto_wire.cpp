// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <set>
#include <unordered_map>

#include "core/graph/connection_judge.h"
#include "core/graph/edit.h"
#include "core/graph/edit_batch.h"
#include "core/graph/port_kind.h"

namespace sb::graph {
namespace {

std::string interfaceKey(const Port& port) {
  const std::string& name = interfaceOf(port);
  return name.substr(0, name.find('@'));
}

using Providers = std::unordered_map<std::string, std::vector<PortRef>>;

Providers providersOf(const Graph& graph) {
  Providers providers;
  for (const auto& [id, node] : graph.nodes) {
    for (const Port& port : node.exports) {
      if (port.path.empty()) providers[interfaceKey(port)].push_back({id, Side::Export, port.name.name});
    }
  }
  return providers;
}

/// The only candidate of the best rank: nodes before the host, the same version before a later one.
const PortRef* onlyBest(const Graph& graph, ConnectionJudge& judge, const std::vector<PortRef>& candidates,
                        const PortRef& consumer) {
  const PortRef* best[4] = {};
  unsigned counts[4] = {};
  for (const PortRef& candidate : candidates) {
    if (candidate.node == consumer.node) continue;
    const Verdict::Kind kind = judge.kindOf(candidate, consumer);
    if (kind != Verdict::Kind::SameType && kind != Verdict::Kind::ByVersion) continue;
    const std::size_t rank =
        (candidate.node == graph.host ? 2U : 0U) + (kind == Verdict::Kind::ByVersion ? 1U : 0U);
    best[rank] = &candidate;
    ++counts[rank];
  }
  for (std::size_t rank = 0; rank < 4; ++rank) {
    if (counts[rank] != 0) return counts[rank] == 1 ? best[rank] : nullptr;
  }
  return nullptr;
}

}  // namespace

Result<Edit> autoWire(const Graph& graph, const std::vector<NodeId>& nodes) {
  const std::set<NodeId> chosen(nodes.begin(), nodes.end());
  const Providers providers = providersOf(graph);
  Graph trial = graph;  // with the new wires, so that two of them cannot close a loop together
  ConnectionJudge judge(trial);
  const GraphIndex index(graph);
  std::vector<Edit> edits;
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind == NodeKind::Host || (!chosen.empty() && chosen.count(id) == 0)) continue;
    for (const Port& port : node.imports) {
      const PortRef consumer{id, Side::Import, port.name.name};
      const auto candidates = providers.find(interfaceKey(port));
      if (candidates == providers.end() || index.edgeInto(consumer).valid()) continue;
      const PortRef* provider = onlyBest(graph, judge, candidates->second, consumer);
      if (!provider) continue;
      const Edge edge{EdgeId(trial.nextId++), *provider, consumer, {}};
      trial.edges.emplace(edge.id, edge);
      judge.added(edge);
      edits.push_back(Connect{edge});
    }
  }
  if (edits.empty()) return fail(ErrorCode::NoSuchPort, "no open import has exactly one provider that fits");
  return batchOf(std::move(edits));
}

}  // namespace sb::graph
