// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QWidget>

#include "core/graph/graph.h"

namespace sb::ui {

class Document;

/// One hook of a connection in the Inspector: number, name, tier, letters, preflight; a click selects the
/// bead, the menu moves, bypasses and removes it; dragging it over a neighbour reorders.
class HookCard : public QWidget {
  Q_OBJECT
 public:
  HookCard(Document& document, graph::EdgeId edge, const graph::Hook& hook, int number, QWidget* parent);
  QSize sizeHint() const override { return {300, 52}; }

 signals:
  void layoutWanted();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void enterEvent(QEnterEvent* event) override {
    m_hovered = true;
    update();
    QWidget::enterEvent(event);
  }
  void leaveEvent(QEvent* event) override {
    m_hovered = false;
    update();
    QWidget::leaveEvent(event);
  }

 private:
  void move(int by);
  Document& m_document;
  graph::EdgeId m_edge;
  graph::Hook m_hook;
  int m_number;
  QString m_letters, m_preflight;
  bool m_adaptable = true, m_hovered = false;
  QPointF m_pressed;
};

}  // namespace sb::ui
