// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/minimap.h"

#include <QPainter>
#include <QWheelEvent>
#include <algorithm>

#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

namespace sb::ui {

Minimap::Minimap(GraphCanvas& canvas) : QWidget(&canvas), m_canvas(canvas) {
  setObjectName(QStringLiteral("minimap"));
  setFixedSize(sizeHint());
  setAccessibleName(tr("Overview of the graph"));
  m_refresh.setSingleShot(true);
  m_refresh.setInterval(100);
  connect(&m_refresh, &QTimer::timeout, this, [this] {
    m_image = {};
    update();
  });
  const auto refresh = [this] { m_refresh.start(); };
  connect(&canvas, &GraphCanvas::viewChanged, this, qOverload<>(&QWidget::update));
  connect(&canvas.document(), &Document::graphChanged, this, refresh);
  connect(&canvas.document(), &Document::previewChanged, this, refresh);
  connect(&canvas.document().selection(), &Selection::changed, this, refresh);
}

QRectF Minimap::sceneRect() const {
  const QRectF all = m_canvas.scene().bounds();
  return all.isEmpty() ? QRectF(0, 0, 100, 100) : all.adjusted(-40, -40, 40, 40);
}

double Minimap::scale() const {
  const QRectF scene = sceneRect();
  return std::min((width() - 12) / scene.width(), (height() - 12) / scene.height());
}

void Minimap::renderImage() {
  const double ratio = devicePixelRatioF();
  m_image = QPixmap(size() * ratio);
  m_image.setDevicePixelRatio(ratio);
  m_image.fill(Qt::transparent);
  const Theme& theme = currentTheme();
  QPainter painter(&m_image);
  painter.setRenderHint(QPainter::Antialiasing, m_canvas.scene().nodeCount() < 2000);
  painter.translate(width() / 2.0, height() / 2.0);
  painter.scale(scale(), scale());
  painter.translate(-sceneRect().center());
  const CanvasState& state = m_canvas.state();
  const graph::EdgeId selectedEdge = m_canvas.document().selection().edge();
  for (const auto& [id, wire] : m_canvas.scene().wires()) {
    if (wire.beads.empty() && id != selectedEdge) continue;
    QPen pen(theme.accent, 1.5);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawPolyline(wire.line);
    for (const BeadBox& bead : wire.beads) {
      painter.setBrush(theme.bead);
      painter.setPen(Qt::NoPen);
      painter.drawEllipse(bead.rect.center(), 3 / scale(), 3 / scale());
    }
  }
  painter.setPen(Qt::NoPen);
  for (const auto& [id, box] : m_canvas.scene().nodes()) {
    const auto problem = state.problems.find(id);
    QColor colour = theme.slate();
    if (problem != state.problems.end())
      colour = problem->second == Severity::Error ? theme.error : theme.warning;
    else if (state.selectedNodes.count(id))
      colour = theme.accent;
    painter.fillRect(box.rect, colour);
  }
}

void Minimap::paintEvent(QPaintEvent*) {
  if (m_image.isNull()) renderImage();
  const Theme& theme = currentTheme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.nodeBorder, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter.drawPixmap(0, 0, m_image);
  painter.translate(width() / 2.0, height() / 2.0);
  painter.scale(scale(), scale());
  painter.translate(-sceneRect().center());
  QPen pen(theme.accent, 2);
  pen.setCosmetic(true);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.setClipRect(sceneRect());
  painter.drawRect(m_canvas.visibleScene().intersected(sceneRect().adjusted(6, 6, -6, -6)));
}

void Minimap::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_image = {};
  QWidget::changeEvent(event);
}

void Minimap::jump(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton)) return;
  const QPointF at = (event->position() - QPointF(width(), height()) / 2) / scale() + sceneRect().center();
  m_canvas.setOrigin(at - QPointF(m_canvas.width(), m_canvas.height()) / 2 / m_canvas.zoom());
}

void Minimap::wheelEvent(QWheelEvent* event) {
  const double factor = event->angleDelta().y() > 0 ? 1.2 : 1 / 1.2;
  m_canvas.setZoom(m_canvas.zoom() * factor, QPointF(m_canvas.width(), m_canvas.height()) / 2);
}

}  // namespace sb::ui
