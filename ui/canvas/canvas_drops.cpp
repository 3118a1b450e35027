// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDragEnterEvent>
#include <QMimeData>
#include <QUrl>

#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

// Files that are dropped on the canvas, on a node or on a connection (design 6.5).
namespace sb::ui {

void GraphCanvas::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() ||
      event->mimeData()->hasFormat(QStringLiteral("application/x-spliceboard-file")))
    event->acceptProposedAction();
}

void GraphCanvas::dragMoveEvent(QDragMoveEvent* event) {
  const HitResult hit = m_scene.hit(toScene(event->position()), 12 / m_zoom);
  m_state.hover = hit;
  emit sentence(hit.edge || hit.port ? tr("Drop to put the hook on this connection")
                : hit.node ? tr("Drop to replace this component, its connections stay where they fit")
                           : tr("Drop to add to the composition"));
  event->acceptProposedAction();
  update();
}

void GraphCanvas::dropEvent(QDropEvent* event) {
  QStringList paths;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) paths << url.toLocalFile();
  const QByteArray own = event->mimeData()->data(QStringLiteral("application/x-spliceboard-file"));
  if (!own.isEmpty()) paths << QString::fromUtf8(own);
  if (paths.isEmpty()) return;
  event->acceptProposedAction();
  const QPointF at = toScene(event->position());
  const HitResult hit = m_scene.hit(at, 12 / m_zoom);
  std::optional<graph::EdgeId> edge = hit.edge;
  if (!edge && hit.port) {  // on a port: its only connection
    const graph::Edge* into = shownGraph().edgeInto(*hit.port);
    const auto from = shownGraph().edgesFrom(*hit.port);
    if (into)
      edge = into->id;
    else if (from.size() == 1)
      edge = from.front()->id;
  }
  if (edge && showsDocument() && paths.size() == 1)
    emit hookFileDropped(*edge, paths.front());
  else if (hit.node && showsDocument() && paths.size() == 1)
    emit nodeFileDropped(*hit.node, paths.front());
  else
    emit filesDropped(paths, at);
}

}  // namespace sb::ui
