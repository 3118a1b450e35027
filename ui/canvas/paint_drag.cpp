// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <QTextLayout>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/canvas/canvas_paint.h"

namespace sb::ui {
namespace {

constexpr double minCardWidth = 270, maxCardWidth = 400, cardPadding = 12, glyphRoom = 24;
constexpr std::size_t maxCards = 5;

struct CardText {
  QStringList title, details;
  double width = minCardWidth, height = 0;
};
struct Card {
  graph::PortRef port;
  const graph::Verdict* verdict = nullptr;
  CardText text;
  QRectF rect;
};

QColor verdictColour(const Theme& theme, graph::Verdict::Kind kind) {
  switch (kind) {
    case graph::Verdict::Kind::SameType: return theme.ok;
    case graph::Verdict::Kind::ByVersion: return theme.warning;
    case graph::Verdict::Kind::DoesNotFit:
    case graph::Verdict::Kind::Loop:
    case graph::Verdict::Kind::OtherInterface:
    case graph::Verdict::Kind::WrongSide: return theme.error;
  }
  return theme.error;
}

QStringList wrap(const QString& text, const QFont& font, double width) {
  QStringList lines;
  QTextLayout layout(text, font);
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    lines << text.mid(line.textStart(), line.textLength()).trimmed();
  }
  layout.endLayout();
  return lines;
}

CardText cardText(const Theme& theme, const graph::Verdict& verdict) {
  QString title = QString::fromStdString(verdict.sentence);
  QStringList details;
  for (const std::string& line : verdict.details) details << QString::fromStdString(line);
  if (const qsizetype colon = title.indexOf(QStringLiteral(": "));
      colon > 0 && verdict.kind != graph::Verdict::Kind::DoesNotFit) {
    details.prepend(title.mid(colon + 2));  // what it means stands below
    title = title.left(colon);
  }
  const double inset = 2 * cardPadding + glyphRoom;
  CardText text;
  double wanted = QFontMetricsF(theme.bodyStrong()).horizontalAdvance(title);
  for (const QString& line : details)
    wanted = std::max(wanted, QFontMetricsF(theme.caption()).horizontalAdvance(line));
  text.width = std::clamp(wanted + inset + 2, minCardWidth, maxCardWidth);
  text.title = wrap(title, theme.bodyStrong(), text.width - inset);
  for (const QString& line : details.mid(0, 4))
    text.details += wrap(line, theme.caption(), text.width - inset);
  text.height = cardPadding + 17.0 * static_cast<double>(text.title.size()) +
                16.0 * static_cast<double>(text.details.size()) + 8;
  return text;
}

bool isNear(graph::Verdict::Kind kind) {
  return kind != graph::Verdict::Kind::OtherInterface && kind != graph::Verdict::Kind::WrongSide;
}

QRectF pillRect(const PaintContext& c, const QRectF& view) {
  const double width = 640 / c.zoom, height = 36 / c.zoom;
  return {view.center().x() - width / 2, view.top() + 16 / c.zoom, width, height};
}

/// A free place for a card: beside its port, else below, above or at the other side of its node, else further
/// down; inside the view, over no other card, no end of the wire and no node that takes part.
QRectF placeCard(const PaintContext& c, const Card& card, const QRectF& view,
                 const std::vector<QRectF>& taken) {
  const QPointF at = c.scene.port(card.port)->centre;
  const QRectF node = c.scene.node(card.port.node)->rect;
  const QSizeF size(card.text.width / c.zoom, card.text.height / c.zoom);
  const double gap = 28 / c.zoom, small = 14 / c.zoom, step = 8 / c.zoom;
  const double right = at.x() + gap, left = at.x() - gap - size.width(), middle = at.y() - size.height() / 2;
  const bool exported = card.port.side == graph::Side::Export;
  const QPointF starts[] = {{exported ? right : left, middle},
                            {node.left(), node.bottom() + small},
                            {node.left(), node.top() - small - size.height()},
                            {exported ? node.left() - gap - size.width() : node.right() + gap, middle}};
  const QRectF inside = view.adjusted(small, small, -small, -small);
  const auto isFree = [&](const QRectF& rect) {
    return inside.contains(rect) && std::none_of(taken.begin(), taken.end(),
                                                 [&](const QRectF& other) { return other.intersects(rect); });
  };
  for (int tries = 0; tries < 80; ++tries)
    for (const QPointF& start : starts)
      for (const int sign : {1, -1}) {
        const QRectF rect(start + QPointF(0, sign * tries * step), size);
        if (isFree(rect)) return rect;
      }
  return {starts[0], size};
}

/// Chooses the ports that get a card: fits and near misses, nearest to the pointer first.
std::vector<Card> placeCards(const PaintContext& c, const QRectF& view) {
  std::vector<Card> cards;
  for (const auto& [ref, verdict] : c.state.verdicts)
    if (isNear(verdict.kind) && c.scene.port(ref)) cards.push_back({ref, &verdict, {}, {}});
  const QPointF pointer = c.state.keepCards ? c.state.cardsFor : c.state.dragTo;
  const auto distance = [&](const Card& card) {
    const QPointF d = c.scene.port(card.port)->centre - pointer;
    return std::hypot(d.x(), d.y());
  };
  std::stable_sort(cards.begin(), cards.end(),
                   [&](const Card& a, const Card& b) { return distance(a) < distance(b); });
  if (cards.size() > maxCards) cards.resize(maxCards);
  std::vector<QRectF> taken{QRectF(pointer - QPointF(14, 14) / c.zoom, QSizeF(28, 28) / c.zoom),
                            pillRect(c, view)};
  if (c.state.dragPort)
    if (const NodeBox* from = c.scene.node(c.state.dragPort->node)) taken.push_back(from->rect);
  for (const Card& card : cards) taken.push_back(c.scene.node(card.port.node)->rect.adjusted(-8, 0, 8, 0));
  for (Card& card : cards) {
    card.text = cardText(c.theme, *card.verdict);
    const bool keys = &card == &cards.front() && !card.verdict->fits();  // its keys stand below it
    const double room = keys ? 30 : 0;
    card.text.height += room;
    card.rect = placeCard(c, card, view, taken);
    taken.push_back(card.rect);
    card.text.height -= room;
    card.rect.setHeight(card.text.height / c.zoom);
  }
  return cards;
}

void paintVerdictMark(QPainter& p, const Theme& theme, const QRectF& glyph, graph::Verdict::Kind kind) {
  if (kind == graph::Verdict::Kind::SameType) return paintOkGlyph(p, theme, glyph);
  if (kind != graph::Verdict::Kind::ByVersion) return paintStatusGlyph(p, theme, glyph, Severity::Error);
  p.setPen(QPen(theme.warning, 1.25));
  p.setBrush(Qt::NoBrush);
  p.drawRoundedRect(QRectF(glyph.center().x() - 10, glyph.center().y() - 7, 20, 14), 7, 7);
  paintNearly(p, theme.warning, glyph.center());
}

void paintCard(PaintContext& c, const Card& card) {
  QPainter& p = c.painter;
  const QColor colour = verdictColour(c.theme, card.verdict->kind);
  p.save();
  p.translate(card.rect.topLeft());
  p.scale(1 / c.zoom, 1 / c.zoom);
  const QRectF rect(0, 0, card.text.width, card.text.height);
  p.setPen(QPen(colour, 1.25));
  p.setBrush(c.theme.panel);
  p.drawRoundedRect(rect, 4, 4);
  p.fillRect(QRectF(0.5, 1, 4, rect.height() - 2), colour);
  paintVerdictMark(p, c.theme, QRectF(cardPadding + 2, cardPadding - 2, 15, 15), card.verdict->kind);
  double y = cardPadding - 3;
  p.setPen(c.theme.text);
  p.setFont(c.theme.bodyStrong());
  for (const QString& line : card.text.title) {
    p.drawText(QRectF(cardPadding + glyphRoom, y, rect.width(), 17), Qt::AlignVCenter | Qt::AlignLeft, line);
    y += 17;
  }
  p.setPen(c.theme.textSecondary);
  p.setFont(c.theme.caption());
  for (const QString& line : card.text.details) {
    p.drawText(QRectF(cardPadding + glyphRoom, y + 2, rect.width(), 16), Qt::AlignVCenter | Qt::AlignLeft,
               line);
    y += 16;
  }
  p.restore();
}

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
