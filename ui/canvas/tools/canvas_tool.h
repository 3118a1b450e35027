// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointF>

#include "ui/canvas/canvas_paint.h"

namespace sb::ui {

class Document;

/// What a tool sees of its window: narrow, so that tools can be tested without one.
class ToolHost {
 public:
  virtual ~ToolHost() = default;
  virtual Document& document() = 0;
  virtual const CanvasScene& scene() const = 0;
  virtual CanvasState& state() = 0;
  virtual double zoom() const = 0;
  virtual void repaint() = 0;
  /// A sentence for the status bar; empty takes it away.
  virtual void say(const QString& sentence) = 0;
  /// A node moves with the pointer, before the document knows: shown, not stored.
  virtual void showMoved(const std::set<graph::NodeId>& nodes, const QPointF& by) = 0;
  virtual void showRubberBand(const QRectF& rect) = 0;  ///< null rectangle: none
  virtual void showCut(const QPolygonF& stroke) = 0;    ///< empty: none
  /// Both ends of a possible connection as WIT, side by side.
  virtual void compare(const graph::PortRef& provider, const graph::PortRef& consumer) = 0;
  /// A connection was dropped where no port is: the window offers components that fit.
  virtual void offerComponents(const graph::PortRef& port, const QPointF& at) = 0;
};

/// One mouse press in scene units.
struct ToolPress {
  QPointF at;
  Qt::MouseButton button = Qt::LeftButton;
  Qt::KeyboardModifiers modifiers;
  HitResult hit;
};

/// One interaction. A tool lives from press to release; the default tool stays.
class CanvasTool {
 public:
  explicit CanvasTool(ToolHost& host) : m_host(host) {}
  virtual ~CanvasTool() = default;
  virtual void move(const QPointF& at, Qt::KeyboardModifiers modifiers) = 0;
  virtual void release(const QPointF& at, Qt::KeyboardModifiers modifiers) = 0;
  /// Ends without a trace: nothing in the undo stack.
  virtual void cancel() = 0;
  /// True when the key was used.
  virtual bool key(QKeyEvent&) { return false; }
  virtual bool keyReleased(QKeyEvent&) { return false; }

 protected:
  ToolHost& m_host;
};

}  // namespace sb::ui
