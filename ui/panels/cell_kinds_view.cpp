// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/cell_kinds_view.h"

#include <QPainter>
#include <cstring>

#include "ui/panels/byte_fill.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kindsPerColumn = 10, kindPitch = 27, headHeight = 36, linePitch = 25;

void paintHead(QPainter& painter, const QString& title, const QString& info, int x) {
  const Theme& theme = currentTheme();
  painter.setFont(plainNumbers(theme.bodyStrong()));
  painter.setPen(theme.text);
  painter.drawText(QRectF(x, 8, 400, 22), Qt::AlignVCenter, title);
  const double width = painter.fontMetrics().horizontalAdvance(title);
  painter.setFont(theme.caption());
  painter.setPen(theme.textSecondary);
  painter.drawText(QRectF(x + width + 18, 8, 400, 22), Qt::AlignVCenter, info);
}

template <class T>
std::optional<T> readAs(const std::vector<std::uint8_t>& memory, std::uint32_t address) {
  if (std::uint64_t(address) + sizeof(T) > memory.size()) return std::nullopt;
  T out;
  std::memcpy(&out, memory.data() + address, sizeof(T));
  return out;
}

}  // namespace

CellKindsView::CellKindsView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("The 19 cell kinds"));
}

QSize CellKindsView::sizeHint() const { return {490, headHeight + kindsPerColumn * kindPitch + 6}; }

void CellKindsView::setUsed(const std::set<cells::CellKind>& used, std::optional<cells::CellKind> focused) {
  m_used = used;
  m_focused = focused;
  update();
}

void CellKindsView::paintEvent(QPaintEvent*) {
  const Theme& theme = currentTheme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintHead(painter, tr("The 19 cell kinds"), tr("discriminant u8 at 0, payload at 8"), 0);
  const double columnWidth = (width() - 8) / 2.0;
  for (unsigned i = 0; i < cells::CellKindCount; ++i) {
    const auto kind = static_cast<cells::CellKind>(i);
    const int column = static_cast<int>(i) / kindsPerColumn, line = static_cast<int>(i) % kindsPerColumn;
    const QRectF box(column * (columnWidth + 7) + 0.5, headHeight + line * kindPitch + 0.5, columnWidth,
                     kindPitch - 5);
    const bool focused = m_focused == kind, used = m_used.count(kind) > 0;
    painter.setPen(QPen(focused || used ? theme.accent : theme.separator, 1));
    painter.setBrush(focused ? theme.accent : used ? theme.accentWeak : theme.panel);
    painter.drawRoundedRect(box, 4, 4);
    painter.setFont(theme.mono());
    painter.setPen(focused ? theme.onAccent : theme.text);
    painter.drawText(box.adjusted(8, 0, 0, 0), Qt::AlignVCenter, QStringLiteral("%1").arg(i, 2));
    painter.drawText(box.adjusted(34, 0, 0, 0), Qt::AlignVCenter,
                     QString::fromLatin1(cells::cellKindName(kind)));
    painter.setPen(focused ? theme.onAccent : theme.textSecondary);
    painter.drawText(box.adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight,
                     QString::fromUtf8(cells::cellPayloadName(kind)));
  }
  painter.setFont(theme.caption());
  painter.setPen(theme.textSecondary);
  painter.drawText(QRectF(columnWidth + 7, headHeight + 9 * kindPitch, columnWidth, kindPitch - 5),
                   Qt::AlignCenter, tr("tinted: used by this value"));
}

BytesAsView::BytesAsView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Bytes as numbers and text"));
}

QSize BytesAsView::sizeHint() const { return {320, headHeight + 7 * linePitch + 6}; }

void BytesAsView::setBytes(const std::vector<std::uint8_t>& memory, std::uint32_t address, std::uint32_t size,
                           const QString& typeHere) {
  m_address = address;
  m_typeHere = typeHere;
  m_lines.clear();
  const QString none = tr("ends before");
  const auto number = [&none](const auto& value) { return value ? QString::number(*value) : none; };
  m_lines.push_back({QStringLiteral("u8"), number(readAs<std::uint8_t>(memory, address))});
  m_lines.push_back({QStringLiteral("u16"), number(readAs<std::uint16_t>(memory, address))});
  m_lines.push_back({QStringLiteral("u32"), number(readAs<std::uint32_t>(memory, address))});
  m_lines.push_back({QStringLiteral("s64"), number(readAs<std::int64_t>(memory, address))});
  m_lines.push_back({QStringLiteral("f64"), number(readAs<double>(memory, address))});
  QString text = tr("not valid UTF-8");
  const std::uint32_t length = std::min<std::uint32_t>(std::max(size, 8u), 32);
  if (std::uint64_t(address) + length <= memory.size()) {
    const QString decoded =
        QString::fromUtf8(reinterpret_cast<const char*>(memory.data() + address), static_cast<int>(length));
    if (!decoded.contains(QChar::ReplacementCharacter) && !decoded.contains(QChar(0)))
      text = QLatin1Char('"') + decoded + QLatin1Char('"');
  }
  m_lines.push_back({QStringLiteral("UTF-8"), text});
  QString pointer = none;
  if (const auto target = readAs<std::uint32_t>(memory, address)) {
    pointer = hexAddress(*target);
    if (*target >= memory.size())
      pointer = tr("%1, outside of what is used").arg(pointer);
    else if (*target == 0)
      pointer = tr("%1, null").arg(pointer);
  }
  m_lines.push_back({tr("pointer"), pointer});
  update();
}

void BytesAsView::paintEvent(QPaintEvent*) {
  const Theme& theme = currentTheme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintHead(painter, m_lines.empty() ? tr("Bytes as") : tr("Bytes at %1 as").arg(hexAddress(m_address)), {},
            0);
  painter.setFont(theme.mono());
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const QRectF line(0.5, headHeight + static_cast<double>(i) * linePitch + 0.5, width() - 1.0,
                      linePitch - 4);
    const bool here = !m_typeHere.isEmpty() && m_lines[i].type == m_typeHere;
    if (here) {
      painter.setPen(QPen(theme.accent, 1));
      painter.setBrush(theme.accentWeak);
      painter.drawRoundedRect(line, 4, 4);
    }
    painter.setPen(theme.textSecondary);
    painter.drawText(line.adjusted(6, 0, 0, 0), Qt::AlignVCenter, m_lines[i].type);
    painter.setPen(theme.text);
    painter.drawText(line.adjusted(96, 0, 0, 0), Qt::AlignVCenter, m_lines[i].value);
    if (here) {
      painter.setFont(theme.caption());
      painter.setPen(theme.textSecondary);
      painter.drawText(line.adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, tr("the type here"));
      painter.setFont(theme.mono());
    }
  }
}

}  // namespace sb::ui
