// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QKeySequence>

#include "ui/document/document.h"
#include "ui/panels/problems_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/help_pages.h"
#include "ui/window/main_window.h"
#include "ui/window/run_controller.h"

// Actions of the menus Graph, Hooks, Run, Window and Help.
namespace sb::ui {

void MainWindow::buildGraphActions() {
  const auto canvas = [this]() -> GraphCanvas* { return currentView() ? &currentView()->canvas() : nullptr; };
  const auto selectedEdge = [this] {
    return currentDocument() ? currentDocument()->selection().edge() : graph::EdgeId();
  };
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
      "tidy", tr("&Tidy"), QKeySequence(), tr("Lay all nodes out in layers (Shift+T)"),
      [this] { tidy(false); }, QStringLiteral("tidy"));
  add("tidySelection", tr("Tidy &selection"), QKeySequence(), tr("Lay the selected nodes out in layers (T)"),
      [this] { tidy(true); });
  add("connectSelected", tr("&Connect selected"), QKeySequence(),
      tr("Connect the two selected nodes, or the selected port (L)"), [this] { connectSelected(); });
  add("replaceFile", tr("Re&place with file…"), QKeySequence(),
      tr("Another component in place of the selected one; what fits stays connected"),
      [this] { replaceSelected(); });
  add("addReplay", tr("Provider from &recording…"), QKeySequence(),
      tr("A component that answers the selected import from what the hook record has written"),
      [this] { addReplay(); });
  add("saveComponent", tr("Sa&ve component as…"), QKeySequence(),
      tr("Write the selected component to a file"), [this] { saveComponent(); });
  add("showBytes", tr("Show in file &bytes"), QKeySequence(), tr("The bytes of the selected object, in Hex"),
      [this] { showPanel(QStringLiteral("hexPanel")); });
  add("explain", tr("Explain connecti&on"), QKeySequence(), tr("Both WIT texts side by side (X)"),
      [this, selectedEdge] { explain(selectedEdge()); });
  add("whyImported", tr("Show wh&y imported"), QKeySequence(), tr("Who needs this interface (Y)"), [this] {
    const Item& item = currentDocument()->selection().item();
    if (const auto* port = std::get_if<PortItem>(&item)) return whyImported(port->port);
    if (const graph::Edge* edge = currentDocument()->graph().find(currentDocument()->selection().edge()))
      whyImported(edge->provider);
  });
  add("enter", tr("&Enter composition"), QKeySequence(tr("Ctrl+Return")),
      tr("Open the inside of the selected node"), [this] {
        if (const auto* node = std::get_if<NodeItem>(&currentDocument()->selection().item()))
          enterNode(node->node);
      });
  add("leave", tr("Leave co&mposition"), QKeySequence(tr("Ctrl+Backspace")),
      tr("Back to the composition outside"), [this] { leaveNode(); });
  add("reveal", tr("&Reveal selection"), QKeySequence(), tr("Bring the selection into view (.)"),
      [this, canvas] { canvas()->reveal(currentDocument()->selection().item()); });
}

void MainWindow::buildHookActions() {
  const auto selectedEdge = [this] {
    return currentDocument() ? currentDocument()->selection().edge() : graph::EdgeId();
  };
  add(
      "addHook", tr("&Add hook…"), QKeySequence(), tr("Put a hook on the selected connection (H)"),
      [this, selectedEdge] { chooseHook(selectedEdge()); }, QStringLiteral("add-hook"));
  action("addHook")->setIconText(tr("Add hook"));
  add("openHookFile", tr("Open hook &file"), {}, tr("Open the component of the selected hook"), [this] {
    const graph::Edge* edge = currentDocument()->graph().find(currentDocument()->selection().edge());
    if (!edge) return;
    for (const graph::Hook& hook : edge->hooks)
      if (hook.id == currentDocument()->selection().hook() && hook.file && !hook.file->path.empty())
        openPath(QString::fromStdString(hook.file->path));
  });
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
  add("bypass", tr("B&ypass"), QKeySequence(), tr("Switch the selected hook off or on (B)"), [this] {
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
}

void MainWindow::buildRunActions() {
  add(
      "run", tr("&Run"), QKeySequence(Qt::Key_F5), tr("Run the spliced composition in the Console"),
      [this] { runOrStop(); }, QStringLiteral("trace"));
  add("stop", tr("&Stop"), QKeySequence(tr("Shift+F5")), tr("Stop the running composition"),
      [this] { m_run->stop(); });
  add("runOptions", tr("Run &options…"), {}, tr("Arguments, time limit and memory limit"),
      [this] { runOptions(); });
  add("palette", tr("&Command palette…"), QKeySequence(tr("Ctrl+Shift+P")),
      tr("Every action with its shortcut"), [this] { commandPalette(); });
  add("resetLayout", tr("&Reset layout"), {}, tr("Put the panels back where they belong"),
      [this] { resetLayout(); });
  for (const auto& [name, text, key, by] :
       {std::tuple("nextProblem", tr("&Next problem"), QStringLiteral("F8"), 1),
        std::tuple("previousProblem", tr("&Previous problem"), QStringLiteral("Shift+F8"), -1)})
    add(name, text, QKeySequence(key), tr("Go from problem to problem"), [this, by = by] {
      showPanel(QStringLiteral("problemsPanel"));
      m_problems->step(by);
    });
  add("quickFix", tr("Quick &fix…"), QKeySequence(tr("Ctrl+.")),
      tr("What can be done about the selected problem"), [this] { quickFix(); });
  add("nextRegion", tr("Next re&gion"), QKeySequence(Qt::Key_F6),
      tr("Move the focus to the next part of the window"), [this] { focusRegion(1); });
  add("previousRegion", tr("Pre&vious region"), QKeySequence(tr("Shift+F6")),
      tr("Move the focus to the part before"), [this] { focusRegion(-1); });
  add("enlargePanel", tr("&Enlarge panel"), QKeySequence(tr("Shift+Esc")),
      tr("The focused panel takes the whole window, and back"), [this] { togglePanelSize(); });
  for (const auto& [name, text, topic] :
       {std::tuple("helpTour", tr("Three-minute &tour"), QStringLiteral("tour")),
        std::tuple("helpKeys", tr("&Keyboard map"), QStringLiteral("keys")),
        std::tuple("helpWords", tr("&Words used here"), QStringLiteral("words")),
        std::tuple("about", tr("&About Spliceboard"), QStringLiteral("about"))})
    add(name, text, {}, tr("Help"), [this, topic = topic] { showHelp(*this, topic); });
}

}  // namespace sb::ui
