// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>

#include "ui/canvas/canvas_paint.h"

// Beads: the hooks of a connection in call order (design 3.4), and the "+" that adds one.
namespace sb::ui {
namespace {

QPen roundPen(const QColor& colour, double width) {
  return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
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

}  // namespace

void paintBeads(PaintContext& c, const WireBox& wire) {
  if (c.state.hover.edge == wire.edge && !c.state.hover.node && !c.state.dragPort && c.canHook &&
      c.level >= DetailLevel::Ports && !wire.toOut)
    paintPlus(c, wire);
  if (wire.beads.empty() || c.state.liftedEdge == wire.edge) return;
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
  if (c.state.keyboardFocus && selected && selected->edge == wire.edge)
    for (const BeadBox& bead : wire.beads)
      if (bead.hook == selected->hook) {  // dashed, 4 px off
        p.setPen(QPen(c.theme.accent, 2, Qt::DashLine));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(bead.rect.adjusted(-6, -6, 6, 6), 18, 18);
      }
  for (const BeadBox& bead : wire.beads)
    if (c.state.waitingHooks.count(bead.hook)) {  // its adapter is being generated
      p.setPen(roundPen(c.theme.accent, 2));
      p.drawLine(bead.rect.bottomLeft() + QPointF(24, -3), bead.rect.bottomRight() + QPointF(-12, -3));
    }
}

void paintBead(QPainter& p, const Theme& theme, const BeadBox& bead, bool selected, bool hovered,
               bool linked) {
  const QRectF& r = bead.rect;
  if (selected && !theme.plain()) {
    QColor halo = theme.accent;
    halo.setAlphaF(0.35F);
    p.setPen(QPen(halo, 3));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(r.adjusted(-3.5, -3.5, 3.5, 3.5), 15.5, 15.5);
  }
  if (selected || hovered || linked) {
    p.setPen(QPen(theme.accent, selected ? theme.selectionWidth() : (hovered ? 1 : 1.5)));
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
