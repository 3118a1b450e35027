// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/tools/replug_tool.h"

#include <QObject>
#include <cmath>

#include "ui/document/document.h"

namespace sb::ui {
namespace {
constexpr double dragThreshold = 6;
}

ReplugTool::ReplugTool(ToolHost& host, const graph::Edge& edge, double share, const QPointF& start)
    : CanvasTool(host),
      m_edge(edge.id),
      m_fixed(share < 0.5 ? edge.consumer : edge.provider),
      m_start(start) {
  // An export of the composition has its flag as the other end, which is no port to plug elsewhere.
  if (edge.consumer.node == host.document().graph().host) m_fixed = edge.consumer;
}

void ReplugTool::move(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  const QPointF d = at - m_start;
  if (!m_connect && std::hypot(d.x(), d.y()) * m_host.zoom() < dragThreshold) return;
  if (!m_canMove)
    return m_host.say(QObject::tr("This export of the composition ends here; delete it to cut it."));
  if (!m_connect) {
    m_connect = std::make_unique<ConnectTool>(m_host, m_fixed, at, m_edge);
    m_host.say(QObject::tr(
        "Drop on a port to plug the connection into it  ·  Tab: next that fits  ·  Esc: as it was"));
  }
  m_connect->move(at, modifiers);
}

void ReplugTool::release(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  if (m_connect) m_connect->release(at, modifiers);
}
void ReplugTool::cancel() {
  if (m_connect) m_connect->cancel();
}
bool ReplugTool::key(QKeyEvent& event) { return m_connect && m_connect->key(event); }
bool ReplugTool::keyReleased(QKeyEvent& event) { return m_connect && m_connect->keyReleased(event); }

}  // namespace sb::ui
