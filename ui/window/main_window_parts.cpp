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
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

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
#include "ui/window/window_parts.h"

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
  auto* bar = new TitledMenuBar(this);
  bar->setFixedHeight(32);
  const auto menu = [this, bar](const QString& title, std::initializer_list<const char*> names) {
    QMenu* result = bar->addMenu(title);
    for (const char* name : names) {
      if (QLatin1String(name) == QLatin1String("-"))
        result->addSeparator();
      else if (QLatin1String(name) == QLatin1String("recent"))
        m_recentMenu = result->addMenu(tr("Open &recent"));
      else if (QAction* found = action(name))
        result->addAction(found);
    }
    return result;
  };
  menu(tr("&File"),
       {"open", "recent", "new", "addFiles", "-", "save", "saveAs", "-", "loadRules", "saveRules", "-",
        "export", "exportJson", "exportDot", "exportMermaid", "exportSvg", "-", "closeTab", "quit"});
  menu(tr("&Edit"), {"undo",       "redo",       "-",      "copy",       "paste",     "delete",
                     "deleteHeal", "duplicate",  "rename", "-",          "selectAll", "selectUp",
                     "selectDown", "selectSame", "-",      "find",       "findNext",  "findPrevious",
                     "goTo",       "jumpNode",   "-",      "copyCommand"});
  QMenu* view = menu(
      tr("&View"), {"zoomIn",      "zoomOut",      "zoom100",     "fit",           "zoomSelection", "reveal",
                    "-",           "viewOriginal", "viewSpliced", "viewDiff",      "compare",       "expand",
                    "-",           "viewBack",     "viewForward", "minimap",       "usedPorts",     "-",
                    "themeSystem", "themeLight",   "themeDark",   "themeContrast", "textSize"});
  buildLinkMenu(*view->addMenu(tr("Link pa&nels")));
  menu(tr("&Graph"),
       {"quickAdd",    "autoWire",  "autoWireAll", "connectSelected", "disconnect", "exportPort",
        "leaveToHost", "-",         "frame",       "unframe",         "hide",       "showHidden",
        "-",           "addReplay", "replaceFile", "saveComponent",   "-",          "tidySelection",
        "tidy",        "-",         "explain",     "whyImported",     "showBytes",  "-",
        "enter",       "leave"});
  menu(tr("&Hooks"),
       {"addHook", "hookByRule", "traceConnection", "-", "hookUp", "hookDown", "bypass", "removeHook", "-",
        "editRules", "applyRules", "-", "showAdapter", "openLayout", "openHookFile"});
  menu(tr("&Run"), {"run", "stop", "runOptions"});
  QMenu* window = menu(tr("&Window"), {"palette", "nextProblem", "previousProblem", "quickFix", "-",
                                       "nextRegion", "previousRegion", "enlargePanel", "resetLayout", "-"});
  for (QDockWidget* d : m_docks) window->addAction(d->toggleViewAction());
  int number = 1;
  for (QDockWidget* d : m_docks) {
    if (number > 9) break;
    auto* key = new QShortcut(QKeySequence(QStringLiteral("Alt+%1").arg(number++)), this);
    connect(key, &QShortcut::activated, this, [this, d] {
      if (!currentDocument()) return say(tr("Open a composition first"));
      showPanel(d->widget()->objectName());
      d->widget()->setFocus();
    });
    d->toggleViewAction()->setStatusTip(tr("Show or hide %1").arg(d->windowTitle()));
  }
  menu(tr("&Help"), {"helpTour", "helpKeys", "helpWords", "about"});
  buildHead(bar);
}

/// Which panels follow the selection. Those that show no part of it are not in the list.
void MainWindow::buildLinkMenu(QMenu& menu) {
  for (Panel* panel : std::initializer_list<Panel*>{m_outline, m_inspector, m_plan, m_layout, m_cells, m_wac,
                                                    m_wat, m_hex, m_problems}) {
    QAction* link = menu.addAction(panel->title());
    link->setObjectName(QStringLiteral("link-") + panel->objectName());
    link->setCheckable(true);
    link->setChecked(true);
    link->setStatusTip(tr("Whether %1 follows what is selected elsewhere").arg(panel->title()));
    connect(link, &QAction::toggled, panel, &Panel::setLinked);
    connect(panel, &Panel::linkedChanged, link, &QAction::setChecked);
    panel->header()->addLink(link);
  }
}

/// Menu bar, tools and document tabs: one above the other, over the whole width.
void MainWindow::buildHead(QMenuBar* menus) {
  auto* head = new QWidget(this);
  auto* column = new QVBoxLayout(head);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  menus->setParent(head);
  column->addWidget(menus);
  column->addWidget(buildToolBar(head));
  column->addWidget(m_tabs);
  setMenuWidget(head);
}

QWidget* MainWindow::buildToolBar(QWidget* head) {
  auto* bar = new QWidget(head);
  bar->setObjectName(QStringLiteral("mainToolBar"));
  bar->setFixedHeight(42);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(12, 0, 12, 2);
  row->setSpacing(4);
  const auto button = [&](const char* name, bool word) {
    auto* tool = new QToolButton(bar);
    tool->setDefaultAction(action(name));
    tool->setObjectName(QStringLiteral("tool-") + QLatin1String(name));
    tool->setIconSize(QSize(word ? 20 : 16, 16));
    tool->setToolButtonStyle(word ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    tool->setFixedHeight(30);
    row->addWidget(tool);
    return tool;
  };
  const auto line = [&] {
    auto* separator = new QWidget(bar);
    separator->setFixedSize(1, 22);
    separator->setAttribute(Qt::WA_StyledBackground);
    separator->setProperty("role", "line");
    row->addSpacing(4);
    row->addWidget(separator);
    row->addSpacing(4);
  };
  button("open", true);
  line();
  button("undo", false);
  button("redo", false);
  line();
  button("autoWire", true);
  button("addHook", true);
  button("tidy", true);
  button("fit", false);
  row->addStretch(1);
  m_search = new SearchField(bar);
  row->addWidget(m_search, 3);
  row->addStretch(1);
  button("compare", true);
  button("run", true);
  auto* exportButton = button("export", true);
  exportButton->setProperty("primary", true);
  action("export")->setIcon(icon(QStringLiteral("export"), &Theme::onAccent));
  return bar;
}

void MainWindow::buildStatusBar() {
  QStatusBar* bar = statusBar();
  bar->setSizeGripEnabled(false);
  bar->setFixedHeight(24);
  const auto place = [&](auto* label, const char* name, int stretch, bool right) {
    label->setObjectName(QLatin1String(name));
    label->setFont(currentTheme().caption());
    label->setProperty("role", "secondary");
    if (right)
      bar->addPermanentWidget(label, stretch);
    else
      bar->addWidget(label, stretch);
    return label;
  };
  m_validity = place(new StatusLabel(this), "statusValidity", 0, false);
  m_problemText = place(new StatusLabel(this), "statusProblems", 0, false);
  m_hookText = place(new StatusLabel(this), "statusHooks", 0, false);
  m_hint = place(new QLabel(this), "statusHint", 1, false);
  m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_hint->setContentsMargins(8, 0, 8, 0);
  m_hint->setTextFormat(Qt::PlainText);
  m_busy = place(new QLabel(this), "statusBusy", 0, true);
  m_cancel = new QToolButton(this);
  m_cancel->setObjectName(QStringLiteral("statusCancel"));
  m_cancel->setText(tr("Cancel"));
  m_cancel->setStyleSheet(QStringLiteral("QToolButton { padding: 0 8px; }"));
  bar->addPermanentWidget(m_cancel);
  m_busy->hide();
  m_cancel->hide();
  m_place = place(new QLabel(this), "statusPlace", 0, true);
  m_place->setFont(currentTheme().mono());
  m_place->setContentsMargins(8, 0, 8, 0);
  m_zoom = place(new QLabel(this), "statusZoom", 0, true);
  m_zoom->setContentsMargins(8, 0, 12, 0);
  m_zoom->setFont(currentTheme().mono());
}

}  // namespace sb::ui
