// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/tools/cut_tool.h"

#include <QLineF>
#include <QObject>

#include "ui/document/document.h"

namespace sb::ui {
namespace {

bool crosses(const QPolygonF& a, const QPolygonF& b) {
  for (int i = 1; i < a.size(); ++i)
    for (int k = 1; k < b.size(); ++k)
      if (QLineF(a[i - 1], a[i]).intersects(QLineF(b[k - 1], b[k]), nullptr) == QLineF::BoundedIntersection)
        return true;
  return false;
}

}  // namespace

CutTool::CutTool(ToolHost& host, const QPointF& start) : CanvasTool(host) {
  m_stroke << start;
  m_host.say(QObject::tr("Draw across wires to cut them  ·  Esc: cancel"));
}

void CutTool::move(const QPointF& at, Qt::KeyboardModifiers) {
  m_stroke << at;
  m_host.showCut(m_stroke);
}

void CutTool::release(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  move(at, modifiers);
  cancel();
  auto cuts = std::make_shared<graph::Batch>();
  graph::Graph left = m_host.document().graph();
  for (const graph::EdgeId id : m_host.scene().wiresIn(m_stroke.boundingRect().adjusted(-1, -1, 1, 1))) {
    if (!crosses(m_stroke, m_host.scene().wire(id)->line)) continue;
    const Result<graph::Edit> cut = graph::disconnect(left, id);
    if (!cut || !graph::apply(left, *cut)) continue;
    cuts->edits.push_back(*cut);
  }
  if (cuts->edits.empty()) return m_host.say(QObject::tr("The stroke crossed no wire."));
  const auto count = static_cast<int>(cuts->edits.size());
  (void)m_host.document().perform(graph::Edit(std::shared_ptr<const graph::Batch>(cuts)),
                                  QObject::tr("Cut %n connection(s)", nullptr, count));
}

void CutTool::cancel() {
  m_host.showCut({});
  m_host.say({});
}

}  // namespace sb::ui
