// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QAbstractScrollArea>
#include <cstdint>
#include <vector>

#include "core/support/bytes.h"

namespace sb::ui {

/// A range of addresses [begin, end).
struct ByteRange {
  std::uint64_t begin = 0, end = 0;
  bool empty() const { return end <= begin; }
  bool holds(std::uint64_t address) const { return address >= begin && address < end; }
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// Bytes as rows of sixteen with an address and text column. Only the visible rows are painted, so files of
/// any size do. Three levels are marked: the region in grey, the record in weak accent with an outline, the
/// field in solid accent.
class HexView : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit HexView(QWidget* parent = nullptr);
  void setBytes(std::vector<std::uint8_t> bytes);
  void setBytes(const SharedBytes& bytes);  ///< a file, which is not copied; null: none
  ByteSpan bytes() const { return m_bytes ? m_bytes->span() : ByteSpan(); }
  void setColumnHeads(bool shown);
  struct Marks {
    ByteRange region, record, field;
    friend bool operator==(const Marks&, const Marks&) = default;
  };
  void setMarks(const Marks& marks);
  const Marks& marks() const { return m_marks; }
  void setHover(ByteRange range);
  void showAddress(std::uint64_t address);  ///< scrolls only when it is out of view
  /// The address under a point of the viewport, −1 for none.
  std::int64_t addressAt(const QPointF& point) const;
  QRectF byteRect(std::uint64_t address) const;  ///< in viewport coordinates
  QSize sizeHint() const override;

 signals:
  void byteClicked(std::uint64_t address);
  void byteHovered(qint64 address);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  enum class Level { None, Region, Record, Field };
  Level levelOf(std::uint64_t address) const;
  double headHeight() const;
  double textLeft() const;
  double characterWidth() const;
  double byteGap() const;
  void paintRow(QPainter& painter, std::uint64_t row, double top) const;
  void paintRange(QPainter& painter, std::uint64_t row, double top, const ByteRange& range,
                  Level level) const;
  void updateScrollBars();
  SharedBytes m_bytes;
  Marks m_marks;
  ByteRange m_hover;
  std::uint64_t m_cursor = 0;
  bool m_heads = false;
};

}  // namespace sb::ui
