// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/node_geometry.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

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

QSizeF nodeSize(const graph::Node& node) {
  const double width = std::clamp(std::ceil(contentWidth(node) / 8) * 8, NodeMinWidth, NodeMaxWidth);
  const std::size_t rows =
      node.exports.size() + (node.kind == graph::NodeKind::Host ? 0 : node.imports.size());
  return {width, NodeTitleHeight + PortRowHeight * static_cast<double>(rows) + NodeBottomPadding};
}

NodeBox layoutNode(const graph::Node& node, const graph::Position& position) {
  NodeBox box;
  box.node = node.id;
  box.rect = QRectF(QPointF(position.x, position.y), nodeSize(node));
  box.title = QRectF(box.rect.topLeft(), QSizeF(box.rect.width(), NodeTitleHeight));
  double y = box.title.bottom() + 2;
  const auto addPorts = [&](const std::vector<graph::Port>& ports, graph::Side side) {
    for (const graph::Port& port : ports) {
      PortBox portBox;
      portBox.ref = {node.id, side, port.name.name};
      portBox.kind = port.kind;
      portBox.label = portLabel(port.name.name);
      portBox.row = QRectF(box.rect.left(), y, box.rect.width(), PortRowHeight);
      const double x = side == graph::Side::Export ? box.rect.right() : box.rect.left();
      portBox.centre = QPointF(x, y + PortRowHeight / 2);
      box.ports.push_back(std::move(portBox));
      y += PortRowHeight;
    }
  };
  addPorts(node.exports, graph::Side::Export);
  if (node.kind != graph::NodeKind::Host) addPorts(node.imports, graph::Side::Import);
  return box;
}

graph::NodeSize drawnNodeSize(const graph::Node& node) {
  const QSizeF size = nodeSize(node);
  return {size.width(), size.height()};
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
