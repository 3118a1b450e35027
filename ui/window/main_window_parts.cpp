// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

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
#include "ui/window/run_controller.h"
#include "ui/window/start_page.h"

// What the window is made of: actions, menus, tool bar, docks, status bar. What they do is in
// main_window.cpp.
namespace sb::ui {

QAction* MainWindow::add(const char* name, const QString& text, const QKeySequence& shortcut,
                         const QString& tip, const std::function<void()>& run, const QString& iconName) {
  auto* result = new QAction(text, this);
  result->setObjectName(QLatin1String(name));
  result->setShortcut(shortcut);
  result->setStatusTip(tip);
  QString toolTip = text;
  toolTip.remove(QLatin1Char('&'));
  if (!shortcut.isEmpty())
    toolTip += QStringLiteral("  (") + shortcut.toString(QKeySequence::NativeText) + QLatin1Char(')');
  result->setToolTip(toolTip);
  if (!iconName.isEmpty()) {
    result->setIcon(icon(iconName));
    result->setData(iconName);
  }
  connect(result, &QAction::triggered, this, run);
  addAction(result);
  return result;
}

QAction* MainWindow::action(const char* name) const {
  return findChild<QAction*>(QLatin1String(name), Qt::FindDirectChildrenOnly);
}

void MainWindow::buildMenus() {
  const auto menu = [this](const QString& title, std::initializer_list<const char*> names) {
    QMenu* result = menuBar()->addMenu(title);
    for (const char* name : names) {
      if (QLatin1String(name) == QLatin1String("-"))
        result->addSeparator();
      else if (QAction* found = action(name))
        result->addAction(found);
    }
    return result;
  };
  menu(tr("&File"), {"open", "new", "addFiles", "-", "save", "saveAs", "-", "export", "exportJson",
                     "exportDot", "exportMermaid", "exportSvg", "-", "closeTab", "quit"});
  menu(tr("&Edit"), {"undo", "redo", "-", "delete", "duplicate", "rename", "-", "selectAll", "find",
                     "findNext", "-", "copyCommand"});
  QMenu* view =
      menu(tr("&View"), {"zoomIn", "zoomOut", "zoom100", "fit", "zoomSelection", "-", "viewOriginal",
                         "viewSpliced", "viewDiff", "-", "minimap", "themeLight", "themeDark"});
  Q_UNUSED(view);
  menu(tr("&Graph"), {"quickAdd", "autoWire", "autoWireAll", "disconnect", "exportPort", "leaveToHost", "-",
                      "tidy", "-", "reveal"});
  menu(tr("&Hooks"), {"addHook", "hookUp", "hookDown", "bypass", "removeHook", "-", "openLayout"});
  menu(tr("&Run"), {"run", "stop"});
  QMenu* window = menu(tr("&Window"), {"palette", "resetLayout", "-"});
  for (QDockWidget* d : m_docks) window->addAction(d->toggleViewAction());
  menu(tr("&Help"), {"helpTour", "helpKeys", "helpWords", "about"});
}

void MainWindow::buildToolBar() {
  auto* bar = new QToolBar(tr("Main tools"), this);
  bar->setObjectName(QStringLiteral("mainToolBar"));
  bar->setMovable(false);
  bar->setIconSize(QSize(16, 16));
  bar->setFixedHeight(42);
  bar->setContextMenuPolicy(Qt::PreventContextMenu);
  const auto button = [&](const char* name, bool word) {
    bar->addAction(action(name));
    auto* tool = qobject_cast<QToolButton*>(bar->widgetForAction(action(name)));
    tool->setToolButtonStyle(word ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    tool->setFixedHeight(30);
    return tool;
  };
  const auto spring = [&] {
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
  };
  button("open", true);
  bar->addSeparator();
  button("undo", false);
  button("redo", false);
  bar->addSeparator();
  button("autoWire", true);
  button("addHook", true);
  button("tidy", true);
  button("fit", false);
  spring();
  m_search = new QLineEdit(bar);
  m_search->setObjectName(QStringLiteral("searchField"));
  m_search->setPlaceholderText(tr("Find interface, function, type…"));
  m_search->setClearButtonEnabled(true);
  m_search->setMinimumWidth(240);
  m_search->setMaximumWidth(420);
  m_search->setFixedHeight(28);
  m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_search->addAction(icon(QStringLiteral("search"), currentTheme().textSecondary),
                      QLineEdit::LeadingPosition);
  m_search->setAccessibleName(tr("Find in the graph"));
  bar->addWidget(m_search);
  spring();
  button("compare", true);
  button("run", true);
  auto* exportButton = button("export", true);
  exportButton->setProperty("primary", true);
  action("export")->setIcon(icon(QStringLiteral("export"), currentTheme().onAccent));
  addToolBar(Qt::TopToolBarArea, bar);
}

QDockWidget* MainWindow::dock(Panel* panel, Qt::DockWidgetArea area) {
  auto* result = new QDockWidget(panel->title(), this);
  result->setObjectName(panel->objectName() + QStringLiteral("Dock"));
  result->setWidget(panel);
  addDockWidget(area, result);
  m_docks.push_back(result);
  m_panels.push_back(panel);
  return result;
}

void MainWindow::buildDocks() {
  setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
  setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
  m_outline = new OutlinePanel(this);
  m_library = new LibraryPanel(this);
  m_inspector = new InspectorPanel(this);
  m_plan = new PlanPanel(this);
  m_layout = new LayoutPanel(this);
  m_wac = new WacPanel(this);
  m_wat = new WatPanel(this);
  m_hex = new HexPanel(this);
  m_problems = new ProblemsPanel(this);
  m_console = new ConsolePanel(this);
  m_history = new HistoryPanel(this);
  m_cells = new CellsPanel(this);
  QDockWidget* outline = dock(m_outline, Qt::LeftDockWidgetArea);
  QDockWidget* library = dock(m_library, Qt::LeftDockWidgetArea);
  QDockWidget* inspector = dock(m_inspector, Qt::RightDockWidgetArea);
  QDockWidget* plan = dock(m_plan, Qt::RightDockWidgetArea);
  for (QDockWidget* d : {outline, library, inspector, plan})
    d->setTitleBarWidget(static_cast<Panel*>(d->widget())->header());
  for (Panel* panel : std::initializer_list<Panel*>{m_outline, m_library}) panel->setMinimumWidth(240);
  for (Panel* panel : std::initializer_list<Panel*>{m_inspector, m_plan}) panel->setMinimumWidth(330);
  QDockWidget* layout = dock(m_layout, Qt::BottomDockWidgetArea);
  QDockWidget* cells = dock(m_cells, Qt::BottomDockWidgetArea);
  splitDockWidget(layout, cells, Qt::Horizontal);
  for (Panel* panel : std::initializer_list<Panel*>{m_wac, m_wat, m_hex, m_problems, m_console, m_history}) {
    QDockWidget* d = dock(panel, Qt::BottomDockWidgetArea);
    tabifyDockWidget(layout, d);
  }
  for (QDockWidget* d : m_docks) {
    auto* panel = static_cast<Panel*>(d->widget());
    if (d->titleBarWidget() == panel->header()) continue;
    panel->header()->hide();  // the tab names it
    d->setTitleBarWidget(new QWidget(d));
  }
  layout->raise();
  resetLayout();
}

void MainWindow::resetLayout() {
  if (!m_defaultState.isEmpty()) restoreState(m_defaultState);
  const auto find = [this](const char* name) { return findChild<QDockWidget*>(QLatin1String(name)); };
  resizeDocks({find("outlinePanelDock"), find("inspectorPanelDock")}, {256, 348}, Qt::Horizontal);
  resizeDocks({find("layoutPanelDock")}, {300}, Qt::Vertical);
  const int total = std::max(width(), 1200);
  resizeDocks({find("layoutPanelDock"), find("cellsPanelDock")}, {total * 65 / 100, total * 35 / 100},
              Qt::Horizontal);
  resizeDocks({find("outlinePanelDock"), find("libraryPanelDock")}, {300, 320}, Qt::Vertical);
  resizeDocks({find("inspectorPanelDock"), find("planPanelDock")}, {400, 250}, Qt::Vertical);
  if (m_defaultState.isEmpty()) m_defaultState = saveState();
}

void MainWindow::showPanel(const QString& objectName) {
  for (QDockWidget* d : m_docks)
    if (d->widget()->objectName() == objectName) {
      d->show();
      d->raise();
    }
}

void MainWindow::buildStatusBar() {
  QStatusBar* bar = statusBar();
  bar->setSizeGripEnabled(false);
  bar->setFixedHeight(24);
  const auto label = [&](const char* name, int stretch, bool right) {
    auto* result = new QLabel(this);
    result->setObjectName(QLatin1String(name));
    result->setFont(currentTheme().caption());
    result->setProperty("role", "secondary");
    result->setContentsMargins(8, 0, 8, 0);
    if (right)
      bar->addPermanentWidget(result, stretch);
    else
      bar->addWidget(result, stretch);
    return result;
  };
  m_validity = label("statusValidity", 0, false);
  m_problemText = label("statusProblems", 0, false);
  m_hint = label("statusHint", 1, false);
  m_place = label("statusPlace", 0, true);
  m_place->setFont(currentTheme().mono());
  m_zoom = label("statusZoom", 0, true);
}

}  // namespace sb::ui
