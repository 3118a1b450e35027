// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QObject>
#include <QString>
#include <optional>
#include <set>
#include <variant>

#include "core/adapt/memory_layout.h"
#include "core/graph/graph.h"

namespace sb::ui {

struct NodeItem {
  graph::NodeId node;
  friend bool operator==(const NodeItem&, const NodeItem&) = default;
};
struct PortItem {
  graph::PortRef port;
  friend bool operator==(const PortItem&, const PortItem&) = default;
};
struct EdgeItem {
  graph::EdgeId edge;
  friend bool operator==(const EdgeItem&, const EdgeItem&) = default;
};
struct BeadItem {
  graph::EdgeId edge;
  graph::HookId hook;
  friend bool operator==(const BeadItem&, const BeadItem&) = default;
};
/// The object that the panels show. monostate: the composition itself.
using Item = std::variant<std::monostate, NodeItem, PortItem, EdgeItem, BeadItem>;

graph::EdgeId edgeOf(const Item& item);  ///< of a connection or bead, else invalid
graph::HookId hookOf(const Item& item);  ///< of a bead, else invalid

/// What is marked inside the selected object: one link of the chain canvas → plan step → code line → region →
/// byte → cell.
struct Focus {
  std::optional<std::size_t> step;  ///< index into the plan's steps
  QString function;                 ///< of the selected connection: "put"
  QString value;                    ///< parameter name, or "result"
  std::optional<adapt::RegionId> region;
  std::optional<std::uint32_t> byte;  ///< address in the adapter's memory
  std::uint32_t byteCount = 1;
  QString cellPath;                 ///< "entry.ttl.some"
  std::optional<unsigned> wacLine;  ///< 1-based
  friend bool operator==(const Focus&, const Focus&) = default;
};

/// The selection of one document, shared by all its views. Panels read it, gestures set it; it never moves a
/// view.
class Selection : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  const Item& item() const { return m_item; }
  const std::set<graph::NodeId>& nodes() const {
    return m_nodes;
  }  ///< all selected nodes, for group commands
  const Focus& focus() const { return m_focus; }

  void clear() { select(Item{}); }
  /// Selects one object; a node also becomes the only selected node. Focus is cleared.
  void select(const Item& item);
  void selectNodes(const std::set<graph::NodeId>& nodes);
  /// Narrows inside the selected object.
  void setFocus(const Focus& focus);

  graph::EdgeId edge() const;  ///< of a connection or bead, else invalid
  graph::HookId hook() const;  ///< of a bead, else invalid

 signals:
  void changed();
  void focusChanged();
  /// Somebody asks the canvas to bring the item into view and flash it once.
  void revealRequested(const sb::ui::Item& item);

 private:
  Item m_item;
  std::set<graph::NodeId> m_nodes;
  Focus m_focus;
};

}  // namespace sb::ui
Q_DECLARE_METATYPE(sb::ui::Item)
