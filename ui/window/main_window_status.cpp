// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QTabBar>

#include "ui/document/document.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/run_controller.h"
#include "ui/window/window_parts.h"

// What the window says about the current document: title, status bar, which actions are possible and why not.
namespace sb::ui {

void MainWindow::updateTitle() {
  for (std::size_t i = 0; i < m_documents.size(); ++i) {
    const Document& document = *m_documents[i];
    QString mark;
    if (!m_documents[i]->undoStack().isClean() && document.compositionDirty())
      mark = QStringLiteral("  ●");
    else if (document.layoutDirty())
      mark = QStringLiteral("  ○");
    m_tabs->setTabText(static_cast<int>(i), document.title() + mark);
  }
  setWindowTitle(currentDocument() ? tr("%1 — Spliceboard").arg(currentDocument()->title())
                                   : tr("Spliceboard"));
  if (menuWidget()) menuWidget()->update();
}

void MainWindow::updateActions() {
  Document* document = currentDocument();
  const Item item = document ? document->selection().item() : Item{};
  const bool node = std::holds_alternative<NodeItem>(item), port = std::holds_alternative<PortItem>(item),
             bead = std::holds_alternative<BeadItem>(item);
  const bool edge = std::holds_alternative<EdgeItem>(item) || bead;
  const bool anyNodes = document && !document->selection().nodes().empty();
  const auto enable = [&](const char* name, bool on, const QString& why = {}) {
    QAction* found = action(name);
    if (!found) return;
    if (found->property("tip").isNull()) found->setProperty("tip", found->statusTip());
    found->setEnabled(on);
    found->setStatusTip(on || why.isEmpty() ? found->property("tip").toString() : why);
  };
  const QString nothingOpen = tr("Open a composition first");
  for (const char* name :
       {"addFiles",      "saveAs",     "save",           "export",          "exportJson", "exportDot",
        "exportMermaid", "exportSvg",  "closeTab",       "selectAll",       "find",       "findNext",
        "copyCommand",   "zoomIn",     "zoomOut",        "zoom100",         "fit",        "viewOriginal",
        "viewSpliced",   "viewDiff",   "compare",        "minimap",         "quickAdd",   "autoWire",
        "autoWireAll",   "tidy",       "nextProblem",    "previousProblem", "quickFix",   "findPrevious",
        "goTo",          "jumpNode",   "viewBack",       "viewForward",     "runOptions", "resetLayout",
        "enlargePanel",  "nextRegion", "previousRegion", "hookByRule",      "addReplay",  "editRules",
        "loadRules"})
    enable(name, document != nullptr, nothingOpen);
  m_search->setEnabled(document != nullptr);
  for (QDockWidget* d : m_docks) {
    d->toggleViewAction()->setEnabled(document != nullptr);
    d->toggleViewAction()->setStatusTip(document ? tr("Show or hide %1").arg(d->windowTitle()) : nothingOpen);
  }
  enable("undo", document && document->undoStack().canUndo(), tr("There is nothing to undo"));
  enable("redo", document && document->undoStack().canRedo(), tr("There is nothing to redo"));
  if (document) {
    action("undo")->setText(tr("&Undo %1").arg(document->undoStack().undoText()));
    action("redo")->setText(tr("&Redo %1").arg(document->undoStack().redoText()));
  }
  const graph::Node* one = node ? document->graph().find(std::get<NodeItem>(item).node) : nullptr;
  const bool instance = one && one->kind != graph::NodeKind::Host;
  const QString oneNode = tr("Select one instance"), aConnection = tr("Select a connection");
  enable("delete", anyNodes || edge, tr("Select a node, a connection or a hook"));
  enable("deleteHeal", instance || bead, oneNode);
  enable("duplicate", instance, oneNode);
  enable("rename", instance, oneNode);
  enable("replaceFile", instance, oneNode);
  enable("saveComponent", one && one->file, oneNode);
  const graph::Node* held = port ? document->graph().find(std::get<PortItem>(item).port.node) : one;
  enable("showBytes", edge || (held && held->file),
         tr("Select something that a file has: a node, a port, a hook"));
  enable("reveal", item.index() != 0, tr("Select something"));
  enable("zoomSelection", anyNodes || item.index() != 0, tr("Select something"));
  for (const char* name : {"selectUp", "selectDown"})
    enable(name, anyNodes || edge, tr("Select a node or a connection"));
  enable("selectSame", port || edge, tr("Select a port or a connection"));
  enable("disconnect", edge, aConnection);
  enable("explain", edge, aConnection);
  enable("whyImported", edge || port, tr("Select a connection or a port"));
  enable("connectSelected", port || (document && document->selection().nodes().size() == 2),
         tr("Select two nodes, or one port"));
  enable("exportPort", port && std::get_if<PortItem>(&item)->port.side == graph::Side::Export,
         tr("Select an export"));
  enable("leaveToHost", port && std::get_if<PortItem>(&item)->port.side == graph::Side::Import,
         tr("Select an import"));
  enable("tidySelection", document && document->selection().nodes().size() > 1,
         tr("Select two nodes or more"));
  enable("enter", one && one->inner, tr("Select a nested composition"));
  enable("leave", document && !document->path().empty(), tr("This is the outermost composition"));
  enable("addHook", edge, aConnection);
  for (const char* name : {"hookUp", "hookDown", "bypass", "removeHook", "openLayout"})
    enable(name, bead, tr("Select a hook"));
  const graph::Edge* hooked = bead ? document->graph().find(document->selection().edge()) : nullptr;
  bool hasFile = false;
  if (hooked)
    for (const graph::Hook& hook : hooked->hooks)
      hasFile = hasFile || (hook.id == document->selection().hook() && hook.file && !hook.file->path.empty());
  enable("openHookFile", hasFile, bead ? tr("This hook was not read from a file") : tr("Select a hook"));
  bool anyHooks = false;
  if (document)
    for (const auto& [id, wire] : document->graph().edges) anyHooks = anyHooks || !wire.hooks.empty();
  enable("saveRules", anyHooks || (document && !document->root().rules.empty()),
         document ? tr("No connection has a hook") : nothingOpen);
  enable("applyRules", document && !document->root().rules.empty(),
         document ? tr("This document keeps no rules") : nothingOpen);
  enable("expand", anyHooks, document ? tr("No connection has a hook") : nothingOpen);
  enable("run", document && !m_run->isRunning(), document ? tr("A composition is running") : nothingOpen);
  enable("stop", m_run->isRunning(), tr("Nothing is running"));
  updateCanvasActions();
  if (document && document->isReadOnly())
    for (const char* name :
         {"save",       "saveAs",      "export",         "exportJson",      "exportDot", "exportMermaid",
          "exportSvg",  "run",         "quickAdd",       "addFiles",        "autoWire",  "autoWireAll",
          "addHook",    "hookByRule",  "delete",         "deleteHeal",      "duplicate", "rename",
          "disconnect", "replaceFile", "exportPort",     "connectSelected", "paste",     "leaveToHost",
          "tidy",       "addReplay",   "editRules",      "tidySelection",   "loadRules", "frame",
          "unframe",    "copyCommand", "traceConnection"})
      enable(name, false, document->readOnlyReason());
}

void MainWindow::updateStatus() {
  Document* document = currentDocument();
  if (!document) {
    m_validity->showPlain(tr("Nothing open. No network is used unless you ask."));
    m_problemText->showPlain({});
    m_hookText->showPlain({});
    m_place->clear();
    m_zoom->setText(QStringLiteral("100 %"));
    return;
  }
  int errors = 0, warnings = 0, unsatisfied = 0;
  for (const driver::Problem& problem : document->problems()) {
    if (problem.diagnostic.severity == Severity::Error) ++errors;
    if (problem.diagnostic.severity == Severity::Warning) ++warnings;
    if (problem.diagnostic.code == "unsatisfied-import") ++unsatisfied;
  }
  if (document->isReadOnly())
    m_validity->show(Severity::Error, tr("Broken file, to look at only"));
  else if (errors == 0)
    m_validity->showFine(document->previewIsCurrent() ? tr("Valid after splice") : tr("Checking…"));
  else
    m_validity->show(Severity::Error, tr("%n error(s)", nullptr, errors));
  if (unsatisfied > 0)
    m_problemText->show(Severity::Warning, tr("%n import(s) unsatisfied", nullptr, unsatisfied));
  else if (warnings > 0)
    m_problemText->show(Severity::Warning, tr("%n warning(s)", nullptr, warnings));
  else
    m_problemText->showPlain({});
  std::size_t hooks = 0, hooked = 0;
  for (const auto& [id, edge] : document->graph().edges) {
    hooks += edge.hooks.size();
    hooked += edge.hooks.empty() ? 0 : 1;
  }
  m_hookText->showPlain(hooks == 0
                            ? QString()
                            : tr("%n hook(s) on %1 of %2 connections", nullptr, static_cast<int>(hooks))
                                  .arg(hooked)
                                  .arg(document->graph().edges.size()));
  QStringList place;
  const Focus& focus = document->selection().focus();
  if (const auto* node = std::get_if<NodeItem>(&document->selection().item()))
    if (const graph::Node* found = document->graph().find(node->node))
      place << QString::fromStdString(found->name);
  if (const auto adapter = document->adapterOf(document->selection().edge(), document->selection().hook())) {
    place << tr("%1 selected").arg(QString::fromStdString(adapter->name).section(QLatin1Char(' '), 0, 0));
    if (focus.region && focus.region->value < adapter->layout.regions.size()) {
      const adapt::Region& region = adapter->layout[*focus.region];
      place << QStringLiteral("0x%1").arg(region.offset, 3, 16, QLatin1Char('0'))
            << tr("%1 B").arg(region.size) << tr("align %1").arg(region.align);
      QStringList owner;
      for (const std::string& part : {region.owner.function, region.owner.param, region.name})
        if (!part.empty()) owner << QString::fromStdString(part);
      place << owner.join(QLatin1Char('.'));
    }
  }
  m_place->setText(place.join(QStringLiteral("   ")));
  m_zoom->setText(QStringLiteral("%1 %").arg(qRound(currentView()->canvas().zoom() * 100)));
}

void MainWindow::say(const QString& sentence) {
  m_hint->setText(sentence);
  m_hint->setToolTip(sentence);
}

}  // namespace sb::ui
