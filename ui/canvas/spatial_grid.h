// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPointF>
#include <QRectF>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace sb::ui {

/// Buckets of equal squares over the scene: finds what may touch a rectangle without looking at everything.
/// `Key` is a small id type with std::hash.
template <class Key>
class SpatialGrid {
 public:
  explicit SpatialGrid(double cellSize = 512) : m_cell(cellSize) {}

  void clear() {
    m_cells.clear();
    m_rects.clear();
  }
  void insert(Key key, const QRectF& rect) {
    remove(key);
    m_rects[key] = rect;
    eachCell(rect, [&](std::int64_t cell) { m_cells[cell].push_back(key); });
  }
  void remove(Key key) {
    const auto found = m_rects.find(key);
    if (found == m_rects.end()) return;
    eachCell(found->second, [&](std::int64_t cell) { std::erase(m_cells[cell], key); });
    m_rects.erase(found);
  }
  /// Every key whose rectangle touches `rect`, each once, in no order; sort when order matters.
  std::vector<Key> query(const QRectF& rect) const {
    std::vector<Key> out;
    const double cells = (rect.width() / m_cell + 1) * (rect.height() / m_cell + 1);
    if (cells > static_cast<double>(m_cells.size())) {  // the view is larger than what is occupied
      for (const auto& [key, box] : m_rects)
        if (touches(box, rect)) out.push_back(key);
      return out;
    }
    eachCell(rect, [&](std::int64_t cell) {
      const auto found = m_cells.find(cell);
      if (found == m_cells.end()) return;
      for (const Key& key : found->second) {
        const QRectF& box = m_rects.at(key);
        if (touches(box, rect) && firstCellOf(box, rect) == cell) out.push_back(key);
      }
    });
    return out;
  }

 private:
  static bool touches(const QRectF& a, const QRectF& b) {
    return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
  }
  std::int64_t index(double v) const { return static_cast<std::int64_t>(std::floor(v / m_cell)); }
  static std::int64_t pack(std::int64_t x, std::int64_t y) { return (x << 32) ^ (y & 0xffffffff); }
  /// The first cell that both rectangles share: a key in several cells is reported from that one only.
  std::int64_t firstCellOf(const QRectF& a, const QRectF& b) const {
    return pack(std::max(index(a.left()), index(b.left())), std::max(index(a.top()), index(b.top())));
  }
  template <class F>
  void eachCell(const QRectF& rect, F&& visit) const {
    for (std::int64_t x = index(rect.left()); x <= index(rect.right()); ++x)
      for (std::int64_t y = index(rect.top()); y <= index(rect.bottom()); ++y) visit(pack(x, y));
  }

  double m_cell;
  std::unordered_map<std::int64_t, std::vector<Key>> m_cells;
  std::unordered_map<Key, QRectF> m_rects;
};

}  // namespace sb::ui
