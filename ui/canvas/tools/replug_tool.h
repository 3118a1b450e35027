// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/canvas/tools/connect_tool.h"

namespace sb::ui {

/// Takes the nearer end of a connection off its port and plugs it into another (design 6.1, "half-wire drag
/// re-plugs"). A press that does not move is a click.
class ReplugTool : public CanvasTool {
 public:
  /// `share`: where on the line the press was, 0 at the provider.
  ReplugTool(ToolHost& host, const graph::Edge& edge, double share, const QPointF& start);
  void move(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void release(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;
  bool key(QKeyEvent& event) override;
  bool keyReleased(QKeyEvent& event) override;

 private:
  graph::EdgeId m_edge;
  graph::PortRef m_fixed;  ///< the end that stays
  QPointF m_start;
  bool m_canMove = true;
  std::unique_ptr<ConnectTool> m_connect;  ///< once the pointer has moved
};

}  // namespace sb::ui
