// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <algorithm>
#include <map>
#include <vector>

#include "ui/canvas/canvas_paint.h"

// Frames below everything else, and ribbons between them (design 3.7 and 3.8).
namespace sb::ui {
namespace {

constexpr double titlePx = 14, radius = 8, inset = 14;

/// A ribbon leaves a frame at the right and enters the other at the left, beside its neighbours.
struct Band {
  const Ribbon* ribbon;
  const FrameBox *from, *to;
  double leaves = 0.5, enters = 0.5;  ///< share of the frame's height
  QPolygonF line() const {
    return wireCurve({from->rect.right(), from->rect.top() + from->rect.height() * leaves},
                     {to->rect.left(), to->rect.top() + to->rect.height() * enters});
  }
};

/// Spreads the ribbons of each side of each frame over its height, in the order of where they lead.
std::vector<Band> bandsOf(const CanvasScene& scene) {
  std::vector<Band> bands;
  for (const Ribbon& ribbon : scene.ribbons()) {
    const FrameBox *from = scene.frame(ribbon.from), *to = scene.frame(ribbon.to);
    if (from && to) bands.push_back({&ribbon, from, to});
  }
  const auto spread = [&](const FrameBox* Band::*here, const FrameBox* Band::*there, double Band::*share) {
    std::map<const FrameBox*, std::vector<Band*>> sides;
    for (Band& band : bands) sides[band.*here].push_back(&band);
    for (auto& [frame, side] : sides) {
      std::stable_sort(side.begin(), side.end(), [&](const Band* a, const Band* b) {
        return (a->*there)->rect.center().y() < (b->*there)->rect.center().y();
      });
      for (std::size_t i = 0; i < side.size(); ++i)
        side[i]->*share = static_cast<double>(i + 1) / static_cast<double>(side.size() + 1);
    }
  };
  spread(&Band::from, &Band::to, &Band::leaves);
  spread(&Band::to, &Band::from, &Band::enters);
  return bands;
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
    if (c.zoom >= 0.6) {
      p.setPen(c.theme.textSecondary);
      p.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                 metrics.elidedText(frame.title, Qt::ElideRight, room.width()));
    } else {  // from afar with the colour of most of its nodes and their number
      const QString title = metrics.elidedText(frame.title, Qt::ElideRight, room.width() - 16);
      p.setPen(c.theme.text);
      p.drawText(room.adjusted(16, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, title);
      p.setPen(Qt::NoPen);
      p.setBrush(packageQColor(c.theme, frame.packageColour));
      p.drawEllipse(QPointF(6, room.center().y()), 5, 5);
      const double x = 16 + metrics.horizontalAdvance(title) + 8;
      const QString count = QString::number(frame.nodes.size());
      p.setFont(c.theme.body());
      p.setPen(c.theme.textSecondary);
      if (x + QFontMetricsF(c.theme.body()).horizontalAdvance(count) < room.width())
        p.drawText(QRectF(x, 0, room.width() - x, room.height()), Qt::AlignVCenter | Qt::AlignLeft, count);
    }
    p.restore();
  }
}

void paintRibbons(PaintContext& c) {
  QPainter& p = c.painter;
  p.setRenderHint(QPainter::Antialiasing, true);
  const std::vector<Band> bands = bandsOf(c.scene);
  for (const Band& band : bands) {
    QColor colour = packageQColor(c.theme, band.ribbon->packageColour);
    colour.setAlphaF(0.75F);
    const double width = std::min(10.0, 1.5 + band.ribbon->count * 0.06);
    p.setPen(QPen(colour, width / c.zoom, Qt::SolidLine, Qt::FlatCap));
    p.setBrush(Qt::NoBrush);
    p.drawPolyline(band.line());
  }
  std::vector<QRectF> taken;
  for (const Band& band : bands) {  // counts above all ribbons, beside each other where ribbons cross
    const QString count = QString::number(band.ribbon->count);
    const double width = QFontMetricsF(c.theme.captionStrong()).horizontalAdvance(count) + 12;
    const QRectF chip(-width / 2, -9, width, 18);
    const QPolygonF line = band.line();
    QPointF at = pointAlong(line, 0.5);
    for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7}) {
      const QPointF here = pointAlong(line, share);
      const QRectF room = chip.adjusted(-2, -2, 2, 2).translated(here * c.zoom);
      if (std::any_of(taken.begin(), taken.end(),
                      [&](const QRectF& other) { return other.intersects(room); }))
        continue;
      at = here;
      break;
    }
    taken.push_back(chip.translated(at * c.zoom));
    p.save();
    p.translate(at);
    p.scale(1 / c.zoom, 1 / c.zoom);
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
