// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include "bench/mesh_graph.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"
#ifdef SPLICEBOARD_HAS_QTNODES
#include "bench/qtnodes_peer.h"
#endif

// Full repaints of a 1600 × 1000 canvas, medians in milliseconds, at several zooms; beside Qt Nodes with the
// same graph where it is installed.
namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double measure(const std::function<void()>& frame, int repeats) {
  std::vector<double> times;
  for (int i = 0; i < repeats; ++i) {
    QElapsedTimer timer;
    timer.start();
    frame();
    times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  return median(std::move(times));
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  sb::ui::applyTheme(app, sb::ui::ThemeKind::Light);
  std::printf("%-8s %-10s %10s %10s %10s %10s\n", "nodes", "design", "build ms", "1:1", "0.25", "fit");
  for (const std::uint32_t count : {1'000u, 10'000u}) {
    const sb::graph::Graph graph = sb::bench::meshGraph(count);
    QElapsedTimer timer;
    timer.start();
    sb::ui::Document document(graph);
    sb::ui::GraphCanvas canvas(document);
    const double build = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    canvas.resize(1600, 1000);
    QImage image(canvas.size(), QImage::Format_ARGB32_Premultiplied);
    const auto frame = [&] {
      QPainter painter(&image);
      canvas.paintInto(painter);
    };
    canvas.setZoom(1, {});
    canvas.setOrigin({2000, 2000});
    const double full = measure(frame, 15);
    canvas.setZoom(0.25, {});
    const double quarter = measure(frame, 15);
    canvas.zoomToFit();
    const double fit = measure(frame, 15);
    std::printf("%-8u %-10s %10.1f %10.2f %10.2f %10.2f\n", count, "canvas", build, full, quarter, fit);
#ifdef SPLICEBOARD_HAS_QTNODES
    sb::bench::measureQtNodes(graph, count, measure);
#else
    std::printf("%-8u %-10s (not installed; docs/decisions names the measured ratio)\n", count, "qt nodes");
#endif
  }
  return 0;
}
