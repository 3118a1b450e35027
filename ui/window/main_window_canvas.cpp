// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include "core/graph/edit_frames.h"
#include "core/graph/edit_nodes.h"
#include "ui/document/document.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/shipped_files.h"

// Frames, copies, and what a menu of the canvas does besides.
namespace sb::ui {
namespace {

/// Marks that the nodes on the clipboard are those the window remembers.
const QString nodesFormat = QStringLiteral("application/x-spliceboard-nodes");

std::vector<graph::NodeId> selectedNodes(const Document& document) {
  const std::set<graph::NodeId>& nodes = document.selection().nodes();
  return {nodes.begin(), nodes.end()};
}

}  // namespace

void MainWindow::buildCanvasActions() {
  add("frame", tr("&Frame selection…"), {}, tr("Put the selected nodes into a titled frame (G)"),
      [this] { frameSelection(); });
  add("unframe", tr("Take o&ut of frame"), {}, tr("The selected nodes leave their frame (Shift+G)"), [this] {
    perform(graph::takeOutOfFrames(currentDocument()->graph(), selectedNodes(*currentDocument())));
  });
  add("hide", tr("H&ide"), {}, tr("Leave the selected nodes out of this view"), [this] {
    const std::set<graph::NodeId> nodes = currentDocument()->selection().nodes();
    currentDocument()->selection().clear();
    currentView()->canvas().hide(nodes);
    updateActions();
  });
  add("showHidden", tr("Show hidden &nodes"), {}, tr("Bring back the nodes that are left out of this view"),
      [this] {
        currentView()->canvas().showHidden();
        updateActions();
      });
  add("usedPorts", tr("Show &used ports only"), {},
      tr("Fold the unused ports of the selected nodes, or of all, and back"),
      [this] { currentView()->canvas().toggleUsedPortsOnly(); });
  add("copy", tr("&Copy"), QKeySequence::Copy,
      tr("Copy the selected nodes with the connections between them"), [this] { copySelection(); });
  add("paste", tr("&Paste"), QKeySequence::Paste, tr("Add the copied nodes, or the copied component files"),
      [this] { pasteAt(currentView()->canvas().visibleScene().center()); });
  add("traceConnection", tr("&Trace this connection"), {},
      tr("Put the hook that prints every call on the selected connection"), [this] { traceConnection(); });
  add("showAdapter", tr("Show a&dapter"), {}, tr("See the memory of the adapter on the selected connection"),
      [this] { showAdapter(); });
}

void MainWindow::frameSelection() {
  Document& document = *currentDocument();
  const std::vector<graph::NodeId> nodes = selectedNodes(document);
  if (nodes.empty()) return;
  bool ok = false;
  const QString title =
      QInputDialog::getText(this, tr("Frame selection"), tr("Title"), QLineEdit::Normal, tr("Group"), &ok);
  if (ok) perform(graph::frameNodes(document.graph(), nodes, title.trimmed().toStdString()));
}

void MainWindow::renameFrame(graph::FrameId id) {
  const auto found = currentDocument()->graph().frames.find(id);
  if (found == currentDocument()->graph().frames.end()) return;
  bool ok = false;
  const QString title = QInputDialog::getText(this, tr("Rename frame"), tr("Title"), QLineEdit::Normal,
                                              QString::fromStdString(found->second.title), &ok);
  if (ok && title.trimmed().toStdString() != found->second.title)
    perform(graph::renameFrame(currentDocument()->graph(), id, title.trimmed().toStdString()));
}

void MainWindow::frameMenu(graph::FrameId id, const QPoint& global) {
  QMenu menu(this);
  menu.setObjectName(QStringLiteral("frameMenu"));
  menu.addAction(tr("Rename frame…"), this, [this, id] { renameFrame(id); });
  menu.addAction(tr("Remove frame"), this,
                 [this, id] { perform(graph::removeFrame(currentDocument()->graph(), id)); });
  menu.addSeparator();
  for (const char* name : {"zoomSelection", "tidySelection", "hide"}) menu.addAction(action(name));
  menu.exec(global);
}

void MainWindow::copySelection() {
  m_copied = currentDocument()->graph();
  m_copiedNodes = selectedNodes(*currentDocument());
  auto* copied = new QMimeData;
  QStringList names;
  for (const graph::NodeId id : m_copiedNodes)
    if (const graph::Node* node = m_copied.find(id)) names << QString::fromStdString(node->name);
  copied->setData(nodesFormat, QByteArray("1"));
  copied->setText(names.join(QLatin1Char('\n')));
  QApplication::clipboard()->setMimeData(copied);
  updateActions();
  say(tr("Copied %n node(s).", nullptr, static_cast<int>(names.size())));
}

bool MainWindow::canPaste() const {
  const QMimeData* copied = QApplication::clipboard()->mimeData();
  return copied && ((copied->hasFormat(nodesFormat) && !m_copiedNodes.empty()) || copied->hasUrls());
}

void MainWindow::pasteAt(const QPointF& at) {
  const QMimeData* copied = QApplication::clipboard()->mimeData();
  if (copied && copied->hasUrls()) {
    QStringList paths;
    for (const QUrl& url : copied->urls())
      if (url.isLocalFile()) paths << url.toLocalFile();
    return filesDropped(paths, at);
  }
  if (!canPaste()) return say(tr("There is nothing to paste: copy nodes or component files first."));
  QPointF topLeft(1e18, 1e18);
  for (const graph::NodeId id : m_copiedNodes) {
    const auto place = m_copied.positions.find(id);
    if (place == m_copied.positions.end()) continue;
    topLeft = {std::min(topLeft.x(), place->second.x), std::min(topLeft.y(), place->second.y)};
  }
  Document& document = *currentDocument();
  const std::set<graph::NodeId> before = [&] {
    std::set<graph::NodeId> ids;
    for (const auto& [id, node] : document.graph().nodes) ids.insert(id);
    return ids;
  }();
  const graph::Position shift{at.x() - topLeft.x(), at.y() - topLeft.y()};
  perform(graph::pasteNodes(document.graph(), m_copied, m_copiedNodes, shift),
          tr("Paste %n node(s)", nullptr, static_cast<int>(m_copiedNodes.size())));
  std::set<graph::NodeId> fresh;
  for (const auto& [id, node] : document.graph().nodes)
    if (!before.count(id)) fresh.insert(id);
  if (!fresh.empty()) document.selection().selectNodes(fresh);
}

/// The shipped hook that prints every call, in the form that suits the connection.
void MainWindow::traceConnection() {
  const graph::EdgeId edge = currentDocument()->selection().edge();
  const QString folder = shippedFolder(QStringLiteral("hooks")) + QStringLiteral("/trace/");
  const WireBox* wire = currentView()->canvas().scene().wire(edge);
  const QString plain = folder + QStringLiteral("trace.wasm"),
                async = folder + QStringLiteral("trace-async.wasm");
  const bool first = wire && wire->async;
  QString error = hookEdge(edge, first ? async : plain);
  if (!error.isEmpty()) error = hookEdge(edge, first ? plain : async);
  if (!error.isEmpty()) say(error);
}

void MainWindow::showAdapter() {
  Document& document = *currentDocument();
  const graph::Edge* edge = document.graph().find(document.selection().edge());
  if (!edge) return;
  for (const graph::Hook& hook : edge->hooks)
    if (hook.enabled && hook.kind != graph::HookKind::Direct) {
      if (document.selection().hook() != hook.id && !document.selection().hook().valid())
        document.selection().select(BeadItem{edge->id, hook.id});
      return showPanel(QStringLiteral("layoutPanel"));
    }
}

void MainWindow::updateCanvasActions() {
  Document* document = currentDocument();
  const auto enable = [&](const char* name, bool on, const QString& why) {
    QAction* found = action(name);
    if (found->property("tip").isNull()) found->setProperty("tip", found->statusTip());
    found->setEnabled(on);
    found->setStatusTip(on ? found->property("tip").toString() : why);
  };
  const QString nothingOpen = tr("Open a composition first");
  const bool nodes = document && !document->selection().nodes().empty();
  bool framed = false;
  if (document)
    for (const graph::NodeId id : document->selection().nodes())
      framed = framed || graph::frameOf(document->graph(), id).valid();
  enable("frame", nodes, tr("Select a node"));
  enable("unframe", framed, tr("Select a node that lies in a frame"));
  enable("hide", nodes, tr("Select a node"));
  enable("copy", nodes, tr("Select a node"));
  enable("paste", document && canPaste(), document ? tr("Copy nodes or component files first") : nothingOpen);
  enable("showHidden", document && currentView()->canvas().hiddenCount() > 0, tr("No node is hidden"));
  enable("usedPorts", document != nullptr, nothingOpen);
  const graph::Edge* edge = document ? document->graph().find(document->selection().edge()) : nullptr;
  const graph::Port* port = edge ? document->graph().find(edge->provider) : nullptr;
  enable("traceConnection", port && port->kind == graph::PortKind::Instance,
         edge ? tr("Only interfaces can be traced from here") : tr("Select a connection"));
  bool adapted = false;
  if (edge)
    for (const graph::Hook& hook : edge->hooks)
      adapted = adapted || (hook.enabled && hook.kind != graph::HookKind::Direct);
  enable("showAdapter", adapted,
         edge ? tr("No hook on this connection needs an adapter") : tr("Select a connection"));
}

}  // namespace sb::ui
