// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/graph/graph_index.h"
#include "core/plan/splice_plan.h"

namespace sb::plan {

/// A node by the compositions around it, outermost first, and itself.
using NodePath = std::vector<graph::NodeId>;
/// Further names that rules may use for nodes: splicer calls an instance without a debug name `instance_N`.
using OtherNames = std::map<NodePath, std::string>;

/// The edges of a graph and of all compositions nested in it, with the names that rules know their ends by.
/// The graph must outlive this.
class EdgePlaces {
 public:
  /// One graph of the nest.
  struct Level {
    const graph::Graph* graph = nullptr;
    const Level* outer = nullptr;
    NodePath inside;  ///< the compositions on the way here; the last one is this level
    graph::GraphIndex index;
    Level(const graph::Graph& g, const Level* o, NodePath path)
        : graph(&g), outer(o), inside(std::move(path)), index(g) {}
  };
  struct Entry {
    const Level* level = nullptr;
    const graph::Edge* edge = nullptr;
    EdgePlace place() const { return {level->inside, edge->id}; }
    const graph::Node& consumer() const { return level->graph->nodes.at(edge->consumer.node); }
    /// A nested composition's export: the calls that go through it come through edges further out.
    bool leadsOut() const { return level->outer && edge->consumer.node == level->graph->host; }
  };

  explicit EdgePlaces(const graph::Graph& graph, OtherNames otherNames = {});

  /// Outer levels first, each in order of creation; without those that lead out.
  const std::vector<Entry>& entries() const { return m_entries; }
  const std::vector<std::unique_ptr<Level>>& levels() const { return m_levels; }

  /// The edge into the composition whose insides the entry's calls come out of, when its provider is what
  /// lies around a nested composition; else null.
  const Entry* feeding(const Entry& entry) const;
  /// True when calls end outside of everything: in an import of the composition.
  bool comesFromHost(const Entry& entry) const;
  /// The names of the provider: of the node, and of those behind it where it is a composition, or around it.
  std::vector<std::string> providerNames(const Entry& entry) const;
  /// The names of the node that imports.
  std::vector<std::string> consumerNames(const Entry& entry) const;
  std::vector<std::string> namesOf(const Level& level, graph::NodeId node) const;

  /// "demo:kv/store@1.0.0::orders->cache" (splicer.md 9.3): interface, caller, provider. The host has an
  /// empty name; what is nested is named with the compositions around it: "…::shop/orders->shop/cache".
  std::string nameOf(const Entry& entry) const;

 private:
  struct Source {
    const Level* level;
    graph::PortRef port;
  };
  /// From the provider through hosts and compositions to where the calls end; every step is a source.
  std::vector<Source> sourcesOf(const Entry& entry) const;
  void addLevel(const graph::Graph& graph, const Level* outer, NodePath inside);

  OtherNames m_otherNames;
  std::vector<std::unique_ptr<Level>> m_levels;
  std::map<NodePath, const Level*> m_byPath;
  std::vector<Entry> m_entries;
  std::map<EdgePlace, std::size_t> m_entryOf;
};

/// The name of an edge of the graph itself, without going through all edges.
std::string edgeName(const graph::Graph& graph, const graph::Edge& edge);

}  // namespace sb::plan
