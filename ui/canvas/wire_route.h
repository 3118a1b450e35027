// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <functional>
#include <vector>

namespace sb::ui {

/// The bodies of nodes that a line runs through.
using CrossedBodies = std::function<std::vector<QRectF>(const QPolygonF& line)>;

/// True when a part of the line lies inside the rectangle; touching its border is no crossing.
bool runsThrough(const QPolygonF& line, const QRectF& body);

/// A way from a providing port (left towards the right) to an importing port (entered from the left) around
/// the bodies of nodes: the shortest one of horizontal and vertical pieces with few corners, drawn with
/// horizontal tangents. `lane` keeps wires that go round the same node apart. Empty: no way was found.
QPolygonF routeAround(const QPointF& from, const QPointF& to, unsigned lane, const CrossedBodies& crossed);

}  // namespace sb::ui
