// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QTabBar>

#include <optional>

#include "core/support/diagnostic.h"

namespace sb::ui {

/// The menu bar with the title of the window in the middle, where there is room.
class TitledMenuBar : public QMenuBar {
  Q_OBJECT
 public:
  using QMenuBar::QMenuBar;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

/// The find field; shows its shortcut while it is empty.
class SearchField : public QLineEdit {
  Q_OBJECT
 public:
  explicit SearchField(QWidget* parent = nullptr);

 signals:
  void left();  ///< Esc

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
};

/// Title of a dock that has no tab of its own: looks like the selected tab of its neighbours.
class DockTab : public QWidget {
  Q_OBJECT
 public:
  DockTab(const QString& iconName, const QString& title, QWidget* parent = nullptr);
  QSize sizeHint() const override { return {120, 32}; }
  QSize minimumSizeHint() const override { return {60, 32}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_iconName, m_title;
};

/// A sentence of the status bar, with a glyph before it: fine, a warning or an error.
class StatusLabel : public QLabel {
  Q_OBJECT
 public:
  using QLabel::QLabel;
  void showFine(const QString& text);
  void show(Severity severity, const QString& text);
  void showPlain(const QString& text);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void set(int glyph, const QString& text);
  int m_glyph = 0;  ///< 0 none, 1 fine, 2 warning, 3 error
};

/// A count on a tab, in the colours of what it counts.
QLabel* countBadge(int errors, int warnings);

}  // namespace sb::ui
