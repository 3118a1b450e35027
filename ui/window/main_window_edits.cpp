// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QSaveFile>
#include <algorithm>

#include "core/driver/open.h"
#include "core/graph/auto_layout.h"
#include "core/graph/edit_nodes.h"
#include "core/graph/hook_kind.h"
#include "ui/document/document.h"
#include "ui/panels/library_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"

// Edits that a person asks for in the window; each is one entry of the undo stack.
namespace sb::ui {

void MainWindow::perform(const Result<graph::Edit>& edit, const QString& text) {
  Document* document = currentDocument();
  if (!document) return;
  if (!currentView()->canvas().showsDocument()) currentView()->setView(GraphView::Spliced);
  const Result<void> done = document->perform(edit, text);
  if (!done) say(QString::fromStdString(done.error().message));
}

void MainWindow::deleteSelection(bool heal) {
  Document& document = *currentDocument();
  const Item item = document.selection().item();
  if (std::holds_alternative<BeadItem>(item)) return action("removeHook")->trigger();
  if (const auto* edge = std::get_if<EdgeItem>(&item)) {
    document.selection().clear();
    return perform(graph::disconnect(document.graph(), edge->edge));
  }
  std::set<graph::NodeId> nodes = document.selection().nodes();
  if (nodes.empty()) return;
  nodes.erase(document.graph().host);  // everything else, when everything is selected
  if (nodes.empty()) return say(tr("The host stays: it stands for whoever runs the composition."));
  document.selection().clear();
  if (heal && nodes.size() == 1) return perform(graph::deleteAndHeal(document.graph(), *nodes.begin()));
  perform(graph::deleteNodes(document.graph(), {nodes.begin(), nodes.end()}));
}

void MainWindow::renameSelection() {
  const auto* node = std::get_if<NodeItem>(&currentDocument()->selection().item());
  const graph::Node* found = node ? currentDocument()->graph().find(node->node) : nullptr;
  if (!found || found->kind == graph::NodeKind::Host) return;
  bool ok = false;
  const QString name = QInputDialog::getText(this, tr("Rename"), tr("Name"), QLineEdit::Normal,
                                             QString::fromStdString(found->name), &ok);
  if (ok) perform(graph::renameNode(currentDocument()->graph(), found->id, name.trimmed().toStdString()));
}

void MainWindow::tidy(bool selectionOnly) {
  Document& document = *currentDocument();
  graph::MoveNodes edit{graph::autoLayout(document.graph(), currentView()->canvas().nodeSizeOf())};
  const std::set<graph::NodeId>& chosen = document.selection().nodes();
  if (selectionOnly) {  // the new arrangement of the chosen ones, with its middle where theirs was
    graph::Position was, will;
    for (const graph::NodeId id : chosen) {
      const auto at = document.graph().positions.find(id);
      if (at == document.graph().positions.end() || !edit.to.count(id)) continue;
      was.x += at->second.x;
      was.y += at->second.y;
      will.x += edit.to.at(id).x;
      will.y += edit.to.at(id).y;
    }
    const auto count = static_cast<double>(chosen.size());
    graph::MoveNodes part;
    for (const graph::NodeId id : chosen)
      if (const auto at = edit.to.find(id); at != edit.to.end())
        part.to[id] = {at->second.x + (was.x - will.x) / count, at->second.y + (was.y - will.y) / count};
    edit = std::move(part);
  }
  const auto& now = document.graph().positions;
  const bool moves = std::any_of(edit.to.begin(), edit.to.end(), [&](const auto& place) {
    if (!currentView()->canvas().scene().node(place.first)) return false;
    const auto at = now.find(place.first);
    return at == now.end() || at->second != place.second;
  });
  if (!moves) return say(tr("Everything lies in its place already."));
  const int count = static_cast<int>(edit.to.size());
  perform(graph::Edit{std::move(edit)}, tr("Tidy %n node(s)", nullptr, count));
  if (!selectionOnly) currentView()->canvas().zoomToFit();
}

void MainWindow::autoWire() {
  const auto& nodes = currentDocument()->selection().nodes();
  perform(graph::autoWire(currentDocument()->graph(), {nodes.begin(), nodes.end()}));
}

QString MainWindow::hookEdge(graph::EdgeId id, const QString& path) {
  Document* document = currentDocument();
  const graph::Edge* edge = document ? document->graph().find(id) : nullptr;
  if (!edge) return tr("There is no such connection.");
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  if (!file) return tr("%1 %2.").arg(QFileInfo(path).fileName(), QString::fromStdString(file.error().text()));
  const graph::Port* port = document->graph().find(edge->provider);
  const auto* instance = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
  if (!instance || !*instance)
    return tr("Only interfaces can be hooked; this connection carries a single function or type.");
  const Result<graph::HookKind> kind = graph::hookKindFor(*(*file)->type, edge->provider.name, **instance);
  if (!kind) return QString::fromStdString(kind.error().message);
  graph::Hook hook;
  hook.name = QFileInfo(path).completeBaseName().toStdString();
  hook.kind = *kind;
  hook.file = *file;
  const Result<graph::Edit> edit = graph::addHook(document->graph(), id, hook, 0);
  const auto before = document->graph().nextId;
  if (!currentView()->canvas().showsDocument()) currentView()->setView(GraphView::Spliced);
  if (const Result<void> done = document->perform(edit); !done)
    return QString::fromStdString(done.error().message);
  document->selection().select(BeadItem{id, graph::HookId(before)});
  say(tr("%1 sits on %2. Undo takes it off.")
          .arg(QString::fromStdString(hook.name),
               QString::fromStdString(document->graph().find(id)->provider.name)));
  return {};
}

bool MainWindow::addComponentFile(const QString& path, const QPointF& at) {
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  m_library->addFile(path);
  if (!file) {
    say(tr("%1 %2.").arg(QFileInfo(path).fileName(), QString::fromStdString(file.error().text())));
    return false;
  }
  const graph::NodeId id(currentDocument()->graph().nextId);
  perform(graph::addComponent(currentDocument()->graph(), *file, {}, {at.x(), at.y()}));
  currentDocument()->selection().select(NodeItem{id});
  say(tr("Added. W connects its open imports where exactly one provider fits."));
  return true;
}

/// Files on the canvas: projects open, folders go to the Library, components are added.
void MainWindow::filesDropped(const QStringList& paths, const QPointF& at) {
  QPointF place = at;
  for (const QString& path : paths) {
    const QFileInfo info(path);
    static const QStringList opened{QStringLiteral("splice"), QStringLiteral("wac"), QStringLiteral("yaml"),
                                    QStringLiteral("yml")};
    if (info.isDir() || opened.contains(info.suffix())) {
      openPath(path);
      continue;
    }
    if (addComponentFile(path, place)) place += QPointF(32, 48);
  }
}

void MainWindow::replaceNode(graph::NodeId node, const QString& path) {
  const graph::Node* old = currentDocument() ? currentDocument()->graph().find(node) : nullptr;
  if (!old || old->kind == graph::NodeKind::Host) return say(tr("The host cannot be replaced by a file."));
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  if (!file)
    return say(tr("%1 %2.").arg(QFileInfo(path).fileName(), QString::fromStdString(file.error().text())));
  const std::size_t before = currentDocument()->graph().edgesOf(node).size();
  perform(graph::replaceComponent(currentDocument()->graph(), node, *file));
  const auto lost = static_cast<int>(before - currentDocument()->graph().edgesOf(node).size());
  say(lost == 0 ? tr("Replaced; every connection is kept.")
                : tr("Replaced; %n connection(s) had no place any more.", nullptr, lost));
}

void MainWindow::replaceSelected() {
  const auto* node = std::get_if<NodeItem>(&currentDocument()->selection().item());
  if (!node) return;
  const graph::NodeId id = node->node;
  const QString path = QFileDialog::getOpenFileName(this, tr("Replace with file"), {},
                                                    tr("Components (*.wasm);;All files (*)"));
  if (!path.isEmpty()) replaceNode(id, path);
}

void MainWindow::saveComponent() {
  const auto* item = std::get_if<NodeItem>(&currentDocument()->selection().item());
  const graph::Node* node = item ? currentDocument()->graph().find(item->node) : nullptr;
  if (!node || !node->file) return;
  const QString path = QFileDialog::getSaveFileName(
      this, tr("Save component"), QString::fromStdString(node->name) + QStringLiteral(".wasm"),
      tr("Components (*.wasm)"));
  if (path.isEmpty()) return;
  QSaveFile file(path);
  const ByteSpan bytes = node->file->bytes;
  if (!file.open(QIODevice::WriteOnly) ||
      file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())) < 0 ||
      !file.commit())
    return say(tr("Not written: %1.").arg(file.errorString()));
  say(tr("%1 was written.").arg(QFileInfo(path).fileName()));
}

}  // namespace sb::ui
