// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/wire_lines.h"

#include <algorithm>
#include <cmath>

namespace sb::graph {
namespace {

constexpr double Square = 400;

/// Calls `use` with the key of every square that the rectangle touches.
template <class Use>
void forSquares(const WireBody& box, const Use& use) {
  const auto at = [](double v) { return static_cast<std::int64_t>(std::floor(v / Square)); };
  for (std::int64_t x = at(box.left); x <= at(box.right); ++x)
    for (std::int64_t y = at(box.top); y <= at(box.bottom); ++y) use(x * (std::int64_t{1} << 32) + y);
}

WireBody boundsOf(const WireLine& line) {
  WireBody box{line.front().x, line.front().y, line.front().x, line.front().y};
  for (const WirePoint& point : line) {
    box.left = std::min(box.left, point.x);
    box.top = std::min(box.top, point.y);
    box.right = std::max(box.right, point.x);
    box.bottom = std::max(box.bottom, point.y);
  }
  return box;
}

}  // namespace

WireLines::WireLines(std::vector<WireBody> bodies) : m_bodies(std::move(bodies)) {
  for (std::size_t i = 0; i < m_bodies.size(); ++i)
    forSquares(m_bodies[i], [&](std::int64_t square) { m_cells[square].push_back(i); });
}

std::vector<WireBody> WireLines::crossed(const WireLine& line) const {
  std::vector<std::size_t> near;
  forSquares(boundsOf(line), [&](std::int64_t square) {
    if (const auto found = m_cells.find(square); found != m_cells.end())
      near.insert(near.end(), found->second.begin(), found->second.end());
  });
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<WireBody> bodies;
  for (const std::size_t i : near)
    if (runsThrough(line, m_bodies[i])) bodies.push_back(m_bodies[i]);
  return bodies;
}

WireLine WireLines::around(const WireLine& curve, unsigned lane) const {
  if (curve.size() < 2 || crossed(curve).empty()) return {};
  return routeAround(curve.front(), curve.back(), lane, [this](const WireLine& at) { return crossed(at); });
}

WirePoint pointAlong(const WireLine& line, double share) {
  const auto length = [&](std::size_t i) {
    return std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  };
  double total = 0;
  for (std::size_t i = 1; i < line.size(); ++i) total += length(i);
  double left = total * std::clamp(share, 0.0, 1.0);
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece = length(i);
    if (left <= piece && piece > 0) return line[i - 1] + (line[i] - line[i - 1]) * (left / piece);
    left -= piece;
  }
  return line.empty() ? WirePoint{} : line.back();
}

}  // namespace sb::graph
