// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_paint.h"

namespace sb::ui {
namespace {

constexpr double cardWidth = 270, cardPadding = 12;
constexpr std::size_t maxCards = 5;

struct Card {
  graph::PortRef port;
  const graph::Verdict* verdict = nullptr;
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

struct CardText {
  QStringList title, details;
};
CardText cardText(const Theme& theme, const graph::Verdict& verdict) {
  const double width = cardWidth - cardPadding * 2 - 22;
  CardText text;
  text.title = wrap(QString::fromStdString(verdict.sentence), theme.bodyStrong(), width);
  for (const std::string& line : verdict.details)
    if (text.details.size() < 4) text.details += wrap(QString::fromStdString(line), theme.caption(), width);
  return text;
}
double cardHeight(const CardText& text) {
  return cardPadding + 17.0 * static_cast<double>(text.title.size()) +
         15.0 * static_cast<double>(text.details.size()) + 9;
}

/// Chooses the ports that get a card: fits and near misses, nearest to the pointer first; places the cards
/// beside their ports so that they cover neither each other nor the wire's end.
std::vector<Card> placeCards(const PaintContext& c) {
  std::vector<Card> cards;
  for (const auto& [ref, verdict] : c.state.verdicts) {
    if (verdict.kind == graph::Verdict::Kind::OtherInterface ||
        verdict.kind == graph::Verdict::Kind::WrongSide)
      continue;
    if (c.scene.port(ref)) cards.push_back({ref, &verdict, {}});
  }
  const auto distance = [&](const Card& card) {
    const QPointF d = c.scene.port(card.port)->centre - c.state.dragTo;
    return std::hypot(d.x(), d.y());
  };
  std::stable_sort(cards.begin(), cards.end(),
                   [&](const Card& a, const Card& b) { return distance(a) < distance(b); });
  if (cards.size() > maxCards) cards.resize(maxCards);
  std::vector<QRectF> taken{QRectF(c.state.dragTo - QPointF(14, 14) / c.zoom, QSizeF(28, 28) / c.zoom)};
  for (Card& card : cards) {
    const QPointF at = c.scene.port(card.port)->centre;
    const QSizeF size(cardWidth / c.zoom, cardHeight(cardText(c.theme, *card.verdict)) / c.zoom);
    const double gap = 22 / c.zoom;
    const bool right = card.port.side == graph::Side::Export;
    QRectF rect(QPointF(right ? at.x() + gap : at.x() - gap - size.width(), at.y() - size.height() / 2),
                size);
    for (int tries = 0; tries < 24; ++tries) {
      const auto clash = std::find_if(taken.begin(), taken.end(),
                                      [&](const QRectF& other) { return other.intersects(rect); });
      if (clash == taken.end()) break;
      rect.moveTop(clash->bottom() + 6 / c.zoom);
    }
    taken.push_back(rect);
    card.rect = rect;
  }
  return cards;
}

void paintCard(PaintContext& c, const Card& card) {
  QPainter& p = c.painter;
  const QColor colour = verdictColour(c.theme, card.verdict->kind);
  p.save();
  p.translate(card.rect.topLeft());
  p.scale(1 / c.zoom, 1 / c.zoom);
  const CardText text = cardText(c.theme, *card.verdict);
  const QRectF rect(0, 0, cardWidth, cardHeight(text));
  p.setPen(QPen(colour, 1.25));
  p.setBrush(c.theme.panel);
  p.drawRoundedRect(rect, 3, 3);
  p.fillRect(QRectF(0, 0, 4, rect.height()), colour);
  const QRectF glyph(cardPadding, cardPadding - 2, 16, 16);
  if (card.verdict->kind == graph::Verdict::Kind::SameType)
    paintOkGlyph(p, c.theme, glyph);
  else if (card.verdict->kind == graph::Verdict::Kind::ByVersion) {
    p.setPen(QPen(colour, 1.25));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(glyph.adjusted(-2, 1, 2, -1), 7, 7);
    p.setFont(c.theme.bodyStrong());
    p.drawText(glyph, Qt::AlignCenter, QStringLiteral("≈"));
  } else
    paintStatusGlyph(p, c.theme, glyph, Severity::Error);
  double y = cardPadding - 3;
  p.setPen(c.theme.text);
  p.setFont(c.theme.bodyStrong());
  for (const QString& line : text.title) {
    p.drawText(QRectF(cardPadding + 24, y, cardWidth, 17), Qt::AlignVCenter | Qt::AlignLeft, line);
    y += 17;
  }
  p.setPen(c.theme.textSecondary);
  p.setFont(c.theme.caption());
  for (const QString& line : text.details) {
    p.drawText(QRectF(cardPadding + 24, y + 1, cardWidth, 15), Qt::AlignVCenter | Qt::AlignLeft, line);
    y += 15;
  }
  p.restore();
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

std::vector<QRectF> dragCardRects(const PaintContext& context) {
  std::vector<QRectF> rects;
  for (const Card& card : placeCards(context)) rects.push_back(card.rect);
  return rects;
}

void paintDrag(PaintContext& c, const QRectF&) {
  if (!c.state.dragPort) return;
  const PortBox* from = c.scene.port(*c.state.dragPort);
  if (!from) return;
  QPainter& p = c.painter;
  const QColor colour =
      packageQColor(c.theme, c.colourOf ? c.colourOf(QString::fromStdString(from->ref.name)) : 0);
  const bool exported = from->ref.side == graph::Side::Export;
  p.setPen(QPen(colour, 2.25, Qt::CustomDashLine, Qt::RoundCap));
  QPen dots(colour, 2.25, Qt::SolidLine, Qt::RoundCap);
  dots.setDashPattern({0.6, 2.4});
  p.setPen(dots);
  p.setBrush(Qt::NoBrush);
  p.drawPolyline(exported ? wireCurve(from->centre, c.state.dragTo)
                          : wireCurve(c.state.dragTo, from->centre));
  for (const auto& [ref, verdict] : c.state.verdicts) {
    const PortBox* port = c.scene.port(ref);
    if (!port || verdict.kind == graph::Verdict::Kind::OtherInterface ||
        verdict.kind == graph::Verdict::Kind::WrongSide)
      continue;
    paintVerdictRing(c, *port, verdict.kind);
  }
  for (const Card& card : placeCards(c)) paintCard(c, card);
}

}  // namespace sb::ui
