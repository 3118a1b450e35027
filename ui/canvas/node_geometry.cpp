// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/node_geometry.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <map>

#include "core/graph/hook_kind.h"
#include "core/types/interface_name.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

double labelWidth(const PortLabel& label) {
  const QFontMetricsF plain(currentTheme().portLabel(false)), bold(currentTheme().portLabel(true));
  return plain.horizontalAdvance(label.package) + bold.horizontalAdvance(label.name) +
         plain.horizontalAdvance(label.version);
}

double contentWidth(const graph::Node& node) {
  const Theme& theme = currentTheme();
  double width = 12 + 16 + 8 +
                 QFontMetricsF(theme.nodeTitle()).horizontalAdvance(QString::fromStdString(node.name)) + 16 +
                 QFontMetricsF(theme.badge()).horizontalAdvance(nodeBadge(node)) + 14;
  const auto consider = [&](const std::vector<graph::Port>& ports) {
    for (const graph::Port& port : ports)
      width = std::max(width, 16 + labelWidth(portLabel(port.name.name)) + 16);
  };
  consider(node.exports);
  if (node.kind != graph::NodeKind::Host) consider(node.imports);
  return width;
}

/// Lays the ports of a node row by row, grouped when there are many.
class PortRows {
 public:
  PortRows(NodeBox& box, const PortView& view, bool grouped)
      : m_box(box), m_view(view), m_grouped(grouped), m_y(box.title.bottom() + 2) {}

  void add(const std::vector<graph::Port>& ports, graph::Side side) {
    m_side = side;
    std::vector<QString> packages;  // in order of first appearance
    std::map<QString, std::vector<const graph::Port*>> members;
    std::vector<const graph::Port*> unused;
    for (const graph::Port& port : ports) {
      if (m_view.usedOnly && m_view.used && !m_view.used({m_box.node, side, port.name.name})) {
        unused.push_back(&port);
        continue;
      }
      // Without groups every port is a package of its own.
      const QString package =
          m_grouped ? QString::fromStdString(types::parseInterfaceName(port.name.name).packageId())
                    : QString::fromStdString(port.name.name);
      if (members.count(package) == 0) packages.push_back(package);
      members[package].push_back(&port);
    }
    for (const QString& package : packages) {
      const auto& own = members.at(package);
      if (own.size() == 1)
        row(*own.front());
      else
        group(package, package.isEmpty() ? QCoreApplication::translate("PortGroup", "other names") : package,
              own);
    }
    if (!unused.empty())
      group(QStringLiteral("?unused"), QCoreApplication::translate("PortGroup", "unused"), unused);
  }
  double bottom() const { return m_y; }

 private:
  QRectF nextRow() {
    const QRectF row(m_box.rect.left(), m_y, m_box.rect.width(), PortRowHeight);
    m_y += PortRowHeight;
    return row;
  }
  QPointF onBorder(const QRectF& row) const {
    return {m_side == graph::Side::Export ? row.right() : row.left(), row.center().y()};
  }
  PortBox boxOf(const graph::Port& port) const {
    PortBox box;
    box.ref = {m_box.node, m_side, port.name.name};
    box.kind = port.kind;
    box.label = portLabel(port.name.name);
    return box;
  }
  void row(const graph::Port& port) {
    PortBox box = boxOf(port);
    box.row = nextRow();
    box.centre = onBorder(box.row);
    m_box.ports.push_back(std::move(box));
  }
  void group(const QString& name, const QString& label, const std::vector<const graph::Port*>& ports) {
    PortGroup group;
    group.key = (m_side == graph::Side::Export ? QStringLiteral("out ") : QStringLiteral("in ")) + name;
    group.label = label;
    group.side = m_side;
    group.open = m_view.open.count(group.key) > 0;
    group.row = nextRow();
    group.centre = onBorder(group.row);
    for (const graph::Port* port : ports) {
      group.ports.push_back({m_box.node, m_side, port->name.name});
      if (group.open) {
        row(*port);
        continue;
      }
      PortBox box = boxOf(*port);
      box.row = group.row;
      box.centre = group.centre;
      box.folded = true;
      m_box.ports.push_back(std::move(box));
    }
    m_box.groups.push_back(std::move(group));
  }

  NodeBox& m_box;
  const PortView& m_view;
  bool m_grouped;
  double m_y;
  graph::Side m_side = graph::Side::Export;
};

}  // namespace

PortLabel portLabel(const std::string& externName) {
  const types::InterfaceName parsed = types::parseInterfaceName(externName);
  PortLabel label;
  if (!parsed.packageId().empty())
    label.package = QString::fromStdString(parsed.packageId()) + QLatin1Char('/');
  label.name = QString::fromStdString(parsed.interface);
  if (!parsed.version.empty()) label.version = QLatin1Char('@') + QString::fromStdString(parsed.version);
  return label;
}

const PortBox* NodeBox::find(const graph::PortRef& ref) const {
  const auto found =
      std::find_if(ports.begin(), ports.end(), [&](const PortBox& port) { return port.ref == ref; });
  return found == ports.end() ? nullptr : &*found;
}

QSizeF nodeSize(const graph::Node& node) { return layoutNode(node, {}).rect.size(); }

NodeBox layoutNode(const graph::Node& node, const graph::Position& position, const PortView& view) {
  NodeBox box;
  box.node = node.id;
  const double width = std::clamp(std::ceil(contentWidth(node) / 8) * 8, NodeMinWidth, NodeMaxWidth);
  box.title = QRectF(position.x, position.y, width, NodeTitleHeight);
  box.rect = box.title;
  const bool host = node.kind == graph::NodeKind::Host;
  const std::size_t count = node.exports.size() + (host ? 0 : node.imports.size());
  PortRows rows(box, view, count > MostPlainPorts);
  rows.add(node.exports, graph::Side::Export);
  if (!host) rows.add(node.imports, graph::Side::Import);
  box.rect.setBottom(rows.bottom() - 2 + NodeBottomPadding);
  return box;
}

graph::NodeSize drawnNodeSize(const graph::Node& node) {
  const QSizeF size = nodeSize(node);
  return {size.width(), size.height()};
}

std::size_t drawnNodeCount(const graph::Graph& graph) {
  const graph::Node* host = graph.find(graph.host);
  return graph.nodes.size() - (host && host->exports.empty() ? 1 : 0);
}

QString nodeBadge(const graph::Node& node) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("NodeBadge", text); };
  switch (node.kind) {
    case graph::NodeKind::Host: return tr("host import");
    case graph::NodeKind::Component: return tr("component");
    case graph::NodeKind::Composition:
      return node.inner ? tr("%1 inside").arg(node.inner->nodes.size() - 1) : tr("composition");
    case graph::NodeKind::Bundle: return tr("bundle");
    case graph::NodeKind::Hook: {
      if (!node.file || !node.file->type) return tr("hook");
      const graph::HookAbility ability = graph::hookAbility(*node.file->type);
      if (ability.tier2) return tr("hook, tier 2");
      return ability.tier1 ? tr("hook, tier 1") : tr("hook");
    }
    case graph::NodeKind::Adapter: return tr("adapter");
    case graph::NodeKind::Unresolved: return tr("missing");
  }
  return {};
}

QString nodeIconName(const graph::Node& node) {
  switch (node.kind) {
    case graph::NodeKind::Host: return QStringLiteral("kind-host");
    case graph::NodeKind::Component: return QStringLiteral("kind-component");
    case graph::NodeKind::Composition: return QStringLiteral("kind-composition");
    case graph::NodeKind::Bundle: return QStringLiteral("kind-core");
    case graph::NodeKind::Hook: return QStringLiteral("kind-hook");
    case graph::NodeKind::Adapter: return QStringLiteral("kind-adapter");
    case graph::NodeKind::Unresolved: return QStringLiteral("problems");
  }
  return {};
}

}  // namespace sb::ui
