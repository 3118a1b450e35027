// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/types/type.h"

/// Graphs and hooks from a few readable lines, so that a test shows what it is about.
namespace plantest {

using namespace sb;

/// `add: func(a: u32) -> u32`, or its async form.
inline types::InstanceTypeRef someInterface(bool async = false, bool result = true) {
  const types::ValType u32 = types::makeType(types::Primitive::U32);
  auto function = std::make_shared<types::FuncType>();
  function->async = async;
  function->params = {{"a", u32}};
  if (result) function->result = u32;
  types::InstanceType type;
  type.exports = {{"add", types::FuncTypeRef(function)}};
  return std::make_shared<const types::InstanceType>(type);
}

/// One edge for each line: `provider -> consumer : interface`. Nodes appear in the order of the lines; `host`
/// is the host.
inline graph::Graph graphFrom(const std::string& text, const types::InstanceTypeRef& type = someInterface()) {
  graph::Graph graph = graph::emptyGraph("test");
  graph.nodes.at(graph.host).name = "host";
  std::map<std::string, graph::NodeId> ids{{"host", graph.host}};
  const auto nodeNamed = [&](const std::string& name) -> graph::Node& {
    if (!ids.count(name)) {
      graph::Node node;
      node.id = graph::NodeId(graph.nextId++);
      node.name = name;
      auto file = std::make_shared<graph::ComponentFile>();
      file->fileName = name + ".wasm";
      node.file = file;
      ids[name] = node.id;
      graph.nodes.emplace(node.id, node);
    }
    return graph.nodes.at(ids[name]);
  };
  std::istringstream lines(text);
  for (std::string provider, arrow, consumer, colon, interface;
       lines >> provider >> arrow >> consumer >> colon >> interface;) {
    graph::Node& from = nodeNamed(provider);
    if (!from.findExport(interface))
      from.exports.push_back({interface, type, graph::PortKind::Instance, false});
    graph::Node& to = nodeNamed(consumer);
    if (!to.findImport(interface)) to.imports.push_back({interface, type, graph::PortKind::Instance, false});
    const graph::EdgeId id(graph.nextId++);
    graph.edges.emplace(id, graph::Edge{id,
                                        {ids[provider], graph::Side::Export, interface},
                                        {ids[consumer], graph::Side::Import, interface},
                                        {}});
  }
  return graph;
}

/// The edges of a graph, sorted: `provider -> consumer : interface [hook, hook]`.
inline std::string textOf(const graph::Graph& graph) {
  std::vector<std::string> lines;
  for (const auto& [id, edge] : graph.edges) {
    std::string line = graph.nodes.at(edge.provider.node).name + " -> " +
                       graph.nodes.at(edge.consumer.node).name + " : " + edge.consumer.name;
    if (edge.provider.name != edge.consumer.name) line += " (from " + edge.provider.name + ")";
    std::string hooks;
    for (const graph::Hook& hook : edge.hooks) hooks += (hooks.empty() ? "" : ", ") + hook.name;
    if (!hooks.empty()) line += " [" + hooks + "]";
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

inline types::ValType callId() {
  const types::ValType text = types::makeType(types::Primitive::String);
  return types::makeType(types::Record{{{"interface-name", text},
                                        {"function-name", text},
                                        {"id", types::makeType(types::Primitive::U64)}}},
                         "call-id");
}

/// A tier-1 hook component with `before` and `after`, or the interfaces given.
inline graph::ComponentFileRef tier1Hook(const std::string& name,
                                         const std::vector<std::string>& moments = {"before", "after"},
                                         bool async = true) {
  types::ComponentType type;
  const types::ValType call = callId();
  for (const std::string& moment : moments) {
    auto function = std::make_shared<types::FuncType>();
    function->async = async;
    function->params = {{"call", call}};
    if (moment == "blocking" || moment == "gate") function->result = types::makeType(types::Primitive::Bool);
    const char* functionName = moment == "before"     ? "on-call"
                               : moment == "after"    ? "on-return"
                               : moment == "blocking" ? "should-block"
                                                      : "should-call";
    types::InstanceType interface;
    interface.exports = {{"call-id", types::TypeOfValue{call}}, {functionName, types::FuncTypeRef(function)}};
    type.exports.push_back(
        {"splicer:tier1/" + moment + "@0.3.0", std::make_shared<const types::InstanceType>(interface)});
  }
  auto file = std::make_shared<graph::ComponentFile>();
  file->fileName = name + ".wasm";
  file->type = std::make_shared<const types::ComponentType>(type);
  return file;
}

/// A middleware that imports and exports an interface.
inline graph::ComponentFileRef directHook(const std::string& name, const std::string& interface,
                                          const types::InstanceTypeRef& type = someInterface()) {
  types::ComponentType component;
  component.imports = {{interface, type}, {"wasi:cli/stdout@0.2.0", someInterface()}};
  component.exports = {{interface, type}};
  auto file = std::make_shared<graph::ComponentFile>();
  file->fileName = name + ".wasm";
  file->type = std::make_shared<const types::ComponentType>(component);
  return file;
}

}  // namespace plantest
