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
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "core/graph/auto_layout.h"
#include "core/support/match.h"
#include "ui/document/document.h"
#include "ui/document/unsaved_work.h"
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
#include "ui/window/hook_by_rule_dialog.h"
#include "ui/window/recent_files.h"
#include "ui/window/run_controller.h"
#include "ui/window/shipped_files.h"
#include "ui/window/start_page.h"
#include "ui/window/window_parts.h"

namespace sb::ui {

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
  setObjectName(QStringLiteral("mainWindow"));
  setWindowTitle(tr("Spliceboard"));
  setAcceptDrops(true);
  resize(1456, 900);
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
  buildDocks();
  buildMenus();
  buildStatusBar();
  m_library->addFolder(shippedFolder(QStringLiteral("hooks")), true);
  m_start->setSamplesFolder(shippedFolder(QStringLiteral("examples")));
  setRecentFiles(recentPaths());

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
  connectPanels();
  connectRules();
  connectJobs();
  for (Panel* panel : m_panels) {
    connect(panel, &Panel::sentence, this, &MainWindow::say);
    panel->setDocument(nullptr);
  }
  m_unsaved = std::make_unique<UnsavedWork>(
      QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery"));
  m_autosave.setInterval(20'000);
  connect(&m_autosave, &QTimer::timeout, this, &MainWindow::autosave);
  m_autosave.start();
  switchTo(-1);
}

void MainWindow::connectPanels() {
  connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (!currentView()) return;
    if (!text.isEmpty() && m_found.empty() && !m_beforeSearch)
      m_beforeSearch = currentView()->canvas().place();
    m_found = currentView()->canvas().setSearch(text);
    m_foundAt = -1;
    if (!text.isEmpty())
      say(m_found.empty()
              ? tr("Nothing matches “%1”.").arg(text)
              : tr("%n match(es)  ·  F3: next  ·  Esc: back", nullptr, static_cast<int>(m_found.size())));
    else
      say({});
  });
  connect(m_search, &SearchField::left, this, [this] {
    m_search->clear();
    if (!currentView()) return;
    if (m_beforeSearch) currentView()->canvas().setPlace(*m_beforeSearch);
    m_beforeSearch.reset();
    currentView()->canvas().setFocus();
  });
  connect(m_search, &QLineEdit::returnPressed, action("findNext"), &QAction::trigger);
  connect(m_outline, &OutlinePanel::contextMenuWanted, this, &MainWindow::itemMenu);
  connect(m_inspector, &InspectorPanel::addHookWanted, this, &MainWindow::chooseHook);
  connect(m_inspector, &InspectorPanel::layoutWanted, action("openLayout"), &QAction::trigger);
  connect(m_inspector, &InspectorPanel::bytesWanted, action("showBytes"), &QAction::trigger);
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
  connect(m_problems, &ProblemsPanel::fixWanted, this, &MainWindow::fix);
  connect(m_problems, &ProblemsPanel::countsChanged, this, [this](int errors, int warnings) {
    m_errorCount = errors;
    m_warningCount = warnings;
    decorateTabs();
    updateStatus();
  });
  connect(m_console, &ConsolePanel::nodeActivated, this, [this](const QString& name) { revealNode(name); });
}

void MainWindow::connectJobs() {
  connect(m_opener, &FileOpener::progress, this, [this](const QString& path, double share) {
    showBusy(tr("Reading %1, %2 %").arg(QFileInfo(path).fileName()).arg(qRound(share * 100)));
  });
  connect(m_cancel, &QToolButton::clicked, this, [this] {
    m_opener->cancel();
    showBusy({});
    say(tr("Cancelled."));
  });
  connect(m_opener, &FileOpener::failed, this, [this](const QString& path, const QString& sentence) {
    showBusy({});
    say(sentence);
    m_console->appendLine(tr("open"), sentence);
    m_library->addFile(path);
  });
  connect(m_opener, &FileOpener::opened, this,
          [this](const QString& path, bool asCopy, const std::shared_ptr<driver::OpenedFile>& file) {
            showBusy({});
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
  connect(m_console, &ConsolePanel::inputEntered, m_run, &RunController::write);
  connect(m_console, &ConsolePanel::inputClosed, m_run, &RunController::closeInput);
  connect(m_console, &ConsolePanel::runRequested, action("run"), &QAction::trigger);
  connect(m_console, &ConsolePanel::stopRequested, action("stop"), &QAction::trigger);
}

/// What goes on for longer than a moment, with Cancel; empty: nothing.
void MainWindow::showBusy(const QString& text) {
  m_busy->setText(text);
  m_busy->setVisible(!text.isEmpty());
  m_cancel->setVisible(!text.isEmpty());
}

/// Selects a node by name, also inside nested compositions ("rates/feed"), and brings it into view.
void MainWindow::revealNode(const QString& name) {
  Document* document = currentDocument();
  if (!document) return;
  std::vector<graph::NodeId> path;
  const std::function<std::optional<graph::NodeId>(const graph::Graph&, const QString&)> find =
      [&](const graph::Graph& graph, const QString& wanted) -> std::optional<graph::NodeId> {
    for (const auto& [id, node] : graph.nodes) {
      const QString own = QString::fromStdString(node.name);
      if (own == wanted) return id;
      if (!node.inner) continue;
      const bool named = wanted.startsWith(own + QLatin1Char('/'));
      path.push_back(id);
      if (const auto found = find(*node.inner, named ? wanted.mid(own.size() + 1) : wanted)) return found;
      path.pop_back();
    }
    return std::nullopt;
  };
  const auto found = find(document->root(), name);
  if (!found) return say(tr("%1 is no node of this composition.").arg(name));
  document->goTo(path);
  document->selection().select(NodeItem{*found});
  emit document->selection().revealRequested(NodeItem{*found});
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || !m_search) return;
  updateStatus();
  decorateTabs();
}

MainWindow::~MainWindow() {
  for (const auto& document : m_documents) {  // what they say on their way out has nobody to hear it
    document->disconnect(this);
    document->undoStack().disconnect(this);
    document->selection().disconnect(this);
  }
  for (Panel* panel : m_panels) panel->setDocument(nullptr);
  for (DocumentView* view : m_views) delete view;  // before the documents they show
  m_views.clear();
}

}  // namespace sb::ui
