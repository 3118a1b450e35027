// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/canvas/canvas_paint.h"

// The reasons that stand beside ports while a connection is dragged (design 3.6).
namespace sb::ui {

struct CardText {
  QStringList title, details;
  double width = 0, height = 0;
};
struct Card {
  graph::PortRef port;
  const graph::Verdict* verdict = nullptr;
  CardText text;
  QRectF rect;
};

QColor verdictColour(const Theme& theme, graph::Verdict::Kind kind);
/// Same interface: fits, or a near miss that is worth a reason.
bool isNear(graph::Verdict::Kind kind);
QRectF pillRect(const PaintContext& context, const QRectF& view);
/// Chooses the ports that get a card: fits and near misses, nearest to the pointer first.
std::vector<Card> placeCards(const PaintContext& context, const QRectF& view);
void paintVerdictMark(QPainter& painter, const Theme& theme, const QRectF& glyph, graph::Verdict::Kind kind);
void paintCard(PaintContext& context, const Card& card);

}  // namespace sb::ui
