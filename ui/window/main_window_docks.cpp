// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

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
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/window_parts.h"

// Docks: where panels lie, what their tabs show, how the arrangement is kept.
namespace sb::ui {
namespace {

constexpr int compactWidth = 1400, railWidth = 40, bottomHeight = 300;

/// Arrangements are kept for each set of screens.
QString arrangementKey() {
  QStringList parts;
  for (const QScreen* screen : QGuiApplication::screens()) {
    const QRect r = screen->geometry();
    parts << QStringLiteral("%1x%2+%3+%4").arg(r.width()).arg(r.height()).arg(r.x()).arg(r.y());
  }
  return QStringLiteral("arrangement/") + parts.join(QLatin1Char('_'));
}

QString tabIconName(const QString& title) {
  if (title == QObject::tr("Layout")) return QStringLiteral("layout");
  if (title == QObject::tr("Cells")) return QStringLiteral("cells");
  if (title == QObject::tr("Problems")) return QStringLiteral("problems");
  return {};
}

}  // namespace

QDockWidget* MainWindow::dock(Panel* panel, Qt::DockWidgetArea area) {
  auto* result = new QDockWidget(panel->title(), this);
  result->setObjectName(panel->objectName() + QStringLiteral("Dock"));
  result->setWidget(panel);
  addDockWidget(area, result);
  m_docks.push_back(result);
  m_panels.push_back(panel);
  connect(result, &QDockWidget::topLevelChanged, this, [this] { m_dockTitles.start(); });
  connect(result, &QDockWidget::dockLocationChanged, this, [this] { m_dockTitles.start(); });
  // The timer as context: docks are hidden once more while the window is taken down.
  connect(result, &QDockWidget::visibilityChanged, &m_dockTitles, [this] { m_dockTitles.start(); });
  return result;
}

void MainWindow::buildDocks() {
  setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks |
                 QMainWindow::GroupedDragging);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
  setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
  m_dockTitles.setSingleShot(true);
  m_dockTitles.setInterval(0);
  connect(&m_dockTitles, &QTimer::timeout, this, &MainWindow::updateDockTitles);
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
  dock(m_outline, Qt::LeftDockWidgetArea);
  dock(m_library, Qt::LeftDockWidgetArea);
  dock(m_inspector, Qt::RightDockWidgetArea);
  dock(m_plan, Qt::RightDockWidgetArea);
  for (Panel* panel : std::initializer_list<Panel*>{m_outline, m_library}) panel->setMinimumWidth(200);
  for (Panel* panel : std::initializer_list<Panel*>{m_inspector, m_plan}) panel->setMinimumWidth(280);
  QDockWidget* layout = dock(m_layout, Qt::BottomDockWidgetArea);
  QDockWidget* cells = dock(m_cells, Qt::BottomDockWidgetArea);
  splitDockWidget(layout, cells, Qt::Horizontal);
  for (Panel* panel : std::initializer_list<Panel*>{m_wac, m_wat, m_hex, m_problems, m_console, m_history})
    tabifyDockWidget(layout, dock(panel, Qt::BottomDockWidgetArea));
  for (QDockWidget* d : m_docks) {
    auto* panel = static_cast<Panel*>(d->widget());
    const bool side = panel == m_outline || panel == m_library || panel == m_inspector || panel == m_plan;
    if (side)
      d->setTitleBarWidget(panel->header());
    else
      panel->header()->hide();  // the tab names it
  }
  layout->raise();
  buildRail();
  updateDockTitles();
  m_defaultState = saveState();
}

/// The left docks as a column of icons: what is left of them in a narrow window.
void MainWindow::buildRail() {
  m_rail = new QToolBar(tr("Panels at the left"), this);
  m_rail->setObjectName(QStringLiteral("leftRail"));
  m_rail->setMovable(false);
  m_rail->setFixedWidth(railWidth);
  m_rail->setContextMenuPolicy(Qt::PreventContextMenu);
  for (Panel* panel : std::initializer_list<Panel*>{m_outline, m_library}) {
    auto* button = new QToolButton(m_rail);
    button->setObjectName(panel->objectName() + QStringLiteral("Rail"));
    button->setIcon(icon(panel == m_outline ? QStringLiteral("outline") : QStringLiteral("library")));
    button->setToolTip(panel->title());
    button->setCheckable(true);
    button->setFixedSize(32, 32);
    QDockWidget* d = dockOf(panel);
    connect(button, &QToolButton::clicked, d, &QDockWidget::setVisible);
    connect(d->toggleViewAction(), &QAction::toggled, button, &QToolButton::setChecked);
    m_rail->addWidget(button);
  }
  addToolBar(Qt::LeftToolBarArea, m_rail);
  m_rail->hide();
}

QDockWidget* MainWindow::dockOf(const QWidget* panel) const {
  for (QDockWidget* d : m_docks)
    if (d->widget() == panel) return d;
  return nullptr;
}

/// A dock at the bottom has a tab; one that is alone gets a title that looks like it; a floating one has the
/// platform's title.
void MainWindow::updateDockTitles() {
  for (QDockWidget* d : m_docks) {
    auto* panel = static_cast<Panel*>(d->widget());
    const bool side = panel == m_outline || panel == m_library || panel == m_inspector || panel == m_plan;
    QWidget* old = d->titleBarWidget();
    QWidget* wanted = nullptr;
    if (side) {
      wanted = panel->header();
    } else if (!d->isFloating()) {
      bool tabbed = false;
      for (const QDockWidget* other : tabifiedDockWidgets(d)) tabbed = tabbed || !other->isHidden();
      const char* kind = tabbed ? "dockTabbed" : "dockAlone";
      if (old && old->objectName() == QLatin1String(kind)) continue;
      wanted = tabbed ? new QWidget(d) : new DockTab(panel->header()->iconName(), panel->title(), d);
      wanted->setObjectName(QLatin1String(kind));
    }
    if (old == wanted) continue;
    d->setTitleBarWidget(wanted);
    if (wanted) wanted->show();
    if (old && old != panel->header()) old->deleteLater();
  }
  decorateTabs();
}

void MainWindow::decorateTabs() {
  for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    bar->setIconSize(QSize(16, 16));
    bar->setExpanding(false);
    for (int i = 0; i < bar->count(); ++i) {
      const QString title = bar->tabText(i), name = tabIconName(title);
      const bool problems = title == m_problems->title();
      const int count = problems ? m_errorCount + m_warningCount : 0;
      const bool shown = !name.isEmpty() && (!problems || count > 0);
      const ThemeRole colour =
          !problems ? &Theme::text : (m_errorCount > 0 ? &Theme::error : &Theme::warning);
      bar->setTabIcon(i, shown ? icon(name, colour) : QIcon());
      bar->setTabButton(i, QTabBar::RightSide,
                        count > 0 ? countBadge(m_errorCount, m_warningCount) : nullptr);
    }
  }
}

void MainWindow::resetLayout() {
  restoreState(m_defaultState);
  const bool compact = width() < compactWidth;
  for (QDockWidget* d : m_docks) d->setVisible(true);
  if (compact) tabifyDockWidget(dockOf(m_layout), dockOf(m_cells));
  dockOf(m_outline)->setVisible(!compact);
  dockOf(m_library)->setVisible(!compact);
  m_rail->setVisible(compact);
  dockOf(m_layout)->raise();
  resizeDocks({dockOf(m_outline), dockOf(m_inspector)}, {256, compact ? 300 : 348}, Qt::Horizontal);
  resizeDocks({dockOf(m_layout)}, {compact ? 240 : bottomHeight}, Qt::Vertical);
  if (!compact)
    resizeDocks({dockOf(m_layout), dockOf(m_cells)}, {width() * 654 / 1000, width() * 346 / 1000},
                Qt::Horizontal);
  resizeDocks({dockOf(m_outline), dockOf(m_library)}, {320, 330}, Qt::Vertical);
  resizeDocks({dockOf(m_inspector), dockOf(m_plan)}, {402, 246}, Qt::Vertical);
  m_dockTitles.start();
}

/// The arrangement of the last time with these screens, or the one of the design.
void MainWindow::arrangeDocks() {
  const QByteArray kept = QSettings().value(arrangementKey()).toByteArray();
  if (kept.isEmpty() || !restoreState(kept)) resetLayout();
  m_dockTitles.start();
}

void MainWindow::rememberArrangement() const {
  if (m_docksArranged)
    QSettings().setValue(arrangementKey(), m_enlarged.isEmpty() ? saveState() : m_enlarged);
}

/// Enlarges the focused panel to the window, and back.
void MainWindow::togglePanelSize() {
  if (!m_enlarged.isEmpty()) {
    restoreState(m_enlarged);
    m_enlarged.clear();
    m_stack->setVisible(true);
    m_dockTitles.start();
    return;
  }
  QDockWidget* focused = nullptr;
  for (QDockWidget* d : m_docks)
    if (d->isAncestorOf(QApplication::focusWidget())) focused = d;
  if (!focused) return say(tr("Shift+Esc enlarges the panel that has the focus."));
  m_enlarged = saveState();
  for (QDockWidget* d : m_docks)
    if (d != focused) d->hide();
  m_stack->setVisible(false);
  m_dockTitles.start();
}

void MainWindow::showPanel(const QString& objectName) {
  for (QDockWidget* d : m_docks)
    if (d->widget()->objectName() == objectName) {
      d->show();
      d->raise();
    }
}

/// The next of menu, tool bar, tabs, left docks, canvas, right docks, bottom docks, status bar.
void MainWindow::focusRegion(int by) {
  std::vector<QWidget*> regions{m_search,    m_outline, m_library, m_stack->currentWidget(),
                                m_inspector, m_plan};
  for (const QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
    for (QDockWidget* d : m_docks)
      if (bar->tabText(bar->currentIndex()) == d->windowTitle()) regions.push_back(d->widget());
  if (!m_cells->visibleRegion().isEmpty()) regions.push_back(m_cells);
  const int count = static_cast<int>(regions.size());
  int at = 3;
  for (int i = 0; i < count; ++i)
    if (regions[static_cast<std::size_t>(i)]->isAncestorOf(QApplication::focusWidget()) ||
        regions[static_cast<std::size_t>(i)] == QApplication::focusWidget())
      at = i;
  for (int tries = 0; tries < count; ++tries) {
    at = (at + by + count) % count;
    QWidget* region = regions[static_cast<std::size_t>(at)];
    if (!region->isVisible() || !region->isEnabled()) continue;
    QWidget* target = region;
    for (QWidget* child : region->findChildren<QWidget*>())
      if (target->focusPolicy() == Qt::NoFocus && child->isVisible() && child->focusPolicy() & Qt::TabFocus)
        target = child;
    target->setFocus(Qt::TabFocusReason);
    return;
  }
}

}  // namespace sb::ui
