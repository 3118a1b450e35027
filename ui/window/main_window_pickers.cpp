// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QFileDialog>
#include <algorithm>

#include "core/driver/open.h"
#include "core/graph/hook_kind.h"
#include "ui/document/document.h"
#include "ui/panels/library_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"

// Lists one chooses from: hooks for a connection, things to add, commands, places.
namespace sb::ui {

void MainWindow::chooseHook(graph::EdgeId id) {
  Document* document = currentDocument();
  const graph::Edge* edge = document ? document->graph().find(id) : nullptr;
  if (!edge) return say(tr("Select a connection first."));
  const graph::Port* port = document->graph().find(edge->provider);
  const auto* instance = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
  QList<PickerRow> rows;
  for (const LibraryEntry& entry : m_library->entries()) {
    if (!entry.file || !entry.file->type) continue;
    PickerRow row{entry.name,
                  entry.tier + QStringLiteral("  ") + entry.letters,
                  QStringLiteral("kind-hook"),
                  entry.path,
                  true,
                  tr("Fits this connection")};
    const Result<graph::HookKind> kind =
        instance && *instance
            ? graph::hookKindFor(*entry.file->type, edge->provider.name, **instance)
            : Result<graph::HookKind>(fail(ErrorCode::Refused, "only interfaces can be hooked"));
    if (!kind) {
      if (!entry.isHook) continue;
      row.enabled = false;
      row.section = tr("Does not fit");
      row.information = QString::fromStdString(kind.error().message);
    }
    if (row.enabled)
      rows.prepend(row);
    else
      rows.append(row);
  }
  rows.append(PickerRow{tr("Choose a file…"), tr("a hook of your own"), QStringLiteral("open"),
                        QStringLiteral("?file"), true, tr("Other")});
  const WireBox* wire = currentView()->canvas().scene().wire(id);
  const QPointF at = wire ? currentView()->canvas().toWidget(pointAlong(wire->line, 0.5)) : QPointF(100, 100);
  pick(tr("Add a hook to %1").arg(QString::fromStdString(edge->provider.name)), rows,
       currentView()->canvas().mapToGlobal(at.toPoint()), [this, id](QString path) {
         if (path == QLatin1String("?file"))
           path = QFileDialog::getOpenFileName(this, tr("Choose a hook"), {}, tr("Components (*.wasm)"));
         if (path.isEmpty()) return;
         m_library->addFile(path);
         if (const QString error = hookEdge(id, path); !error.isEmpty()) say(error);
       });
}

Picker* MainWindow::pick(const QString& title, const QList<PickerRow>& rows, const QPoint& global,
                         const std::function<void(const QString& key)>& take) {
  auto* picker = new Picker(title, rows, this);
  picker->setAttribute(Qt::WA_DeleteOnClose);
  connect(picker, &Picker::chosen, this, take);
  const QRect room(mapToGlobal(QPoint(0, 0)), size());
  picker->move(std::clamp(global.x(), room.left(), std::max(room.left(), room.right() - picker->width())),
               std::clamp(global.y(), room.top(), std::max(room.top(), room.bottom() - picker->height())));
  picker->show();
  return picker;
}

void MainWindow::quickAdd(const QPointF& at, const graph::PortRef* port) {
  if (!currentDocument()) return;
  QList<PickerRow> rows;
  for (const LibraryEntry& entry : m_library->entries()) {
    if (!entry.file || !entry.file->type || entry.isHook) continue;
    bool fits = port == nullptr;
    if (port) {
      const PortLabel wanted = portLabel(port->name);
      const auto& candidates =
          port->side == graph::Side::Import ? entry.file->type->exports : entry.file->type->imports;
      for (const types::NamedExtern& item : candidates) {
        const PortLabel label = portLabel(item.name.name);
        fits = fits || (label.name == wanted.name && label.package == wanted.package);
      }
    }
    if (fits)
      rows.append(PickerRow{entry.name, entry.sees, QStringLiteral("kind-component"), entry.path, true,
                            port ? tr("Fits this port") : tr("Components")});
  }
  if (port && port->side == graph::Side::Import)
    rows.append(PickerRow{tr("Leave to the host"), QString::fromStdString(port->name),
                          QStringLiteral("kind-host"), QStringLiteral("?host"), true, tr("Host")});
  rows.append(PickerRow{
      tr("Choose a file…"), {}, QStringLiteral("open"), QStringLiteral("?file"), true, tr("Other")});
  const std::optional<graph::PortRef> wanted = port ? std::optional(*port) : std::nullopt;
  pick(port ? tr("Add something for %1").arg(QString::fromStdString(port->name)) : tr("Add a component"),
       rows, currentView()->canvas().mapToGlobal(currentView()->canvas().toWidget(at).toPoint()),
       [this, at, wanted](QString key) {
         if (key == QLatin1String("?host"))
           return perform(graph::leaveToHost(currentDocument()->graph(), *wanted));
         if (key == QLatin1String("?file"))
           key = QFileDialog::getOpenFileName(this, tr("Add component"), {}, tr("Components (*.wasm)"));
         if (!key.isEmpty()) addFor(key, at, wanted);
       });
}

/// Adds a component; when a wire was dropped here, connects it where exactly one port fits. One undo entry.
void MainWindow::addFor(const QString& path, const QPointF& at, const std::optional<graph::PortRef>& port) {
  if (!port) return (void)addComponentFile(path, at);
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  if (!file) return (void)addComponentFile(path, at);  // says why not
  addComponentFor(*file, {}, at, port);
}

/// An empty name: that of the file. Without a port it is added alone.
void MainWindow::addComponentFor(const graph::ComponentFileRef& file, const QString& name, const QPointF& at,
                                 const std::optional<graph::PortRef>& port) {
  const graph::Graph& graph = currentDocument()->graph();
  const graph::NodeId id(graph.nextId);
  Result<graph::Edit> add = graph::addComponent(graph, file, name.toStdString(), {at.x(), at.y()});
  graph::Graph with = graph;
  if (!add || !port || !graph::apply(with, *add)) return perform(add);
  const graph::Node* node = with.find(id);
  const bool provides = port->side == graph::Side::Import;
  std::vector<graph::PortRef> fitting;
  for (const graph::Port& candidate : provides ? node->exports : node->imports) {
    const graph::PortRef ref{id, provides ? graph::Side::Export : graph::Side::Import, candidate.name.name};
    if (graph::judgeConnection(with, ref, *port).fits()) fitting.push_back(ref);
  }
  if (fitting.size() != 1) {
    perform(add);
    currentDocument()->selection().select(NodeItem{id});
    return say(fitting.empty() ? tr("Added, not connected: nothing of it fits this port.")
                               : tr("Added, not connected: several of its ports fit."));
  }
  const Result<graph::Edit> wire =
      graph::connectPorts(with, provides ? fitting.front() : *port, provides ? *port : fitting.front());
  if (!wire) return perform(add);
  auto both = std::make_shared<graph::Batch>();
  both->edits = {*add, *wire};
  perform(graph::Edit(std::shared_ptr<const graph::Batch>(both)),
          tr("Add %1 to %2").arg(QString::fromStdString(node->name), QString::fromStdString(port->name)));
  currentDocument()->selection().select(NodeItem{id});
}

/// Everything that a port can be connected to.
void MainWindow::choosePort(const graph::PortRef& port) {
  const graph::Graph& graph = currentDocument()->graph();
  QList<PickerRow> rows;
  std::vector<graph::PortRef> refs;
  const bool import = port.side == graph::Side::Import;
  for (const auto& [id, node] : graph.nodes)
    for (const graph::Port& other : import ? node.exports : node.imports) {
      const graph::PortRef ref{id, import ? graph::Side::Export : graph::Side::Import, other.name.name};
      if (id == port.node) continue;
      const graph::Verdict verdict = graph::judgeConnection(graph, port, ref);
      if (verdict.kind == graph::Verdict::Kind::OtherInterface ||
          verdict.kind == graph::Verdict::Kind::WrongSide)
        continue;
      PickerRow row{QString::fromStdString(node.name),
                    QString::fromStdString(verdict.sentence),
                    nodeIconName(node),
                    QString::number(refs.size()),
                    verdict.fits(),
                    verdict.kind == graph::Verdict::Kind::SameType    ? tr("Fits")
                    : verdict.kind == graph::Verdict::Kind::ByVersion ? tr("Fits by version")
                                                                      : tr("Does not fit")};
      refs.push_back(ref);
      rows.append(row);
    }
  if (rows.isEmpty())
    return say(tr("Nothing here has the interface %1.").arg(QString::fromStdString(port.name)));
  std::stable_sort(rows.begin(), rows.end(),
                   [](const PickerRow& a, const PickerRow& b) { return a.enabled && !b.enabled; });
  pick(tr("Connect %1 to").arg(QString::fromStdString(port.name)), rows,
       mapToGlobal(QPoint(width() / 2 - 220, 160)), [this, port, refs, import](const QString& key) {
         const graph::PortRef& other = refs[key.toUInt()];
         perform(
             graph::connectPorts(currentDocument()->graph(), import ? other : port, import ? port : other));
       });
}

void MainWindow::commandPalette() {
  QList<PickerRow> rows;
  for (const QAction* found : findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (found->objectName().isEmpty() || found->text().isEmpty()) continue;
    QString text = found->text();
    text.remove(QLatin1Char('&'));
    const QString shortcut = found->shortcut().toString(QKeySequence::NativeText);
    rows.append(PickerRow{text,
                          found->isEnabled() ? shortcut : found->statusTip(),
                          found->data().toString(),
                          found->objectName(),
                          found->isEnabled(),
                          {}});
  }
  pick(tr("Type a command"), rows, mapToGlobal(QPoint((width() - 440) / 2, 90)), [this](const QString& name) {
    if (QAction* found = action(name.toLatin1().constData())) found->trigger();
  });
}

}  // namespace sb::ui
