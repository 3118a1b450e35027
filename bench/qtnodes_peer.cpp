// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "bench/qtnodes_peer.h"

#include <QImage>
#include <QPainter>
#include <QtNodes/BasicGraphicsScene>
#include <QtNodes/GraphicsView>
#include <QtNodes/SimpleGraphModel>
#include <cstdio>
#include <map>

namespace sb::bench {

void measureQtNodes(const graph::Graph& graph, std::uint32_t count,
                    const std::function<double(const std::function<void()>&, int)>& measure) {
  QtNodes::SimpleGraphModel model;
  std::map<graph::NodeId, QtNodes::NodeId> ids;
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind == graph::NodeKind::Host) continue;
    const QtNodes::NodeId added = model.addNode();
    const graph::Position at = graph.positions.at(id);
    model.setNodeData(added, QtNodes::NodeRole::Position, QPointF(at.x, at.y));
    ids[id] = added;
  }
  for (const auto& [id, edge] : graph.edges)
    model.addConnection({ids[edge.provider.node], 0, ids[edge.consumer.node], 0});
  QtNodes::BasicGraphicsScene scene(model);
  QtNodes::GraphicsView view(&scene);
  view.resize(1600, 1000);
  QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
  const auto frame = [&] {
    QPainter painter(&image);
    view.render(&painter);
  };
  view.resetTransform();
  const double full = measure(frame, 5);
  view.scale(0.25, 0.25);
  const double quarter = measure(frame, 5);
  view.fitInView(scene.itemsBoundingRect(), Qt::KeepAspectRatio);
  const double fit = measure(frame, 5);
  std::printf("%-8u %-10s %10s %10.2f %10.2f %10.2f\n", count, "qt nodes", "-", full, quarter, fit);
}

}  // namespace sb::bench
