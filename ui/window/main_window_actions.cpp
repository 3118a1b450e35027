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
#include "ui/window/window_parts.h"

// Actions of the menus File, Edit and View.
namespace sb::ui {

void MainWindow::buildActions() {
  buildFileActions();
  buildEditActions();
  buildViewActions();
  buildLookActions();
  buildGraphActions();
  buildCanvasActions();
  buildHookActions();
  buildRuleActions();
  buildRunActions();
}

void MainWindow::buildFileActions() {
  add(
      "open", tr("&Open…"), QKeySequence::Open, tr("Open a composition, a component or a project"),
      [this] {
        const QStringList paths = QFileDialog::getOpenFileNames(
            this, tr("Open"), {},
            tr("Compositions (*.wasm *.splice *.wac);;Rules (*.yaml *.yml);;All files (*)"));
        for (const QString& path : paths) openPath(path);
      },
      QStringLiteral("open"));
  action("open")->setIconText(tr("Open"));
  add("new", tr("&New empty composition"), QKeySequence::New, tr("Start with nothing and add components"),
      [this] { addDocument(graph::emptyGraph("untitled"), {}, true); });
  add("addFiles", tr("Add co&mponent…"), QKeySequence(), tr("Add component files to this composition"),
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
}

void MainWindow::buildEditActions() {
  add(
      "undo", tr("&Undo"), QKeySequence::Undo, tr("Take the last change back"),
      [this] { currentDocument()->undoStack().undo(); }, QStringLiteral("undo"));
  add(
      "redo", tr("&Redo"), QKeySequence::Redo, tr("Do it again"),
      [this] { currentDocument()->undoStack().redo(); }, QStringLiteral("redo"));
  add("delete", tr("&Delete"), QKeySequence::Delete, tr("Delete the selected nodes, connection or hook"),
      [this] { deleteSelection(false); });
  add("deleteHeal", tr("Delete and &heal"), QKeySequence(tr("Ctrl+Del")),
      tr("Delete the node and connect what it stood between"), [this] { deleteSelection(true); });
  add("duplicate", tr("Dup&licate instance"), QKeySequence(tr("Ctrl+D")),
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
    for (const auto& [id, node] : currentDocument()->graph().nodes)  // neither hidden ones nor an idle host
      if (currentView()->canvas().scene().node(id)) all.insert(id);
    currentDocument()->selection().selectNodes(all);
  });
  add(
      "find", tr("&Find"), QKeySequence::Find, tr("Find nodes, interfaces and functions"),
      [this] {
        m_search->setFocus();
        m_search->selectAll();
      },
      QStringLiteral("search"));
  add("findNext", tr("Find ne&xt"), QKeySequence(Qt::Key_F3), tr("Go to the next match"),
      [this] { findStep(1); });
  add("findPrevious", tr("Find pre&vious"), QKeySequence(tr("Shift+F3")), tr("Go to the match before"),
      [this] { findStep(-1); });
  add("goTo", tr("&Go to…"), QKeySequence(tr("Ctrl+P")),
      tr("Nodes, interfaces, functions, types and files by name"), [this] { goTo({}); });
  add("jumpNode", tr("&Jump to node…"), {}, tr("Nodes by name (/)"),
      [this] { goTo(QStringLiteral("nodes")); });
  add("selectUp", tr("Select up&stream"), {}, tr("Everything the selection gets calls answered by (U)"),
      [this] { selectAlong(true); });
  add("selectDown", tr("Select do&wnstream"), {}, tr("Everything that calls the selection (D)"),
      [this] { selectAlong(false); });
  add("selectSame", tr("Select same &interface"), {},
      tr("Every node with the interface of the selection (I)"), [this] { selectSameInterface(); });
  add("copyCommand", tr("Copy as co&mmand"), QKeySequence(tr("Ctrl+Shift+C")),
      tr("Copy the splicectl command that does the same"), [this] {
        QApplication::clipboard()->setText(commandLine());
        say(tr("Copied: %1").arg(commandLine()));
      });
}

void MainWindow::buildViewActions() {
  const auto canvas = [this]() -> GraphCanvas* { return currentView() ? &currentView()->canvas() : nullptr; };
  const auto middle = [canvas] { return QPointF(canvas()->width(), canvas()->height()) / 2; };
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
       {std::pair("viewOriginal", tr("Show ori&ginal")), std::pair("viewSpliced", tr("Show s&pliced")),
        std::pair("viewDiff", tr("Show &diff"))}) {
    add(name, text, QKeySequence(QStringLiteral("Ctrl+%1").arg(index + 1)), tr("Switch the canvas"),
        [this, view = static_cast<GraphView>(index)] { currentView()->setView(view); });
    ++index;
  }
  add(
      "compare", tr("&Compare"), {}, tr("Original against spliced"),
      [this] {
        currentView()->setView(currentView()->view() == GraphView::Diff ? GraphView::Spliced
                                                                        : GraphView::Diff);
      },
      QStringLiteral("diff"));
  add("minimap", tr("&Minimap"), QKeySequence(), tr("Show or hide the minimap"),
      [this] { currentView()->setMinimapVisible(!currentView()->minimapVisible()); });
  add("expand", tr("&Expand hooks"), {}, tr("Show hooks as adapter and hook nodes, or as beads again (E)"),
      [this] { currentView()->setExpanded(!currentView()->expanded()); });
  add("viewBack", tr("View &back"), QKeySequence(tr("Alt+Left")), tr("Where the view was before"),
      [canvas] { canvas()->goBack(); });
  add("viewForward", tr("View for&ward"), QKeySequence(tr("Alt+Right")), tr("Where the view was after that"),
      [canvas] { canvas()->goForward(); });
}

}  // namespace sb::ui
