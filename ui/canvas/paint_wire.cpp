// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <QPainterPath>
#include <cmath>

#include "ui/canvas/canvas_paint.h"

namespace sb::ui {
namespace {

QPen roundPen(const QColor& colour, double width) {
  return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

/// The line moved sideways by `offset` units, for twin lines.
QPolygonF parallel(const QPolygonF& line, double offset) {
  QPolygonF out;
  for (int i = 0; i < line.size(); ++i) {
    const QPointF d = line[std::min<qsizetype>(i + 1, line.size() - 1)] - line[std::max<qsizetype>(i - 1, 0)];
    const double length = std::hypot(d.x(), d.y());
    const QPointF normal = length > 0 ? QPointF(-d.y() / length, d.x() / length) : QPointF(0, 1);
    out << line[i] + normal * offset;
  }
  return out;
}

/// The part of a line between two shares of its length.
QPolygonF section(const QPolygonF& line, double from, double to) {
  constexpr int steps = 24;
  QPolygonF out;
  for (int i = 0; i <= steps; ++i) out << pointAlong(line, from + (to - from) * i / steps);
  return out;
}

double lengthOf(const QPolygonF& line) {
  double total = 0;
  for (int i = 1; i < line.size(); ++i)
    total += std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y());
  return total;
}

void strokeWire(PaintContext& c, const WireBox& wire, const QColor& colour, double width) {
  QPainter& p = c.painter;
  p.setBrush(Qt::NoBrush);
  if (wire.async && c.level >= DetailLevel::Ports) {
    p.setPen(roundPen(colour, 1.7));
    p.drawPolyline(parallel(wire.line, 1.55));
    p.drawPolyline(parallel(wire.line, -1.55));
    return;
  }
  p.setPen(roundPen(colour, width));
  p.drawPolyline(wire.line);
}

void paintMiddleGlyph(PaintContext& c, const WireBox& wire) {
  if (!wire.beads.empty() && wire.state != WireState::DoesNotFit) return;
  const QPointF middle = pointAlong(wire.line, wire.beads.empty() ? 0.5 : 0.1);
  QPainter& p = c.painter;
  if (wire.state == WireState::ByVersion) {
    const QRectF lozenge(middle.x() - 13, middle.y() - 8, 26, 16);
    p.setPen(QPen(packageQColor(c.theme, wire.packageColour), 1.5));
    p.setBrush(c.theme.node);
    p.drawRoundedRect(lozenge, 8, 8);
    paintNearly(p, c.theme.text, middle);
  }
  if (wire.state == WireState::DoesNotFit)
    paintStatusGlyph(p, c.theme, QRectF(middle.x() - 9, middle.y() - 9, 18, 18), Severity::Error);
  // Thin lines say by their ports' signs why they are thin, so that nobody has to compare widths.
  const QColor colour = packageQColor(c.theme, wire.packageColour);
  if (wire.state == WireState::TypesOnly) {
    constexpr double half = 5;
    p.setPen(QPen(colour, 1.75));
    p.setBrush(c.theme.canvas);
    p.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half));
  }
  if (wire.state == WireState::HostImport) {
    constexpr double ring = 4.75, dot = 1.75;
    p.setPen(QPen(colour, 1.5));
    p.setBrush(c.theme.canvas);
    p.drawEllipse(middle, ring, ring);
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawEllipse(middle, dot, dot);
  }
}

void paintOutFlag(PaintContext& c, const WireBox& wire, bool selected) {
  const QRectF flag = CanvasScene::outFlag(wire);
  QPainterPath path;
  path.moveTo(flag.left(), flag.top());
  path.lineTo(flag.right() - 7, flag.top());
  path.lineTo(flag.right(), flag.center().y());
  path.lineTo(flag.right() - 7, flag.bottom());
  path.lineTo(flag.left(), flag.bottom());
  path.closeSubpath();
  QPainter& p = c.painter;
  p.setPen(QPen(selected ? c.theme.accent : c.theme.nodeBorder, selected ? 2 : 1));
  p.setBrush(c.theme.node);
  p.drawPath(path);
  p.setPen(c.theme.textSecondary);
  p.setFont(c.theme.badge());
  p.drawText(flag.adjusted(4, 0, -7, 0), Qt::AlignCenter, QStringLiteral("out"));
}

}  // namespace

void paintNearly(QPainter& p, const QColor& colour, const QPointF& centre) {
  p.setBrush(Qt::NoBrush);
  p.setPen(roundPen(colour, 1.4));
  for (const double dy : {-2.2, 2.2}) {
    QPainterPath wave(centre + QPointF(-5, dy + 1));
    wave.cubicTo(centre + QPointF(-2, dy - 3), centre + QPointF(2, dy + 3), centre + QPointF(5, dy - 1));
    p.drawPath(wave);
  }
}

void paintWire(PaintContext& c, const WireBox& wire) {
  if (c.state.liftedEdge == wire.edge) return;
  QPainter& p = c.painter;
  const auto* edgeItem = std::get_if<EdgeItem>(&c.state.selected);
  const auto* beadItem = std::get_if<BeadItem>(&c.state.selected);
  const bool selected =
      (edgeItem && edgeItem->edge == wire.edge) || (beadItem && beadItem->edge == wire.edge);
  const bool linked = c.state.linkedEdges.count(wire.edge) > 0;
  const bool hovered = c.state.hover.edge == wire.edge;
  const auto ghost = c.state.ghostEdges.find(wire.edge);
  QColor colour = packageQColor(c.theme, wire.packageColour);
  double width = wire.state == WireState::HostImport || wire.state == WireState::TypesOnly ? 1.25 : 2.25;
  if (c.level <= DetailLevel::Names) width = 1.25;
  if (hovered) width += 1;
  double opacity = 1;
  if (c.state.dragPort) opacity = 0.3;
  if (c.state.matches) opacity = 0.4;
  if (!c.state.ghostEdges.empty() && ghost == c.state.ghostEdges.end()) opacity = 0.45;
  p.save();
  p.setOpacity(p.opacity() * opacity);
  if ((selected || linked) && c.theme.plain()) {  // an outline of 3 px
    const double inside = width + 3;
    p.setBrush(Qt::NoBrush);
    p.setPen(roundPen(c.theme.accent, inside + (selected ? 6 : 3)));
    p.drawPolyline(wire.line);
    p.setPen(roundPen(c.theme.canvas, inside));
    p.drawPolyline(wire.line);
  } else if (selected || linked) {
    QColor halo = c.theme.accent;
    halo.setAlphaF(selected ? 0.28F : 0.20F);
    p.setPen(roundPen(halo, selected ? 9 : 6));
    p.setBrush(Qt::NoBrush);
    p.drawPolyline(wire.line);
  }
  if (c.state.keyboardFocus && edgeItem && edgeItem->edge == wire.edge) {  // a dashed halo
    p.setPen(QPen(c.theme.accent, width + 5, Qt::DashLine, Qt::FlatCap));
    p.drawPolyline(wire.line);
    p.setPen(roundPen(c.theme.canvas, width + 2));
    p.drawPolyline(wire.line);
  }
  if (c.level <= DetailLevel::Names) {
    p.setPen(QPen(colour, 0, Qt::SolidLine));
    if (c.zoom > 0.12) p.setPen(QPen(colour, width / std::max(c.zoom, 0.3)));
    p.drawLine(wire.line.front(), wire.line.back());
  } else if (ghost != c.state.ghostEdges.end() && ghost->second == GhostKind::Removed) {
    p.setPen(QPen(c.theme.error, 1.5, Qt::DashLine));
    p.drawPolyline(wire.line);
  } else if (wire.state == WireState::DoesNotFit) {
    // Cut: a gap of 42 with end bars.
    const double half = std::min(0.45, 21 / std::max(1.0, lengthOf(wire.line)));
    for (const auto& [from, to] : {std::pair(0.0, 0.5 - half), std::pair(0.5 + half, 1.0)}) {
      WireBox part;
      part.line = section(wire.line, from, to);
      part.async = wire.async;
      strokeWire(c, part, colour, width);
    }
    p.setPen(roundPen(c.theme.error, 2));
    for (const double share : {0.5 - half, 0.5 + half}) {
      const QPointF at = pointAlong(wire.line, share);
      p.drawLine(at - QPointF(0, 7), at + QPointF(0, 7));
    }
  } else {
    strokeWire(c, wire, colour, width);
  }
  if (ghost != c.state.ghostEdges.end() && c.level >= DetailLevel::Names)
    paintChangeMark(p, c.theme, pointAlong(wire.line, 0.5), 8 / std::min(1.0, c.zoom), ghost->second);
  if (wire.toOut) paintOutFlag(c, wire, selected);
  if (c.level >= DetailLevel::Ports) paintMiddleGlyph(c, wire);
  p.restore();
}

}  // namespace sb::ui
