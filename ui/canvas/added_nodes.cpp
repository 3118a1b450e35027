// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/added_nodes.h"

#include <QRectF>
#include <algorithm>
#include <vector>

#include "ui/canvas/node_geometry.h"

namespace sb::ui {
namespace {

constexpr double gap = 56, margin = 20, step = 24;

struct Ends {
  double sum = 0, y = 0;
  int count = 0;
  void add(double x, double at) {
    sum += x;
    y += at;
    ++count;
  }
};

/// The middle of a connection's port in a placed node.
QPointF portCentre(const graph::Node& node, const graph::Position& at, const graph::PortRef& port) {
  const NodeBox box = layoutNode(node, at);
  const PortBox* found = box.find(port);
  return found ? found->centre : box.rect.center();
}

}  // namespace

std::map<graph::NodeId, graph::Position> placeAddedNodes(
    const graph::Graph& graph, const std::map<graph::NodeId, graph::Position>& known) {
  std::map<graph::NodeId, graph::Position> placed;
  std::vector<QRectF> taken;
  std::vector<const graph::Node*> open;
  for (const auto& [id, node] : graph.nodes) {
    const auto at = known.find(id);
    if (at == known.end()) {
      open.push_back(&node);
      continue;
    }
    placed[id] = at->second;
    taken.push_back(QRectF(QPointF(at->second.x, at->second.y), nodeSize(node)));
  }
  // Adapters stand between nodes that are there; hooks stand beside adapters.
  std::stable_sort(open.begin(), open.end(), [](const graph::Node* a, const graph::Node* b) {
    return a->kind == graph::NodeKind::Adapter && b->kind != graph::NodeKind::Adapter;
  });
  for (const graph::Node* node : open) {
    Ends left, right;
    for (const graph::Edge* edge : graph.edgesOf(node->id)) {
      const bool fromLeft = edge->consumer.node == node->id;
      const graph::PortRef& end = fromLeft ? edge->provider : edge->consumer;
      const auto at = placed.find(end.node);
      const graph::Node* other = graph.find(end.node);
      if (at == placed.end() || !other || other->kind == graph::NodeKind::Host) continue;
      const QPointF centre = portCentre(*other, at->second, end);
      (fromLeft ? left : right).add(centre.x(), centre.y());
    }
    const QSizeF size = nodeSize(*node);
    double x = 0;
    const double leftX = left.count ? left.sum / left.count : 0,
                 rightX = right.count ? right.sum / right.count : 0;
    if (left.count && right.count)
      x = (leftX + rightX - size.width()) / 2;
    else if (right.count)
      x = rightX - gap - size.width();
    else if (left.count)
      x = leftX + gap;
    const int ends = left.count + right.count;
    const double y = ends ? (left.y + right.y) / ends - size.height() / 2 : 0;
    QRectF box(QPointF(x, y), size);
    for (int tries = 0; tries < 400; ++tries) {
      const double shift = (tries % 2 ? 1 : -1) * ((tries + 1) / 2) * step;
      box.moveTop(y + shift);
      const QRectF wide = box.adjusted(-margin, -margin, margin, margin);
      if (std::none_of(taken.begin(), taken.end(),
                       [&](const QRectF& other) { return other.intersects(wide); }))
        break;
    }
    taken.push_back(box);
    placed[node->id] = {box.left(), box.top()};
  }
  return placed;
}

}  // namespace sb::ui
