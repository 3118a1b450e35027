// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPainter>
#include <QPixmap>
#include <functional>
#include <unordered_map>

#include "core/graph/graph.h"

namespace sb::ui {

/// Pictures of what a canvas draws again and again: the grid, and nodes in their usual state. They hold
/// pixels of the device at the very fractions of a pixel where they are drawn, so that a frame made of them
/// looks as one drawn anew; moving the view by whole pixels keeps them valid.
///
/// Only what the last frame drew is kept. While the zoom changes nothing is kept: no two frames are alike.
class CanvasPictures {
 public:
  using Paint = std::function<void(QPainter& painter)>;

  /// At the start and end of a frame; `look` tells frames apart whose nodes look different.
  void beginFrame(const QPainter& painter, std::size_t look);
  void endFrame();
  /// Something that the pictures show has changed.
  void clear();

  /// Draws what `paint` draws within `bounds` (scene units). False: not with this painter or not now.
  bool drawNode(QPainter& painter, graph::NodeId node, const QRectF& bounds, const Paint& paint);
  /// Fills `area` (device-independent pixels of the widget) with dots on paper, `step` scene units apart.
  bool drawGrid(QPainter& painter, const QRectF& area, double step, const QColor& paper, const Paint& dot);

  std::size_t nodeCount() const { return m_nodes.size(); }

 private:
  struct Picture {
    QPixmap pixels;
    QPointF fraction;  ///< of a device pixel
    std::uint64_t frame = 0;
  };
  std::unordered_map<graph::NodeId, Picture> m_nodes;
  Picture m_grid;
  QSize m_gridSize;
  QColor m_gridPaper;
  double m_gridPeriod = 0, m_scale = 0;
  std::size_t m_look = 0;
  std::uint64_t m_frame = 0;
  bool m_usable = false, m_making = false;
};

}  // namespace sb::ui
