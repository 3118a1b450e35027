// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "core/graph/auto_layout.h"
#include "core/support/match.h"
#include "ui/document/document.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/hex_panel.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/library_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/plan_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/wac_panel.h"
#include "ui/panels/wat_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/file_opener.h"
#include "ui/window/run_controller.h"
#include "ui/window/shipped_files.h"
#include "ui/window/start_page.h"

namespace sb::ui {
namespace {

constexpr int maxRecent = 12;

QString recentKey() { return QStringLiteral("recentFiles"); }

}  // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
  setObjectName(QStringLiteral("mainWindow"));
  setWindowTitle(tr("Spliceboard"));
  setAcceptDrops(true);
  resize(1456, 819);
  auto* central = new QWidget(this);
  auto* layout = new QVBoxLayout(central);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  m_tabs = new QTabBar(central);
  m_tabs->setObjectName(QStringLiteral("documentTabs"));
  m_tabs->setTabsClosable(true);
  m_tabs->setExpanding(false);
  m_tabs->setFixedHeight(32);
  m_stack = new QStackedWidget(central);
  m_start = new StartPage(m_stack);
  m_stack->addWidget(m_start);
  layout->addWidget(m_stack, 1);
  setCentralWidget(central);
  m_run = new RunController(this);
  m_opener = new FileOpener(this);
  buildActions();
  buildToolBar();
  addToolBarBreak();
  auto* tabBar = new QToolBar(tr("Documents"), this);
  tabBar->setObjectName(QStringLiteral("documentTabBar"));
  tabBar->setMovable(false);
  tabBar->setContextMenuPolicy(Qt::PreventContextMenu);
  tabBar->setStyleSheet(QStringLiteral("QToolBar { padding: 0; }"));
  tabBar->addWidget(m_tabs);
  addToolBar(Qt::TopToolBarArea, tabBar);
  buildDocks();
  buildMenus();
  buildStatusBar();
  m_library->addFolder(shippedFolder(QStringLiteral("hooks")), true);
  m_start->setSamplesFolder(shippedFolder(QStringLiteral("examples")));
  setRecentFiles(QSettings().value(recentKey()).toStringList());

  connect(m_tabs, &QTabBar::currentChanged, this, &MainWindow::switchTo);
  connect(m_tabs, &QTabBar::tabCloseRequested, this, &MainWindow::closeTab);
  connect(m_start, &StartPage::openRequested, action("open"), &QAction::trigger);
  connect(m_start, &StartPage::newRequested, action("new"), &QAction::trigger);
  connect(m_start, &StartPage::fileChosen, this, &MainWindow::openPath);
  connect(m_start, &StartPage::helpRequested, this, [this](const QString& topic) {
    action(topic == QLatin1String("keys") ? "helpKeys"
                                          : (topic == QLatin1String("words") ? "helpWords" : "helpTour"))
        ->trigger();
  });
  connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (!currentView()) return;
    m_found = currentView()->canvas().setSearch(text);
    m_foundAt = 0;
    if (!text.isEmpty())
      say(m_found.empty() ? tr("Nothing matches “%1”.").arg(text)
                          : tr("%n match(es). F3: next", nullptr, static_cast<int>(m_found.size())));
    else
      say({});
  });
  connect(m_search, &QLineEdit::returnPressed, action("findNext"), &QAction::trigger);
  connect(m_outline, &OutlinePanel::contextMenuWanted, this, &MainWindow::itemMenu);
  connect(m_inspector, &InspectorPanel::addHookWanted, this, &MainWindow::chooseHook);
  connect(m_inspector, &InspectorPanel::layoutWanted, action("openLayout"), &QAction::trigger);
  connect(m_plan, &PlanPanel::layoutWanted, action("openLayout"), &QAction::trigger);
  connect(m_plan, &PlanPanel::wacWanted, this, [this] { showPanel(QStringLiteral("wacPanel")); });
  connect(m_plan, &PlanPanel::stepShown, this, [this](int step, bool after) {
    if (currentView()) currentView()->showStep(step, after);
  });
  connect(m_library, &LibraryPanel::hookChosen, this, [this](const QString& path) {
    if (!currentDocument() || !currentDocument()->selection().edge().valid())
      return say(tr("Select a connection, then choose the hook."));
    if (const QString error = hookEdge(currentDocument()->selection().edge(), path); !error.isEmpty())
      say(error);
  });
  connect(m_library, &LibraryPanel::componentChosen, this, [this](const QString& path) {
    if (currentView()) addComponentFile(path, currentView()->canvas().visibleScene().center());
  });
  connect(m_problems, &ProblemsPanel::countsChanged, this, [this](int errors, int warnings) {
    for (QDockWidget* d : m_docks)
      if (d->widget() == m_problems)
        d->setWindowTitle(errors + warnings == 0 ? tr("Problems")
                                                 : tr("Problems  %1").arg(errors + warnings));
    updateStatus();
  });
  connect(m_opener, &FileOpener::progress, this, [this](const QString& path, double share) {
    say(tr("Reading %1, %2 %  ·  Esc: cancel").arg(QFileInfo(path).fileName()).arg(qRound(share * 100)));
  });
  connect(m_opener, &FileOpener::failed, this, [this](const QString& path, const QString& sentence) {
    say(sentence);
    m_console->appendLine(tr("open"), sentence);
    m_library->addFile(path);
  });
  connect(m_opener, &FileOpener::opened, this,
          [this](const QString& path, bool asCopy, const std::shared_ptr<driver::OpenedFile>& file) {
            takeOpened(path, asCopy, *file);
          });
  connect(m_run, &RunController::started, this, [this](const QString& name) {
    showPanel(QStringLiteral("consolePanel"));
    m_console->appendLine(tr("run"), tr("%1 started").arg(name));
    m_console->setRunning(true);
    updateActions();
  });
  connect(m_run, &RunController::output, m_console, &ConsolePanel::appendOutput);
  connect(m_run, &RunController::trapped, m_console, &ConsolePanel::appendTrap);
  connect(m_run, &RunController::finished, this, [this](const QString& sentence, bool) {
    m_console->appendLine(tr("run"), sentence);
    m_console->setRunning(false);
    say(sentence);
    updateActions();
  });
  connect(m_console, &ConsolePanel::runRequested, action("run"), &QAction::trigger);
  connect(m_console, &ConsolePanel::stopRequested, action("stop"), &QAction::trigger);
  connect(m_console, &ConsolePanel::nodeActivated, this, [this](const QString& name) {
    const graph::Node* node =
        currentDocument() ? currentDocument()->graph().findByName(name.toStdString()) : nullptr;
    if (!node) return;
    currentDocument()->selection().select(NodeItem{node->id});
    emit currentDocument()->selection().revealRequested(NodeItem{node->id});
  });
  for (Panel* panel : m_panels) {
    connect(panel, &Panel::sentence, this, &MainWindow::say);
    panel->setDocument(nullptr);
  }
  m_autosave.setInterval(20'000);
  connect(&m_autosave, &QTimer::timeout, this, &MainWindow::autosave);
  m_autosave.start();
  switchTo(-1);
}

MainWindow::~MainWindow() {
  for (Panel* panel : m_panels) panel->setDocument(nullptr);
  for (DocumentView* view : m_views) delete view;  // before the documents they show
  m_views.clear();
}

DocumentView* MainWindow::currentView() const {
  const int tab = m_tabs->currentIndex();
  return tab >= 0 && static_cast<std::size_t>(tab) < m_views.size() ? m_views[static_cast<std::size_t>(tab)]
                                                                    : nullptr;
}
Document* MainWindow::currentDocument() const { return currentView() ? &currentView()->document() : nullptr; }

void MainWindow::setRecentFiles(const QStringList& paths) {
  QList<RecentFile> recent;
  for (const QString& path : paths) {
    const QFileInfo info(path);
    if (info.exists())
      recent.append({path, tr("%1 KiB, changed %2")
                               .arg((info.size() + 512) / 1024)
                               .arg(QLocale().toString(info.lastModified(), QLocale::ShortFormat))});
  }
  m_start->setRecent(recent);
}

void MainWindow::rememberRecent(const QString& path) {
  QSettings settings;
  QStringList recent = settings.value(recentKey()).toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  while (recent.size() > maxRecent) recent.removeLast();
  settings.setValue(recentKey(), recent);
  setRecentFiles(recent);
}

void MainWindow::openPath(const QString& path, bool asCopy) {
  const QFileInfo info(path);
  if (info.isDir()) {
    m_library->addFolder(path, false);
    return say(tr("The components of %1 are in the Library.").arg(info.fileName()));
  }
  if (info.suffix() == QLatin1String("splice")) return openProject(path);
  say(tr("Reading %1…").arg(info.fileName()));
  m_opener->open(info.absoluteFilePath(), asCopy);
}

void MainWindow::takeOpened(const QString& path, bool asCopy, const driver::OpenedFile& file) {
  if (!file.graph) {
    say(QString::fromStdString(file.sentence));
    m_console->appendLine(tr("open"), QString::fromStdString(file.sentence));
    m_library->addFile(path);
    return;
  }
  addDocument(*file.graph, path, asCopy);
  if (!asCopy) rememberRecent(path);
  if (!file.sentence.empty()) say(QString::fromStdString(file.sentence));
}

Document* MainWindow::addDocument(graph::Graph graph, const QString& path, bool asCopy) {
  const bool needsLayout = graph.positions.size() < graph.nodes.size();
  if (needsLayout) graph.positions = graph::autoLayout(graph, drawnNodeSize);
  auto document = std::make_unique<Document>(std::move(graph));
  if (!path.isEmpty() && path.endsWith(QLatin1String(".splice")) && !asCopy) document->setProjectPath(path);
  auto* view = new DocumentView(*document, m_stack);
  m_stack->addWidget(view);
  m_views.push_back(view);
  m_documents.push_back(std::move(document));
  Document* added = m_documents.back().get();
  attachView(view);
  const QSignalBlocker blocker(m_tabs);
  const int tab = m_tabs->addTab(icon(QStringLiteral("kind-composition")), added->title());
  m_tabs->setTabToolTip(tab, path);
  m_tabs->setCurrentIndex(tab);
  switchTo(tab);
  view->canvas().zoomToFit();
  view->canvas().setFocus();
  return added;
}

void MainWindow::attachView(DocumentView* view) {
  Document& document = view->document();
  GraphCanvas& canvas = view->canvas();
  connect(&canvas, &GraphCanvas::sentence, this, &MainWindow::say);
  connect(&canvas, &GraphCanvas::zoomChanged, this, &MainWindow::updateStatus);
  connect(&canvas, &GraphCanvas::contextMenuRequested, this, &MainWindow::contextMenu);
  connect(&canvas, &GraphCanvas::addHookRequested, this, &MainWindow::chooseHook);
  connect(&canvas, &GraphCanvas::hookFileDropped, this, [this](graph::EdgeId edge, const QString& path) {
    if (const QString error = hookEdge(edge, path); !error.isEmpty()) say(error);
  });
  connect(&canvas, &GraphCanvas::filesDropped, this, [this](const QStringList& paths, const QPointF& at) {
    for (const QString& path : paths) addComponentFile(path, at);
  });
  connect(&canvas, &GraphCanvas::quickAddRequested, this,
          [this](const QPointF& at) { quickAdd(at, nullptr); });
  connect(&canvas, &GraphCanvas::componentsWanted, this,
          [this](const graph::PortRef& port, const QPointF& at) { quickAdd(at, &port); });
  connect(&canvas, &GraphCanvas::openRequested, this, &MainWindow::enterNode);
  connect(&document, &Document::dirtyChanged, this, &MainWindow::updateTitle);
  connect(&document, &Document::titleChanged, this, &MainWindow::updateTitle);
  connect(&document, &Document::previewChanged, this, &MainWindow::updateStatus);
  connect(&document, &Document::graphChanged, this, &MainWindow::updateActions);
  connect(&document.selection(), &Selection::changed, this, &MainWindow::updateActions);
  connect(&document.selection(), &Selection::changed, this, &MainWindow::updateStatus);
  connect(&document.selection(), &Selection::focusChanged, this, &MainWindow::updateStatus);
  connect(&document.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
  connect(view, &DocumentView::viewSwitched, this, &MainWindow::updateActions);
}

/// Opens the inside of a nested composition in a tab of its own; changes there are written back as one edit
/// of the node.
void MainWindow::enterNode(graph::NodeId id) {
  Document* outer = currentDocument();
  const graph::Node* node = outer ? outer->graph().find(id) : nullptr;
  if (!node) return;
  if (!node->inner) {
    outer->selection().select(NodeItem{id});
    return showPanel(QStringLiteral("inspectorPanel"));
  }
  graph::Graph inner = *node->inner;
  inner.name = node->name;
  Document* document = addDocument(std::move(inner), {}, true);
  document->setProperty("insideOf", QString::fromStdString(outer->graph().name));
  say(tr("Inside %1. Changes here belong to a copy of it; export it and replace the node to use them.")
          .arg(QString::fromStdString(node->name)));
}

void MainWindow::switchTo(int tab) {
  DocumentView* view = tab >= 0 && static_cast<std::size_t>(tab) < m_views.size()
                           ? m_views[static_cast<std::size_t>(tab)]
                           : nullptr;
  m_stack->setCurrentWidget(view ? static_cast<QWidget*>(view) : m_start);
  for (QToolBar* bar : findChildren<QToolBar*>(QStringLiteral("documentTabBar")))
    bar->setVisible(!m_views.empty());
  Document* document = view ? &view->document() : nullptr;
  for (Panel* panel : m_panels) panel->setDocument(document);
  for (QDockWidget* d : m_docks) {
    if (!view && !d->isHidden()) d->setProperty("wasShown", true);
    if (!view)
      d->hide();
    else if (d->property("wasShown").toBool() || !d->property("everShown").isValid()) {
      d->show();
      d->setProperty("everShown", true);
      d->setProperty("wasShown", false);
    }
  }
  if (view && !m_docksArranged) {
    m_docksArranged = true;
    resetLayout();
    showPanel(QStringLiteral("layoutPanel"));
  }
  updateActions();
  updateStatus();
  updateTitle();
}

bool MainWindow::mayDiscard(Document& document) {
  if (!document.compositionDirty() || document.undoStack().isClean()) return true;
  const auto answer = QMessageBox::question(
      this, tr("Unsaved work"), tr("%1 has changes that are in no project file.").arg(document.title()),
      QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
  if (answer == QMessageBox::Save) {
    action("save")->trigger();
    return !document.compositionDirty();
  }
  return answer == QMessageBox::Discard;
}

void MainWindow::closeTab(int tab) {
  if (tab < 0 || static_cast<std::size_t>(tab) >= m_views.size()) return;
  const auto at = static_cast<std::size_t>(tab);
  if (!mayDiscard(*m_documents[at])) return;
  discardRecovery(*m_documents[at]);
  for (Panel* panel : m_panels) panel->setDocument(nullptr);
  DocumentView* view = m_views[at];
  m_views.erase(m_views.begin() + tab);
  m_stack->removeWidget(view);
  delete view;
  m_documents.erase(m_documents.begin() + tab);
  {
    const QSignalBlocker blocker(m_tabs);
    m_tabs->removeTab(tab);
  }
  switchTo(m_tabs->currentIndex());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  for (const auto& document : m_documents)
    if (!mayDiscard(*document)) return event->ignore();
  for (const auto& document : m_documents) discardRecovery(*document);
  QSettings settings;
  settings.setValue(QStringLiteral("geometry"), saveGeometry());
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}
void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) openPath(url.toLocalFile());
  event->acceptProposedAction();
}

void MainWindow::updateTitle() {
  for (std::size_t i = 0; i < m_documents.size(); ++i) {
    const Document& document = *m_documents[i];
    QString mark;
    if (!m_documents[i]->undoStack().isClean())
      mark = document.compositionDirty() ? QStringLiteral(" ●")
                                         : (document.layoutDirty() ? QStringLiteral(" ○") : QString());
    m_tabs->setTabText(static_cast<int>(i), document.title() + mark);
  }
  setWindowTitle(currentDocument() ? tr("%1 — Spliceboard").arg(currentDocument()->title())
                                   : tr("Spliceboard"));
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
       {"addFiles",  "saveAs",   "save",      "export",        "exportJson",   "exportDot",   "exportMermaid",
        "exportSvg", "closeTab", "selectAll", "find",          "findNext",     "copyCommand", "zoomIn",
        "zoomOut",   "zoom100",  "fit",       "zoomSelection", "viewOriginal", "viewSpliced", "viewDiff",
        "compare",   "minimap",  "quickAdd",  "autoWire",      "autoWireAll",  "tidy",        "nextProblem"})
    enable(name, document != nullptr, nothingOpen);
  m_search->setEnabled(document != nullptr);
  enable("undo", document && document->undoStack().canUndo(), tr("There is nothing to undo"));
  enable("redo", document && document->undoStack().canRedo(), tr("There is nothing to redo"));
  if (document) {
    action("undo")->setText(tr("&Undo %1").arg(document->undoStack().undoText()));
    action("redo")->setText(tr("&Redo %1").arg(document->undoStack().redoText()));
  }
  enable("delete", anyNodes || edge, tr("Select a node, a connection or a hook"));
  enable("duplicate", node, tr("Select one node"));
  enable("rename", node, tr("Select one node"));
  enable("reveal", item.index() != 0, tr("Select something"));
  enable("disconnect", edge, tr("Select a connection"));
  enable("exportPort", port && std::get_if<PortItem>(&item)->port.side == graph::Side::Export,
         tr("Select an export"));
  enable("leaveToHost", port && std::get_if<PortItem>(&item)->port.side == graph::Side::Import,
         tr("Select an import"));
  enable("addHook", edge, tr("Select a connection"));
  for (const char* name : {"hookUp", "hookDown", "bypass", "removeHook", "openLayout"})
    enable(name, bead, tr("Select a hook"));
  enable("run", document && !m_run->isRunning(), document ? tr("A composition is running") : nothingOpen);
  enable("stop", m_run->isRunning(), tr("Nothing is running"));
}

void MainWindow::updateStatus() {
  Document* document = currentDocument();
  if (!document) {
    m_validity->setText(tr("Nothing open. No network is used unless you ask."));
    m_problemText->clear();
    m_place->clear();
    m_zoom->setText(QStringLiteral("100 %"));
    return;
  }
  int errors = 0, warnings = 0, unsatisfied = 0;
  for (const driver::Problem& problem : document->preview().problems) {
    if (problem.diagnostic.severity == Severity::Error) ++errors;
    if (problem.diagnostic.severity == Severity::Warning) ++warnings;
    if (problem.diagnostic.code == "unsatisfied-import") ++unsatisfied;
  }
  const Theme& t = currentTheme();
  const QString bullet = QStringLiteral("<span style='color:%1'>●</span> %2");
  m_validity->setText(errors == 0 ? bullet.arg(t.ok.name(), tr("Valid after splice"))
                                  : bullet.arg(t.error.name(), tr("%n error(s)", nullptr, errors)));
  QStringList parts;
  if (unsatisfied > 0)
    parts << tr("%n import(s) unsatisfied", nullptr, unsatisfied);
  else if (warnings > 0)
    parts << tr("%n warning(s)", nullptr, warnings);
  std::size_t hooks = 0, hooked = 0;
  for (const auto& [id, edge] : document->graph().edges) {
    hooks += edge.hooks.size();
    hooked += edge.hooks.empty() ? 0 : 1;
  }
  if (hooks > 0)
    parts << tr("%n hook(s) on %1 of %2 connections", nullptr, static_cast<int>(hooks))
                 .arg(hooked)
                 .arg(document->graph().edges.size());
  m_problemText->setText(parts.join(QStringLiteral("     ")));
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

void MainWindow::takeFocus() { updateStatus(); }

}  // namespace sb::ui
