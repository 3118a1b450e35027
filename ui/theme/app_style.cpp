// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/theme/app_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <algorithm>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QPen markPen(const QColor& colour) { return {colour, 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin}; }

void paintChevron(QPainter& p, const QRect& rect, bool open) {
  const QPointF c = QRectF(rect).center();
  p.setPen(markPen(currentTheme().textSecondary));
  p.setBrush(Qt::NoBrush);
  if (open)
    p.drawPolyline(QPolygonF({c + QPointF(-3.5, -1.75), c + QPointF(0, 1.75), c + QPointF(3.5, -1.75)}));
  else
    p.drawPolyline(QPolygonF({c + QPointF(-1.75, -3.5), c + QPointF(1.75, 0), c + QPointF(-1.75, 3.5)}));
}

/// A box or, `round`, a ring that can be seen on every ground; filled when it is on.
void paintTick(QPainter& p, const QRect& rect, QStyle::State state, bool round) {
  const Theme& t = currentTheme();
  const bool on = state & QStyle::State_On, enabled = state & QStyle::State_Enabled;
  const double side = std::min({rect.width(), rect.height(), 14}) - 1.0;
  QRectF box(0, 0, side, side);
  box.moveCenter(QRectF(rect).center());
  const QColor line = !enabled ? t.textTertiary : on ? t.accent : t.textSecondary;
  p.setPen(QPen(on && (state & QStyle::State_Selected) ? t.onAccent : line, 1));
  p.setBrush(on ? line : t.node);
  p.drawRoundedRect(box, round ? side / 2 : 3, round ? side / 2 : 3);
  if (state & QStyle::State_HasFocus) {
    p.setPen(QPen(t.accent, 1));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), round ? side : 4, round ? side : 4);
  }
  const QPointF c = box.center();
  p.setPen(QPen(t.onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (on && round) {
    p.setPen(Qt::NoPen);
    p.setBrush(t.onAccent);
    p.drawEllipse(c, 2.5, 2.5);
  } else if (on) {
    p.drawPolyline(QPolygonF({c + QPointF(-3, 0.25), c + QPointF(-0.75, 2.5), c + QPointF(3, -2.5)}));
  } else if (state & QStyle::State_NoChange) {
    p.setPen(QPen(line, 1.75, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(c - QPointF(3, 0), c + QPointF(3, 0));
  }
}

}  // namespace

AppStyle::AppStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const {
  if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck ||
      element == PE_IndicatorRadioButton) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintTick(*painter, option->rect, option->state, element == PE_IndicatorRadioButton);
    painter->restore();
    return;
  }
  if (element != PE_IndicatorBranch && element != PE_IndicatorTabClose)
    return QProxyStyle::drawPrimitive(element, option, painter, widget);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (element == PE_IndicatorBranch) {
    if (option->state & State_Children) paintChevron(*painter, option->rect, option->state & State_Open);
  } else {
    const Theme& t = currentTheme();
    const QPointF c = QRectF(option->rect).center();
    if (option->state & State_MouseOver) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(t.accentWeak);
      painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
    painter->setPen(markPen(option->state & State_MouseOver ? t.text : t.textSecondary));
    painter->drawLine(c - QPointF(3, 3), c + QPointF(3, 3));
    painter->drawLine(c + QPointF(3, -3), c + QPointF(-3, 3));
  }
  painter->restore();
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  if (metric == PM_ToolBarItemMargin || metric == PM_ToolBarFrameWidth) return 0;
  if (metric == PM_TabCloseIndicatorWidth || metric == PM_TabCloseIndicatorHeight) return 16;
  return QProxyStyle::pixelMetric(metric, option, widget);
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                        QStyleHintReturn* data) const {
  if (hint == SH_UnderlineShortcut) return 0;
  return QProxyStyle::styleHint(hint, option, widget, data);
}

}  // namespace sb::ui
