// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QWidget>
#include <vector>

#include "ui/panels/byte_entries.h"

namespace sb::ui {

/// The adapter's memory as a strip of blocks, left to right. The wheel zooms at the pointer; while zoomed, an
/// overview of the whole with a lens stays above. Marks every 0x40 bytes, finer ones as space allows.
class LayoutRuler : public QWidget {
  Q_OBJECT
 public:
  explicit LayoutRuler(QWidget* parent = nullptr);
  void setEntries(const std::vector<ByteEntry>& entries);
  void setSelected(int entry);  ///< −1: none
  /// Room for two lines in each block and for captions below.
  void setLarge(bool large);
  bool isLarge() const { return m_large; }
  bool zoomed() const;
  void zoomTo(double begin, double end);  ///< addresses
  void zoomToEntry(int entry);
  std::pair<double, double> view() const { return {m_begin, m_end}; }
  /// The blocks of the zoomed (or only) strip: entry and rectangle in widget coordinates.
  struct Block {
    int entry;
    QRectF rect;
  };
  std::vector<Block> blocks() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

 signals:
  void entryClicked(int entry);
  void entryHovered(int entry);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Strip {
    QRectF rect;
    double begin, end;
    double x(double address) const;
    double address(double x) const;
  };
  Strip mainStrip() const;
  Strip overviewStrip() const;
  std::vector<Block> blocksOf(const Strip& strip) const;
  void addBlocks(const Strip& strip, int entry, std::vector<Block>& out) const;
  void paintStrip(QPainter& painter, const Strip& strip, bool labels) const;
  void paintMarks(QPainter& painter, const Strip& strip) const;
  void paintLens(QPainter& painter) const;
  int entryUnder(const QPointF& at) const;
  void step(int by);

  std::vector<ByteEntry> m_entries;
  double m_total = 0, m_begin = 0, m_end = 0;
  int m_selected = -1, m_hovered = -1;
  bool m_large = false, m_panning = false, m_keyboardFocus = false;
  QPointF m_pressed;
  double m_pressedBegin = 0;
};

}  // namespace sb::ui
