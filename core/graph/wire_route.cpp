// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/wire_route.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>

namespace sb::graph {
namespace {

constexpr double cornerCost = 36, backwardsCost = 1.6, cornerRadius = 14;
constexpr std::size_t mostBodies = 96;

enum Direction : int { Right, Down, Left, Up };
constexpr int directions = 4;

/// Cohen and Sutherland's question: does the segment touch the inside of the rectangle?
bool segmentInside(const WirePoint& a, const WirePoint& b, const WireBody& r) {
  if (std::max(a.x, b.x) <= r.left || std::min(a.x, b.x) >= r.right || std::max(a.y, b.y) <= r.top ||
      std::min(a.y, b.y) >= r.bottom)
    return false;
  double first = 0, last = 1;  // the part of the segment between the four borders
  const WirePoint d = b - a;
  const double p[] = {-d.x, d.x, -d.y, d.y};
  const double q[] = {a.x - r.left, r.right - a.x, a.y - r.top, r.bottom - a.y};
  for (int i = 0; i < 4; ++i) {
    if (p[i] == 0) {
      if (q[i] <= 0) return false;
    } else if (p[i] < 0) {
      first = std::max(first, q[i] / p[i]);
    } else {
      last = std::min(last, q[i] / p[i]);
    }
  }
  return first < last;
}

/// The lines that keep a distance from the bodies, and the points where they meet.
class Lines {
 public:
  Lines(const WirePoint& start, const WirePoint& end, const std::vector<WireBody>& bodies, double distance) {
    m_x = {start.x, end.x};
    m_y = {start.y, end.y};
    for (const WireBody& body : bodies) {
      m_x.insert(m_x.end(), {body.left - distance, body.right + distance});
      m_y.insert(m_y.end(), {body.top - distance, body.bottom + distance});
    }
    for (std::vector<double>* values : {&m_x, &m_y}) {
      std::sort(values->begin(), values->end());
      values->erase(std::unique(values->begin(), values->end()), values->end());
    }
    m_acrossTaken.assign(m_x.size() * m_y.size(), false);
    m_downTaken = m_acrossTaken;
    for (const WireBody& body : bodies) {
      const std::size_t left = place(m_x, body.left - distance), right = place(m_x, body.right + distance);
      const std::size_t top = place(m_y, body.top - distance), bottom = place(m_y, body.bottom + distance);
      for (std::size_t x = left; x <= right; ++x)
        for (std::size_t y = top; y <= bottom; ++y) {
          if (x < right && y > top && y < bottom) m_acrossTaken[index(x, y)] = true;
          if (y < bottom && x > left && x < right) m_downTaken[index(x, y)] = true;
        }
    }
  }

  /// Corners of the cheapest way that leaves `start` and reaches `end` towards the right; empty: none.
  std::vector<WirePoint> way(const WirePoint& start, const WirePoint& end) const {
    const std::size_t from = state(place(m_x, start.x), place(m_y, start.y), Right);
    const std::size_t to = state(place(m_x, end.x), place(m_y, end.y), Right);
    std::vector<double> cost(m_x.size() * m_y.size() * directions, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> before(cost.size(), from);
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    const auto guess = [&](std::size_t at) {
      const WirePoint d = end - point(at);
      return std::abs(d.x) + std::abs(d.y);
    };
    cost[from] = 0;
    open.push({guess(from), from});
    while (!open.empty()) {
      const auto [total, at] = open.top();
      open.pop();
      if (at == to) return corners(before, from, to);
      if (total > cost[at] + guess(at) + 1e-9) continue;
      if (at / directions == to / directions && directionOf(at) != Left && cost[at] + cornerCost < cost[to]) {
        cost[to] = cost[at] + cornerCost;  // the last turn, into the port
        before[to] = at;
        open.push({cost[to], to});
      }
      for (int direction = 0; direction < directions; ++direction) {
        const std::optional<std::size_t> next = step(at, direction);
        if (!next) continue;
        const WirePoint d = point(*next) - point(at);
        double price = (std::abs(d.x) + std::abs(d.y)) * (direction == Left ? backwardsCost : 1);
        if (direction != directionOf(at)) price += cornerCost;
        if (cost[at] + price >= cost[*next]) continue;
        cost[*next] = cost[at] + price;
        before[*next] = at;
        open.push({cost[*next] + guess(*next), *next});
      }
    }
    return {};
  }

 private:
  static std::size_t place(const std::vector<double>& values, double value) {
    return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
  }
  std::size_t index(std::size_t x, std::size_t y) const { return x * m_y.size() + y; }
  std::size_t state(std::size_t x, std::size_t y, int direction) const {
    return index(x, y) * directions + static_cast<std::size_t>(direction);
  }
  static int directionOf(std::size_t at) { return static_cast<int>(at % directions); }
  WirePoint point(std::size_t at) const {
    return {m_x[at / directions / m_y.size()], m_y[at / directions % m_y.size()]};
  }

  /// The next point in a direction, unless a body lies between or it would mean turning back.
  std::optional<std::size_t> step(std::size_t at, int direction) const {
    if (direction == (directionOf(at) + 2) % directions) return std::nullopt;
    const std::size_t x = at / directions / m_y.size(), y = at / directions % m_y.size();
    switch (static_cast<Direction>(direction)) {
      case Right:
        if (x + 1 == m_x.size() || m_acrossTaken[index(x, y)]) return std::nullopt;
        return state(x + 1, y, direction);
      case Left:
        if (x == 0 || m_acrossTaken[index(x - 1, y)]) return std::nullopt;
        return state(x - 1, y, direction);
      case Down:
        if (y + 1 == m_y.size() || m_downTaken[index(x, y)]) return std::nullopt;
        return state(x, y + 1, direction);
      case Up:
        if (y == 0 || m_downTaken[index(x, y - 1)]) return std::nullopt;
        return state(x, y - 1, direction);
    }
    return std::nullopt;
  }

  std::vector<WirePoint> corners(const std::vector<std::size_t>& before, std::size_t from,
                                 std::size_t to) const {
    std::vector<WirePoint> points{point(to)};
    for (std::size_t at = to; at != from; at = before[at]) points.push_back(point(before[at]));
    std::reverse(points.begin(), points.end());
    return points;
  }

  std::vector<double> m_x, m_y;
  std::vector<bool> m_acrossTaken, m_downTaken;  ///< the piece to the right of a point, or below it
};

/// Only the points where the way turns.
std::vector<WirePoint> withoutStraights(const std::vector<WirePoint>& way) {
  std::vector<WirePoint> turns;
  for (const WirePoint& at : way) {
    if (!turns.empty() && turns.back() == at) continue;
    if (turns.size() > 1) {
      const WirePoint before = turns[turns.size() - 2], last = turns.back();
      if ((before.x == last.x && last.x == at.x) || (before.y == last.y && last.y == at.y)) turns.pop_back();
    }
    turns.push_back(at);
  }
  return turns;
}

WireLine cubic(const WirePoint& a, const WirePoint& c1, const WirePoint& c2, const WirePoint& b) {
  constexpr int steps = 18;
  WireLine line;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps, u = 1 - t;
    line.push_back(a * (u * u * u) + c1 * (3 * u * u * t) + c2 * (3 * u * t * t) + b * (t * t * t));
  }
  return line;
}

void append(WireLine& line, const WireLine& more) { line.insert(line.end(), more.begin(), more.end()); }

WireLine roundCorner(const WirePoint& before, const WirePoint& corner, const WirePoint& after,
                     double radius) {
  const auto towards = [&](const WirePoint& to) {
    const double length = std::hypot(to.x - corner.x, to.y - corner.y);
    return corner + (to - corner) * (std::min(radius, length / 2) / std::max(length, 1e-9));
  };
  const WirePoint a = towards(before), b = towards(after);
  return cubic(a, a + (corner - a) * 0.56, b + (corner - b) * 0.56, b);
}

/// Corners become curves: a step up or down between two pieces towards the right as wide a curve as there is
/// room for, everything else a small round corner.
WireLine smooth(const std::vector<WirePoint>& turns, const CrossedBodies& crossed) {
  WireLine line;
  line.push_back(turns.front());
  const std::size_t last = turns.size() - 1;
  for (std::size_t i = 1; i < last; ++i) {
    const bool stepsDown = i + 1 < last && turns[i].x == turns[i + 1].x && turns[i - 1].x < turns[i].x &&
                           turns[i + 1].x < turns[i + 2].x;
    bool drawn = false;
    if (stepsDown) {
      const double most = 30 + std::abs(turns[i + 1].y - turns[i].y) * 0.6;
      const double left = std::min(most, (turns[i].x - turns[i - 1].x) * (i == 1 ? 1 : 0.5));
      const double right = std::min(most, (turns[i + 2].x - turns[i + 1].x) * (i + 2 == last ? 1 : 0.5));
      for (const double share : {1.0, 0.75, 0.5, 0.3}) {
        const WirePoint a = turns[i] - WirePoint{left * share, 0},
                        b = turns[i + 1] + WirePoint{right * share, 0};
        const double middle = (a.x + b.x) / 2;
        const WireLine curve = cubic(a, {middle, a.y}, {middle, b.y}, b);
        if (!crossed(curve).empty()) continue;
        append(line, curve);
        drawn = true;
        break;
      }
    }
    if (drawn)
      ++i;
    else
      append(line, roundCorner(turns[i - 1], turns[i], turns[i + 1], cornerRadius));
  }
  line.push_back(turns.back());
  return line;
}

/// Bodies are learnt from the lines that run through them, so that a long way looks at few of them.
WireLine routeAtDistance(const WirePoint& from, const WirePoint& to, double distance,
                         const CrossedBodies& crossed) {
  const double dx = to.x - from.x;
  const double lead = dx > 0 ? std::min(distance, std::max(2.0, dx / 2)) : distance;
  const WirePoint start = from + WirePoint{lead, 0}, end = to - WirePoint{lead, 0};
  std::vector<WireBody> bodies;
  WireLine line{from, start, {start.x, end.y}, end, to};
  while (true) {
    const std::size_t known = bodies.size();
    for (const WireBody& body : crossed(line))
      if (std::find(bodies.begin(), bodies.end(), body) == bodies.end()) bodies.push_back(body);
    if (bodies.size() == known) break;
    if (bodies.size() > mostBodies) return {};
    std::vector<WirePoint> way = Lines(start, end, bodies, distance).way(start, end);
    if (way.empty()) return {};
    way.insert(way.begin(), from);
    way.push_back(to);
    line = std::move(way);
  }
  const std::vector<WirePoint> turns = withoutStraights({line.begin(), line.end()});
  const WireLine drawn = smooth(turns, crossed);
  if (crossed(drawn).empty()) return drawn;
  return crossed(line).empty() ? line : WireLine();  // a node nearer than the distance at a port
}

}  // namespace

bool runsThrough(const WireLine& line, const WireBody& body) {
  constexpr double skin = 0.75;
  const WireBody inside{body.left + skin, body.top + skin, body.right - skin, body.bottom - skin};
  for (std::size_t i = 1; i < line.size(); ++i)
    if (segmentInside(line[i - 1], line[i], inside)) return true;
  return false;
}

WireLine routeAround(const WirePoint& from, const WirePoint& to, unsigned lane,
                     const CrossedBodies& crossed) {
  for (const double distance : {12.0 + 6.0 * (lane % 4), 12.0, 6.0, 2.0})
    if (WireLine line = routeAtDistance(from, to, distance, crossed); !line.empty()) return line;
  return {};
}

}  // namespace sb::graph
