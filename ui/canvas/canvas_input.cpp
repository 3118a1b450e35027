// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QHelpEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <cmath>

#include "ui/canvas/graph_canvas.h"
#include "ui/canvas/tools/connect_tool.h"
#include "ui/canvas/tools/cut_tool.h"
#include "ui/canvas/tools/drag_tools.h"
#include "ui/canvas/tools/replug_tool.h"
#include "ui/document/document.h"

// Mouse and keys: which tool gets a press.
namespace sb::ui {

void GraphCanvas::startTool(const ToolPress& press) {
  const HitResult& hit = press.hit;
  const bool add = press.modifiers & Qt::ControlModifier;
  if (hit.group) return toggleGroup(*hit.node, *hit.group);
  if (hit.port && hit.onPortCircle && showsDocument()) {
    m_tool = std::make_unique<ConnectTool>(*this, *hit.port, press.at);
    return;
  }
  if (hit.bead) {
    selectHit(hit, add);
    if (showsDocument()) m_tool = std::make_unique<BeadTool>(*this, *hit.edge, *hit.bead, press.at);
    return;
  }
  if (hit.node) {
    if (!m_document.selection().nodes().count(*hit.node) || add || hit.port) selectHit(hit, add);
    if (showsDocument() && !hit.port) m_tool = std::make_unique<MoveTool>(*this, press.at);
    return;
  }
  if (hit.edge) {
    if (showsDocument() && !hit.bead && plusUnder(press.at)) {
      selectHit(hit, add);
      return emit addHookRequested(*hit.edge);
    }
    selectHit(hit, add);
    const WireBox* wire = m_scene.wire(*hit.edge);
    const graph::Edge* edge = showsDocument() ? shownGraph().find(*hit.edge) : nullptr;
    if (wire && edge && !add)
      m_tool = std::make_unique<ReplugTool>(*this, *edge, shareAt(wire->line, press.at), press.at);
    return;
  }
  if (hit.frame) {  // a frame carries what lies in it
    std::set<graph::NodeId> nodes = add ? m_document.selection().nodes() : std::set<graph::NodeId>();
    nodes.insert(m_scene.frame(*hit.frame)->nodes.begin(), m_scene.frame(*hit.frame)->nodes.end());
    m_document.selection().selectNodes(nodes);
    if (showsDocument()) m_tool = std::make_unique<MoveTool>(*this, press.at);
    return;
  }
  if (!add) m_document.selection().clear();
  m_tool = std::make_unique<RubberBandTool>(*this, press.at, add);
}

void GraphCanvas::selectHit(const HitResult& hit, bool add) {
  Selection& selection = m_document.selection();
  if (hit.bead) return selection.select(BeadItem{*hit.edge, *hit.bead});
  if (hit.port) return selection.select(PortItem{*hit.port});
  if (hit.node) {
    if (!add) return selection.select(NodeItem{*hit.node});
    std::set<graph::NodeId> nodes = selection.nodes();
    if (!nodes.erase(*hit.node)) nodes.insert(*hit.node);
    return selection.selectNodes(nodes);
  }
  if (hit.edge) selection.select(EdgeItem{*hit.edge});
}

/// The hovered connection when the point is on its "+".
const WireBox* GraphCanvas::plusUnder(const QPointF& at) const {
  const WireBox* wire = m_state.hover.edge ? m_scene.wire(*m_state.hover.edge) : nullptr;
  return wire && plusRect(*wire, m_zoom).adjusted(-3, -3, 3, 3).contains(at) ? wire : nullptr;
}

void GraphCanvas::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  m_state.keyboardFocus = false;
  if (m_tool) return;
  if (event->button() == Qt::BackButton) return goBack();
  if (event->button() == Qt::ForwardButton) return goForward();
  if (event->button() == Qt::RightButton && (event->modifiers() & Qt::ControlModifier) && showsDocument()) {
    m_tool = std::make_unique<CutTool>(*this, toScene(event->position()));
    m_ignoreMenu = true;
    return;
  }
  if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld)) {
    m_panning = true;
    m_panFrom = event->position();
    setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  const QPointF at = toScene(event->position());
  startTool({at, event->button(), event->modifiers(), m_scene.hit(at, hitTolerance())});
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (m_panning) {
    setOrigin(m_origin - (event->position() - m_panFrom) / m_zoom);
    m_panFrom = event->position();
    return;
  }
  const QPointF at = toScene(event->position());
  if (m_tool) return m_tool->move(at, event->modifiers());
  HitResult hover = m_scene.hit(at, hitTolerance());
  const bool same = hover.node == m_state.hover.node && hover.port == m_state.hover.port &&
                    hover.edge == m_state.hover.edge && hover.bead == m_state.hover.bead &&
                    hover.group == m_state.hover.group && hover.frame == m_state.hover.frame;
  if (same) return;
  m_state.hover = hover;
  setCursor(hover.onPortCircle && showsDocument() ? Qt::CrossCursor : Qt::ArrowCursor);
  emit sentence(hoverSentence());
  update();
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (m_panning && (event->button() == Qt::MiddleButton || event->button() == Qt::LeftButton)) {
    m_panning = false;
    unsetCursor();
    update();
    return;
  }
  if (!m_tool || (event->button() != Qt::LeftButton && event->button() != Qt::RightButton)) return;
  const std::unique_ptr<CanvasTool> tool = std::move(m_tool);
  tool->release(toScene(event->position()), event->modifiers());
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  const HitResult hit = m_scene.hit(toScene(event->position()), hitTolerance());
  m_tool.reset();
  if (hit.bead)
    emit actionRequested(QStringLiteral("openLayout"));
  else if (hit.group)
    return;
  else if (hit.node)
    emit openRequested(*hit.node);
  else if (hit.edge)
    emit actionRequested(QStringLiteral("selectDown"));
  else if (hit.frame && showsDocument())
    emit frameTitleRequested(*hit.frame);
  else if (hit.empty() && showsDocument())
    emit quickAddRequested(toScene(event->position()));
}

void GraphCanvas::wheelEvent(QWheelEvent* event) {
  const QPointF pixels =
      event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 2 : QPointF(event->pixelDelta());
  if (event->modifiers() & Qt::ControlModifier) {
    setZoom(m_zoom * std::pow(1.0015, event->angleDelta().y()), event->position());
  } else {
    QPointF by = pixels;
    if (event->modifiers() & Qt::ShiftModifier) by = QPointF(pixels.y(), pixels.x());
    setOrigin(m_origin - by / m_zoom);
  }
  event->accept();
}

bool GraphCanvas::event(QEvent* event) {
  if (event->type() == QEvent::KeyPress) {  // Tab belongs to the tool while a wire is dragged
    auto* key = static_cast<QKeyEvent*>(event);
    if (m_tool && key->key() == Qt::Key_Tab && m_tool->key(*key)) return true;
  }
  if (event->type() == QEvent::FontChange) m_pictures.clear();
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = m_tool ? QString() : toolTipAt(toScene(QPointF(help->pos())));
    if (tip.isEmpty())
      QToolTip::hideText();
    else
      QToolTip::showText(help->globalPos(), tip, this);
    return true;
  }
  if (event->type() == QEvent::NativeGesture) {
    auto* gesture = static_cast<QNativeGestureEvent*>(event);
    if (gesture->gestureType() == Qt::ZoomNativeGesture) {
      setZoom(m_zoom * (1 + gesture->value()), gesture->position());
      return true;
    }
  }
  if (event->type() == QEvent::ShortcutOverride) {  // letters are keys of the canvas, not of menus
    const auto* key = static_cast<QKeyEvent*>(event);
    if (m_tool && key->key() != Qt::Key_unknown) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
  if (m_tool) {
    if (event->key() == Qt::Key_Escape) {
      const std::unique_ptr<CanvasTool> tool = std::move(m_tool);
      tool->cancel();
      return;
    }
    if (m_tool->key(*event)) return;
  }
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    m_spaceHeld = true;
    setCursor(Qt::OpenHandCursor);
    return;
  }
  if (!shortcutKey(*event)) QWidget::keyPressEvent(event);
}

void GraphCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (m_tool && m_tool->keyReleased(*event)) return;
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    m_spaceHeld = false;
    unsetCursor();
    return;
  }
  QWidget::keyReleaseEvent(event);
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent* event) {
  if (m_ignoreMenu) {
    m_ignoreMenu = false;
    return event->accept();
  }
  if (event->reason() == QContextMenuEvent::Keyboard) return showMenuOf(m_document.selection().item());
  const QPointF at = toScene(QPointF(event->pos()));
  const HitResult hit = m_scene.hit(at, hitTolerance());
  if (hit.frame && hit.empty()) {
    const std::set<graph::NodeId>& nodes = m_scene.frame(*hit.frame)->nodes;
    m_document.selection().selectNodes(nodes);
  }
  if (!hit.empty() && !(hit.node && m_document.selection().nodes().count(*hit.node) && !hit.port))
    selectHit(hit, false);
  emit contextMenuRequested(hit, at, event->globalPos());
}

void GraphCanvas::leaveEvent(QEvent*) {
  m_state.hover = {};
  update();
}
void GraphCanvas::focusInEvent(QFocusEvent* event) {
  m_state.keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  update();
}
void GraphCanvas::focusOutEvent(QFocusEvent*) {
  m_state.keyboardFocus = false;
  m_spaceHeld = false;
  update();
}

}  // namespace sb::ui
