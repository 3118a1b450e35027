// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QAbstractScrollArea>
#include <QString>
#include <vector>

#include "core/value/cell_tree.h"

namespace sb::ui {

/// The cells of a value in memory order, sixteen bytes each: discriminant at the left, payload at the right.
/// Shows that children come first and the root last.
class CellSlab : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit CellSlab(QWidget* parent = nullptr);
  void setTree(const cells::CellTree* tree);
  void setSelected(const QString& path);
  struct Box {
    QString path, kind, value;
    unsigned discriminant = 0;
    std::uint32_t cell = 0, address = 0;
  };
  const std::vector<Box>& boxes() const { return m_boxes; }
  QRectF boxRect(std::size_t index) const;  ///< in viewport coordinates
  QSize sizeHint() const override { return {400, 44}; }
  QSize minimumSizeHint() const override { return {80, 44}; }

 signals:
  void cellClicked(const QString& path);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void collect(const cells::CellTree& cell, const QString& path);
  void updateScrollBar();
  double boxWidth() const;
  std::vector<Box> m_boxes;
  QString m_selected;
};

}  // namespace sb::ui
