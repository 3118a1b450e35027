// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/commands/command_options.h"

#include <QRegularExpression>
#include <algorithm>

#include "core/plan/splice_rules.h"
#include "core/support/match.h"

namespace sb::ui {
namespace {

using Options = std::optional<QStringList>;

QString text(const std::string& s) { return QString::fromStdString(s); }

QString nodeName(const graph::Graph& graph, graph::NodeId id) {
  if (id == graph.host) return QStringLiteral("host");
  const graph::Node* node = graph.find(id);
  return node ? text(node->name) : QString();
}

QString portName(const graph::Graph& graph, const graph::PortRef& port) {
  return nodeName(graph, port.node) + QLatin1Char('/') + text(port.name);
}

const graph::Hook* find(const std::vector<graph::Hook>& hooks, graph::HookId id) {
  const auto at =
      std::find_if(hooks.begin(), hooks.end(), [id](const graph::Hook& hook) { return hook.id == id; });
  return at == hooks.end() ? nullptr : &*at;
}

/// From one stack of hooks to another: off, on (each nearest the caller, then to its place), moved, bypassed.
Options hookOptions(const QString& place, std::vector<graph::Hook> now,
                    const std::vector<graph::Hook>& wanted) {
  QStringList options;
  for (std::size_t i = now.size(); i-- > 0;) {
    if (find(wanted, now[i].id)) continue;
    options << QStringLiteral("--unhook") << place + QLatin1Char('=') + text(now[i].name);
    now.erase(now.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const graph::Hook& hook = wanted[i];
    if (!find(now, hook.id)) {
      if (!hook.file || hook.file->path.empty()) return std::nullopt;
      options << QStringLiteral("--hook")
              << QStringLiteral("%1=%2=%3").arg(place, text(hook.name), text(hook.file->path));
      graph::Hook added = hook;
      added.enabled = true;
      now.insert(now.begin(), added);
    }
    const auto at = static_cast<std::size_t>(find(now, hook.id) - now.data());
    if (at != i) {
      options << QStringLiteral("--move-hook")
              << QStringLiteral("%1=%2=%3").arg(place, text(hook.name)).arg(i);
      graph::Hook moved = now[at];
      now.erase(now.begin() + static_cast<std::ptrdiff_t>(at));
      now.insert(now.begin() + static_cast<std::ptrdiff_t>(std::min(i, now.size())), std::move(moved));
    }
  }
  for (const graph::Hook& hook : wanted)
    if (find(now, hook.id)->enabled != hook.enabled)
      options << (hook.enabled ? QStringLiteral("--enable") : QStringLiteral("--bypass"))
              << place + QLatin1Char('=') + text(hook.name);
  return options;
}

Options connectOptions(const graph::Graph& graph, const graph::Edge& edge) {
  QStringList options;
  if (edge.consumer.node == graph.host)
    options << QStringLiteral("--export")
            << portName(graph, edge.provider) + QLatin1Char('=') + text(edge.consumer.name);
  else if (edge.provider.node == graph.host)
    options << QStringLiteral("--leave-to-host") << portName(graph, edge.consumer);
  else
    options << QStringLiteral("--connect") << portName(graph, edge.provider)
            << portName(graph, edge.consumer);
  const Options hooks = hookOptions(portName(graph, edge.consumer), {}, edge.hooks);
  if (!hooks) return std::nullopt;
  return options + *hooks;
}

/// A node of a file, or one more instance of what another node is made of.
Options addOptions(const graph::Graph& graph, const graph::Node& node) {
  if (node.file && !node.file->path.empty())
    return QStringList{QStringLiteral("--add"), text(node.name) + QLatin1Char('=') + text(node.file->path)};
  for (const auto& [id, other] : graph.nodes)
    if (node.file && other.file == node.file)
      return QStringList{QStringLiteral("--duplicate"), text(other.name)};
  return std::nullopt;
}

/// A frame is known by its title; a change of it is a new one.
Options frameOptions(const graph::Graph& graph, const graph::SetFrame& edit) {
  QStringList options;
  if (const auto old = graph.frames.find(edit.frame); old != graph.frames.end())
    options << QStringLiteral("--unframe") << text(old->second.title);
  if (!edit.to) return options;
  QStringList names;
  for (const graph::NodeId id : edit.to->nodes) {
    const QString name = nodeName(graph, id);
    if (name.contains(QLatin1Char(','))) return std::nullopt;
    if (!name.isEmpty()) names << name;
  }
  if (edit.to->title.find('=') != std::string::npos) return std::nullopt;
  return options << QStringLiteral("--frame")
                 << text(edit.to->title) + QLatin1Char('=') + names.join(QLatin1Char(','));
}

Options rulesOptions(const graph::SetRules& edit) {
  const std::string none = plan::printSpliceRules({});
  return QStringList{QStringLiteral("--rules-text"), text(edit.rules.empty() ? none : edit.rules)};
}

Options batchOptions(const graph::Graph& before, const graph::Batch& batch) {
  for (const graph::Edit& edit : batch.edits)  // the hooks beside it are what comes of the rules
    if (const auto* rules = std::get_if<graph::SetRules>(&edit)) return rulesOptions(*rules);
  QStringList options;
  graph::Graph now = before;
  std::optional<graph::NodeId> copy;  // `--duplicate` connects the copy itself
  for (const graph::Edit& edit : batch.edits) {
    if (const auto* add = std::get_if<graph::AddNode>(&edit);
        add && add->node.file && add->node.file->path.empty())
      copy = add->node.id;
    const auto* wire = std::get_if<graph::Connect>(&edit);
    if (!(wire && copy && wire->edge.consumer.node == *copy)) {
      const Options part = commandOptions(now, edit);
      if (!part) return std::nullopt;
      options += *part;
    }
    if (!graph::apply(now, edit)) return std::nullopt;
  }
  return options;
}

}  // namespace

Options commandOptions(const graph::Graph& before, const graph::Edit& edit) {
  return match(
      edit, [&](const graph::AddNode& e) { return addOptions(before, e.node); },
      [&](const graph::RemoveNode& e) {
        return Options(QStringList{QStringLiteral("--delete"), nodeName(before, e.node)});
      },
      [&](const graph::RenameNode& e) {
        return Options(QStringList{QStringLiteral("--rename"), nodeName(before, e.node), text(e.name)});
      },
      [&](const graph::ReplaceNode& e) -> Options {
        if (!e.node.file || e.node.file->path.empty()) return std::nullopt;
        return QStringList{QStringLiteral("--replace"),
                           nodeName(before, e.node.id) + QLatin1Char('=') + text(e.node.file->path)};
      },
      [&](const graph::Connect& e) { return connectOptions(before, e.edge); },
      [&](const graph::Disconnect& e) -> Options {
        const graph::Edge* edge = before.find(e.edge);
        if (!edge) return std::nullopt;
        return QStringList{QStringLiteral("--disconnect"), portName(before, edge->consumer)};
      },
      [&](const graph::SetHooks& e) -> Options {
        const graph::Edge* edge = before.find(e.edge);
        if (!edge) return std::nullopt;
        return hookOptions(portName(before, edge->consumer), edge->hooks, e.hooks);
      },
      [](const graph::MoveNodes&) { return Options(QStringList()); },
      [](const graph::SetHostPorts&) { return Options(QStringList()); },  // follows from what it comes with
      [](const graph::SetInner&) -> Options { return std::nullopt; },
      [](const graph::SetRules& e) { return rulesOptions(e); },
      [&](const graph::SetFrame& e) { return frameOptions(before, e); },
      [&](const std::shared_ptr<const graph::Batch>& e) -> Options {
        return e ? batchOptions(before, *e) : Options(QStringList());
      });
}

QString shellWord(const QString& word) {
  static const QRegularExpression plain(QStringLiteral(R"(^[\w@%+=:,./-]+$)"));
  if (plain.match(word).hasMatch()) return word;
  QString inner = word;
  inner.replace(QLatin1Char('\''), QLatin1String("'\\''"));
  return QStringLiteral("'%1'").arg(inner);
}

}  // namespace sb::ui
