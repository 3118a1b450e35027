// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/graph_dot.h"

#include <map>

#include "core/support/concat.h"

namespace sb::print {
namespace {

std::string number(std::size_t value) { return std::to_string(value); }

/// Text inside of a double-quoted string that is a record label: the signs of records are escaped too.
std::string label(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    if (c == '"' || c == '\\' || c == '{' || c == '}' || c == '|' || c == '<' || c == '>') out += '\\';
    out += c;
  }
  return out;
}

/// Names of the cells of a record: `e0`, `e1`, … for exports, `i0`, … for imports.
using Cells = std::map<graph::PortRef, std::string>;

std::string side(const graph::Node& node, const std::vector<graph::Port>& ports, graph::Side side,
                 Cells& cells) {
  std::string text;
  for (std::size_t i = 0; i < ports.size(); ++i) {
    const std::string cell = concat(side == graph::Side::Import ? "i" : "e", number(i));
    cells.emplace(graph::PortRef{node.id, side, ports[i].name.name}, cell);
    text += concat(i == 0 ? "" : "|", "<", cell, "> ", label(ports[i].name.name));
  }
  return concat("{", text, "}");
}

std::string end(const graph::PortRef& port, const Cells& cells) {
  const auto cell = cells.find(port);
  return concat("n", number(port.node.value), cell == cells.end() ? "" : ":",
                cell == cells.end() ? "" : cell->second);
}

}  // namespace

std::string graphDot(const graph::Graph& graph) {
  std::string text = concat("digraph \"", label(graph.name), "\" {\n  rankdir=LR;\n",
                            "  node [shape=record, fontname=\"sans-serif\", fontsize=11];\n",
                            "  edge [fontname=\"sans-serif\", fontsize=10];\n");
  Cells cells;
  for (const auto& [id, node] : graph.nodes) {
    const std::string imports = side(node, node.imports, graph::Side::Import, cells);
    const std::string exports = side(node, node.exports, graph::Side::Export, cells);
    text += concat("  n", number(id.value), " [label=\"{", imports, "|", label(node.name), "\\n",
                   nodeKindName(node.kind), "|", exports, "}\"",
                   node.kind == graph::NodeKind::Unresolved ? ", style=dashed" : "", "];\n");
  }
  for (const auto& [id, edge] : graph.edges) {
    std::string hooks;
    for (const graph::Hook& hook : edge.hooks) {
      hooks += concat(hooks.empty() ? "" : ", ", label(hook.name), hook.enabled ? "" : " (off)");
    }
    text += concat("  ", end(edge.provider, cells), " -> ", end(edge.consumer, cells),
                   hooks.empty() ? "" : concat(" [label=\"", hooks, "\", penwidth=2]"), ";\n");
  }
  return text + "}\n";
}

}  // namespace sb::print
