// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/wire_route.h"

#include "core/graph/wire_route.h"

// In the canvas's own types.
namespace sb::ui {
namespace {

QPolygonF toCanvas(const graph::WireLine& line) {
  QPolygonF out;
  out.reserve(static_cast<qsizetype>(line.size()));
  for (const graph::WirePoint& at : line) out << QPointF(at.x, at.y);
  return out;
}

graph::WireLine fromCanvas(const QPolygonF& line) {
  graph::WireLine out;
  out.reserve(static_cast<std::size_t>(line.size()));
  for (const QPointF& at : line) out.push_back({at.x(), at.y()});
  return out;
}

graph::WireBody fromCanvas(const QRectF& body) {
  return {body.left(), body.top(), body.right(), body.bottom()};
}

}  // namespace

bool runsThrough(const QPolygonF& line, const QRectF& body) {
  return graph::runsThrough(fromCanvas(line), fromCanvas(body));
}

QPolygonF routeAround(const QPointF& from, const QPointF& to, unsigned lane, const CrossedBodies& crossed) {
  const auto bodies = [&](const graph::WireLine& line) {
    std::vector<graph::WireBody> found;
    for (const QRectF& body : crossed(toCanvas(line))) found.push_back(fromCanvas(body));
    return found;
  };
  return toCanvas(graph::routeAround({from.x(), from.y()}, {to.x(), to.y()}, lane, bodies));
}

}  // namespace sb::ui
