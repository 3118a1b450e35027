// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/graph_json.h"

#include <nlohmann/json.hpp>

#include "core/print/graph_parts.h"
#include "core/print/wit.h"

namespace sb::print {
namespace {

using Json = nlohmann::ordered_json;

Json portJson(const graph::Port& port) {
  Json out;
  out["name"] = port.name.name;
  out["kind"] = portKindName(port.kind);
  for (const model::NameAttribute& attribute : port.name.attributes) {
    out["attributes"][attributeName(attribute.kind)] = attribute.value;
  }
  if (port.pinned) out["pinned"] = true;
  if (!port.path.empty()) out["path"] = port.path;
  const auto* instance = std::get_if<types::InstanceTypeRef>(&port.type);
  if (!instance || !*instance) {
    out["type"] = typeSummary(port.type);
    return out;
  }
  out["functions"] = Json::array();
  for (const types::NamedExtern& item : (*instance)->exports) {
    const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
    if (function && *function) out["functions"].push_back(witFunc(item.name.name, **function));
    if (std::holds_alternative<types::TypeOfResource>(item.type)) out["resources"].push_back(item.name.name);
  }
  return out;
}

Json fileJson(const graph::ComponentFile& file) {
  Json out;
  out["name"] = file.fileName;
  out["offset"] = file.range.offset;
  out["size"] = file.range.size;
  if (!file.sha256.empty()) out["sha256"] = file.sha256;
  if (!file.producer.empty()) out["producer"] = file.producer;
  return out;
}

Json endJson(const graph::Graph& graph, const graph::PortRef& port) {
  const graph::Node* node = graph.find(port.node);
  return {{"node", port.node.value}, {"name", node ? node->name : ""}, {"port", port.name}};
}

Json graphParts(const graph::Graph& graph);

Json nodeJson(const graph::Graph& graph, const graph::Node& node) {
  Json out;
  out["id"] = node.id.value;
  out["kind"] = nodeKindName(node.kind);
  out["name"] = node.name;
  out["nameFrom"] = nameSourceName(node.nameSource);
  if (node.file) out["file"] = fileJson(*node.file);
  if (!node.note.empty()) out["note"] = node.note;
  if (const auto at = graph.positions.find(node.id); at != graph.positions.end()) {
    out["at"] = {at->second.x, at->second.y};
  }
  out["imports"] = Json::array();
  for (const graph::Port& port : node.imports) out["imports"].push_back(portJson(port));
  out["exports"] = Json::array();
  for (const graph::Port& port : node.exports) out["exports"].push_back(portJson(port));
  if (node.inner) out["inside"] = graphParts(*node.inner);
  return out;
}

Json hookJson(const graph::Hook& hook) {
  Json out;
  out["id"] = hook.id.value;
  out["name"] = hook.name;
  out["kind"] = hookKindName(hook.kind);
  out["enabled"] = hook.enabled;
  if (hook.file) out["file"] = fileJson(*hook.file);
  if (!hook.ownInstance.empty()) out["ownInstance"] = hook.ownInstance;
  for (const auto& [key, value] : hook.config) out["config"][key] = value;
  if (!hook.rule.empty()) out["rule"] = hook.rule;
  const graph::HookOptions& options = hook.options;
  if (!options.functions.empty()) out["options"]["functions"] = options.functions;
  for (const auto& [function, value] : options.gateValues) out["options"]["gateValues"][function] = value;
  if (options.onTrap != graph::TrapPolicy::FailCall)
    out["options"]["onTrap"] = graph::trapPolicyName(options.onTrap);
  if (options.retypeToSync) out["options"]["retypeToSync"] = true;
  return out;
}

Json graphParts(const graph::Graph& graph) {
  Json out;
  out["host"] = graph.host.value;
  out["nodes"] = Json::array();
  for (const auto& [id, node] : graph.nodes) out["nodes"].push_back(nodeJson(graph, node));
  out["connections"] = Json::array();
  for (const auto& [id, edge] : graph.edges) {
    Json connection;
    connection["id"] = id.value;
    connection["provider"] = endJson(graph, edge.provider);
    connection["consumer"] = endJson(graph, edge.consumer);
    connection["hooks"] = Json::array();
    for (const graph::Hook& hook : edge.hooks) connection["hooks"].push_back(hookJson(hook));
    out["connections"].push_back(std::move(connection));
  }
  return out;
}

}  // namespace

std::string graphJson(const graph::Graph& graph) {
  Json out;
  out["format"] = "spliceboard-graph";
  out["version"] = 1;
  out["name"] = graph.name;
  out.update(graphParts(graph));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sb::print
