// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_paint.h"

// Frames below everything else, and ribbons between them (design 3.7 and 3.8).
namespace sb::ui {
namespace {

constexpr double titlePx = 14, radius = 8, inset = 14;

/// The border of `box` towards a point outside, on the line from its middle.
QPointF towards(const QRectF& box, const QPointF& to) {
  const QPointF d = to - box.center();
  const double shareX = d.x() == 0 ? 1e9 : box.width() / 2 / std::abs(d.x());
  const double shareY = d.y() == 0 ? 1e9 : box.height() / 2 / std::abs(d.y());
  return box.center() + d * std::min({shareX, shareY, 1.0});
}

}  // namespace

QFont frameTitleFont(const Theme& theme) {
  QFont font = theme.nodeTitle();
  font.setPointSizeF(font.pointSizeF() * titlePx / 13);
  return font;
}

QRectF frameTitleRect(const FrameBox& frame, double zoom) {
  // At full size it stands in its strip; from afar it keeps its size above the frame, where no node is.
  const double shown = 1 / std::min(1.0, zoom);
  if (zoom >= 0.6)
    return {frame.rect.left() + inset, frame.rect.top() + 2, frame.rect.width() - 2 * inset,
            FrameTitleHeight};
  return {frame.rect.left(), frame.rect.top() - 20 * shown, std::max(frame.rect.width(), 60 * shown),
          20 * shown};
}

void paintFrames(PaintContext& c, const QRectF& view) {
  QPainter& p = c.painter;
  for (const FrameBox& frame : c.scene.frames()) {
    if (!frame.rect.adjusted(0, -40 / c.zoom, 0, 0).intersects(view)) continue;
    const bool selected = !frame.nodes.empty() && c.state.selectedNodes.size() == frame.nodes.size() &&
                          c.state.selectedNodes == frame.nodes;
    p.setPen(
        QPen(selected ? c.theme.accent : c.theme.separator, (selected ? 1.5 : 1) / std::min(1.0, c.zoom)));
    p.setBrush(c.theme.frame);
    const double round = std::min(radius, radius / c.zoom);
    p.drawRoundedRect(frame.rect, round, round);
  }
}

void paintFrameTitles(PaintContext& c, const QRectF& view) {
  QPainter& p = c.painter;
  const QFont font = frameTitleFont(c.theme);
  const QFontMetricsF metrics(font);
  for (const FrameBox& frame : c.scene.frames()) {
    const QRectF at = frameTitleRect(frame, c.zoom);
    if (!at.intersects(view)) continue;
    p.save();
    p.translate(at.topLeft());
    const double scale = c.zoom < 0.6 ? 1 / c.zoom : 1 / std::min(1.0, c.zoom);
    p.scale(scale, scale);
    const QRectF room(0, 0, at.width() / scale, at.height() / scale);
    p.setFont(font);
    p.setPen(c.theme.textSecondary);
    p.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
               metrics.elidedText(frame.title, Qt::ElideRight, room.width()));
    p.restore();
  }
}

void paintRibbons(PaintContext& c) {
  QPainter& p = c.painter;
  p.setRenderHint(QPainter::Antialiasing, true);
  for (const Ribbon& ribbon : c.scene.ribbons()) {
    const FrameBox *from = c.scene.frame(ribbon.from), *to = c.scene.frame(ribbon.to);
    if (!from || !to) continue;
    const QPointF a = towards(from->rect, to->rect.center()), b = towards(to->rect, from->rect.center());
    QColor colour = c.theme.textTertiary;
    colour.setAlphaF(0.55F);
    const double width = std::min(14.0, 2 + 1.5 * std::log2(1.0 + ribbon.count));
    p.setPen(QPen(colour, width / c.zoom, Qt::SolidLine, Qt::FlatCap));
    p.drawLine(a, b);
  }
  for (const Ribbon& ribbon : c.scene.ribbons()) {  // counts above all ribbons
    const FrameBox *from = c.scene.frame(ribbon.from), *to = c.scene.frame(ribbon.to);
    if (!from || !to) continue;
    const QPointF a = towards(from->rect, to->rect.center()), b = towards(to->rect, from->rect.center());
    p.save();
    p.translate((a + b) / 2);
    p.scale(1 / c.zoom, 1 / c.zoom);
    const QString count = QString::number(ribbon.count);
    const double width = QFontMetricsF(c.theme.captionStrong()).horizontalAdvance(count) + 12;
    const QRectF chip(-width / 2, -9, width, 18);
    p.setPen(QPen(c.theme.controlBorder, 1));
    p.setBrush(c.theme.panel);
    p.drawRoundedRect(chip, 9, 9);
    p.setPen(c.theme.text);
    p.setFont(c.theme.captionStrong());
    p.drawText(chip, Qt::AlignCenter, count);
    p.restore();
  }
}

}  // namespace sb::ui
