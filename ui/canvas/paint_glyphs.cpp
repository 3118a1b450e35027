// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/canvas_paint.h"

// Round and triangular marks: what a step changes, how bad a problem is, that something fits.
namespace sb::ui {

void paintChangeMark(QPainter& p, const Theme& theme, const QPointF& centre, double radius, GhostKind kind) {
  if (kind == GhostKind::None) return;
  p.setPen(QPen(theme.canvas, radius / 6));
  p.setBrush(kind == GhostKind::Added ? theme.ok : theme.error);
  p.drawEllipse(centre, radius, radius);
  const double arm = radius * 0.45;
  p.setPen(QPen(theme.canvas, radius / 4.5, Qt::SolidLine, Qt::RoundCap));
  p.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0));
  if (kind == GhostKind::Added) p.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm));
}

void paintStatusGlyph(QPainter& p, const Theme& theme, const QRectF& r, Severity severity) {
  p.save();
  if (severity == Severity::Error) {
    p.setPen(QPen(theme.canvas, 1.2));
    p.setBrush(theme.error);
    p.drawEllipse(r);
    p.setPen(QPen(theme.panel, r.width() / 8, Qt::SolidLine, Qt::RoundCap));
    const double d = r.width() * 0.18;
    p.drawLine(r.center() - QPointF(d, d), r.center() + QPointF(d, d));
    p.drawLine(r.center() - QPointF(d, -d), r.center() + QPointF(d, -d));
  } else {
    const QColor colour = severity == Severity::Warning ? theme.warning : theme.accent;
    QPolygonF triangle;
    triangle << QPointF(r.center().x(), r.top() + 0.5) << QPointF(r.right() - 0.3, r.bottom() - 1.5)
             << QPointF(r.left() + 0.3, r.bottom() - 1.5);
    p.setPen(QPen(colour, 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(theme.warningWeak);
    p.drawPolygon(triangle);
    p.drawLine(QPointF(r.center().x(), r.top() + r.height() * 0.38),
               QPointF(r.center().x(), r.top() + r.height() * 0.6));
    p.drawPoint(QPointF(r.center().x(), r.top() + r.height() * 0.76));
  }
  p.restore();
}

void paintOkGlyph(QPainter& p, const Theme& theme, const QRectF& r) {
  p.setPen(Qt::NoPen);
  p.setBrush(theme.ok);
  p.drawEllipse(r);
  p.setPen(QPen(theme.panel, r.width() / 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  QPolygonF tick;
  tick << QPointF(r.left() + r.width() * 0.28, r.top() + r.height() * 0.52)
       << QPointF(r.left() + r.width() * 0.44, r.top() + r.height() * 0.67)
       << QPointF(r.left() + r.width() * 0.72, r.top() + r.height() * 0.36);
  p.setBrush(Qt::NoBrush);
  p.drawPolyline(tick);
}

}  // namespace sb::ui
