// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/canvas/tools/canvas_tool.h"

namespace sb::ui {

/// Drags a wire from a port. Every port in view has its verdict from the first frame on; a refused drop
/// changes nothing and says why.
class ConnectTool : public CanvasTool {
 public:
  /// With `lifted` the other end of that connection is in the hand: a drop plugs it elsewhere.
  ConnectTool(ToolHost& host, const graph::PortRef& from, const QPointF& start,
              std::optional<graph::EdgeId> lifted = std::nullopt);
  void move(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void release(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;
  bool key(QKeyEvent& event) override;
  bool keyReleased(QKeyEvent& event) override;
  struct Counts {
    int fits = 0, byVersion = 0, refused = 0;
  };
  Counts counts() const;
  static QString hint();  ///< the keys that work while dragging

 private:
  std::optional<graph::PortRef> nearest() const;
  std::optional<graph::PortRef> target(const QPointF& at) const;
  void judge();
  graph::PortRef m_from;
  QPointF m_start;
  std::optional<graph::EdgeId> m_lifted;
  std::vector<graph::PortRef> m_fitting;
  std::size_t m_next = 0;
};

}  // namespace sb::ui
