// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_paint.h"

namespace sb::ui {
namespace {

void paintHatch(QPainter& p, const QRectF& rect, const QColor& colour) {
  p.save();
  p.setClipRect(rect);
  p.setPen(QPen(colour, 1));
  for (double x = rect.left() - rect.height(); x < rect.right(); x += 5)
    p.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
  p.restore();
}

void paintCorner(PaintContext& c, const NodeBox& box, GhostKind kind) {
  paintChangeMark(c.painter, c.theme, box.rect.topLeft(), 9 / std::min(1.0, c.zoom), kind);
}

void paintBody(PaintContext& c, const NodeBox& box, const graph::Node& node, bool selected) {
  QPainter& p = c.painter;
  const Theme& t = c.theme;
  const QRectF r = box.rect;
  if (node.kind == graph::NodeKind::Composition) {  // two stacked edges above
    p.setPen(QPen(t.nodeBorder, 1));
    p.setBrush(t.nodeHeader);
    p.drawRoundedRect(QRectF(r.left() + 6, r.top() - 6, r.width() - 12, 14), 5, 5);
    p.drawRoundedRect(QRectF(r.left() + 3, r.top() - 3, r.width() - 6, 14), 5, 5);
  }
  if (c.level == DetailLevel::Details && !c.moving && !t.plain()) {  // painted shadow: three 1 px rings
    for (int i = 3; i >= 1; --i) {
      QColor shadow(0, 0, 0, t.kind == ThemeKind::Light ? 9 : 26);
      p.setPen(QPen(shadow, 1));
      p.setBrush(Qt::NoBrush);
      p.drawRoundedRect(r.adjusted(-i + 0.5, -i + 1.5, i - 0.5, i + 0.5), 6 + i, 6 + i);
    }
  }
  const bool unresolved = node.kind == graph::NodeKind::Unresolved;
  QPainterPath outline;
  outline.addRoundedRect(r, 6, 6);
  p.setPen(Qt::NoPen);
  if (!unresolved) p.fillPath(outline, t.node);
  p.save();
  p.setClipPath(outline, Qt::IntersectClip);
  if (!unresolved) p.fillRect(box.title, t.nodeHeader);
  if (node.kind == graph::NodeKind::Bundle)
    paintHatch(p, QRectF(r.left(), box.title.bottom(), r.width(), r.bottom() - box.title.bottom()),
               t.nodeHeader);
  if (node.kind == graph::NodeKind::Adapter) paintHatch(p, QRectF(r.left(), r.top(), r.width(), 5), t.text);
  p.setPen(QPen(t.separator, 1));
  p.drawLine(QPointF(r.left(), box.title.bottom() + 0.5), QPointF(r.right(), box.title.bottom() + 0.5));
  p.restore();
  const bool hovered = c.state.hover.node == node.id && !c.state.hover.port;
  QPen pen(selected ? t.accent
                    : (c.state.linkedNodes.count(node.id) ? t.accent : (hovered ? t.text : t.nodeBorder)),
           selected ? t.selectionWidth() : (c.state.linkedNodes.count(node.id) ? 1.5 : 1));
  if (unresolved) pen.setStyle(Qt::DashLine);
  p.setPen(pen);
  p.setBrush(Qt::NoBrush);
  p.drawRoundedRect(r.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  if (node.kind == graph::NodeKind::Host) {  // double right border
    p.drawLine(QPointF(r.right() - 3, r.top() + 4), QPointF(r.right() - 3, r.bottom() - 4));
  }
}

/// Below *Details* the name keeps a size that can be read, whatever the zoom.
void paintSmallTitle(PaintContext& c, const NodeBox& box, const graph::Node& node) {
  constexpr double smallest = 10.5;
  QPainter& p = c.painter;
  QFont font = c.theme.nodeTitle();
  if (font.pointSizeF() > 0) font.setPointSizeF(font.pointSizeF() * std::max(1.0, smallest / 13 / c.zoom));
  p.setFont(font);
  p.setPen(c.theme.text);
  const double inset = 6 / c.zoom;
  const QRectF room = box.title.adjusted(inset, 0, -inset, 0);
  p.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip,
             QFontMetricsF(font).elidedText(QString::fromStdString(node.name), Qt::ElideRight, room.width()));
}

void paintTitle(PaintContext& c, const NodeBox& box, const graph::Node& node) {
  QPainter& p = c.painter;
  const Theme& t = c.theme;
  const QRectF title = box.title;
  if (c.level != DetailLevel::Details) return paintSmallTitle(c, box, node);
  p.drawPixmap(QPointF(title.left() + 10, title.center().y() - 8),
               iconPixmap(nodeIconName(node), t.text, 16, c.devicePixelRatio() * std::max(1.0, c.zoom)));
  double right = title.right() - 10;
  const auto problem = c.state.problems.find(node.id);
  if (problem != c.state.problems.end()) {
    paintStatusGlyph(p, t, QRectF(right - 14, title.center().y() - 7, 14, 14), problem->second);
    right -= 19;
  }
  const QString badge = nodeBadge(node);
  const double width = QFontMetricsF(t.badge()).horizontalAdvance(badge);
  p.setFont(t.badge());
  p.setPen(t.textSecondary);
  p.drawText(QRectF(right - width - 1, title.top(), width + 2, title.height()),
             Qt::AlignVCenter | Qt::AlignRight, badge);
  right -= width + 6;
  const QRectF nameRect(title.left() + 34, title.top(), right - title.left() - 34, title.height());
  p.setFont(t.nodeTitle());
  p.setPen(t.text);
  p.drawText(nameRect, Qt::AlignVCenter | Qt::AlignLeft,
             QFontMetricsF(t.nodeTitle())
                 .elidedText(QString::fromStdString(node.name), Qt::ElideRight, nameRect.width()));
}

/// Nothing about it that changes from one frame to the next.
bool looksAsUsual(const PaintContext& c, const NodeBox& box) {
  const CanvasState& s = c.state;
  if (s.dragPort || s.matches || !s.ghostNodes.empty()) return false;
  if (s.selectedNodes.count(box.node) || s.linkedNodes.count(box.node)) return false;
  if (s.hover.node == box.node || (s.hover.port && s.hover.port->node == box.node)) return false;
  const auto* port = std::get_if<PortItem>(&s.selected);
  return !port || port->port.node != box.node;
}

/// All that is drawn of it: shadows, ports, and words left of imports that nothing provides.
QRectF drawnBounds(const PaintContext& c, const NodeBox& box) {
  constexpr double around = 14, besideWords = 70;
  const bool missing = std::any_of(box.ports.begin(), box.ports.end(), [&](const PortBox& port) {
    return c.state.unsatisfied.count(port.ref) > 0;
  });
  if (!missing || c.level != DetailLevel::Details) return box.rect.adjusted(-around, -around, around, around);
  const QString words = QObject::tr("nothing provides %n of these", nullptr, 99);
  const double width = QFontMetricsF(c.theme.captionStrong()).horizontalAdvance(words) + besideWords;
  return box.rect.adjusted(-width, -around, around, around);
}

}  // namespace

void paintNode(PaintContext& c, const NodeBox& box) {
  const graph::Node* node = c.graph.find(box.node);
  if (!node) return;
  if (c.pictures && looksAsUsual(c, box)) {
    const auto paint = [&](QPainter& painter) {
      PaintContext picture{painter, c.theme, c.graph,  c.scene,   c.state,
                           c.zoom,  c.level, c.moving, c.canHook, c.colourOf};
      paintNode(picture, box);
    };
    if (c.pictures->drawNode(c.painter, box.node, drawnBounds(c, box), paint)) return;
  }
  QPainter& p = c.painter;
  const bool selected = c.state.selectedNodes.count(box.node) > 0;
  const auto ghost = c.state.ghostNodes.find(box.node);
  double opacity = 1;
  if (c.state.matches && !c.state.matches->count(box.node)) opacity = 0.4;
  if (!c.state.ghostNodes.empty() && ghost == c.state.ghostNodes.end()) opacity = 0.45;
  if (c.state.dragPort && c.state.dragPort->node != box.node) {  // only what takes part keeps its strength
    const bool takesPart = std::any_of(box.ports.begin(), box.ports.end(), [&](const PortBox& port) {
      const auto verdict = c.state.verdicts.find(port.ref);
      return verdict != c.state.verdicts.end() &&
             verdict->second.kind != graph::Verdict::Kind::OtherInterface &&
             verdict->second.kind != graph::Verdict::Kind::WrongSide;
    });
    if (!takesPart) opacity = 0.32;
  }
  p.save();
  p.setOpacity(opacity);
  if (selected && !c.theme.plain()) {
    QColor halo = c.theme.accent;
    halo.setAlphaF(0.35F);
    p.setPen(QPen(halo, 3));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(box.rect.adjusted(-2, -2, 2, 2), 8, 8);
  }
  if (c.level == DetailLevel::Names) {
    p.fillRect(box.rect, c.theme.node);
    p.fillRect(QRectF(box.rect.left(), box.rect.top(), 12, box.rect.height()), nodeColour(c, *node));
    p.setPen(QPen(selected ? c.theme.accent : c.theme.nodeBorder, (selected ? 2 : 1) / c.zoom));
    p.setBrush(Qt::NoBrush);
    p.drawRect(box.rect);
    const double px = 11 / c.zoom;
    if (px < box.rect.height() * 0.9) {
      QFont font = c.theme.nodeTitle();
      font.setPixelSize(static_cast<int>(std::lround(px)));
      p.setFont(font);
      p.setPen(c.theme.text);
      const QRectF text = box.rect.adjusted(18, 0, 0, 0);
      p.drawText(
          text, Qt::AlignVCenter | Qt::AlignLeft,
          QFontMetricsF(font).elidedText(QString::fromStdString(node->name), Qt::ElideRight, text.width()));
    }
  } else {
    paintBody(c, box, *node, selected);
    paintTitle(c, box, *node);
    paintPorts(c, box, *node);
  }
  if (c.state.keyboardFocus && selected) {
    p.setPen(QPen(c.theme.accent, 2 / c.zoom, Qt::DashLine));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(box.rect.adjusted(-6, -6, 6, 6), 10, 10);
  }
  if (c.state.matches && c.state.matches->count(box.node)) {
    p.setPen(QPen(c.theme.accent, 2));
    p.drawRoundedRect(box.rect.adjusted(-3, -3, 3, 3), 8, 8);
  }
  if (ghost != c.state.ghostNodes.end()) paintCorner(c, box, ghost->second);
  p.restore();
}

QColor nodeColour(const PaintContext& c, const graph::Node& node) {
  const auto colourOf = [&](const std::string& name) {
    return c.colourOf ? c.colourOf(QString::fromStdString(name)) : 0;
  };
  for (const graph::Port& port : node.exports)
    if (const int index = colourOf(port.name.name); index != PackageColourCount - 1)
      return packageQColor(c.theme, index);
  for (const graph::Port& port : node.imports)
    if (const int index = colourOf(port.name.name); index != PackageColourCount - 1)
      return packageQColor(c.theme, index);
  return c.theme.slate();
}

}  // namespace sb::ui
