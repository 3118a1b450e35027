// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QElapsedTimer>
#include <algorithm>
#include <cmath>

#include "ui/canvas/bead_boxes.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/wire_route.h"

// Wires and nodes: which wires run through a body, and the ways around (design 8, "no wire crosses a node
// body").
namespace sb::ui {
namespace {

constexpr double outStub = 16, outReach = 150, outHeight = 28;

}  // namespace

std::vector<QRectF> CanvasScene::bodiesUnder(const QPolygonF& line) const {
  std::vector<QRectF> bodies;
  for (const graph::NodeId id : nodesIn(line.boundingRect()))
    if (const QRectF& body = m_nodes.at(id).rect; runsThrough(line, body)) bodies.push_back(body);
  return bodies;
}

bool CanvasScene::coversNode(const QRectF& rect) const {
  for (const graph::NodeId id : m_nodeGrid.query(rect))
    if (m_nodes.at(id).rect.intersects(rect)) return true;
  return false;
}

QPolygonF CanvasScene::outLine(const QPointF& from, std::size_t hooks) const {
  const double reach = outStub + (hooks == 0 ? 0 : outReach * static_cast<double>(hooks));
  const QPolygonF straight{{from, from + QPointF(reach, 0)}};
  if (hooks == 0) return straight;
  // With beads it is long: the nearest height where flag and beads have room.
  constexpr double step = 12, most = 480, bend = 44;
  const auto isFree = [&](double y) {
    return !coversNode(QRectF(from.x() + bend, y - outHeight / 2, reach + 40, outHeight));
  };
  if (isFree(from.y())) return straight;
  for (double off = step; off <= most; off += step)
    for (const double sign : {-1.0, 1.0}) {
      const QPointF turn = from + QPointF(bend, sign * off);
      if (!isFree(turn.y())) continue;
      QPolygonF line = wireCurve(from, turn);
      if (!bodiesUnder(line).empty()) continue;
      line << turn + QPointF(reach, 0);
      return line;
    }
  return straight;
}

/// The wire as it is drawn: its curve, or the way round the nodes that the curve would run through.
void CanvasScene::route(WireBox& wire) {
  QPolygonF line = wire.line;
  if (wire.toOut) {
    line = outLine(wire.line.front(), wire.beads.size());
  } else {
    const auto bodies = [this](const QPolygonF& at) { return bodiesUnder(at); };
    if (bodies(line).empty()) {
      if (!wire.beads.empty()) placeBeads(wire, [this](const QRectF& rect) { return coversNode(rect); });
      return;
    }
    line = routeAround(wire.line.front(), wire.line.back(), wire.lane, bodies);
  }
  if (!line.isEmpty()) wire.line = line;
  wire.bounds = wire.line.boundingRect().adjusted(-8, -8, 8, 8);
  if (wire.toOut) wire.bounds |= outFlag(wire);
  placeBeads(wire, [this](const QRectF& rect) { return coversNode(rect); });
  m_wireGrid.insert(wire.edge, wire.bounds);
}

bool CanvasScene::routeWires(const QRectF& view, int mostMs) {
  if (m_unrouted.empty()) return true;
  QElapsedTimer timer;
  timer.start();
  for (const graph::EdgeId id : wiresIn(view)) {
    if (!m_unrouted.erase(id)) continue;
    route(m_wires.at(id));
    if (mostMs > 0 && timer.elapsed() >= mostMs) return false;
  }
  return true;
}

void CanvasScene::routeAllWires() {
  for (const graph::EdgeId id : m_unrouted) route(m_wires.at(id));
  m_unrouted.clear();
}

/// Wires that go round the same node are kept apart by the row of the port they lead to.
unsigned CanvasScene::laneFor(const graph::PortRef& consumer) const {
  const NodeBox* box = node(consumer.node);
  if (!box) return 0;
  const auto at = std::find_if(box->ports.begin(), box->ports.end(),
                               [&](const PortBox& port) { return port.ref == consumer; });
  return static_cast<unsigned>(at - box->ports.begin());
}

QPolygonF wireCurve(const QPointF& from, const QPointF& to) {
  const double dx = to.x() - from.x();
  const double reach = dx >= 0 ? std::max(28.0, dx * 0.5) : std::min(240.0, 60 - dx * 0.4);
  const QPointF c1 = from + QPointF(reach, 0), c2 = to - QPointF(reach, 0);
  constexpr int steps = 28;
  QPolygonF line;
  line.reserve(steps + 1);
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps, u = 1 - t;
    line << from * (u * u * u) + c1 * (3 * u * u * t) + c2 * (3 * u * t * t) + to * (t * t * t);
  }
  return line;
}

QRectF plusRect(const WireBox& wire, double zoom) {
  const QPointF at = pointAlong(wire.line, wire.beads.empty() ? 0.74 : 0.9);
  const double radius = 9 / std::max(zoom, 0.5);
  return {at.x() - radius, at.y() - radius, 2 * radius, 2 * radius};
}

double shareAt(const QPolygonF& line, const QPointF& point) {
  double before = 0, nearest = 1e18, at = 0;
  for (int i = 1; i < line.size(); ++i) {
    const QPointF d = line[i] - line[i - 1], off = point - line[i - 1];
    const double length2 = QPointF::dotProduct(d, d), length = std::sqrt(length2);
    const double t = length2 == 0 ? 0 : std::clamp(QPointF::dotProduct(off, d) / length2, 0.0, 1.0);
    const QPointF gap = off - d * t;
    if (const double distance = std::hypot(gap.x(), gap.y()); distance < nearest) {
      nearest = distance;
      at = before + length * t;
    }
    before += length;
  }
  return before > 0 ? at / before : 0;
}

QPointF pointAlong(const QPolygonF& line, double share) {
  double total = 0;
  for (int i = 1; i < line.size(); ++i)
    total += std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y());
  double left = total * std::clamp(share, 0.0, 1.0);
  for (int i = 1; i < line.size(); ++i) {
    const QPointF d = line[i] - line[i - 1];
    const double length = std::hypot(d.x(), d.y());
    if (left <= length && length > 0) return line[i - 1] + d * (left / length);
    left -= length;
  }
  return line.isEmpty() ? QPointF() : line.back();
}

}  // namespace sb::ui
