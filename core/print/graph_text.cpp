// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/graph_text.h"

#include <unordered_map>

#include "core/print/graph_parts.h"
#include "core/support/concat.h"

namespace sb::print {
namespace {

using graph::Graph;
using graph::Node;
using graph::Port;
using graph::PortRef;

std::string number(std::uint32_t value) { return std::to_string(value); }

class Writer {
 public:
  std::string text;

  void graph(const Graph& graph, const std::string& indent) {
    if (!graph.rules.empty()) line(indent, concat("rules ", quoted(graph.rules)));
    for (const auto& [id, node] : graph.nodes) this->node(node, indent);
    for (const auto& [id, edge] : graph.edges) this->edge(edge, indent);
  }

 private:
  void line(const std::string& indent, const std::string& content) {
    text.append(indent).append(content).append("\n");
  }

  void node(const Node& node, const std::string& indent) {
    line(indent, concat("node ", number(node.id.value), " ", nodeKindName(node.kind), " ", quoted(node.name),
                        " by ", nameSourceName(node.nameSource)));
    const std::string inner = indent + "  ";
    if (node.file) file(*node.file, inner);
    if (!node.note.empty()) line(inner, concat("note ", quoted(node.note)));
    for (const Port& port : node.imports) this->port("import", port, inner);
    for (const Port& port : node.exports) this->port("export", port, inner);
    if (!node.inner) return;
    line(inner, "inside");
    graph(*node.inner, inner + "  ");
  }

  void file(const graph::ComponentFile& file, const std::string& indent) {
    line(indent, concat("file ", quoted(file.fileName), " at ", std::to_string(file.range.offset), "+",
                        std::to_string(file.range.size), file.sha256.empty() ? "" : " sha256:", file.sha256));
  }

  void port(const char* side, const Port& port, const std::string& indent) {
    std::string content = concat(side, " ", portKindName(port.kind), " ", quoted(port.name.name));
    for (const model::NameAttribute& attribute : port.name.attributes) {
      content += concat(" ", attributeName(attribute.kind), "=", quoted(attribute.value));
    }
    if (port.pinned) content += " pinned";
    for (const std::string& part : port.path) content += concat(" /", quoted(part));
    line(indent, concat(content, " : ", typeOf(port.type)));
  }

  void edge(const graph::Edge& edge, const std::string& indent) {
    line(indent, concat("edge ", number(edge.id.value), " ", end(edge.provider), " -> ", end(edge.consumer)));
    for (const graph::Hook& hook : edge.hooks) this->hook(hook, indent + "  ");
  }

  void hook(const graph::Hook& hook, const std::string& indent) {
    std::string content =
        concat("hook ", number(hook.id.value), " ", hookKindName(hook.kind), " ", quoted(hook.name));
    if (!hook.enabled) content += " off";
    if (!hook.ownInstance.empty()) content += concat(" own ", quoted(hook.ownInstance));
    if (!hook.rule.empty()) content += concat(" from ", quoted(hook.rule));
    line(indent, content);
    if (hook.file) file(*hook.file, indent + "  ");
    for (const auto& [key, value] : hook.config)
      line(indent + "  ", concat("config ", quoted(key), " = ", quoted(value)));
    options(hook.options, indent + "  ");
  }

  void options(const graph::HookOptions& options, const std::string& indent) {
    for (const std::string& function : options.functions) line(indent, concat("function ", quoted(function)));
    for (const auto& [function, value] : options.gateValues)
      line(indent, concat("gate-value ", quoted(function), " = ", quoted(value)));
    if (options.onTrap != graph::TrapPolicy::FailCall)
      line(indent, concat("on-trap ", graph::trapPolicyName(options.onTrap)));
    if (options.retypeToSync) line(indent, "retype-to-sync");
  }

  static std::string end(const PortRef& port) {
    return concat(number(port.node.value), ".", quoted(port.name));
  }

  /// Types are shared between nodes; each is put into words once.
  const std::string& typeOf(const types::ExternType& type) {
    const void* key = typeAddress(type);
    if (!key) return m_scratch = typeSummary(type);
    const auto [entry, fresh] = m_types.try_emplace(key);
    if (fresh) entry->second = typeSummary(type);
    return entry->second;
  }

  std::unordered_map<const void*, std::string> m_types;
  std::string m_scratch;
};

}  // namespace

std::string graphText(const Graph& graph) {
  Writer writer;
  writer.graph(graph, "");
  return std::move(writer.text);
}

}  // namespace sb::print
