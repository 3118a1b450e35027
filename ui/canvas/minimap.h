// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QMouseEvent>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace sb::ui {

class GraphCanvas;

/// The whole graph at a glance, 190 × 110: boxes, hooked wires, the viewport. Click jumps, drag pans, wheel
/// zooms.
class Minimap : public QWidget {
  Q_OBJECT
 public:
  explicit Minimap(GraphCanvas& canvas);
  QSize sizeHint() const override { return {190, 110}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override { jump(event); }
  void mouseMoveEvent(QMouseEvent* event) override { jump(event); }
  void wheelEvent(QWheelEvent* event) override;

 private:
  void jump(QMouseEvent* event);
  QRectF sceneRect() const;
  double scale() const;
  void renderImage();
  GraphCanvas& m_canvas;
  QPixmap m_image;
  QTimer m_refresh;  ///< at most ten images a second
};

}  // namespace sb::ui
