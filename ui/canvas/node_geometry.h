// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <functional>
#include <set>
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
  QRectF row;           ///< the whole row is the hit area
  QPointF centre;       ///< on the node's border
  bool folded = false;  ///< drawn by its group, whose row and centre it has
};

/// Ports of one package, or the unused ones, under a row that folds them.
struct PortGroup {
  QString key;    ///< names it within its node
  QString label;  ///< "wasi:io"
  graph::Side side = graph::Side::Import;
  bool open = false;
  std::vector<graph::PortRef> ports;
  QRectF row;
  QPointF centre;
};

/// What a view shows of the ports of one node.
struct PortView {
  std::set<QString> open;                           ///< groups that are not folded, by key
  bool usedOnly = false;                            ///< unused ports fold into a group of their own
  std::function<bool(const graph::PortRef&)> used;  ///< is it connected? asked for `usedOnly` only
};
/// Nodes with more ports show them grouped by package.
inline constexpr std::size_t MostPlainPorts = 12;

/// Where everything of a node lies, in scene units.
struct NodeBox {
  graph::NodeId node;
  QRectF rect;
  QRectF title;
  std::vector<PortBox> ports;  ///< exports first, then imports
  std::vector<PortGroup> groups;
  const PortBox* find(const graph::PortRef& ref) const;
};

/// The host shows the composition's imports only; its exports are flags at the providing ports.
NodeBox layoutNode(const graph::Node& node, const graph::Position& position, const PortView& view = {});
/// Size alone, for the automatic layout.
QSizeF nodeSize(const graph::Node& node);

/// The size that is drawn, for the automatic layout.
graph::NodeSize drawnNodeSize(const graph::Node& node);

/// Nodes as a person counts them: a host that provides nothing is not drawn.
std::size_t drawnNodeCount(const graph::Graph& graph);

/// The word at the right of the title strip: "component", "3 inside", "hook, tier 2", …
QString nodeBadge(const graph::Node& node);
/// Icon of resources/icons for the kind.
QString nodeIconName(const graph::Node& node);

}  // namespace sb::ui
