// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <vector>

#include "core/graph/auto_layout.h"
#include "core/graph/graph.h"

namespace sb::ui {

inline constexpr double NodeTitleHeight = 30, PortRowHeight = 24, NodeBottomPadding = 8, PortRadius = 5.5;
inline constexpr double NodeMinWidth = 160, NodeMaxWidth = 260;

/// A port label in its three parts; the interface name is the bold one, the package is elided first.
struct PortLabel {
  QString package;  ///< "demo:kv/"
  QString name;     ///< "store"
  QString version;  ///< "@1.0.0"
};
PortLabel portLabel(const std::string& externName);

struct PortBox {
  graph::PortRef ref;
  graph::PortKind kind = graph::PortKind::Instance;
  PortLabel label;
  QRectF row;      ///< the whole row is the hit area
  QPointF centre;  ///< on the node's border
};

/// Where everything of a node lies, in scene units.
struct NodeBox {
  graph::NodeId node;
  QRectF rect;
  QRectF title;
  std::vector<PortBox> ports;  ///< exports first, then imports
  const PortBox* find(const graph::PortRef& ref) const;
};

/// The host shows the composition's imports only; its exports are flags at the providing ports.
NodeBox layoutNode(const graph::Node& node, const graph::Position& position);
/// Size alone, for the automatic layout.
QSizeF nodeSize(const graph::Node& node);

/// The size that is drawn, for the automatic layout.
graph::NodeSize drawnNodeSize(const graph::Node& node);

/// The word at the right of the title strip: "component", "3 inside", "hook, tier 2", …
QString nodeBadge(const graph::Node& node);
/// Icon of resources/icons for the kind.
QString nodeIconName(const graph::Node& node);

}  // namespace sb::ui
