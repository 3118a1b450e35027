// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/load.h"

#include <algorithm>

#include "core/graph/graph_builder.h"
#include "core/graph/instance_node.h"
#include "core/graph/port_kind.h"
#include "core/graph/root_spaces.h"
#include "core/support/concat.h"

namespace sb::graph {
namespace {

/// The whole component as one node between the host's ports.
Graph oneNode(const ComponentFileRef& root, std::string note) {
  Graph graph = emptyGraph(root->fileName);
  Node& host = graph.nodes.at(graph.host);
  host.exports = portsOf(root->type->imports);
  host.imports = portsOf(root->type->exports);
  Node node;
  node.id = NodeId(graph.nextId++);
  node.kind = NodeKind::Component;
  node.name = nameFromFile(root->fileName);
  node.nameSource = NameSource::FileName;
  node.file = root;
  node.imports = host.exports;
  node.exports = host.imports;
  node.note = std::move(note);
  const auto connect = [&](NodeId from, NodeId to, const std::string& name) {
    const EdgeId id(graph.nextId++);
    graph.edges.emplace(id, Edge{id, {from, Side::Export, name}, {to, Side::Import, name}, {}});
  };
  for (const Port& port : node.imports) connect(graph.host, node.id, port.name.name);
  for (const Port& port : node.exports) connect(node.id, graph.host, port.name.name);
  if (node.name == host.name) node.name += "-2";
  graph.nodes.emplace(node.id, std::move(node));
  return graph;
}

std::string contextText(const Error& error) {
  std::string text;
  for (const std::string& frame : error.context) text += concat(", ", frame);
  return text;
}

/// What the instances of a composition show in all: ports with the functions and types behind them. A small
/// file can make thousands of instances of one wide interface.
constexpr std::uint64_t MostParts = 5'000'000;

std::uint64_t partsOfInstances(const ComponentFileRef& root, const types::CheckedComponent& checked) {
  std::uint64_t parts = 0;
  for (const model::Section& section : root->component->sections) {
    const auto* instances = std::get_if<model::InstanceSection>(&section.content);
    if (instances == nullptr) continue;
    for (const model::Instance& item : instances->items) {
      const auto* made = std::get_if<model::Instantiate>(&item.instance);
      if (made == nullptr || made->component.value >= checked.spaces.components.size()) continue;
      const types::ComponentTypeRef& type = checked.spaces.components[made->component.value];
      if (type) parts += type->effectiveSize;
    }
  }
  return parts;
}

Result<Graph> takeApart(const ComponentFileRef& root, const types::CheckedComponent& checked,
                        const LoadOptions& options) {
  if (partsOfInstances(root, checked) > MostParts)
    return fail(ErrorCode::LimitExceeded, concat("its instances have more than ", std::to_string(MostParts),
                                                 " ports, functions and types in all"));
  SB_TRY(RootSpaces spaces, rootSpaces(*root->component));
  BuildInput input{root->component, checked.type, &checked.spaces, root->fileName, nullptr};
  return GraphBuilder(std::move(input), std::move(spaces), options).build();
}

}  // namespace

Result<Graph> loadGraph(const ComponentFileRef& root, const types::CheckedComponent& checked,
                        const LoadOptions& options) {
  if (!root || !root->component || !root->type || !checked.type) {
    const std::string why =
        checked.diagnostics.empty() ? "its types cannot be resolved" : checked.diagnostics.front().message;
    return fail(ErrorCode::Invalid, why);
  }
  if (options.passingOn && onlyPassesOn(*root->component)) {
    if (Result<Graph> graph = takeApart(root, checked, options)) return graph;
  }
  if (!isComposed(*root->component)) {
    Graph graph = oneNode(root, "One component: it has core code of its own or instantiates nothing");
    graph.originFile = root->path;
    return graph;
  }
  Result<Graph> graph = takeApart(root, checked, options);
  if (!graph)
    graph = oneNode(root, concat("Shown as one node: ", graph.error().message, contextText(graph.error())));
  graph->originFile = root->path;
  return graph;
}

bool isTakenApart(const Graph& graph, const ComponentFileRef& root) {
  return std::none_of(graph.nodes.begin(), graph.nodes.end(),
                      [&](const auto& entry) { return entry.second.file == root; });
}

}  // namespace sb::graph
