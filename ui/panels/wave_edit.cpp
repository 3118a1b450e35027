// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/wave_edit.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/theme/theme.h"

namespace sb::ui {

WaveEdit::WaveEdit(QWidget* parent) : QLineEdit(parent) { setFont(currentTheme().mono()); }

void WaveEdit::setError(int position, const QString& message) {
  m_position = position;
  setToolTip(message);
  setAccessibleDescription(message);
  update();
}

void WaveEdit::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  if (m_position < 0) return;
  const Theme& theme = currentTheme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.error, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  // The cursor tells where the text has been scrolled to.
  const QFontMetricsF metrics(font());
  const double origin = cursorRect().center().x() - metrics.horizontalAdvance(text().left(cursorPosition()));
  const double left = origin + metrics.horizontalAdvance(text().left(m_position));
  const double right = std::max(left + 7, origin + metrics.horizontalAdvance(text().left(m_position + 1)));
  const double base = height() / 2.0 + metrics.ascent() / 2 + 3;
  QPainterPath wave(QPointF(left, base));
  bool up = true;
  for (double x = left + 2; x <= right + 0.5; x += 2, up = !up) wave.lineTo(x, up ? base - 2 : base);
  painter.setPen(QPen(theme.error, 1.25));
  painter.drawPath(wave);
}

}  // namespace sb::ui
