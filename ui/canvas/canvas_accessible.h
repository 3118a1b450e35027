// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QAccessibleWidget>

#include "ui/document/selection.h"

namespace sb::ui {

class GraphCanvas;

/// What a screen reader says of an object of the canvas (design 7.3): "orders, component, 3 imports, 1
/// unsatisfied"; "import demo:kv/store 1.0.0, connected to cache, same type, 1 hook: audit, before and
/// after".
QString accessibleName(const GraphCanvas& canvas, const Item& item);

/// The canvas and everything on it as a tree: composition, nodes, ports, connections, beads. Interfaces are
/// made when somebody asks for them and live until the canvas goes.
class CanvasAccessible : public QAccessibleWidget {
 public:
  explicit CanvasAccessible(GraphCanvas& canvas);
  ~CanvasAccessible() override;

  int childCount() const override;
  QAccessibleInterface* child(int index) const override;
  int indexOfChild(const QAccessibleInterface* child) const override;
  QAccessibleInterface* childAt(int x, int y) const override;
  QAccessibleInterface* focusChild() const override;
  QString text(QAccessible::Text text) const override;

  GraphCanvas& canvas() const { return m_canvas; }
  QAccessibleInterface* interfaceOf(const Item& item) const;
  /// What lies one level below: of the composition, of a node, a port, a connection.
  std::vector<Item> childrenOf(const Item& item) const;
  Item parentOf(const Item& item) const;

  /// Once, before the first canvas.
  static void install();

 private:
  GraphCanvas& m_canvas;
  mutable std::vector<std::pair<Item, QAccessible::Id>> m_known;
};

/// Tells assistive programs that the selection moved, when there are any.
void announceSelection(GraphCanvas& canvas);

}  // namespace sb::ui
