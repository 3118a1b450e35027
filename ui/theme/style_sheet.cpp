// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/theme/style_sheet.h"

namespace sb::ui {

QString styleSheet(const Theme& t) {
  QString css = QStringLiteral(R"(
QMainWindow, QDialog { background: @window; }
QWidget { color: @text; }
QToolTip { background: @panel; color: @text; border: 1px solid @controlBorder; padding: 4px 6px; }
QMenuBar { background: @window; padding: 3px 6px; spacing: 2px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @accentWeak; }
QMenu { background: @panel; border: 1px solid @separator; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: @accentWeak; }
QMenu::item:disabled { color: @textTertiary; }
QMenu::separator { height: 1px; background: @separator; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }
QToolBar { background: @window; border: none; padding: 0 12px; spacing: 4px; }
QToolBar::separator { width: 1px; background: @separator; margin: 4px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 5px 8px; background: transparent; font-weight: 500; }
QToolButton:hover { background: @accentWeak; }
QToolButton:pressed, QToolButton:checked { background: @accentWeak; border-color: @accent; color: @accent; }
QToolButton:disabled { color: @textTertiary; }
QToolButton[primary="true"] { background: @accent; color: @onAccent; padding: 6px 14px; font-weight: 600; }
QToolButton[primary="true"]:disabled { background: @panelHeader; color: @textTertiary; border: 1px solid @separator; }
QPushButton { background: @panel; border: 1px solid @controlBorder; border-radius: 4px; padding: 5px 12px; font-weight: 500; min-height: 16px; }
QPushButton:hover { border-color: @text; }
QPushButton:pressed { background: @accentWeak; }
QPushButton:disabled { color: @textTertiary; border-color: @separator; }
QPushButton:default, QPushButton[primary="true"] { background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QPushButton[primary="true"]:disabled { background: @panelHeader; color: @textTertiary; border-color: @separator; }
QPushButton[link="true"] { border: none; background: transparent; color: @accent; padding: 2px 2px; text-align: left; font-weight: 600; }
QPushButton[segment="true"] { border-radius: 0; padding: 4px 12px; background: @panel; color: @textSecondary; }
QPushButton[segment="true"]:checked { background: @accentWeak; border: 1px solid @accent; color: @text; font-weight: 600; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: @panel; border: 1px solid @controlBorder; border-radius: 4px; padding: 4px 7px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 1px solid @accent; }
QLineEdit:disabled { color: @textTertiary; border-color: @separator; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @controlBorder; selection-background-color: @accentWeak; selection-color: @text; }
QCheckBox, QRadioButton { spacing: 6px; }
QAbstractItemView { background: @panel; border: none; outline: none; selection-background-color: @accentWeak; selection-color: @text; alternate-background-color: @panelHeader; }
QAbstractItemView::item { min-height: 24px; }
QAbstractItemView::item:hover { background: @panelHeader; }
QAbstractItemView::item:selected { background: @accentWeak; color: @text; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @textSecondary; border: none; border-bottom: 1px solid @separator; padding: 3px 6px; font-size: 11px; font-weight: 600; }
QTabBar { background: @window; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; padding: 7px 12px; border: none; border-top: 2px solid transparent; color: @textSecondary; font-weight: 500; }
QTabBar::tab:selected { background: @panel; color: @text; border-top: 2px solid @accent; font-weight: 600; }
QTabBar::tab:hover:!selected { color: @text; }
QTabWidget::pane { border: none; background: @panel; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; font-weight: 600; }
QDockWidget::title { background: @panelHeader; padding: 6px 10px; }
QMainWindow::separator { background: @separator; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QSplitter::handle { background: @separator; }
QStatusBar { background: @window; border-top: 1px solid @separator; }
QStatusBar::item { border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @separator; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }
QScrollBar::handle:hover { background: @controlBorder; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @panelHeader; border: 1px solid @separator; border-radius: 3px; text-align: center; max-height: 14px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QLabel[role="secondary"] { color: @textSecondary; }
QLabel[role="tertiary"] { color: @textTertiary; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="caption"] { font-size: 11px; color: @textSecondary; font-weight: 600; }
QLabel[role="chip"] { background: @panelHeader; border: 1px solid @separator; border-radius: 3px; padding: 1px 5px; font-size: 11px; color: @textSecondary; }
QWidget[role="line"] { background: @separator; }
#overlayBox { background: @panel; border: 1px solid @separator; border-radius: 4px; }
#breadcrumbs { background: @canvas; border-radius: 4px; }
QFrame[role="panel"] { background: @panel; }
QFrame[role="header"] { background: @panelHeader; border-bottom: 1px solid @separator; }
QFrame[role="separator"] { background: @separator; max-height: 1px; border: none; }
)");
  if (t.plain())  // without tints a choice is told by an outline or by ink and paper changing places
    css += QStringLiteral(R"(
QMenuBar::item:selected, QMenu::item:selected { background: @text; color: @panel; }
QMenu { border: 2px solid @text; }
QToolButton:hover, QPushButton:hover { border: 2px solid @text; }
QToolButton:pressed, QToolButton:checked { border: 3px solid @accent; color: @text; }
QPushButton[segment="true"]:checked { border: 3px solid @accent; }
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QAbstractItemView:focus { border: 2px solid @accent; }
QAbstractItemView::item:hover { border: 1px solid @text; }
QAbstractItemView::item:selected { border: 3px solid @accent; }
QTabBar::tab:selected { border-top: 3px solid @accent; }
QScrollBar::handle { background: @text; }
)");
  const std::pair<const char*, QColor> roles[] = {{"@windowText", t.text},
                                                  {"@window", t.window},
                                                  {"@panelHeader", t.panelHeader},
                                                  {"@panel", t.panel},
                                                  {"@canvas", t.canvas},
                                                  {"@separator", t.separator},
                                                  {"@controlBorder", t.controlBorder},
                                                  {"@textSecondary", t.textSecondary},
                                                  {"@textTertiary", t.textTertiary},
                                                  {"@text", t.text},
                                                  {"@accentWeak", t.accentWeak},
                                                  {"@accent", t.accent},
                                                  {"@onAccent", t.onAccent}};
  for (const auto& [name, colour] : roles) css.replace(QLatin1String(name), colour.name());
  return css;
}

}  // namespace sb::ui
