// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QObject>

#include "core/graph/hook_kind.h"
#include "core/support/match.h"
#include "core/types/interface_name.h"
#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

// The canvas in words (design 7.3).
namespace sb::ui {
namespace {

/// "demo:kv/store 1.0.0"
QString spoken(const std::string& externName) {
  const types::InterfaceName name = types::parseInterfaceName(externName);
  QString text = QString::fromStdString(name.withoutVersion());
  if (!name.version.empty()) text += QLatin1Char(' ') + QString::fromStdString(name.version);
  return text;
}

QString nodeName(const graph::Graph& graph, graph::NodeId id) {
  const graph::Node* node = graph.find(id);
  if (!node) return {};
  return node->kind == graph::NodeKind::Host ? QObject::tr("the host") : QString::fromStdString(node->name);
}

/// "before and after"
QString moments(const graph::Hook& hook) {
  QStringList words;
  if (hook.file && hook.file->type) {
    const std::string letters = graph::hookAbility(*hook.file->type).letters();
    for (const char letter : letters) {
      if (letter == 'B') words << QObject::tr("before");
      if (letter == 'A') words << QObject::tr("after");
      if (letter == 'G') words << QObject::tr("gate");
      if (letter == 'T') words << QObject::tr("changes values");
      if (letter == 'V') words << QObject::tr("replaces the provider");
    }
  }
  return words.join(QObject::tr(" and "));
}

QString hookWords(const graph::Hook& hook) {
  QStringList parts{QString::fromStdString(hook.name)};
  if (const QString when = moments(hook); !when.isEmpty()) parts << when;
  if (!hook.enabled) parts << QObject::tr("bypassed");
  return parts.join(QStringLiteral(", "));
}

QString verdict(const WireBox* wire) {
  if (!wire) return {};
  QString words;
  switch (wire->state) {
    case WireState::SameType: words = QObject::tr("same type"); break;
    case WireState::ByVersion: words = QObject::tr("fits by version"); break;
    case WireState::DoesNotFit: words = QObject::tr("does not fit"); break;
    case WireState::HostImport: words = QObject::tr("same type"); break;
    case WireState::TypesOnly: words = QObject::tr("types only"); break;
  }
  return wire->async ? words + QObject::tr(", async") : words;
}

/// ", same type, 1 hook: audit, before and after"
QString connection(const GraphCanvas& canvas, const graph::Edge& edge) {
  QStringList parts{verdict(canvas.scene().wire(edge.id))};
  if (!edge.hooks.empty()) {
    QStringList hooks;
    for (const graph::Hook& hook : edge.hooks) hooks << hookWords(hook);
    parts << QObject::tr("%n hook(s): %1", nullptr, static_cast<int>(edge.hooks.size()))
                 .arg(hooks.join(QStringLiteral("; ")));
  }
  return parts.join(QStringLiteral(", "));
}

QString portName(const GraphCanvas& canvas, const graph::PortRef& port) {
  const graph::Graph& graph = canvas.shownGraph();
  QStringList parts;
  if (port.side == graph::Side::Import) {
    parts << QObject::tr("import %1").arg(spoken(port.name));
    const graph::Edge* edge = graph.edgeInto(port);
    if (edge)
      parts << QObject::tr("connected to %1").arg(nodeName(graph, edge->provider.node))
            << connection(canvas, *edge);
    else
      parts << QObject::tr("nothing provides this");
  } else {
    parts << QObject::tr("export %1").arg(spoken(port.name));
    const auto edges = graph.edgesFrom(port);
    if (edges.empty()) parts << QObject::tr("not used");
    for (const graph::Edge* edge : edges)
      parts << (edge->consumer.node == graph.host
                    ? QObject::tr("exported by the composition")
                    : QObject::tr("used by %1").arg(nodeName(graph, edge->consumer.node)));
  }
  return parts.join(QStringLiteral(", "));
}

}  // namespace

QString accessibleName(const GraphCanvas& canvas, const Item& item) {
  const graph::Graph& graph = canvas.shownGraph();
  return match(
      item,
      [&](std::monostate) {
        return QObject::tr("Composition %1, %n node(s)", nullptr,
                           static_cast<int>(canvas.scene().nodeCount()))
            .arg(QString::fromStdString(graph.name));
      },
      [&](const NodeItem& i) {
        const graph::Node* node = graph.find(i.node);
        if (!node) return QString();
        QStringList parts{QString::fromStdString(node->name), nodeBadge(*node)};
        if (node->kind == graph::NodeKind::Host) {
          parts << QObject::tr("provides %n interface(s)", nullptr, static_cast<int>(node->exports.size()));
          return parts.join(QStringLiteral(", "));
        }
        parts << QObject::tr("%n import(s)", nullptr, static_cast<int>(node->imports.size()));
        int unsatisfied = 0;
        for (const graph::PortRef& port : canvas.state().unsatisfied)
          unsatisfied += port.node == i.node ? 1 : 0;
        if (unsatisfied) parts << QObject::tr("%1 unsatisfied").arg(unsatisfied);
        return parts.join(QStringLiteral(", "));
      },
      [&](const PortItem& i) { return portName(canvas, i.port); },
      [&](const EdgeItem& i) {
        const graph::Edge* edge = graph.find(i.edge);
        if (!edge) return QString();
        return QObject::tr("connection %1, from %2 to %3, %4")
            .arg(spoken(edge->provider.name), nodeName(graph, edge->provider.node),
                 nodeName(graph, edge->consumer.node), connection(canvas, *edge));
      },
      [&](const BeadItem& i) {
        const graph::Edge* edge = graph.find(i.edge);
        if (!edge) return QString();
        for (std::size_t place = 0; place < edge->hooks.size(); ++place)
          if (edge->hooks[place].id == i.hook)
            return QObject::tr("hook %1, %2 of %3 from the caller, on import %4 of %5, connected to %6")
                .arg(hookWords(edge->hooks[place]))
                .arg(place + 1)
                .arg(edge->hooks.size())
                .arg(spoken(edge->consumer.name), nodeName(graph, edge->consumer.node),
                     nodeName(graph, edge->provider.node));
        return QString();
      });
}

}  // namespace sb::ui
