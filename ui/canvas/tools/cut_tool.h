// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/canvas/tools/canvas_tool.h"

namespace sb::ui {

/// A stroke that cuts every connection it crosses; one undo entry.
class CutTool : public CanvasTool {
 public:
  CutTool(ToolHost& host, const QPointF& start);
  void move(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void release(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  QPolygonF m_stroke;
};

}  // namespace sb::ui
