// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/panel_parts.h"

#include <QAction>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace sb::ui {

PanelCombo::PanelCombo(QWidget* parent) : QComboBox(parent) {
  setSizeAdjustPolicy(QComboBox::AdjustToContents);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PanelCombo::paintEvent(QPaintEvent* event) {
  QComboBox::paintEvent(event);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(isEnabled() ? currentTheme().textSecondary : currentTheme().textTertiary, 1.25,
                      Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const QPointF centre(width() - 13, height() / 2.0);
  painter.drawPolyline(
      QPolygonF({centre + QPointF(-3.5, -1.75), centre + QPointF(0, 1.75), centre + QPointF(3.5, -1.75)}));
}

void makePaper(QWidget* widget) {
  widget->setAutoFillBackground(true);
  widget->setBackgroundRole(QPalette::Base);
}

void makeCompact(QToolButton* button) {
  button->setStyleSheet(QStringLiteral("QToolButton { padding: 1px 8px; font-size: 12px; }"));
  button->setFixedHeight(22);
}

void makeFlush(QPlainTextEdit* edit) {
  edit->setStyleSheet(QStringLiteral("QPlainTextEdit { border: none; border-radius: 0; padding: 0; }"));
}

void showSearchIcon(QLineEdit* edit) {
  edit->addAction(icon(QStringLiteral("search"), &Theme::textSecondary), QLineEdit::LeadingPosition);
}

QString counted(qint64 count, const QString& one, const QString& many) {
  return count == 1 ? one : many.arg(count);
}

}  // namespace sb::ui
