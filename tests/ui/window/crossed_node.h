// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>

#include "ui/canvas/graph_canvas.h"

namespace sb::test {

/// A wire that runs through the body of a node, seen at every half pixel; empty: none does.
inline QString crossedNode(const ui::GraphCanvas& canvas, const graph::Graph& graph) {
  for (const auto& [id, wire] : canvas.scene().wires())
    for (const auto& [node, box] : canvas.scene().nodes()) {
      const QRectF inside = box.rect.adjusted(1, 1, -1, -1);
      for (int i = 1; i < wire.line.size(); ++i) {
        const QLineF piece(wire.line[i - 1], wire.line[i]);
        const int steps = static_cast<int>(piece.length() * 2) + 1;
        for (int step = 0; step <= steps; ++step)
          if (inside.contains(piece.pointAt(static_cast<double>(step) / steps)))
            return QString::fromStdString(graph.find(id)->provider.name + " crosses " +
                                          graph.find(node)->name);
      }
    }
  return {};
}

}  // namespace sb::test
