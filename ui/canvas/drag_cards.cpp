// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/drag_cards.h"

#include <QFontMetricsF>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace sb::ui {
namespace {

constexpr double minCardWidth = 270, maxCardWidth = 400, cardPadding = 12, glyphRoom = 24;
constexpr std::size_t maxCards = 5;

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

}  // namespace

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

bool isNear(graph::Verdict::Kind kind) {
  return kind != graph::Verdict::Kind::OtherInterface && kind != graph::Verdict::Kind::WrongSide;
}

QRectF pillRect(const PaintContext& c, const QRectF& view) {
  const double width = 640 / c.zoom, height = 36 / c.zoom;
  return {view.center().x() - width / 2, view.top() + 16 / c.zoom, width, height};
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

}  // namespace sb::ui
