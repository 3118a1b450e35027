// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>

#include "core/driver/open.h"
#include "core/graph/auto_layout.h"
#include "core/graph/hook_kind.h"
#include "ui/document/document.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/library_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/help_pages.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"
#include "ui/window/run_controller.h"

// What every action does.
namespace sb::ui {

void MainWindow::buildActions() {
  const auto canvas = [this]() -> GraphCanvas* { return currentView() ? &currentView()->canvas() : nullptr; };
  const auto middle = [canvas] { return QPointF(canvas()->width(), canvas()->height()) / 2; };
  const auto selectedEdge = [this] {
    return currentDocument() ? currentDocument()->selection().edge() : graph::EdgeId();
  };

  add(
      "open", tr("&Open…"), QKeySequence::Open, tr("Open a composition, a component or a project"),
      [this] {
        const QStringList paths = QFileDialog::getOpenFileNames(
            this, tr("Open"), {}, tr("Compositions (*.wasm *.splice);;All files (*)"));
        for (const QString& path : paths) openPath(path);
      },
      QStringLiteral("open"));
  action("open")->setIconText(tr("Open"));
  add("new", tr("&New empty composition"), QKeySequence::New, tr("Start with nothing and add components"),
      [this] { addDocument(graph::emptyGraph("untitled"), {}, true); });
  add("addFiles", tr("Add &component…"), QKeySequence(), tr("Add component files to this composition"),
      [this] {
        const QStringList paths =
            QFileDialog::getOpenFileNames(this, tr("Add component"), {}, tr("Components (*.wasm)"));
        for (const QString& path : paths)
          addComponentFile(path, currentView()->canvas().visibleScene().center());
      });
  add("save", tr("&Save project"), QKeySequence::Save,
      tr("Save the composition, its hooks and layout as a .splice project"), [this] {
        Document* document = currentDocument();
        if (document->projectPath().isEmpty()) return action("saveAs")->trigger();
        if (const QString error = saveProject(document->projectPath()); !error.isEmpty())
          QMessageBox::warning(this, tr("Not saved"), error);
      });
  add("saveAs", tr("Save project &as…"), QKeySequence::SaveAs, tr("Save as another .splice project"), [this] {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save project"),
        QFileInfo(currentDocument()->title()).completeBaseName() + QStringLiteral(".splice"),
        tr("Projects (*.splice)"));
    if (path.isEmpty()) return;
    if (const QString error = saveProject(path); !error.isEmpty())
      QMessageBox::warning(this, tr("Not saved"), error);
  });
  add(
      "export", tr("&Export spliced…"), QKeySequence(tr("Ctrl+E")),
      tr("Write the new composition, its adapters and the WAC text"), [this] { exportDialog(); },
      QStringLiteral("export"));
  action("export")->setIconText(tr("Export spliced…"));
  for (const auto& [name, text, format] :
       {std::tuple("exportJson", tr("Export graph as JSON…"), QStringLiteral("json")),
        std::tuple("exportDot", tr("Export graph as DOT…"), QStringLiteral("dot")),
        std::tuple("exportMermaid", tr("Export graph as Mermaid…"), QStringLiteral("mmd")),
        std::tuple("exportSvg", tr("Export picture as SVG…"), QStringLiteral("svg"))})
    add(name, text, {}, tr("Write the graph for other programs"),
        [this, format = format] { exportGraphAs(format); });
  add("closeTab", tr("&Close"), QKeySequence::Close, tr("Close this composition"),
      [this] { closeTab(m_tabs->currentIndex()); });
  add("quit", tr("&Quit"), QKeySequence::Quit, tr("Leave Spliceboard"), [this] { close(); });

  add(
      "undo", tr("&Undo"), QKeySequence::Undo, tr("Take the last change back"),
      [this] { currentDocument()->undoStack().undo(); }, QStringLiteral("undo"));
  add(
      "redo", tr("&Redo"), QKeySequence::Redo, tr("Do it again"),
      [this] { currentDocument()->undoStack().redo(); }, QStringLiteral("redo"));
  add("delete", tr("&Delete"), QKeySequence::Delete, tr("Delete the selected nodes, connection or hook"),
      [this] { deleteSelection(false); });
  add("duplicate", tr("D&uplicate instance"), QKeySequence(tr("Ctrl+D")),
      tr("A second instance with the same imports"), [this] {
        const auto* node = std::get_if<NodeItem>(&currentDocument()->selection().item());
        if (!node) return;
        graph::Position at = currentDocument()->graph().positions.at(node->node);
        perform(graph::duplicateNode(currentDocument()->graph(), node->node, {at.x + 32, at.y + 48}));
      });
  add("rename", tr("Re&name…"), QKeySequence(Qt::Key_F2), tr("Rename the selected node"),
      [this] { renameSelection(); });
  add("selectAll", tr("Select &all"), QKeySequence::SelectAll, tr("Select every node"), [this] {
    std::set<graph::NodeId> all;
    for (const auto& [id, node] : currentDocument()->graph().nodes) all.insert(id);
    currentDocument()->selection().selectNodes(all);
  });
  add(
      "find", tr("&Find"), QKeySequence::Find, tr("Find nodes, interfaces and functions"),
      [this] {
        m_search->setFocus();
        m_search->selectAll();
      },
      QStringLiteral("search"));
  add("findNext", tr("Find ne&xt"), QKeySequence(Qt::Key_F3), tr("Go to the next match"), [this] {
    if (m_found.empty()) return;
    const graph::NodeId node = m_found[m_foundAt++ % m_found.size()];
    currentDocument()->selection().select(NodeItem{node});
    currentView()->canvas().reveal(NodeItem{node});
    say(tr("%1 of %2").arg((m_foundAt - 1) % m_found.size() + 1).arg(m_found.size()));
  });
  add("copyCommand", tr("Copy as co&mmand"), QKeySequence(tr("Ctrl+Shift+C")),
      tr("Copy the splicectl command that does the same"), [this] {
        QApplication::clipboard()->setText(commandLine());
        say(tr("Copied: %1").arg(commandLine()));
      });

  add("zoomIn", tr("Zoom &in"), QKeySequence::ZoomIn, tr("Zoom in"),
      [canvas, middle] { canvas()->setZoom(canvas()->zoom() * 1.25, middle()); });
  add("zoomOut", tr("Zoom &out"), QKeySequence::ZoomOut, tr("Zoom out"),
      [canvas, middle] { canvas()->setZoom(canvas()->zoom() / 1.25, middle()); });
  add("zoom100", tr("&100 %"), QKeySequence(tr("Ctrl+0")), tr("Actual size"),
      [canvas, middle] { canvas()->setZoom(1, middle()); });
  add(
      "fit", tr("&Fit"), QKeySequence(), tr("Show everything (Home)"), [canvas] { canvas()->zoomToFit(); },
      QStringLiteral("fit"));
  add("zoomSelection", tr("Zoom to &selection"), QKeySequence(), tr("Show the selected objects (F)"),
      [canvas] { canvas()->zoomToSelection(); });
  int index = 0;
  for (const auto& [name, text] :
       {std::pair("viewOriginal", tr("Show &original")), std::pair("viewSpliced", tr("Show s&pliced")),
        std::pair("viewDiff", tr("Show &diff"))}) {
    add(name, text, QKeySequence(QStringLiteral("Ctrl+%1").arg(index + 1)), tr("Switch the canvas"),
        [this, view = static_cast<GraphView>(index)] { currentView()->setView(view); });
    ++index;
  }
  add(
      "compare", tr("Compare"), {}, tr("Original against spliced"),
      [this] {
        currentView()->setView(currentView()->view() == GraphView::Diff ? GraphView::Spliced
                                                                        : GraphView::Diff);
      },
      QStringLiteral("diff"));
  add("minimap", tr("&Minimap"), QKeySequence(), tr("Show or hide the minimap"),
      [this] { currentView()->setMinimapVisible(!currentView()->minimapVisible()); });
  add("themeLight", tr("&Light theme"), {}, tr("Light colours"), [] { applyTheme(*qApp, ThemeKind::Light); });
  add("themeDark", tr("&Dark theme"), {}, tr("Dark colours"), [] { applyTheme(*qApp, ThemeKind::Dark); });

  add("quickAdd", tr("&Add…"), QKeySequence(), tr("Add a component (A)"),
      [this, canvas] { quickAdd(canvas()->visibleScene().center(), nullptr); });
  add(
      "autoWire", tr("Auto-&wire"), QKeySequence(),
      tr("Connect every open import of the selection (or of all) that has exactly one fitting provider"),
      [this] { autoWire(); }, QStringLiteral("auto-wire"));
  add("autoWireAll", tr("Auto-wire a&ll"), QKeySequence(), tr("The same for the whole composition"),
      [this] { perform(graph::autoWire(currentDocument()->graph(), {})); });
  add("disconnect", tr("&Disconnect"), QKeySequence(), tr("Cut the selected connection"),
      [this, selectedEdge] { perform(graph::disconnect(currentDocument()->graph(), selectedEdge())); });
  add("exportPort", tr("E&xport from composition"), QKeySequence(),
      tr("Make the selected export one of the composition"), [this] {
        if (const auto* port = std::get_if<PortItem>(&currentDocument()->selection().item()))
          perform(graph::exportPort(currentDocument()->graph(), port->port));
      });
  add("leaveToHost", tr("Leave to &host"), QKeySequence(), tr("The host provides the selected import"),
      [this] {
        if (const auto* port = std::get_if<PortItem>(&currentDocument()->selection().item()))
          perform(graph::leaveToHost(currentDocument()->graph(), port->port));
      });
  add(
      "tidy", tr("&Tidy"), QKeySequence(tr("Shift+T")), tr("Lay the nodes out in layers"), [this] { tidy(); },
      QStringLiteral("tidy"));
  add("reveal", tr("&Reveal selection"), QKeySequence(), tr("Bring the selection into view (.)"),
      [this, canvas] { canvas()->reveal(currentDocument()->selection().item()); });

  add(
      "addHook", tr("&Add hook…"), QKeySequence(), tr("Put a hook on the selected connection (H)"),
      [this, selectedEdge] { chooseHook(selectedEdge()); }, QStringLiteral("add-hook"));
  action("addHook")->setIconText(tr("Add hook"));
  const auto moveHook = [this](int by) {
    Document& document = *currentDocument();
    const graph::Edge* edge = document.graph().find(document.selection().edge());
    if (!edge) return;
    for (std::size_t i = 0; i < edge->hooks.size(); ++i)
      if (edge->hooks[i].id == document.selection().hook() && (by > 0 || i > 0))
        return perform(
            graph::moveHook(document.graph(), edge->id, edge->hooks[i].id, i + static_cast<std::size_t>(by)));
  };
  add("hookUp", tr("Move toward &caller"), {}, tr("The hook sees the call earlier"),
      [moveHook] { moveHook(-1); });
  add("hookDown", tr("Move toward &provider"), {}, tr("The hook sees the call later"),
      [moveHook] { moveHook(1); });
  add("bypass", tr("&Bypass"), QKeySequence(), tr("Switch the selected hook off or on (B)"), [this] {
    Document& document = *currentDocument();
    const graph::Edge* edge = document.graph().find(document.selection().edge());
    if (!edge) return;
    for (const graph::Hook& hook : edge->hooks)
      if (hook.id == document.selection().hook())
        return perform(graph::enableHook(document.graph(), edge->id, hook.id, !hook.enabled));
  });
  add("removeHook", tr("&Remove hook"), {}, tr("Take the selected hook off"), [this] {
    perform(graph::removeHook(currentDocument()->graph(), currentDocument()->selection().edge(),
                              currentDocument()->selection().hook()));
  });
  add("openLayout", tr("Open &layout"), {}, tr("See the memory of the hook's adapter"),
      [this] { showPanel(QStringLiteral("layoutPanel")); });

  add(
      "run", tr("&Run"), QKeySequence(Qt::Key_F5), tr("Run the spliced composition in the Console"),
      [this] { runOrStop(); }, QStringLiteral("trace"));
  add("stop", tr("&Stop"), QKeySequence(tr("Shift+F5")), tr("Stop the running composition"),
      [this] { m_run->stop(); });
  add("palette", tr("&Command palette…"), QKeySequence(tr("Ctrl+Shift+P")),
      tr("Every action with its shortcut"), [this] { commandPalette(); });
  add("resetLayout", tr("&Reset layout"), {}, tr("Put the panels back where they belong"),
      [this] { resetLayout(); });
  add("nextProblem", tr("Next problem"), QKeySequence(Qt::Key_F8), tr("Go to the next problem"), [this] {
    showPanel(QStringLiteral("problemsPanel"));
    m_problems->step(1);
  });
  for (const auto& [name, text, topic] :
       {std::tuple("helpTour", tr("Three-minute &tour"), QStringLiteral("tour")),
        std::tuple("helpKeys", tr("&Keyboard map"), QStringLiteral("keys")),
        std::tuple("helpWords", tr("&Words used here"), QStringLiteral("words")),
        std::tuple("about", tr("&About Spliceboard"), QStringLiteral("about"))})
    add(name, text, {}, tr("Help"), [this, topic = topic] { showHelp(*this, topic); });
}

void MainWindow::perform(const Result<graph::Edit>& edit) {
  Document* document = currentDocument();
  if (!document) return;
  if (!currentView()->canvas().showsDocument()) currentView()->setView(GraphView::Spliced);
  const Result<void> done = document->perform(edit);
  if (!done) say(QString::fromStdString(done.error().message));
}

void MainWindow::deleteSelection(bool) {
  Document& document = *currentDocument();
  const Item& item = document.selection().item();
  if (std::holds_alternative<BeadItem>(item)) return action("removeHook")->trigger();
  if (const auto* edge = std::get_if<EdgeItem>(&item)) {
    const graph::EdgeId id = edge->edge;
    document.selection().clear();
    return perform(graph::disconnect(document.graph(), id));
  }
  const std::set<graph::NodeId> nodes = document.selection().nodes();
  if (nodes.empty()) return;
  document.selection().clear();
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

void MainWindow::tidy() {
  Document& document = *currentDocument();
  graph::MoveNodes edit{graph::autoLayout(document.graph(), drawnNodeSize)};
  perform(graph::Edit{std::move(edit)});
  currentView()->canvas().zoomToFit();
}

void MainWindow::autoWire() {
  const auto& nodes = currentDocument()->selection().nodes();
  perform(graph::autoWire(currentDocument()->graph(), {nodes.begin(), nodes.end()}));
}

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
  auto* picker =
      new Picker(tr("Add a hook to %1").arg(QString::fromStdString(edge->provider.name)), rows, this);
  picker->setAttribute(Qt::WA_DeleteOnClose);
  connect(picker, &Picker::chosen, this, [this, id](QString path) {
    if (path == QLatin1String("?file"))
      path = QFileDialog::getOpenFileName(this, tr("Choose a hook"), {}, tr("Components (*.wasm)"));
    if (path.isEmpty()) return;
    m_library->addFile(path);
    if (const QString error = hookEdge(id, path); !error.isEmpty()) say(error);
  });
  const WireBox* wire = currentView()->canvas().scene().wire(id);
  const QPointF at = wire ? currentView()->canvas().toWidget(pointAlong(wire->line, 0.5)) : QPointF(100, 100);
  picker->move(currentView()->canvas().mapToGlobal(at.toPoint()));
  picker->show();
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
  auto* picker = new Picker(
      port ? tr("Add something for %1").arg(QString::fromStdString(port->name)) : tr("Add a component"), rows,
      this);
  picker->setAttribute(Qt::WA_DeleteOnClose);
  const std::optional<graph::PortRef> wanted = port ? std::optional(*port) : std::nullopt;
  connect(picker, &Picker::chosen, this, [this, at, wanted](QString key) {
    if (key == QLatin1String("?host"))
      return perform(graph::leaveToHost(currentDocument()->graph(), *wanted));
    if (key == QLatin1String("?file"))
      key = QFileDialog::getOpenFileName(this, tr("Add component"), {}, tr("Components (*.wasm)"));
    if (!key.isEmpty()) addComponentFile(key, at);
  });
  picker->move(currentView()->canvas().mapToGlobal(currentView()->canvas().toWidget(at).toPoint()));
  picker->show();
}

void MainWindow::addComponentFile(const QString& path, const QPointF& at) {
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  if (!file)
    return say(tr("%1 %2.").arg(QFileInfo(path).fileName(), QString::fromStdString(file.error().text())));
  m_library->addFile(path);
  const graph::NodeId id(currentDocument()->graph().nextId);
  perform(graph::addComponent(currentDocument()->graph(), *file, {}, {at.x(), at.y()}));
  currentDocument()->selection().select(NodeItem{id});
  say(tr("Added. W connects its open imports where exactly one provider fits."));
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
  auto* picker = new Picker(tr("Type a command"), rows, this);
  picker->setAttribute(Qt::WA_DeleteOnClose);
  connect(picker, &Picker::chosen, this, [this](const QString& name) {
    if (QAction* found = action(name.toLatin1().constData())) found->trigger();
  });
  picker->move(mapToGlobal(QPoint((width() - picker->width()) / 2, 90)));
  picker->show();
}

void MainWindow::contextMenu(const HitResult& hit, const QPointF& at, const QPoint& global) {
  if (!hit.empty()) return itemMenu(currentDocument()->selection().item(), global);
  QMenu menu(this);
  menu.addAction(tr("Add…"), this, [this, at] { quickAdd(at, nullptr); });
  menu.addAction(action("autoWireAll"));
  menu.addAction(action("tidy"));
  menu.addAction(action("selectAll"));
  menu.addSeparator();
  menu.addAction(action("exportSvg"));
  menu.exec(global);
}

void MainWindow::itemMenu(const Item& item, const QPoint& global) {
  Document& document = *currentDocument();
  document.selection().select(item);
  updateActions();
  QMenu menu(this);
  const auto use = [&](std::initializer_list<const char*> names) {
    for (const char* name : names) {
      if (QLatin1String(name) == QLatin1String("-"))
        menu.addSeparator();
      else
        menu.addAction(action(name));
    }
  };
  if (std::holds_alternative<BeadItem>(item)) {
    use({"hookUp", "hookDown", "bypass", "openLayout", "-", "removeHook"});
  } else if (const auto* edge = std::get_if<EdgeItem>(&item)) {
    QMenu* hooks = menu.addMenu(tr("Add before/after hook"));
    for (const LibraryEntry& entry : m_library->entries())
      if (entry.isHook)
        hooks->addAction(icon(QStringLiteral("kind-hook")), entry.name, this,
                         [this, id = edge->edge, path = entry.path] {
                           if (const QString error = hookEdge(id, path); !error.isEmpty()) say(error);
                         });
    hooks->addSeparator();
    hooks->addAction(tr("More…"), this, [this, id = edge->edge] { chooseHook(id); });
    use({"reveal", "copyCommand", "-", "disconnect"});
  } else if (std::holds_alternative<PortItem>(item)) {
    use({"leaveToHost", "exportPort"});
    const graph::PortRef port = std::get<PortItem>(item).port;
    QMenu* connectTo = menu.addMenu(tr("Connect to"));
    for (const auto& [id, node] : document.graph().nodes)
      for (const graph::Port& other : port.side == graph::Side::Import ? node.exports : node.imports) {
        const graph::PortRef ref{id,
                                 port.side == graph::Side::Import ? graph::Side::Export : graph::Side::Import,
                                 other.name.name};
        if (id == port.node || !graph::judgeConnection(document.graph(), port, ref).fits()) continue;
        connectTo->addAction(QString::fromStdString(node.name), this, [this, port, ref] {
          const bool exports = port.side == graph::Side::Export;
          perform(
              graph::connectPorts(currentDocument()->graph(), exports ? port : ref, exports ? ref : port));
        });
      }
    connectTo->setEnabled(!connectTo->isEmpty());
  } else {
    use({"rename", "duplicate", "reveal", "-", "delete"});
  }
  menu.exec(global);
}

}  // namespace sb::ui
