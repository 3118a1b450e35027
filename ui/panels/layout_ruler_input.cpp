// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "ui/panels/layout_ruler.h"

// Gestures on the ruler: the wheel zooms at the pointer, dragging pans, a click selects, a double-click zooms
// to a block.
namespace sb::ui {

int LayoutRuler::entryUnder(const QPointF& at) const {
  const bool over = zoomed() && at.y() < overviewStrip().rect.bottom() + 2;
  int found = -1;
  for (const Block& block : blocksOf(over ? overviewStrip() : mainStrip()))
    if (at.x() >= block.rect.left() && at.x() <= std::max(block.rect.right(), block.rect.left() + 2))
      found = block.entry;
  return found;
}

void LayoutRuler::wheelEvent(QWheelEvent* event) {
  const Strip strip = mainStrip();
  const double steps = event->angleDelta().y() / 120.0;
  if (steps == 0 || m_total <= 0) return QWidget::wheelEvent(event);
  const double at = std::clamp(strip.address(event->position().x()), m_begin, m_end);
  const double factor = std::pow(0.8, steps);
  zoomTo(at - (at - m_begin) * factor, at + (m_end - at) * factor);
  event->accept();
}

void LayoutRuler::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  m_pressed = event->position();
  m_pressedBegin = m_begin;
  m_panning = false;
}

void LayoutRuler::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) {
    const double moved = event->position().x() - m_pressed.x();
    if (!zoomed() || (!m_panning && std::abs(moved) < 4)) return;
    m_panning = true;
    const bool lens = m_pressed.y() < overviewStrip().rect.bottom() + 2;
    const double perPixel =
        lens ? m_total / overviewStrip().rect.width() : -(m_end - m_begin) / mainStrip().rect.width();
    const double length = m_end - m_begin;
    zoomTo(m_pressedBegin + moved * perPixel, m_pressedBegin + moved * perPixel + length);
    return;
  }
  const int over = entryUnder(event->position());
  if (over == m_hovered) return;
  m_hovered = over;
  emit entryHovered(over);
  update();
}

void LayoutRuler::mouseReleaseEvent(QMouseEvent* event) {
  if (m_panning || event->button() != Qt::LeftButton) {
    m_panning = false;
    return;
  }
  if (const int entry = entryUnder(event->position()); entry >= 0) emit entryClicked(entry);
}

void LayoutRuler::mouseDoubleClickEvent(QMouseEvent* event) {
  const int entry = entryUnder(event->position());
  if (zoomed() && entry >= 0 && entry == m_selected)
    zoomTo(0, m_total);
  else
    zoomToEntry(entry);
}

void LayoutRuler::leaveEvent(QEvent* event) {
  m_hovered = -1;
  emit entryHovered(-1);
  update();
  QWidget::leaveEvent(event);
}

void LayoutRuler::step(int by) {
  const std::vector<Block> shown = blocks();
  if (shown.empty()) return;
  int at = -1;
  for (std::size_t i = 0; i < shown.size(); ++i)
    if (shown[i].entry == m_selected) at = static_cast<int>(i);
  at = std::clamp(at + by, 0, static_cast<int>(shown.size()) - 1);
  emit entryClicked(shown[static_cast<std::size_t>(at)].entry);
}

void LayoutRuler::focusInEvent(QFocusEvent* event) {
  m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  QWidget::focusInEvent(event);
}

void LayoutRuler::keyPressEvent(QKeyEvent* event) {
  const double middle = (m_begin + m_end) / 2, half = (m_end - m_begin) / 2;
  switch (event->key()) {
    case Qt::Key_Left: return step(-1);
    case Qt::Key_Right: return step(1);
    case Qt::Key_Plus: return zoomTo(middle - half * 0.8, middle + half * 0.8);
    case Qt::Key_Minus: return zoomTo(middle - half / 0.8, middle + half / 0.8);
    case Qt::Key_Home: return zoomTo(0, m_total);
    case Qt::Key_F: return zoomToEntry(m_selected);
    default: QWidget::keyPressEvent(event);
  }
}

bool LayoutRuler::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int number = entryUnder(help->pos());
  if (number < 0) {
    QToolTip::hideText();
    return true;
  }
  const ByteEntry& entry = m_entries[static_cast<std::size_t>(number)];
  QToolTip::showText(help->globalPos(),
                     tr("%1\n%2, %3 B, align %4, %5")
                         .arg(entry.what, hexAddress(entry.offset))
                         .arg(entry.size)
                         .arg(entry.align)
                         .arg(fillText(entry.fill)),
                     this);
  return true;
}

}  // namespace sb::ui
