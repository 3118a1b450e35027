// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/graph/port_kind.h"
#include "core/support/check.h"
#include "tests/support/type_text.h"

// Graphs from a few readable lines:
//   cache exports demo:kv/store@1.0.0 { put: (string, u32) -> result<_, string>; resource token }
//   orders imports demo:kv/store@1.0.0 { … }
//   cache -> orders : demo:kv/store@1.0.0                 as demo:kv/store@1.0.3, when the provider's name
//   differs
// Nodes appear in the order in which they are first named; `host` is the host. Without braces an interface
// has one function `go`. A wrong text ends the test program.
namespace sb::test {

/// `put: (string) -> u32; resource token` as an instance type. Resources are new ones, used by `own<token>`.
inline types::InstanceTypeRef interfaceFrom(const std::string& text) {
  types::InstanceType type;
  std::map<std::string, types::ResourceRef> resources;
  const auto valType = [&](const std::string& source) {
    TypeText reader(source);
    for (const auto& [name, resource] : resources) reader.resources().emplace(name, resource);
    return reader.whole();
  };
  std::istringstream items(text);
  for (std::string item; std::getline(items, item, ';');) {
    item.erase(0, item.find_first_not_of(' '));
    item.erase(item.find_last_not_of(' ') + 1);
    if (item.rfind("resource ", 0) == 0) {
      auto resource = std::make_shared<types::Resource>();
      resource->name = item.substr(9);
      resources.emplace(resource->name, resource);
      type.definedResources.push_back(resource);
      type.exports.push_back({resource->name, types::TypeOfResource{resource, 0}});
      continue;
    }
    const std::size_t colon = item.find(": (");
    SB_CHECK(colon != std::string::npos, "a function in a test graph needs `name: (…)`");
    types::FuncType function;
    std::size_t at = colon + 3;
    for (int depth = 0; item[at] != ')' || depth > 0;) {
      const std::size_t start = at;
      for (; depth > 0 || (item[at] != ',' && item[at] != ')'); ++at) {
        if (item[at] == '<' || item[at] == '{' || item[at] == '(') ++depth;
        if (item[at] == '>' || item[at] == '}' || item[at] == ')') --depth;
      }
      const std::string name(1, static_cast<char>('a' + function.params.size()));
      function.params.push_back({name, valType(item.substr(start, at - start))});
      if (item[at] == ',') ++at;
    }
    const std::size_t arrow = item.find("->", at);
    if (arrow != std::string::npos) function.result = valType(item.substr(arrow + 2));
    type.exports.push_back({item.substr(0, colon), types::finish(std::move(function))});
  }
  return types::finish(std::move(type));
}

inline graph::Graph graphFrom(const std::string& text) {
  graph::Graph graph = graph::emptyGraph("test");
  std::map<std::string, graph::NodeId> ids{{"host", graph.host}};
  const auto nodeNamed = [&](const std::string& name) -> graph::Node& {
    if (ids.count(name) == 0) {
      graph::Node node;
      node.id = graph::NodeId(graph.nextId++);
      node.name = name;
      node.nameSource = graph::NameSource::User;
      ids.emplace(name, node.id);
      graph.positions.emplace(node.id, graph::Position{});
      graph.nodes.emplace(node.id, std::move(node));
    }
    return graph.nodes.at(ids.at(name));
  };
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string node, verb, name;
    if (!(words >> node >> verb >> name)) continue;
    if (verb != "->") {
      const std::size_t open = line.find('{'), close = line.rfind('}');
      const std::string body = open == std::string::npos ? "go: ()" : line.substr(open + 1, close - open - 1);
      graph::Port port;
      port.name = model::ExternName(name);
      port.type = interfaceFrom(body);
      port.kind = graph::portKindOf(port.type);
      graph::Node& owner = nodeNamed(node);
      (verb == "imports" ? owner.imports : owner.exports).push_back(std::move(port));
      continue;
    }
    std::string colon, wanted, as, provided;
    words >> colon >> wanted >> as >> provided;
    const graph::EdgeId id(graph.nextId++);
    const graph::PortRef provider{nodeNamed(node).id, graph::Side::Export,
                                  provided.empty() ? wanted : provided};
    const graph::PortRef consumer{nodeNamed(name).id, graph::Side::Import, wanted};
    SB_CHECK(graph.find(provider) && graph.find(consumer),
             "a wire in a test graph names ports that are there");
    graph.edges.emplace(id, graph::Edge{id, provider, consumer, {}});
  }
  return graph;
}

inline graph::PortRef importOf(const graph::Graph& graph, const std::string& node, const std::string& port) {
  return {graph.findByName(node)->id, graph::Side::Import, port};
}
inline graph::PortRef exportOf(const graph::Graph& graph, const std::string& node, const std::string& port) {
  return {graph.findByName(node)->id, graph::Side::Export, port};
}

/// The edges in order of creation: `provider -> consumer : interface (as other) [hook, hook]`.
inline std::string edgesOf(const graph::Graph& graph) {
  std::string text;
  for (const auto& [id, edge] : graph.edges) {
    text += graph.nodes.at(edge.provider.node).name + " -> " + graph.nodes.at(edge.consumer.node).name +
            " : " + edge.consumer.name;
    if (edge.provider.name != edge.consumer.name) text += " as " + edge.provider.name;
    std::string hooks;
    for (const graph::Hook& hook : edge.hooks)
      hooks += (hooks.empty() ? "" : ", ") + hook.name + (hook.enabled ? "" : " (off)");
    text += (hooks.empty() ? "" : " [" + hooks + "]") + "\n";
  }
  return text;
}

}  // namespace sb::test
