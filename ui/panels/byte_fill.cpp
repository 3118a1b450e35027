// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/byte_fill.h"

#include <QCoreApplication>
#include <cmath>

namespace sb::ui {
namespace {

constexpr Fill legendFills[] = {Fill::Static, Fill::Patched, Fill::Scratch, Fill::Padding};
constexpr int legendSwatch = 12, legendGap = 16;

/// Lines of slope −1 with a fixed pitch, anchored to the origin so that neighbouring fills run on.
void hatch(QPainter& painter, const QRectF& rect, const QColor& colour, double pitch, double width) {
  painter.save();
  painter.setClipRect(rect, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, width));
  const double first = std::floor((rect.left() + rect.top()) / pitch) * pitch;
  for (double sum = first; sum < rect.right() + rect.bottom() + pitch; sum += pitch)
    painter.drawLine(QPointF(sum - rect.top(), rect.top()), QPointF(sum - rect.bottom(), rect.bottom()));
  painter.restore();
}

QColor patchedLine(const Theme& theme) { return mixColours(theme.accent, theme.bytesPatched, 0.45); }

}  // namespace

Fill fillOf(adapt::Written written) {
  switch (written) {
    case adapt::Written::Static: return Fill::Static;
    case adapt::Written::Patched: return Fill::Patched;
    case adapt::Written::Scratch: return Fill::Scratch;
    case adapt::Written::Padding: return Fill::Padding;
  }
  return Fill::Unused;
}

QString fillText(Fill fill) {
  switch (fill) {
    case Fill::Static: return QCoreApplication::translate("ByteFill", "static");
    case Fill::Patched: return QCoreApplication::translate("ByteFill", "patched per call");
    case Fill::Scratch: return QCoreApplication::translate("ByteFill", "scratch");
    case Fill::Padding: return QCoreApplication::translate("ByteFill", "padding");
    case Fill::Unused: return QCoreApplication::translate("ByteFill", "unused");
  }
  return {};
}

void fillBytes(QPainter& painter, const Theme& theme, const QRectF& rect, Fill fill) {
  switch (fill) {
    case Fill::Static: painter.fillRect(rect, theme.bytesStatic); return;
    case Fill::Patched:
      painter.fillRect(rect, theme.bytesPatched);
      hatch(painter, rect, patchedLine(theme), 6, 1);
      return;
    case Fill::Scratch: painter.fillRect(rect, theme.bytesScratch); return;
    case Fill::Padding:
      painter.fillRect(rect, theme.errorWeak);
      hatch(painter, rect, theme.error, 3.5, 0.8);
      return;
    case Fill::Unused: painter.fillRect(rect, theme.panel); return;
  }
}

void outlineBytes(QPainter& painter, const Theme& theme, const QRectF& rect, Fill fill) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.controlBorder, 1, fill == Fill::Scratch ? Qt::DotLine : Qt::SolidLine));
  painter.drawRect(rect);
}

void paintSwatch(QPainter& painter, const Theme& theme, const QRectF& rect, Fill fill) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  fillBytes(painter, theme, rect, fill);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(fill == Fill::Padding ? theme.error : theme.controlBorder, 1,
                      fill == Fill::Scratch ? Qt::DotLine : Qt::SolidLine));
  painter.drawRect(rect);
  painter.restore();
}

QFont plainNumbers(QFont font) {
  font.setStyleStrategy(QFont::PreferNoShaping);
  return font;
}

QString hexAddress(std::uint64_t address) {
  return QStringLiteral("0x%1").arg(address, 3, 16, QLatin1Char('0'));
}

FillLegend::FillLegend(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(tr("Legend: static, patched per call, scratch, padding"));
}

QSize FillLegend::sizeHint() const {
  const QFontMetrics metrics(currentTheme().caption());
  int width = 0;
  for (const Fill fill : legendFills)
    width += legendSwatch + 6 + metrics.horizontalAdvance(fillText(fill)) + legendGap;
  return {width - legendGap + 2, 20};
}

void FillLegend::paintEvent(QPaintEvent*) {
  const Theme& theme = currentTheme();
  QPainter painter(this);
  painter.setFont(theme.caption());
  int x = std::max(0, width() - sizeHint().width());
  for (const Fill fill : legendFills) {
    paintSwatch(painter, theme, QRectF(x, (height() - legendSwatch) / 2, legendSwatch, legendSwatch - 2),
                fill);
    painter.setPen(theme.textSecondary);
    const int textWidth = painter.fontMetrics().horizontalAdvance(fillText(fill));
    painter.drawText(QRect(x + legendSwatch + 6, 0, textWidth + 2, height()), Qt::AlignVCenter,
                     fillText(fill));
    x += legendSwatch + 6 + textWidth + legendGap;
  }
}

}  // namespace sb::ui
