// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/port_names.h"

namespace sb::cli {
namespace {

constexpr const char* HostName = "host";

const graph::Node* findNode(const graph::Graph& graph, const std::string& name) {
  if (const graph::Node* node = graph.findByName(name)) return node;
  return name == HostName ? graph.find(graph.host) : nullptr;
}

std::string portList(const graph::Node& node, graph::Side side) {
  std::string out;
  for (const graph::Port& port : side == graph::Side::Import ? node.imports : node.exports)
    out += (out.empty() ? "" : ", ") + port.name.name;
  return out.empty() ? "there are none" : "there are: " + out;
}

}  // namespace

Result<graph::NodeId> nodeNamed(const graph::Graph& graph, const std::string& name) {
  if (const graph::Node* node = findNode(graph, name)) return node->id;
  std::string all;
  for (const auto& [id, node] : graph.nodes)
    all += (all.empty() ? "" : ", ") + (id == graph.host ? HostName : node.name);
  return fail(ErrorCode::NoSuchNode, "no node `" + name + "`; there are: " + all);
}

Result<graph::PortRef> portNamed(const graph::Graph& graph, const std::string& text, graph::Side side) {
  const graph::Node* named = nullptr;
  for (std::size_t slash = text.find('/'); slash != std::string::npos; slash = text.find('/', slash + 1)) {
    const graph::Node* node = findNode(graph, text.substr(0, slash));
    if (!node) continue;
    if (!named) named = node;
    const std::string port = text.substr(slash + 1);
    if (side == graph::Side::Import ? node->findImport(port) : node->findExport(port))
      return graph::PortRef{node->id, side, port};
  }
  const char* what = side == graph::Side::Import ? "import" : "export";
  if (named)
    return fail(ErrorCode::NoSuchPort,
                std::string("no ") + what + " `" + text + "`; " + portList(*named, side));
  SB_TRY(const graph::NodeId unknown, nodeNamed(graph, text.substr(0, text.find('/'))));
  return fail(ErrorCode::NoSuchPort, std::string("no ") + what + " named in `" + text +
                                         "`, write NODE/PORT; " + portList(*graph.find(unknown), side));
}

Result<graph::EdgeId> edgeNamed(const graph::Graph& graph, const std::string& text) {
  SB_TRY(const graph::PortRef port, portNamed(graph, text, graph::Side::Import));
  if (const graph::Edge* edge = graph.edgeInto(port)) return edge->id;
  return fail(ErrorCode::NoSuchEdge, "nothing is connected to `" + text + "`");
}

}  // namespace sb::cli
