// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/layout_ruler.h"

#include <cmath>

namespace sb::ui {
namespace {

constexpr double sideMargin = 12, markHeight = 15, mergeWidth = 3, smallestView = 16;

}  // namespace

double LayoutRuler::Strip::x(double address) const {
  return rect.left() + (address - begin) / (end - begin) * rect.width();
}
double LayoutRuler::Strip::address(double x) const {
  return begin + (x - rect.left()) / rect.width() * (end - begin);
}

LayoutRuler::LayoutRuler(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Memory of the adapter"));
}

QSize LayoutRuler::sizeHint() const {
  const int strip = m_large ? 48 : 23, captions = m_large ? 20 : 0;
  const int overview = !zoomed() ? 0 : m_large ? 58 : 25;
  return {600, static_cast<int>(markHeight) + strip + captions + overview + 3};
}

void LayoutRuler::setEntries(const std::vector<ByteEntry>& entries) {
  const double oldTotal = m_total;
  m_entries = entries;
  m_total = 0;
  for (const ByteEntry& entry : m_entries) m_total = std::max(m_total, double(entry.end()));
  if (m_total != oldTotal) {
    m_begin = 0;
    m_end = m_total;
    updateGeometry();
  }
  m_hovered = -1;
  if (m_selected >= static_cast<int>(m_entries.size())) m_selected = -1;
  update();
}

void LayoutRuler::setSelected(int entry) {
  m_selected = entry < static_cast<int>(m_entries.size()) ? entry : -1;
  update();
}

void LayoutRuler::setLarge(bool large) {
  if (m_large == large) return;
  m_large = large;
  updateGeometry();
  update();
}

bool LayoutRuler::zoomed() const { return m_end - m_begin < m_total - 0.5; }

void LayoutRuler::zoomTo(double begin, double end) {
  if (m_total <= 0) return;
  const bool before = zoomed();
  const double length = std::clamp(end - begin, std::min(smallestView, m_total), m_total);
  m_begin = std::clamp(begin, 0.0, m_total - length);
  m_end = m_begin + length;
  if (before != zoomed()) updateGeometry();
  update();
}

void LayoutRuler::zoomToEntry(int entry) {
  if (entry < 0) return zoomTo(0, m_total);
  const ByteEntry& e = m_entries[static_cast<std::size_t>(entry)];
  const double margin = e.size * 0.15 + 8;
  zoomTo(e.offset - margin, e.end() + margin);
}

LayoutRuler::Strip LayoutRuler::mainStrip() const {
  const double height_ = m_large ? 48 : 23, captions = m_large ? 20 : 0;
  return {QRectF(sideMargin, height() - height_ - captions - 2, width() - 2 * sideMargin, height_), m_begin,
          m_end};
}

LayoutRuler::Strip LayoutRuler::overviewStrip() const {
  const double top = m_large ? markHeight : 1, height_ = m_large ? 23 : 12;
  return {QRectF(sideMargin, top, width() - 2 * sideMargin, height_), 0, m_total};
}

void LayoutRuler::addBlocks(const Strip& strip, int number, std::vector<Block>& out) const {
  const ByteEntry& entry = m_entries[static_cast<std::size_t>(number)];
  if (entry.end() <= strip.begin || entry.offset >= strip.end) return;
  const double left = strip.x(entry.offset), right = strip.x(entry.end());
  const auto count = static_cast<double>(entry.children.size());
  const bool open = count > 0 && (entry.grouping || (right - left) / count >= 44);
  if (!open) {
    out.push_back({number, QRectF(left, strip.rect.top(), right - left, strip.rect.height())});
    return;
  }
  for (const int child : entry.children) addBlocks(strip, child, out);
}

std::vector<LayoutRuler::Block> LayoutRuler::blocksOf(const Strip& strip) const {
  std::vector<Block> out;
  if (strip.end <= strip.begin) return out;
  for (std::size_t i = 0; i < m_entries.size(); ++i)
    if (m_entries[i].parent < 0) addBlocks(strip, static_cast<int>(i), out);
  return out;
}

std::vector<LayoutRuler::Block> LayoutRuler::blocks() const { return blocksOf(mainStrip()); }

void LayoutRuler::paintMarks(QPainter& painter, const Strip& strip) const {
  const Theme& theme = currentTheme();
  const double perByte = strip.rect.width() / (strip.end - strip.begin);
  painter.setFont(theme.caption());
  QFont font = theme.mono();
  font.setPixelSize(10);
  painter.setFont(font);
  const double labelWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("0x0000")) + 8;
  double label = 16;
  for (const double candidate : {0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x400, 0x1000, 0x4000, 0x10000}) {
    if (candidate < 0x40 && strip.end - strip.begin > 0x180) continue;  // marks each 0x40 unless zoomed
    label = candidate;
    if (candidate * perByte >= labelWidth) break;
  }
  const double minor = std::max(label / 4, 8 * perByte >= 6 ? 8.0 : 16.0);
  for (double address = std::floor(strip.begin / minor) * minor; address <= strip.end; address += minor) {
    if (address < strip.begin - 0.01) continue;
    const bool major = std::fmod(address, label) < 0.01;
    const double x = std::floor(strip.x(address)) + 0.5;
    painter.setPen(QPen(major ? theme.controlBorder : theme.separator, 1));
    painter.drawLine(QPointF(x, strip.rect.top() - (major ? 12 : 4)), QPointF(x, strip.rect.top() - 1));
    if (!major || x + labelWidth - 10 > strip.rect.right()) continue;
    painter.setPen(theme.textSecondary);
    painter.drawText(QPointF(x + 3, strip.rect.top() - 4), hexAddress(static_cast<std::uint64_t>(address)));
  }
}

void LayoutRuler::paintStrip(QPainter& painter, const Strip& strip, bool labels) const {
  const Theme& theme = currentTheme();
  painter.save();
  painter.setClipRect(strip.rect.adjusted(0, 0, 1, m_large ? 22 : 1));
  painter.fillRect(strip.rect, theme.panel);
  double merged = -1;
  for (const Block& block : blocksOf(strip)) {
    const ByteEntry& entry = m_entries[static_cast<std::size_t>(block.entry)];
    QRectF rect = block.rect;
    rect.setLeft(std::round(rect.left()));
    rect.setRight(std::round(block.rect.right()));
    if (rect.width() < 1) rect.setWidth(1);
    fillBytes(painter, theme, rect, entry.fill);
    if (rect.width() >= mergeWidth || merged < rect.left() - mergeWidth) {
      painter.setRenderHint(QPainter::Antialiasing, false);
      outlineBytes(painter, theme, rect, entry.fill);
      merged = rect.right();
    }
    if (!labels || rect.width() < 14) continue;
    painter.setFont(plainNumbers(m_large ? theme.body() : theme.caption()));
    const QFontMetricsF metrics = painter.fontMetrics();
    const QRectF visible = rect.intersected(strip.rect);
    const double textWidth = metrics.horizontalAdvance(entry.label);
    if (!entry.label.isEmpty() && textWidth + 6 <= visible.width()) {
      const QRectF pill(visible.center().x() - textWidth / 2 - 4, rect.center().y() - 8, textWidth + 8, 16);
      if (entry.fill == Fill::Patched || entry.fill == Fill::Padding) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.fill == Fill::Padding ? theme.panel : theme.bytesPatched);
        painter.drawRoundedRect(pill.intersected(visible.adjusted(1, 1, -1, -1)), 3, 3);
      }
      painter.setPen(entry.fill == Fill::Unused ? theme.textTertiary : theme.text);
      painter.drawText(pill, Qt::AlignCenter, entry.label);
    }
  }
  if (labels && m_large) {
    painter.setFont(theme.caption());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
      const ByteEntry& entry = m_entries[i];
      if (entry.caption.isEmpty() || entry.end() <= strip.begin || entry.offset >= strip.end) continue;
      const double room = strip.x(entry.end()) - strip.x(entry.offset);
      if (painter.fontMetrics().horizontalAdvance(entry.caption) + 6 > room) continue;
      const bool selected =
          m_selected == static_cast<int>(i) ||
          (m_selected >= 0 && m_entries[static_cast<std::size_t>(m_selected)].parent == static_cast<int>(i));
      painter.setPen(selected ? theme.accent : theme.textSecondary);
      painter.drawText(QPointF(strip.x(entry.offset) + 4, strip.rect.bottom() + 15), entry.caption);
    }
  }
  painter.restore();
}

void LayoutRuler::paintLens(QPainter& painter) const {
  const Theme& theme = currentTheme();
  const Strip overview = overviewStrip(), main = mainStrip();
  const double left = overview.x(m_begin), right = overview.x(m_end);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accentWeak);
  const double top = overview.rect.bottom() + 1,
               bottom = main.rect.top() - (m_large ? markHeight : markHeight - 3);
  painter.drawPolygon(
      QPolygonF({{left, top}, {right, top}, {main.rect.right(), bottom}, {main.rect.left(), bottom}}));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.accent, 2));
  painter.drawRoundedRect(
      QRectF(left, overview.rect.top() - 1, std::max(4.0, right - left), overview.rect.height() + 2), 2, 2);
}

void LayoutRuler::paintEvent(QPaintEvent*) {
  const Theme& theme = currentTheme();
  QPainter painter(this);
  if (m_total <= 0) return;
  if (zoomed()) {
    const Strip overview = overviewStrip();
    if (m_large) paintMarks(painter, overview);
    paintStrip(painter, overview, false);
    paintLens(painter);
  }
  const Strip strip = mainStrip();
  paintMarks(painter, strip);
  paintStrip(painter, strip, true);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto frame = [&](int number, const QPen& pen) {
    if (number < 0) return;
    const ByteEntry& entry = m_entries[static_cast<std::size_t>(number)];
    const QRectF rect(strip.x(entry.offset), strip.rect.top(), strip.x(entry.end()) - strip.x(entry.offset),
                      strip.rect.height());
    painter.setClipRect(strip.rect.adjusted(-3, -3, 3, 3));
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(-0.5, -1, 0.5, 1), 2, 2);
  };
  if (m_hovered != m_selected) frame(m_hovered, QPen(theme.accent, 1));
  if (m_selected >= 0) {
    // The record is framed; a part inside gets a thin line so that both can be seen.
    int record = m_selected;
    const std::vector<Block> shown = blocksOf(strip);
    const auto isBlock = [&shown](int entry) {
      for (const Block& block : shown)
        if (block.entry == entry) return true;
      return false;
    };
    while (record >= 0 && !isBlock(record)) {
      const int up = m_entries[static_cast<std::size_t>(record)].parent;
      if (up < 0 || m_entries[static_cast<std::size_t>(up)].grouping) break;
      record = up;
    }
    frame(record, QPen(theme.accent, 2.5));
    if (record != m_selected) frame(m_selected, QPen(theme.accent, 1));
  }
  if (m_keyboardFocus && hasFocus()) {
    painter.setClipping(false);
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    painter.drawRect(QRectF(rect()).adjusted(3.5, 0.5, -3.5, -0.5));
  }
}

}  // namespace sb::ui
