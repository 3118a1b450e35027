// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QComboBox>
#include <QString>

class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace sb::ui {

/// A combo box with the arrow of the design; its icon follows the theme.
class PanelCombo : public QComboBox {
  Q_OBJECT
 public:
  explicit PanelCombo(QWidget* parent = nullptr);
  QSize minimumSizeHint() const override { return {80, QComboBox::minimumSizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
};

/// Lets a page be panel-coloured instead of window-coloured.
void makePaper(QWidget* widget);
/// A low toggle or command in a line above a view.
void makeCompact(QToolButton* button);
/// Code and text that fill their panel: no frame, no ring.
void makeFlush(QPlainTextEdit* edit);
/// The looking glass in a search field.
void showSearchIcon(QLineEdit* edit);
/// "1 cell", "5 cells"
QString counted(qint64 count, const QString& one, const QString& many);

}  // namespace sb::ui
