// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/hex_view.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <cmath>

#include "ui/panels/byte_fill.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr double rowHeight = 20, leftMargin = 12, groupGap = 8;
constexpr std::uint64_t rowBytes = 16;

}  // namespace

HexView::HexView(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  setMouseTracking(true);
  setAccessibleName(tr("Bytes"));
}

double HexView::characterWidth() const {
  return QFontMetricsF(currentTheme().mono()).horizontalAdvance(QLatin1Char('0'));
}
/// A whole space between bytes where there is room, less where there is not.
double HexView::byteGap() const {
  const double cw = characterWidth();
  const double spare =
      viewport()->width() - (leftMargin + 6 * cw + 14 + 16 * 2 * cw + groupGap + 14 + 16 * cw + 10);
  return std::clamp(spare / 16, 4.0, cw);
}
double HexView::headHeight() const { return m_heads ? rowHeight : 0; }
double HexView::textLeft() const { return byteRect(15).right() + 14; }
QSize HexView::sizeHint() const {
  return {static_cast<int>(textLeft() + characterWidth() * 16 + 22), static_cast<int>(rowHeight * 8)};
}

void HexView::setBytes(std::vector<std::uint8_t> bytes) {
  const ByteSpan now = this->bytes();
  if (std::equal(bytes.begin(), bytes.end(), now.begin(), now.end())) return;
  setBytes(shareBytes(std::move(bytes)));
}

void HexView::setBytes(const SharedBytes& bytes) {
  if (bytes == m_bytes) return;
  m_bytes = bytes;
  m_hover = {};
  updateScrollBars();
  viewport()->update();
}

void HexView::setColumnHeads(bool shown) {
  m_heads = shown;
  updateScrollBars();
  viewport()->update();
}

void HexView::setMarks(const Marks& marks) {
  if (marks == m_marks) return;
  m_marks = marks;
  if (!marks.field.empty()) m_cursor = marks.field.begin;
  viewport()->update();
}

void HexView::setHover(ByteRange range) {
  if (range == m_hover) return;
  m_hover = range;
  viewport()->update();
}

void HexView::updateScrollBars() {
  const int rows = static_cast<int>((bytes().size() + rowBytes - 1) / rowBytes);
  const int page = std::max(1, static_cast<int>((viewport()->height() - headHeight()) / rowHeight));
  verticalScrollBar()->setPageStep(page);
  verticalScrollBar()->setRange(0, std::max(0, rows - page));
}

void HexView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  updateScrollBars();
}

void HexView::showAddress(std::uint64_t address) {
  const int row = static_cast<int>(address / rowBytes), page = verticalScrollBar()->pageStep();
  QScrollBar& bar = *verticalScrollBar();
  if (row <= bar.value() || row >= bar.value() + page)
    bar.setValue(row - page / 3);  // one row of context above
}

QRectF HexView::byteRect(std::uint64_t address) const {
  const double cw = characterWidth(), pitch = byteGap() + 2 * cw;
  const double left = leftMargin + 6 * cw + 14;
  const auto column = static_cast<double>(address % rowBytes);
  const double row = static_cast<double>(address / rowBytes) - verticalScrollBar()->value();
  return {left + column * pitch + (address % rowBytes >= 8 ? groupGap : 0), headHeight() + row * rowHeight,
          pitch, rowHeight};
}

std::int64_t HexView::addressAt(const QPointF& point) const {
  if (point.y() < headHeight()) return -1;
  const auto row = static_cast<std::uint64_t>((point.y() - headHeight()) / rowHeight) +
                   static_cast<std::uint64_t>(verticalScrollBar()->value());
  std::int64_t found = -1;
  for (std::uint64_t column = 0; column < rowBytes; ++column) {
    const QRectF rect = byteRect(row * rowBytes + column);
    const double text = textLeft() + static_cast<double>(column) * characterWidth();
    if ((point.x() >= rect.left() && point.x() < rect.right()) ||
        (point.x() >= text && point.x() < text + characterWidth()))
      found = static_cast<std::int64_t>(row * rowBytes + column);
  }
  return found >= 0 && static_cast<std::uint64_t>(found) < bytes().size() ? found : -1;
}

HexView::Level HexView::levelOf(std::uint64_t address) const {
  if (m_marks.field.holds(address)) return Level::Field;
  if (m_marks.record.holds(address)) return Level::Record;
  return m_marks.region.holds(address) ? Level::Region : Level::None;
}

/// One row's part of a range as one box, so that the outline of a record runs around it.
void HexView::paintRange(QPainter& painter, std::uint64_t row, double top, const ByteRange& range,
                         Level level) const {
  const std::uint64_t first = std::max(range.begin, row * rowBytes),
                      last = std::min(range.end, (row + 1) * rowBytes);
  if (first >= last) return;
  const Theme& theme = currentTheme();
  const double left = byteRect(first).left() - 1, right = byteRect(last - 1).right() - 1;
  const QRectF box(left, top + 1, right - left, rowHeight - 2);
  const double textX = textLeft() + static_cast<double>(first % rowBytes) * characterWidth();
  const QRectF text(textX, top + 1, static_cast<double>(last - first) * characterWidth(), rowHeight - 2);
  painter.setPen(Qt::NoPen);
  switch (level) {
    case Level::None: return;
    case Level::Region:
      painter.setBrush(theme.kind == ThemeKind::Dark ? theme.nodeHeader : theme.window);
      painter.drawRoundedRect(box, 2, 2);
      return;
    case Level::Record:
      painter.setBrush(theme.accentWeak);
      painter.setPen(QPen(theme.accent, 1));
      painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
      return;
    case Level::Field:
      painter.setBrush(theme.accent);
      painter.drawRoundedRect(box, 2, 2);
      painter.drawRect(text);
      return;
  }
}

void HexView::paintRow(QPainter& painter, std::uint64_t row, double top) const {
  static constexpr char digits[] = "0123456789abcdef";
  const Theme& theme = currentTheme();
  const double baseline =
      top + (rowHeight + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2;
  painter.setPen(theme.textTertiary);
  painter.drawText(QPointF(leftMargin, baseline),
                   QStringLiteral("0x%1").arg(row * rowBytes, 4, 16, QLatin1Char('0')));
  painter.setRenderHint(QPainter::Antialiasing);
  paintRange(painter, row, top, m_marks.region, Level::Region);
  paintRange(painter, row, top, m_marks.record, Level::Record);
  paintRange(painter, row, top, m_marks.field, Level::Field);
  const double cw = characterWidth();
  for (std::uint64_t column = 0; column < rowBytes; ++column) {
    const std::uint64_t address = row * rowBytes + column;
    if (address >= bytes().size()) break;
    const std::uint8_t byte = bytes()[address];
    const Level level = levelOf(address);
    const QRectF rect = byteRect(address);
    painter.setPen(level == Level::Field ? theme.onAccent : byte == 0 ? theme.textTertiary : theme.text);
    const QChar pair[] = {QLatin1Char(digits[byte >> 4]), QLatin1Char(digits[byte & 15])};
    painter.drawText(QPointF(rect.left() + 1, baseline), QString(pair, 2));
    const bool printable = byte >= 0x20 && byte < 0x7f;
    painter.setPen(level == Level::Field ? theme.onAccent : printable ? theme.text : theme.textTertiary);
    painter.drawText(QPointF(textLeft() + static_cast<double>(column) * cw, baseline),
                     printable ? QString(QLatin1Char(static_cast<char>(byte))) : QStringLiteral("·"));
    if (m_hover.holds(address) && level != Level::Field) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(theme.accent, 1));
      painter.drawLine(QPointF(rect.left(), rect.bottom() - 1.5),
                       QPointF(rect.right() - 3, rect.bottom() - 1.5));
    }
    if (hasFocus() && address == m_cursor) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(level == Level::Field ? theme.onAccent : theme.accent, 1, Qt::DashLine));
      painter.drawRect(rect.adjusted(0.5, 2.5, -3.5, -2.5));
    }
  }
}

void HexView::paintEvent(QPaintEvent*) {
  const Theme& theme = currentTheme();
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), theme.panel);
  painter.setFont(theme.mono());
  const auto rows = (bytes().size() + rowBytes - 1) / rowBytes;
  auto row = static_cast<std::uint64_t>(verticalScrollBar()->value());
  for (double top = headHeight(); top < viewport()->height() && row < rows; top += rowHeight, ++row)
    paintRow(painter, row, top);
  if (!m_heads) return;
  painter.setPen(theme.textSecondary);
  for (std::uint64_t column = 0; column < rowBytes; ++column) {
    QRectF rect = byteRect(column);
    rect.moveTop(0);
    painter.drawText(rect.adjusted(0, 0, -4, 0), Qt::AlignCenter, QString::number(column, 16));
  }
}

void HexView::mousePressEvent(QMouseEvent* event) {
  const std::int64_t address = addressAt(event->position());
  if (address < 0) return;
  m_cursor = static_cast<std::uint64_t>(address);
  viewport()->update();
  emit byteClicked(m_cursor);
}

void HexView::mouseMoveEvent(QMouseEvent* event) { emit byteHovered(addressAt(event->position())); }

void HexView::leaveEvent(QEvent* event) {
  emit byteHovered(-1);
  QAbstractScrollArea::leaveEvent(event);
}

void HexView::keyPressEvent(QKeyEvent* event) {
  std::int64_t by = 0;
  switch (event->key()) {
    case Qt::Key_Left: by = -1; break;
    case Qt::Key_Right: by = 1; break;
    case Qt::Key_Up: by = -std::int64_t(rowBytes); break;
    case Qt::Key_Down: by = std::int64_t(rowBytes); break;
    case Qt::Key_PageUp: by = -std::int64_t(rowBytes) * verticalScrollBar()->pageStep(); break;
    case Qt::Key_PageDown: by = std::int64_t(rowBytes) * verticalScrollBar()->pageStep(); break;
    default: return QAbstractScrollArea::keyPressEvent(event);
  }
  if (bytes().empty()) return;
  const std::int64_t to =
      std::clamp<std::int64_t>(std::int64_t(m_cursor) + by, 0, std::int64_t(bytes().size()) - 1);
  m_cursor = static_cast<std::uint64_t>(to);
  showAddress(m_cursor);
  viewport()->update();
  emit byteClicked(m_cursor);
}

}  // namespace sb::ui
