// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <vector>

// Ways of wires around the bodies of nodes, for everybody who draws a graph. Units are those of the canvas.
namespace sb::graph {

struct WirePoint {
  double x = 0, y = 0;
  friend bool operator==(const WirePoint&, const WirePoint&) = default;
  friend WirePoint operator+(const WirePoint& a, const WirePoint& b) { return {a.x + b.x, a.y + b.y}; }
  friend WirePoint operator-(const WirePoint& a, const WirePoint& b) { return {a.x - b.x, a.y - b.y}; }
  friend WirePoint operator*(const WirePoint& a, double factor) { return {a.x * factor, a.y * factor}; }
};
using WireLine = std::vector<WirePoint>;
struct WireBody {
  double left = 0, top = 0, right = 0, bottom = 0;
  friend bool operator==(const WireBody&, const WireBody&) = default;
};

/// The bodies of nodes that a line runs through.
using CrossedBodies = std::function<std::vector<WireBody>(const WireLine& line)>;

/// True when a part of the line lies inside the rectangle; touching its border is no crossing.
bool runsThrough(const WireLine& line, const WireBody& body);

/// A way from a providing port (left towards the right) to an importing port (entered from the left) around
/// the bodies of nodes: the shortest one of horizontal and vertical pieces with few corners, drawn with
/// horizontal tangents. `lane` keeps wires that go round the same node apart. Empty: no way was found.
WireLine routeAround(const WirePoint& from, const WirePoint& to, unsigned lane, const CrossedBodies& crossed);

}  // namespace sb::graph
