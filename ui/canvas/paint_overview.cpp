// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "ui/canvas/canvas_paint.h"

namespace sb::ui {
namespace {

/// Below this many units on screen a wire is not worth a stroke.
constexpr double densityTile = 6;

void paintStraightWires(PaintContext& c, const QRectF& view) {
  // One batch for each colour: no antialiasing, one device pixel.
  // Between frames a ribbon stands for all of them.
  std::unordered_map<int, QList<QLineF>> batches;
  std::unordered_map<graph::NodeId, graph::FrameId> frameOf;
  for (const FrameBox& frame : c.scene.frames())
    for (const graph::NodeId node : frame.nodes) frameOf.emplace(node, frame.frame);
  for (const graph::EdgeId id : c.scene.wiresIn(view)) {
    const WireBox& wire = *c.scene.wire(id);
    if (const graph::Edge* edge = frameOf.empty() ? nullptr : c.graph.find(id)) {
      const auto from = frameOf.find(edge->provider.node), to = frameOf.find(edge->consumer.node);
      if (from != frameOf.end() && to != frameOf.end() && from->second != to->second) continue;
    }
    batches[wire.packageColour].append(QLineF(wire.line.front(), wire.line.back()));
  }
  QPainter& p = c.painter;
  p.setRenderHint(QPainter::Antialiasing, false);
  for (int colour = 0; colour < PackageColourCount; ++colour) {
    const auto batch = batches.find(colour);
    if (batch == batches.end()) continue;
    QColor line = packageQColor(c.theme, colour);
    line.setAlphaF(c.state.matches ? 0.15F : 0.45F);
    p.setPen(QPen(line, 0));
    p.drawLines(batch->second);
  }
}

void paintDensity(PaintContext& c, const QRectF& view) {
  // Tiles of a few pixels, each in the colour of the majority of its nodes.
  const double tile = densityTile / c.zoom;
  std::unordered_map<std::int64_t, std::array<int, PackageColourCount>> tiles;
  for (const graph::NodeId id : c.scene.nodesIn(view)) {
    const graph::Node* node = c.graph.find(id);
    if (!node) continue;
    const QPointF at = c.scene.node(id)->rect.center();
    const auto x = static_cast<std::int64_t>(std::floor(at.x() / tile)),
               y = static_cast<std::int64_t>(std::floor(at.y() / tile));
    int index = PackageColourCount - 1;
    for (const graph::Port& port : node->exports) {
      index = c.colourOf ? c.colourOf(QString::fromStdString(port.name.name)) : 0;
      if (index != PackageColourCount - 1) break;
    }
    ++tiles[(x << 32) ^ (y & 0xffffffff)][static_cast<std::size_t>(index)];
  }
  c.painter.setPen(Qt::NoPen);
  for (const auto& [key, counts] : tiles) {
    const auto best = std::max_element(counts.begin(), counts.end()) - counts.begin();
    const auto x = static_cast<double>(key >> 32),
               y = static_cast<double>(static_cast<std::int32_t>(key & 0xffffffff));
    c.painter.fillRect(QRectF(x * tile, y * tile, tile * 0.9, tile * 0.9),
                       packageQColor(c.theme, static_cast<int>(best)));
  }
}

void paintBoxes(PaintContext& c, const QRectF& view) {
  QPainter& p = c.painter;
  for (const graph::NodeId id : c.scene.nodesIn(view)) {
    const graph::Node* node = c.graph.find(id);
    if (!node) continue;
    const QRectF& rect = c.scene.node(id)->rect;
    QColor colour = nodeColour(c, *node);
    if (c.state.matches && !c.state.matches->count(id)) colour.setAlphaF(0.4F);
    p.fillRect(rect, colour);
  }
}

void paintPins(PaintContext& c) {
  QPainter& p = c.painter;
  const auto constantSize = [&](const QPointF& at, auto&& draw) {
    p.save();
    p.translate(at);
    p.scale(1 / c.zoom, 1 / c.zoom);
    draw();
    p.restore();
  };
  p.setRenderHint(QPainter::Antialiasing, true);
  for (const auto& [id, severity] : c.state.problems)
    if (const NodeBox* box = c.scene.node(id))
      constantSize(QPointF(box->rect.center().x(), box->rect.top()), [&, s = severity] {
        QPolygonF pin;
        pin << QPointF(-9, -20) << QPointF(9, -20) << QPointF(9, -8) << QPointF(0, 0) << QPointF(-9, -8);
        p.setPen(QPen(s == Severity::Error ? c.theme.error : c.theme.warning, 1.25));
        p.setBrush(c.theme.panel);
        p.drawPolygon(pin);
        paintStatusGlyph(p, c.theme, QRectF(-6, -19, 12, 12), s);
      });
  for (const graph::NodeId id : c.state.selectedNodes)
    if (const NodeBox* box = c.scene.node(id)) {
      p.setPen(QPen(c.theme.accent, 2.5 / c.zoom));
      p.setBrush(Qt::NoBrush);
      p.drawRect(box->rect.adjusted(-3 / c.zoom, -3 / c.zoom, 3 / c.zoom, 3 / c.zoom));
    }
  if (const std::optional<graph::NodeId> hovered = c.state.hover.node) {
    const NodeBox* box = c.scene.node(*hovered);
    const graph::Node* node = c.graph.find(*hovered);
    if (box && node)
      constantSize(QPointF(box->rect.center().x(), box->rect.bottom()), [&] {
        const QString title = QString::fromStdString(node->name);
        const QString line =
            QObject::tr("imports %1, exports %2").arg(node->imports.size()).arg(node->exports.size());
        const double width = std::max(QFontMetricsF(c.theme.bodyStrong()).horizontalAdvance(title),
                                      QFontMetricsF(c.theme.caption()).horizontalAdvance(line)) +
                             24;
        p.setPen(QPen(c.theme.accent, 1));
        p.drawPolyline(QPolygonF({QPointF(0, 0), QPointF(0, 26), QPointF(16, 26)}));
        p.setBrush(c.theme.panel);
        const QRectF card(16, 6, width, 40);
        p.drawRoundedRect(card, 6, 6);
        p.setPen(c.theme.text);
        p.setFont(c.theme.bodyStrong());
        p.drawText(card.adjusted(12, 3, 0, -18), Qt::AlignVCenter | Qt::AlignLeft, title);
        p.setPen(c.theme.textSecondary);
        p.setFont(c.theme.caption());
        p.drawText(card.adjusted(12, 20, 0, -2), Qt::AlignVCenter | Qt::AlignLeft, line);
      });
  }
}

void paintDots(QPainter& p, const PaintContext& c, const QRectF& view, double step) {
  QList<QPointF> dots;
  for (double x = std::floor(view.left() / step) * step; x <= view.right(); x += step)
    for (double y = std::floor(view.top() / step) * step; y <= view.bottom(); y += step)
      dots.append(QPointF(x, y));
  p.setPen(QPen(c.theme.canvasGrid, 1.5 / std::max(1.0, c.zoom), Qt::SolidLine, Qt::RoundCap));
  p.drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

}  // namespace

void paintGround(PaintContext& c, const QRectF& view) {
  constexpr double step = 24, leastStep = 10;
  const bool dotted = step * c.zoom >= leastStep;
  if (dotted && c.pictures && c.pictures->drawGrid(c.painter, view, step, c.theme.canvas, [&](QPainter& p) {
        paintDots(p, c, p.clipBoundingRect(), step);
      }))
    return;
  c.painter.fillRect(view, c.theme.canvas);
  if (dotted) paintDots(c.painter, c, view, step);
}

void paintOverview(PaintContext& c, const QRectF& view) {
  c.painter.setRenderHint(QPainter::Antialiasing, true);
  paintFrames(c, view);
  if (c.level == DetailLevel::Density) {
    paintDensity(c, view);
  } else {
    paintStraightWires(c, view);
    paintBoxes(c, view);
  }
  paintRibbons(c);
  c.painter.setRenderHint(QPainter::Antialiasing, true);
  for (const graph::EdgeId id : c.scene.wiresIn(view))
    if (const WireBox& wire = *c.scene.wire(id); !wire.beads.empty()) paintBeads(c, wire);
  paintFrameTitles(c, view);
  paintPins(c);
}

}  // namespace sb::ui
