// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

// Which part of the scene the canvas shows, and how large.
namespace sb::ui {
namespace {
constexpr double minZoom = 0.004, maxZoom = 4, fitMarginX = 28, fitMarginY = 56, largestFit = 1.0;
}  // namespace

void GraphCanvas::setPlace(const CanvasPlace& place) {
  m_zoom = std::clamp(place.zoom, minZoom, maxZoom);
  updateLevel();
  emit zoomChanged(m_zoom);
  setOrigin(place.origin);
}

/// Before a jump; a few dozen are enough.
void GraphCanvas::rememberPlace() {
  constexpr std::size_t most = 50;
  m_back.push_back(place());
  if (m_back.size() > most) m_back.erase(m_back.begin());
  m_forward.clear();
}

void GraphCanvas::goBack() {
  if (m_back.empty()) return emit sentence(tr("There is no view before this one."));
  m_forward.push_back(place());
  const CanvasPlace to = m_back.back();
  m_back.pop_back();
  setPlace(to);
}

void GraphCanvas::goForward() {
  if (m_forward.empty()) return emit sentence(tr("There is no view after this one."));
  m_back.push_back(place());
  const CanvasPlace to = m_forward.back();
  m_forward.pop_back();
  setPlace(to);
}

void GraphCanvas::setOrigin(const QPointF& origin) {
  m_origin = origin;
  m_fitPending = false;
  emit viewChanged();
  update();
}

void GraphCanvas::setZoom(double zoom, const QPointF& anchor) {
  const QPointF fixed = toScene(anchor);
  m_zoom = std::clamp(zoom, minZoom, maxZoom);
  m_origin = fixed - anchor / m_zoom;
  m_fitPending = false;
  updateLevel();
  emit zoomChanged(m_zoom);
  emit viewChanged();
  update();
}

void GraphCanvas::updateLevel() { m_level = m_pinned ? *m_pinned : detailLevelFor(m_zoom, m_level); }

void GraphCanvas::pinLevel(std::optional<DetailLevel> level) {
  m_pinned = level;
  updateLevel();
  emit zoomChanged(m_zoom);
  update();
}

void GraphCanvas::zoomToFit() {
  const QRectF all = m_scene.bounds();
  if (all.isEmpty()) return;
  if (!m_fitPending) rememberPlace();
  const double fit =
      std::min((width() - 2 * fitMarginX) / all.width(), (height() - 2 * fitMarginY) / all.height());
  m_zoom = std::clamp(std::min(fit, largestFit), minZoom, maxZoom);
  m_origin = all.center() - QPointF(width(), height()) / 2 / m_zoom;
  updateLevel();
  emit zoomChanged(m_zoom);
  emit viewChanged();
  update();
}

void GraphCanvas::zoomToSelection() {
  QRectF box;
  for (const graph::NodeId id : m_state.selectedNodes)
    if (const NodeBox* node = m_scene.node(id)) box |= node->rect;
  if (const graph::EdgeId edge = m_document.selection().edge(); edge.valid())
    if (const WireBox* wire = m_scene.wire(edge)) box |= wire->bounds;
  if (box.isEmpty()) return zoomToFit();
  rememberPlace();
  box.adjust(-60, -60, 60, 60);
  m_zoom = std::clamp(std::min(width() / box.width(), height() / box.height()), minZoom, 1.5);
  m_origin = box.center() - QPointF(width(), height()) / 2 / m_zoom;
  updateLevel();
  emit zoomChanged(m_zoom);
  emit viewChanged();
  update();
}

void GraphCanvas::reveal(const Item& item) {
  QRectF box;
  if (const auto* node = std::get_if<NodeItem>(&item))
    if (const NodeBox* found = m_scene.node(node->node)) box = found->rect;
  if (const auto* port = std::get_if<PortItem>(&item))
    if (const NodeBox* found = m_scene.node(port->port.node)) box = found->rect;
  const auto wireBounds = [&](graph::EdgeId id) {
    if (const WireBox* wire = m_scene.wire(id)) box = wire->bounds;
  };
  if (const auto* edge = std::get_if<EdgeItem>(&item)) wireBounds(edge->edge);
  if (const auto* bead = std::get_if<BeadItem>(&item)) wireBounds(bead->edge);
  if (box.isEmpty()) return;
  QRectF view = visibleScene().adjusted(24 / m_zoom, 24 / m_zoom, -24 / m_zoom, -24 / m_zoom);
  QPointF shift;
  if (box.right() > view.right()) shift.setX(box.right() - view.right());
  if (box.left() + shift.x() * -1 < view.left()) shift.setX(box.left() - view.left());
  if (box.bottom() > view.bottom()) shift.setY(box.bottom() - view.bottom());
  if (box.top() - shift.y() < view.top()) shift.setY(box.top() - view.top());
  if (!shift.isNull()) rememberPlace();
  m_origin += shift;
  m_flash = item;
  m_flashTimer.start();
  takeSelection();
  emit viewChanged();
}

}  // namespace sb::ui
