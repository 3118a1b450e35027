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

void paintPlus(PaintContext& c, const WireBox& wire) {
  const QRectF disc = plusRect(wire, c.zoom);
  QPainter& p = c.painter;
  p.setPen(QPen(c.theme.accent, 1.5));
  p.setBrush(c.theme.panel);
  p.drawEllipse(disc);
  const double arm = disc.width() * 0.26;
  p.setPen(roundPen(c.theme.accent, 1.5));
  p.drawLine(disc.center() - QPointF(arm, 0), disc.center() + QPointF(arm, 0));
  p.drawLine(disc.center() - QPointF(0, arm), disc.center() + QPointF(0, arm));
}

void paintWire(PaintContext& c, const WireBox& wire) {
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
  if (selected || linked) {
    QColor halo = c.theme.accent;
    halo.setAlphaF(selected ? 0.28F : 0.20F);
    p.setPen(roundPen(halo, selected ? 9 : 6));
    p.setBrush(Qt::NoBrush);
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

void paintBeads(PaintContext& c, const WireBox& wire) {
  if (c.state.hover.edge == wire.edge && !c.state.hover.node && !c.state.dragPort && c.canHook &&
      c.level >= DetailLevel::Ports && !wire.toOut)
    paintPlus(c, wire);
  if (wire.beads.empty()) return;
  QPainter& p = c.painter;
  if (c.level < DetailLevel::Details) {  // one disc of constant size on screen with the number of hooks
    const double radius = 8 / c.zoom;
    const QPointF at = pointAlong(wire.line, 0.5);
    p.setPen(QPen(c.theme.canvas, 1.5 / c.zoom));
    p.setBrush(c.theme.bead);
    p.drawEllipse(at, radius, radius);
    QFont font = c.theme.captionStrong();
    p.save();
    p.translate(at);
    p.scale(1 / c.zoom, 1 / c.zoom);
    p.setFont(font);
    p.setPen(c.theme.onBead);
    int hooks = 0;
    for (const BeadBox& bead : wire.beads) hooks += 1 + bead.folded;
    p.drawText(QRectF(-8, -8, 16, 16), Qt::AlignCenter, QString::number(hooks));
    p.restore();
    return;
  }
  const auto* selected = std::get_if<BeadItem>(&c.state.selected);
  for (const BeadBox& bead : wire.beads)
    paintBead(p, c.theme, bead, selected && selected->hook == bead.hook, c.state.hover.bead == bead.hook,
              c.state.linkedEdges.count(wire.edge) > 0);
  for (const BeadBox& bead : wire.beads)
    if (c.state.waitingHooks.count(bead.hook)) {  // its adapter is being generated
      p.setPen(roundPen(c.theme.accent, 2));
      p.drawLine(bead.rect.bottomLeft() + QPointF(24, -3), bead.rect.bottomRight() + QPointF(-12, -3));
    }
}

void paintBead(QPainter& p, const Theme& theme, const BeadBox& bead, bool selected, bool hovered,
               bool linked) {
  const QRectF& r = bead.rect;
  if (selected) {
    QColor halo = theme.accent;
    halo.setAlphaF(0.35F);
    p.setPen(QPen(halo, 3));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(r.adjusted(-3.5, -3.5, 3.5, 3.5), 15.5, 15.5);
  }
  if (selected || hovered || linked) {
    p.setPen(QPen(theme.accent, selected ? 2 : (hovered ? 1 : 1.5)));
    p.setBrush(theme.canvas);
    p.drawRoundedRect(r.adjusted(-2, -2, 2, 2), 14, 14);
  }
  if (!bead.enabled) {
    p.setPen(QPen(theme.textSecondary, 1.25, Qt::DashLine));
    p.setBrush(theme.canvas);
    p.drawRoundedRect(r, 12, 12);
    p.setPen(theme.textSecondary);
    p.setFont(theme.caption());
    p.drawText(r, Qt::AlignCenter, bead.name + QStringLiteral("  off"));
  } else {
    p.setPen(Qt::NoPen);
    p.setBrush(theme.bead);
    p.drawRoundedRect(r, 12, 12);
    const QRectF disc(r.left() + 4, r.top() + 4, 16, 16);
    p.setPen(QPen(theme.onBead, 1.1));
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(disc);
    p.setPen(theme.onBead);
    p.setFont(theme.captionStrong());
    p.drawText(disc.adjusted(-2, 0, 2, 0), Qt::AlignCenter, QString::number(bead.number));
    p.drawText(QRectF(disc.right() + 5, r.top(), r.width(), r.height()), Qt::AlignVCenter | Qt::AlignLeft,
               bead.name);
    paintHookLetters(p, theme, bead.letters, QPointF(r.right() - 5, r.center().y()), false);
  }
  if (!bead.rule.isEmpty()) {
    p.setFont(theme.badge());
    const QString words = QObject::tr("rule %1").arg(bead.rule);
    const double wide = QFontMetricsF(theme.badge()).horizontalAdvance(words) + 8;
    const QRectF chip(r.center().x() - wide / 2, r.bottom() + 3, wide, 14);
    p.setPen(Qt::NoPen);
    p.setBrush(theme.canvas);
    p.drawRoundedRect(chip, 3, 3);
    p.setPen(theme.textSecondary);
    p.drawText(chip, Qt::AlignCenter, words);
  }
  if (bead.refused) paintStatusGlyph(p, theme, QRectF(r.right() - 9, r.top() - 8, 16, 16), Severity::Error);
}

double paintHookLetters(QPainter& p, const Theme& theme, const QString& letters, const QPointF& rightCentre,
                        bool onPaper) {
  double x = rightCentre.x();
  p.setFont(theme.captionStrong());
  for (qsizetype i = letters.size() - 1; i >= 0; --i) {
    const QRectF box(x - 16, rightCentre.y() - 8, 16, 16);
    p.setPen(Qt::NoPen);
    p.setBrush(onPaper ? theme.bead : theme.onBead);
    p.drawRoundedRect(box, 4, 4);
    p.setPen(onPaper ? theme.onBead : theme.bead);
    p.drawText(box, Qt::AlignCenter, letters.mid(i, 1));
    x -= 18;
  }
  return rightCentre.x() - x;
}

}  // namespace sb::ui
