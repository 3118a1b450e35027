// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/window_parts.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/canvas/canvas_paint.h"
#include "ui/theme/theme.h"

namespace sb::ui {

void TitledMenuBar::paintEvent(QPaintEvent* event) {
  QMenuBar::paintEvent(event);
  const Theme& t = currentTheme();
  QPainter p(this);
  p.setFont(t.body());
  p.setPen(t.textSecondary);
  const QString title = window()->windowTitle();
  const int needed = p.fontMetrics().horizontalAdvance(title);
  const QRect last = actions().isEmpty() ? QRect() : actionGeometry(actions().constLast());
  if ((width() - needed) / 2 > last.right() + 16) p.drawText(rect(), Qt::AlignCenter, title);
}

SearchField::SearchField(QWidget* parent) : QLineEdit(parent) {
  setObjectName(QStringLiteral("searchField"));
  setPlaceholderText(tr("Find interface, function, type…"));
  setClearButtonEnabled(true);
  setMinimumWidth(180);
  setTextMargins(0, 0, 52, 0);
  setMaximumWidth(420);
  setFixedHeight(28);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Find in the graph"));
  addAction(icon(QStringLiteral("search"), &Theme::textSecondary), QLineEdit::LeadingPosition);
}

void SearchField::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  if (!text().isEmpty() || hasFocus()) return;
  const Theme& t = currentTheme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.setFont(t.caption());
  const QString key = tr("Ctrl+F");
  const double wide = p.fontMetrics().horizontalAdvance(key) + 12;
  const QRectF box(width() - wide - 7.5, height() / 2.0 - 8.5, wide, 17);
  p.setPen(QPen(isEnabled() ? t.controlBorder : t.separator, 1));
  p.setBrush(t.panel);
  p.drawRoundedRect(box, 3, 3);
  p.setPen(t.textSecondary);
  p.drawText(box, Qt::AlignCenter, key);
}

void SearchField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return emit left();
  QLineEdit::keyPressEvent(event);
}

DockTab::DockTab(const QString& iconName, const QString& title, QWidget* parent)
    : QWidget(parent), m_iconName(iconName), m_title(title) {
  setFixedHeight(32);
}

void DockTab::paintEvent(QPaintEvent*) {
  const Theme& t = currentTheme();
  QPainter p(this);
  p.fillRect(rect(), t.window);
  p.setFont(t.bodyStrong());
  const int wide = 12 + 16 + 8 + p.fontMetrics().horizontalAdvance(m_title) + 14;
  const QRect tab(0, 0, wide, height());
  p.fillRect(tab, t.panel);
  p.fillRect(QRect(0, 0, wide, 2), t.accent);
  p.drawPixmap(QPointF(12, height() / 2.0 - 8), iconPixmap(m_iconName, t.text, 16, devicePixelRatioF()));
  p.setPen(t.text);
  p.drawText(tab.adjusted(36, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_title);
}

void StatusLabel::set(int glyph, const QString& text) {
  m_glyph = glyph;
  setText(text);
  setVisible(!text.isEmpty());
  updateGeometry();
  update();
}
void StatusLabel::showFine(const QString& text) { set(1, text); }
void StatusLabel::show(Severity severity, const QString& text) {
  set(severity == Severity::Error ? 3 : 2, text);
}
void StatusLabel::showPlain(const QString& text) { set(0, text); }

QSize StatusLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(text()) + 16 + (m_glyph > 0 ? 19 : 0), 20};
}

void StatusLabel::paintEvent(QPaintEvent*) {
  const Theme& t = currentTheme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  QRectF words = QRectF(rect()).adjusted(8, 0, -8, 0);
  const QRectF glyph(words.left(), height() / 2.0 - 6.5, 13, 13);
  if (m_glyph == 1) paintOkGlyph(p, t, glyph);
  if (m_glyph > 1) paintStatusGlyph(p, t, glyph, m_glyph == 3 ? Severity::Error : Severity::Warning);
  if (m_glyph > 0) words.adjust(19, 0, 0, 0);
  p.setFont(font());
  p.setPen(t.textSecondary);
  p.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
             p.fontMetrics().elidedText(text(), Qt::ElideRight, static_cast<int>(words.width()) + 1));
}

QLabel* countBadge(int errors, int warnings) {
  const Theme& t = currentTheme();
  auto* badge = new QLabel(QString::number(errors + warnings));
  badge->setFont(t.captionStrong());
  badge->setAlignment(Qt::AlignCenter);
  badge->setFixedSize(std::max(20, badge->fontMetrics().horizontalAdvance(badge->text()) + 12), 18);
  badge->setStyleSheet(
      QStringLiteral("background: %1; color: %2; border-radius: 9px;")
          .arg((errors > 0 ? t.errorWeak : t.warningWeak).name(), (errors > 0 ? t.error : t.warning).name()));
  badge->setAttribute(Qt::WA_TransparentForMouseEvents);
  return badge;
}

}  // namespace sb::ui
