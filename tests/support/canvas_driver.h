// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QApplication>
#include <QMouseEvent>
#include <QtTest>
#include <memory>

#include "core/graph/auto_layout.h"
#include "tests/ui/panels/panels_fixture.h"
#include "ui/canvas/graph_canvas.h"

namespace sb::test {

/// The shop on a canvas at 100 %, with room between its nodes, and a mouse whose places are scene points.
/// Test classes derive from it beside QObject.
class CanvasDriver {
 protected:
  /// False: the example is not there.
  [[nodiscard]] bool openShop() {
    m_document = openOrders();
    if (!m_document) return false;
    graph::MoveNodes layout{graph::autoLayout(m_document->graph(), ui::drawnNodeSize)};
    for (auto& [id, position] : layout.to) position.x *= 1.6;
    if (!m_document->perform(graph::Edit(layout))) return false;
    m_document->undoStack().clear();
    m_canvas = std::make_unique<ui::GraphCanvas>(*m_document);
    m_canvas->resize(2200, 900);
    m_canvas->show();
    m_canvas->setPlace({{0, -100}, 1});
    return true;
  }
  void closeShop() {
    m_canvas.reset();
    m_document.reset();
  }

  graph::NodeId node(const char* name) const { return m_document->graph().findByName(name)->id; }
  graph::EdgeId edge(const char* from, const char* to) const {
    return edgeBetween(m_document->graph(), from, to);
  }
  QPoint at(const QPointF& scene) const { return m_canvas->toWidget(scene).toPoint(); }
  QPointF portAt(const char* name, const char* port, graph::Side side) const {
    const ui::PortBox* box = m_canvas->scene().port({node(name), side, port});
    return box ? box->centre : QPointF();
  }

  /// With a button held; QTest's own move events have none.
  void moveTo(const QPointF& scene, Qt::KeyboardModifiers modifiers = {},
              Qt::MouseButton button = Qt::LeftButton) {
    QMouseEvent move(QEvent::MouseMove, at(scene), m_canvas->mapToGlobal(at(scene)), Qt::NoButton, button,
                     modifiers);
    QApplication::sendEvent(m_canvas.get(), &move);
  }
  void dragMouse(const QPointF& from, const QPointF& to, Qt::KeyboardModifiers modifiers = {},
                 Qt::MouseButton button = Qt::LeftButton) {
    QTest::mouseMove(m_canvas.get(), at(from));
    QTest::mousePress(m_canvas.get(), button, modifiers, at(from));
    for (const double share : {0.3, 0.7, 1.0}) moveTo(from + (to - from) * share, modifiers, button);
    QTest::mouseRelease(m_canvas.get(), button, modifiers, at(to));
  }

  std::unique_ptr<ui::Document> m_document;
  std::unique_ptr<ui::GraphCanvas> m_canvas;
};

}  // namespace sb::test
