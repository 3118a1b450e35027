// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/graph_mermaid.h"

#include "core/support/concat.h"
#include "core/types/interface_name.h"

namespace sb::print {
namespace {

std::string id(graph::NodeId node) { return "n" + std::to_string(node.value); }

/// Text between quotation marks; Mermaid knows entities by number, written with `#`.
std::string label(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || c == '"' || c == '#' || c == '<' || c == '>' || c == '&') {
      out += "#" + std::to_string(byte) + ";";
    } else {
      out += c;
    }
  }
  return out;
}

std::string shape(const graph::Node& node) {
  const std::string text = concat("\"", label(node.name), "\"");
  switch (node.kind) {
    case graph::NodeKind::Host: return concat("([", text, "])");
    case graph::NodeKind::Component:
    case graph::NodeKind::Hook: return concat("[", text, "]");
    case graph::NodeKind::Composition: return concat("[[", text, "]]");
    case graph::NodeKind::Bundle: return concat("{{", text, "}}");
    case graph::NodeKind::Adapter: return concat("[/", text, "/]");
    case graph::NodeKind::Unresolved: return concat("[", text, "]:::missing");
  }
  return text;
}

}  // namespace

std::string graphMermaid(const graph::Graph& graph) {
  std::string text = "flowchart LR\n";
  bool missing = false;
  for (const auto& [nodeId, node] : graph.nodes) {
    text += concat("  ", id(nodeId), shape(node), "\n");
    missing = missing || node.kind == graph::NodeKind::Unresolved;
  }
  for (const auto& [edgeId, edge] : graph.edges) {
    std::string words = types::parseInterfaceName(edge.consumer.name).withoutVersion();
    for (const graph::Hook& hook : edge.hooks)
      words += concat(" • ", hook.name, hook.enabled ? "" : " (off)");
    // An export of the composition would be a wire back to the host: it gets a flag of its own.
    if (edge.consumer.node == graph.host) {
      const std::string flag = "out" + std::to_string(edgeId.value);
      text += concat("  ", flag, ">\"", label(words), "\"]\n  ", id(edge.provider.node), " --> ", flag, "\n");
    } else {
      text += concat("  ", id(edge.provider.node), " -- \"", label(words), "\" --> ", id(edge.consumer.node),
                     "\n");
    }
  }
  if (missing) text += "  classDef missing stroke-dasharray: 4 3\n";
  return text;
}

}  // namespace sb::print
