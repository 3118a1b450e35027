// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/canvas/drag_cards.h"

namespace sb::ui {
namespace {

/// A key and what it does; returns where the next one starts.
double paintKey(QPainter& p, const Theme& theme, double x, double y, const QString& key,
                const QString& what) {
  p.setFont(theme.caption());
  const QRectF box(x, y, p.fontMetrics().horizontalAdvance(key) + 10, 17);
  p.setPen(QPen(theme.controlBorder, 1));
  p.setBrush(theme.panel);
  p.drawRoundedRect(box, 3, 3);
  p.setPen(theme.textSecondary);
  p.drawText(box, Qt::AlignCenter, key);
  const double width = p.fontMetrics().horizontalAdvance(what);
  p.drawText(QRectF(box.right() + 6, y, width + 2, 17), Qt::AlignVCenter | Qt::AlignLeft, what);
  return box.right() + 6 + width + 18;
}

void paintPill(PaintContext& c, const QRectF& view, const PortBox& from) {
  QPainter& p = c.painter;
  const Theme& t = c.theme;
  const QRectF at = pillRect(c, view);
  int counts[3] = {0, 0, 0};
  for (const auto& [ref, verdict] : c.state.verdicts)
    if (isNear(verdict.kind))
      ++counts[verdict.kind == graph::Verdict::Kind::SameType ? 0 : (verdict.fits() ? 1 : 2)];
  p.save();
  p.translate(at.topLeft());
  p.scale(1 / c.zoom, 1 / c.zoom);
  const QRectF pill(0, 0, at.width() * c.zoom, at.height() * c.zoom);
  p.setPen(QPen(t.controlBorder, 1));
  p.setBrush(t.panel);
  p.drawRoundedRect(pill, 4, 4);
  p.setPen(Qt::NoPen);
  p.setBrush(packageQColor(t, c.colourOf ? c.colourOf(QString::fromStdString(from.ref.name)) : 0));
  p.drawEllipse(QPointF(20, pill.center().y()), 5.5, 5.5);
  double x = 34;
  const auto word = [&](const QString& text, const QFont& font, const QColor& colour) {
    p.setFont(font);
    p.setPen(colour);
    const double width = p.fontMetrics().horizontalAdvance(text);
    p.drawText(QRectF(x, 0, width + 2, pill.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    x += width;
  };
  const graph::Node* node = c.graph.find(from.ref.node);
  word(QObject::tr("Connect "), t.body(), t.text);
  word(from.label.package, t.body(), t.textSecondary);
  word(from.label.name, t.bodyStrong(), t.text);
  word(from.label.version, t.body(), t.textSecondary);
  word((from.ref.side == graph::Side::Import ? QObject::tr("  import of %1") : QObject::tr("  export of %1"))
           .arg(QString::fromStdString(node ? node->name : "")),
       t.body(), t.text);
  const QString words[] = {QObject::tr("%1 fits").arg(counts[0]), QObject::tr("%1 by version").arg(counts[1]),
                           QObject::tr("%1 do not").arg(counts[2])};
  const graph::Verdict::Kind kinds[] = {graph::Verdict::Kind::SameType, graph::Verdict::Kind::ByVersion,
                                        graph::Verdict::Kind::DoesNotFit};
  x = pill.width() - 14;
  p.setFont(t.captionStrong());
  for (int i = 2; i >= 0; --i) {
    const double width = p.fontMetrics().horizontalAdvance(words[i]);
    x -= width;
    p.setFont(t.captionStrong());
    p.setPen(t.text);
    p.drawText(QRectF(x, 0, width + 2, pill.height()), Qt::AlignVCenter | Qt::AlignLeft, words[i]);
    x -= 22;
    paintVerdictMark(p, t, QRectF(x, pill.center().y() - 7, 14, 14), kinds[i]);
    x -= 18;
  }
  p.restore();
}

/// The connections that would close the loop, in red.
void paintLoop(PaintContext& c, const graph::PortRef& port) {
  const bool fromImport = c.state.dragPort->side == graph::Side::Import;
  const graph::NodeId consumer = fromImport ? c.state.dragPort->node : port.node;
  const graph::NodeId provider = fromImport ? port.node : c.state.dragPort->node;
  c.painter.setPen(QPen(c.theme.error, 2.25, Qt::SolidLine, Qt::RoundCap));
  c.painter.setBrush(Qt::NoBrush);
  for (const graph::EdgeId id : loopPath(c.graph, consumer, provider))
    if (const WireBox* wire = c.scene.wire(id)) c.painter.drawPolyline(wire->line);
}

void paintVerdictRing(PaintContext& c, const PortBox& port, graph::Verdict::Kind kind) {
  QPainter& p = c.painter;
  const QColor colour = verdictColour(c.theme, kind);
  p.setBrush(Qt::NoBrush);
  p.setPen(QPen(colour, 2));
  p.drawEllipse(port.centre, PortRadius + 4, PortRadius + 4);
  if (kind == graph::Verdict::Kind::SameType || kind == graph::Verdict::Kind::ByVersion) {
    const double outward = port.ref.side == graph::Side::Export ? -60 * 16 : 120 * 16;
    const QRectF arc(port.centre.x() - 16, port.centre.y() - 16, 32, 32);
    p.setPen(QPen(colour, 1.5));
    p.drawArc(arc, static_cast<int>(outward), 120 * 16);
  } else {
    p.drawLine(port.centre + QPointF(-7, -7), port.centre + QPointF(7, 7));
  }
}

}  // namespace

std::vector<DragCard> dragCards(const PaintContext& context, const QRectF& view) {
  std::vector<DragCard> cards;
  for (const Card& card : placeCards(context, view))
    cards.push_back({card.port, card.rect, card.text.title.join(QLatin1Char(' '))});
  return cards;
}

QString dragSummary(const CanvasState& state) {
  int fits = 0, byVersion = 0, refused = 0;
  for (const auto& [ref, verdict] : state.verdicts) {
    if (!isNear(verdict.kind)) continue;
    ++(verdict.kind == graph::Verdict::Kind::SameType ? fits : (verdict.fits() ? byVersion : refused));
  }
  return QObject::tr("%1 fits · %2 by version · %3 do not").arg(fits).arg(byVersion).arg(refused);
}

std::vector<graph::EdgeId> loopPath(const graph::Graph& graph, graph::NodeId from, graph::NodeId to) {
  std::map<graph::NodeId, graph::EdgeId> by;  // breadth first, along the direction of provision
  std::vector<graph::NodeId> open{from};
  std::multimap<graph::NodeId, const graph::Edge*> out;
  for (const auto& [id, edge] : graph.edges) out.emplace(edge.provider.node, &edge);
  for (std::size_t i = 0; i < open.size() && !by.count(to); ++i)
    for (auto [at, end] = out.equal_range(open[i]); at != end; ++at) {
      const graph::NodeId next = at->second->consumer.node;
      if (next == from || next == graph.host || by.count(next)) continue;
      by.emplace(next, at->second->id);
      open.push_back(next);
    }
  std::vector<graph::EdgeId> path;
  for (graph::NodeId at = to; by.count(at) && at != from;) {
    path.push_back(by.at(at));
    at = graph.edges.at(path.back()).provider.node;
  }
  return path;
}

void paintDrag(PaintContext& c, const QRectF& view) {
  if (!c.state.dragPort) return;
  const PortBox* from = c.scene.port(*c.state.dragPort);
  if (!from) return;
  QPainter& p = c.painter;
  const QColor colour =
      packageQColor(c.theme, c.colourOf ? c.colourOf(QString::fromStdString(from->ref.name)) : 0);
  const bool exported = from->ref.side == graph::Side::Export;
  const std::vector<Card> cards = placeCards(c, view);
  for (const Card& card : cards)
    if (card.verdict->kind == graph::Verdict::Kind::Loop) paintLoop(c, card.port);
  QPen dots(colour, 2.25, Qt::SolidLine, Qt::RoundCap);
  dots.setDashPattern({0.6, 2.4});
  p.setPen(dots);
  p.setBrush(Qt::NoBrush);
  p.drawPolyline(exported ? wireCurve(from->centre, c.state.dragTo)
                          : wireCurve(c.state.dragTo, from->centre));
  for (const auto& [ref, verdict] : c.state.verdicts)
    if (const PortBox* port = isNear(verdict.kind) ? c.scene.port(ref) : nullptr)
      paintVerdictRing(c, *port, verdict.kind);
  for (const Card& card : cards) paintCard(c, card);
  if (!cards.empty() && !cards.front().verdict->fits()) {  // keys that work on the nearest reason
    p.save();
    p.translate(cards.front().rect.bottomLeft());
    p.scale(1 / c.zoom, 1 / c.zoom);
    double x = paintKey(p, c.theme, 0.5, 8.5, QObject::tr("Space"), QObject::tr("compare both WITs"));
    x = paintKey(p, c.theme, x, 8.5, QObject::tr("Tab"), QObject::tr("next that fits"));
    paintKey(p, c.theme, x, 8.5, QStringLiteral("H"), QObject::tr("hold: keep reasons"));
    p.restore();
  }
  paintPill(c, view, *from);
}

}  // namespace sb::ui
