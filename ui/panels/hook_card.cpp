// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/hook_card.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

#include "core/graph/hook_kind.h"
#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"

namespace sb::ui {

HookCard::HookCard(Document& document, graph::EdgeId edge, const graph::Hook& hook, int number,
                   QWidget* parent)
    : QWidget(parent), m_document(document), m_edge(edge), m_hook(hook), m_number(number) {
  setObjectName(QStringLiteral("hookCard%1").arg(number));
  setFixedHeight(sizeHint().height());
  setFocusPolicy(Qt::StrongFocus);
  if (hook.file && hook.file->type)
    m_letters = QString::fromStdString(graph::hookAbility(*hook.file->type).letters());
  for (const driver::Problem& problem : document.problems())
    if (problem.subject.hook == hook.id && problem.diagnostic.severity == Severity::Error) {
      m_adaptable = false;
      m_preflight = QString::fromStdString(problem.diagnostic.message);
    }
  if (m_adaptable) {
    if (const auto adapter = document.adapterOf(edge, hook.id)) {
      const auto functions = adapter->functions.size();
      m_preflight = tr("%1 of %1 functions adaptable").arg(functions);
    } else {
      m_preflight = hook.enabled ? (hook.kind == graph::HookKind::Direct ? tr("sits on the connection itself")
                                                                         : tr("waiting for generation"))
                                 : tr("bypassed");
    }
  }
  setToolTip(m_preflight);
  setAccessibleName(tr("hook %1, %2, %3").arg(number).arg(QString::fromStdString(hook.name), m_preflight));
}

void HookCard::paintEvent(QPaintEvent*) {
  const Theme& theme = currentTheme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const bool selected = m_document.selection().hook() == m_hook.id;
  const QRectF box = QRectF(rect()).adjusted(0.5, 1.5, -0.5, -1.5);
  p.setPen(QPen(selected ? theme.accent : (m_hovered ? theme.controlBorder : theme.separator),
                selected ? 1.5 : 1));
  p.setBrush(selected ? theme.accentWeak : theme.panel);
  p.drawRoundedRect(box, 4, 4);
  p.setPen(Qt::NoPen);
  p.setBrush(theme.textTertiary);
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 2; ++column)
      p.drawEllipse(QPointF(8 + column * 5, height() / 2.0 - 5 + row * 5), 1, 1);
  const QRectF disc(21, 8, 18, 18);
  p.setBrush(m_hook.enabled ? theme.bead : theme.textTertiary);
  p.drawEllipse(disc);
  p.setPen(theme.onBead);
  p.setFont(theme.captionStrong());
  p.drawText(disc, Qt::AlignCenter, QString::number(m_number));
  p.setPen(theme.text);
  p.setFont(theme.bodyStrong());
  const QString name = QString::fromStdString(m_hook.name);
  const double nameWidth = p.fontMetrics().horizontalAdvance(name);
  p.drawText(QRectF(46, 6, nameWidth + 2, 22), Qt::AlignVCenter | Qt::AlignLeft, name);
  const QString tier = m_hook.kind == graph::HookKind::Direct
                           ? tr("direct")
                           : tr("tier %1").arg(m_hook.kind == graph::HookKind::Tier1 ? 1 : 2);
  p.setFont(theme.caption());
  const double chipWidth = p.fontMetrics().horizontalAdvance(tier) + 10;
  const QRectF chip(46 + nameWidth + 8, 9, chipWidth, 16);
  p.setPen(QPen(theme.separator, 1));
  p.setBrush(theme.panelHeader);
  p.drawRoundedRect(chip, 3, 3);
  p.setPen(theme.textSecondary);
  p.drawText(chip, Qt::AlignCenter, tier);
  paintHookLetters(p, theme, m_letters, QPointF(width() - 10, 17), true);
  const QRectF glyph(25, 31, 12, 12);
  if (!m_adaptable)
    paintStatusGlyph(p, theme, glyph, Severity::Error);
  else if (m_hook.enabled)
    paintOkGlyph(p, theme, glyph);
  p.setPen(theme.textSecondary);
  p.setFont(theme.caption());
  p.drawText(QRectF(46, 28, width() - 54, 18), Qt::AlignVCenter | Qt::AlignLeft,
             p.fontMetrics().elidedText(m_preflight, Qt::ElideRight, width() - 56));
  if (hasFocus()) {
    p.setPen(QPen(theme.accent, 1, Qt::DashLine));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(box.adjusted(2, 2, -2, -2), 3, 3);
  }
}

void HookCard::mousePressEvent(QMouseEvent* event) { m_pressed = event->position(); }

void HookCard::mouseReleaseEvent(QMouseEvent* event) {
  const double dy = event->position().y() - m_pressed.y();
  if (std::abs(dy) > height() / 2.0) return move(static_cast<int>(std::lround(dy / height())));
  m_document.selection().select(BeadItem{m_edge, m_hook.id});
}

void HookCard::move(int by) {
  const int place = std::max(0, m_number - 1 + by);
  (void)m_document.perform(
      graph::moveHook(m_document.graph(), m_edge, m_hook.id, static_cast<std::size_t>(place)));
}

void HookCard::keyPressEvent(QKeyEvent* event) {
  const bool alt = event->modifiers() & Qt::AltModifier;
  if (alt && event->key() == Qt::Key_Up) return move(-1);
  if (alt && event->key() == Qt::Key_Down) return move(1);
  if (event->key() == Qt::Key_B)
    return (void)m_document.perform(
        graph::enableHook(m_document.graph(), m_edge, m_hook.id, !m_hook.enabled));
  if (event->key() == Qt::Key_Delete)
    return (void)m_document.perform(graph::removeHook(m_document.graph(), m_edge, m_hook.id));
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space)
    return m_document.selection().select(BeadItem{m_edge, m_hook.id});
  QWidget::keyPressEvent(event);
}

void HookCard::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  menu.addAction(tr("Move toward caller"), this, [this] { move(-1); })->setEnabled(m_number > 1);
  menu.addAction(tr("Move toward provider"), this, [this] { move(1); });
  menu.addAction(m_hook.enabled ? tr("Bypass") : tr("Switch on"), this, [this] {
    (void)m_document.perform(graph::enableHook(m_document.graph(), m_edge, m_hook.id, !m_hook.enabled));
  });
  menu.addAction(tr("Open layout"), this, [this] {
    m_document.selection().select(BeadItem{m_edge, m_hook.id});
    emit layoutWanted();
  });
  menu.addSeparator();
  menu.addAction(tr("Remove"), this, [this] {
    (void)m_document.perform(graph::removeHook(m_document.graph(), m_edge, m_hook.id));
  });
  menu.exec(event->globalPos());
}

}  // namespace sb::ui
