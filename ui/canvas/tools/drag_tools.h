// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/canvas/tools/canvas_tool.h"

namespace sb::ui {

/// Moves the selected nodes; one undo entry on release, snapped to 8 unless Alt is held.
class MoveTool : public CanvasTool {
 public:
  MoveTool(ToolHost& host, const QPointF& start);
  void move(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void release(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  QPointF offset(const QPointF& at, Qt::KeyboardModifiers modifiers) const;
  QPointF m_start;
  bool m_moved = false;
};

/// Selects what a rectangle touches; Alt: what lies fully inside.
class RubberBandTool : public CanvasTool {
 public:
  RubberBandTool(ToolHost& host, const QPointF& start, bool add);
  void move(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void release(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  QPointF m_start;
  std::set<graph::NodeId> m_before;
};

/// Moves one bead along its wire (reorder), off it (remove) or to another wire (Alt: a copy).
class BeadTool : public CanvasTool {
 public:
  BeadTool(ToolHost& host, graph::EdgeId edge, graph::HookId hook, const QPointF& start);
  void move(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void release(const QPointF& at, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  std::optional<graph::EdgeId> otherWire(const QPointF& at) const;
  void carryTo(graph::EdgeId target, bool copy);
  graph::EdgeId m_edge;
  graph::HookId m_hook;
  QPointF m_start;
  bool m_moved = false;
};

}  // namespace sb::ui
