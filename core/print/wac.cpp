// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wac.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/graph/graph_index.h"
#include "core/plan/node_order.h"
#include "core/types/interface_name.h"

namespace sb::print {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return isUpper(c) ? static_cast<char>(c + 32) : c; });
  return out;
}

constexpr std::array Keywords = {
    "as",     "async",  "bool",    "borrow",    "char",     "constructor", "enum",  "error-context",
    "export", "f32",    "f64",     "flags",     "float32",  "float64",     "from",  "func",
    "future", "import", "include", "interface", "let",      "list",        "map",   "new",
    "option", "own",    "package", "record",    "resource", "result",      "s16",   "s32",
    "s64",    "s8",     "static",  "stream",    "string",   "targets",     "tuple", "type",
    "u16",    "u32",    "u64",     "u8",        "use",      "variant",     "with",  "world"};

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

/// A name that no other of the text has; names that differ in case only count as equal
/// (component-model.md 3.9).
class Names {
 public:
  std::string unique(const std::string& wanted) {
    std::string name = wanted;
    for (unsigned n = 1; !m_taken.insert(lowered(name)).second; ++n) name = wanted + "-n" + std::to_string(n);
    return name;
  }

 private:
  std::set<std::string> m_taken;
};

class Printer {
 public:
  explicit Printer(const graph::Graph& graph) : m_graph(graph), m_index(graph) {}

  WacText print(std::string_view packageName) {
    line("package " + std::string(packageName) + ";");
    const std::vector<graph::NodeId> order = plan::nodeOrder(m_graph);
    for (const graph::NodeId id : order)
      m_variables.emplace(id, m_names.unique(wacName(m_graph.nodes.at(id).name)));
    passOn();
    for (const graph::NodeId id : order) instance(m_graph.nodes.at(id));
    exports();
    m_out.lines = m_line - 1;
    return std::move(m_out);
  }

 private:
  void line(const std::string& text) {
    m_out.text += text + "\n";
    ++m_line;
  }

  /// `my:<name>` for the node's file; the first node that uses a file names the package.
  std::string packageOf(const graph::Node& node) {
    const void* key = node.file ? static_cast<const void*>(node.file.get()) : static_cast<const void*>(&node);
    const auto found = m_packages.find(key);
    if (found != m_packages.end()) return found->second;
    const std::string name = "my:" + m_packageNames.unique(lowered(m_variables.at(node.id)));
    m_packages.emplace(key, name);
    m_out.packages.push_back({name, node.id, {}, {}});
    return name;
  }

  /// An import that WAC leaves to the host by itself: under the consumer's name, or on its version track,
  /// where `wac` merges the two.
  bool leftToHost(const graph::Edge& edge) const {
    if (edge.provider.node != m_graph.host || edge.consumer.node == m_graph.host) return false;
    const types::InterfaceName host = types::parseInterfaceName(edge.provider.name),
                               wanted = types::parseInterfaceName(edge.consumer.name);
    return edge.provider.name == edge.consumer.name || types::standsInByVersion(host, wanted) ||
           types::standsInByVersion(wanted, host);
  }

  std::string access(const graph::PortRef& provider, const std::string& exportName) const {
    if (provider.node == m_graph.host)
      return wacIdentifier(m_passing.at({provider.name, exportName})) + "[" + quoted(exportName) + "]";
    const graph::Port* port = m_graph.find(provider);
    const std::string variable = wacIdentifier(m_variables.at(provider.node));
    if (!port || port->path.empty()) return variable + "[" + quoted(provider.name) + "]";
    std::string out = variable;
    for (const std::string& step : port->path) out += "[" + quoted(step) + "]";
    return out;
  }

  void instance(const graph::Node& node) {
    line("");
    const unsigned first = m_line;
    const std::string variable = wacIdentifier(m_variables.at(node.id));
    std::vector<std::string> arguments;
    std::vector<graph::EdgeId> edges;
    bool rest = false;
    for (const graph::Port& port : node.imports) {
      const graph::Edge* edge =
          m_graph.find(m_index.edgeInto({node.id, graph::Side::Import, port.name.name}));
      if (!edge || leftToHost(*edge)) {
        rest = true;
        continue;
      }
      edges.push_back(edge->id);
      arguments.push_back(quoted(port.name.name) + ": " + access(edge->provider, port.name.name) + ",");
    }
    const std::string head = "let " + variable + " = new " + packageOf(node) + " {";
    if (arguments.empty() && !rest) {
      line(head + "};");
    } else {
      line(head);
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        m_out.edges[edges[i]] = {m_line, m_line};
        line("    " + arguments[i]);
      }
      if (rest) line("    ...");
      line("};");
    }
    m_out.nodes[node.id] = {first, m_line - 1};
  }

  /// A `let` for each host port that is passed on under a name WAC would not use.
  void passOn() {
    for (const auto& [id, edge] : m_graph.edges) {
      if (edge.provider.node != m_graph.host || leftToHost(edge)) continue;
      const std::pair<std::string, std::string> key{edge.provider.name, edge.consumer.name};
      if (m_passing.count(key) != 0) continue;
      const std::string variable = m_names.unique(wacName(edge.consumer.name) + "-passed");
      const std::string package = "my:" + m_packageNames.unique(lowered(variable));
      m_passing.emplace(key, variable);
      m_out.packages.push_back({package, {}, edge.provider.name, edge.consumer.name});
      line("");
      line("let " + wacIdentifier(variable) + " = new " + package + " {");
      line("    ...");
      line("};");
    }
  }

  void exports() {
    const graph::Node* host = m_graph.find(m_graph.host);
    if (!host) return;
    for (const graph::Port& port : host->imports) {
      const graph::Edge* edge =
          m_graph.find(m_index.edgeInto({host->id, graph::Side::Import, port.name.name}));
      if (!edge) continue;
      line("");
      m_out.edges[edge->id] = {m_line, m_line};
      const bool passed = edge->provider.node == m_graph.host;
      const std::string renamed =
          passed || edge->provider.name == port.name.name ? "" : " as " + quoted(port.name.name);
      line("export " + access(edge->provider, port.name.name) + renamed + ";");
    }
  }

  const graph::Graph& m_graph;
  graph::GraphIndex m_index;
  WacText m_out;
  unsigned m_line = 1;
  Names m_names, m_packageNames;
  std::map<graph::NodeId, std::string> m_variables;
  std::map<const void*, std::string> m_packages;
  std::map<std::pair<std::string, std::string>, std::string> m_passing;  ///< host port, export → variable
};

}  // namespace

std::string wacName(std::string_view text) {
  std::string out;
  std::string word;
  const auto flush = [&] {
    if (word.empty()) return;
    const bool mixed =
        std::any_of(word.begin(), word.end(), isLower) && std::any_of(word.begin(), word.end(), isUpper);
    if (mixed) word = lowered(word);
    if (isDigit(word[0])) word.insert(word.begin(), 'v');
    out += (out.empty() ? "" : "-") + word;
    word.clear();
  };
  for (const char c : text) {
    if (isDigit(c) || isLower(c) || isUpper(c))
      word += c;
    else
      flush();
  }
  flush();
  return out.empty() ? "unnamed" : out;
}

std::string wacIdentifier(std::string_view name) {
  const bool keyword = std::find(Keywords.begin(), Keywords.end(), name) != Keywords.end();
  return (keyword ? "%" : "") + std::string(name);
}

WacText printWac(const graph::Graph& graph, std::string_view packageName) {
  return Printer(graph).print(packageName);
}

}  // namespace sb::print
