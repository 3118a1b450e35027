// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QStringList>
#include <algorithm>

#include "core/types/interface_name.h"
#include "ui/canvas/find_query.h"
#include "ui/canvas/graph_canvas.h"

namespace sb::ui {
namespace {

bool holds(const std::string& text, const QString& needle) {
  return QString::fromStdString(text).contains(needle, Qt::CaseInsensitive);
}

/// -1, 0 or 1 by the numbers of two versions; missing parts count as zero.
int compareVersions(const QString& a, const QString& b) {
  const QStringList left = a.split(QLatin1Char('.')), right = b.split(QLatin1Char('.'));
  for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
    const int x = left.value(i).toInt(), y = right.value(i).toInt();
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

bool versionFits(const std::string& version, QString wanted) {
  if (version.empty()) return false;
  QString sign;
  while (!wanted.isEmpty() && QStringLiteral("<>=").contains(wanted.at(0))) {
    sign += wanted.at(0);
    wanted.remove(0, 1);
  }
  if (wanted.isEmpty()) return false;
  const int order = compareVersions(QString::fromStdString(version), wanted);
  if (sign == QLatin1String("<")) return order < 0;
  if (sign == QLatin1String("<=")) return order <= 0;
  if (sign == QLatin1String(">")) return order > 0;
  if (sign == QLatin1String(">=")) return order >= 0;
  return order == 0;
}

template <class Test>
bool anyPort(const graph::Node& node, Test test) {
  return std::any_of(node.exports.begin(), node.exports.end(), test) ||
         std::any_of(node.imports.begin(), node.imports.end(), test);
}

template <class Test>
bool anyItem(const graph::Node& node, Test test) {
  return anyPort(node, [&](const graph::Port& port) {
    const auto* instance = std::get_if<types::InstanceTypeRef>(&port.type);
    return instance && *instance &&
           std::any_of((*instance)->exports.begin(), (*instance)->exports.end(), test);
  });
}

bool isFunction(const types::NamedExtern& item) {
  return std::holds_alternative<types::FuncTypeRef>(item.type);
}

bool isInState(const graph::Graph& graph, const graph::Node& node, const QString& state) {
  const auto edges = graph.edgesOf(node.id);
  if (state == QLatin1String("hooked"))
    return std::any_of(edges.begin(), edges.end(),
                       [](const graph::Edge* edge) { return !edge->hooks.empty(); });
  if (state == QLatin1String("host"))
    return node.kind == graph::NodeKind::Host ||
           std::any_of(edges.begin(), edges.end(),
                       [&](const graph::Edge* edge) { return edge->provider.node == graph.host; });
  if (state == QLatin1String("async"))
    return anyItem(node, [](const types::NamedExtern& item) {
      const auto* func = std::get_if<types::FuncTypeRef>(&item.type);
      return func && *func && (*func)->async;
    });
  if (state == QLatin1String("unsatisfied"))
    return node.kind != graph::NodeKind::Host &&
           std::any_of(node.imports.begin(), node.imports.end(), [&](const graph::Port& port) {
             return !graph.edgeInto({node.id, graph::Side::Import, port.name.name});
           });
  return false;
}

bool matchesWord(const graph::Graph& graph, const graph::Node& node, const QString& word) {
  const QString prefix = word.section(QLatin1Char(':'), 0, 0).toLower(),
                rest = word.section(QLatin1Char(':'), 1);
  if (!word.contains(QLatin1Char(':')) ||
      !QStringList{"if", "fn", "ty", "pkg", "ver", "hash", "is"}.contains(prefix))
    return holds(node.name, word) ||
           anyPort(node, [&](const graph::Port& port) { return holds(port.name.name, word); }) ||
           anyItem(node, [&](const types::NamedExtern& item) { return holds(item.name.name, word); });
  if (rest.isEmpty()) return false;
  if (prefix == QLatin1String("fn"))
    return anyItem(node, [&](const types::NamedExtern& item) {
      return isFunction(item) && holds(item.name.name, rest);
    });
  if (prefix == QLatin1String("ty"))
    return anyItem(node, [&](const types::NamedExtern& item) {
      return !isFunction(item) && holds(item.name.name, rest);
    });
  if (prefix == QLatin1String("hash")) return node.file && holds(node.file->sha256, rest);
  if (prefix == QLatin1String("is")) return isInState(graph, node, rest.toLower());
  return anyPort(node, [&](const graph::Port& port) {
    const types::InterfaceName name = types::parseInterfaceName(port.name.name);
    if (prefix == QLatin1String("pkg")) return holds(name.packageId(), rest);
    if (prefix == QLatin1String("ver")) return versionFits(name.version, rest);
    return holds(name.interface, rest) || holds(port.name.name, rest);
  });
}

}  // namespace

FindQuery::FindQuery(const QString& text) : m_words(text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {}

std::set<graph::NodeId> FindQuery::matches(const graph::Graph& graph) const {
  std::set<graph::NodeId> found;
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind == graph::NodeKind::Host && node.exports.empty()) continue;
    if (std::all_of(m_words.begin(), m_words.end(),
                    [&, &shown = node](const QString& word) { return matchesWord(graph, shown, word); }))
      found.insert(id);
  }
  return found;
}

std::vector<graph::NodeId> GraphCanvas::setSearch(const QString& text) {
  const FindQuery query(text);
  if (query.empty())
    m_state.matches.reset();
  else
    m_state.matches = query.matches(shownGraph());
  update();
  if (!m_state.matches) return {};
  return {m_state.matches->begin(), m_state.matches->end()};
}

}  // namespace sb::ui
