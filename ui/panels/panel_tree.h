// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QTreeView>

#include "ui/models/row_model.h"

namespace sb::ui {

/// The table or tree of the panels: 24 px rows, own chevrons, selection over the whole row. Paints RowModel's
/// roles.
class PanelTree : public QTreeView {
  Q_OBJECT
 public:
  explicit PanelTree(QWidget* parent = nullptr);
  /// Solid accent for the current row and accent-weak for its parent, as in the chain of bytes; else
  /// accent-weak and a bar.
  void setSolidSelection(bool solid) { m_solid = solid; }
  void setRowHeight(int height);
  /// Makes a row current without asking for the keyboard focus, opens its ancestors and scrolls to it.
  void showRow(const QModelIndex& index);

 signals:
  void rowActivated(const QModelIndex& index);  ///< Enter or double-click
  void rowHovered(const QModelIndex& index);

 protected:
  void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
  void keyPressEvent(QKeyEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

 private:
  void drawCell(QPainter& painter, const QRect& rect, const QModelIndex& index, bool solid) const;
  bool m_solid = false;
  QPersistentModelIndex m_hovered;
};

}  // namespace sb::ui
