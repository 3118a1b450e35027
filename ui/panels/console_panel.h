// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPlainTextEdit>
#include <QStringList>

#include "ui/panels/panel.h"

class QLineEdit;
class QToolButton;

namespace sb::ui {

/// Lines of text whose names of nodes can be clicked.
class ConsoleText : public QPlainTextEdit {
  Q_OBJECT
 public:
  using QPlainTextEdit::QPlainTextEdit;

 signals:
  void linkClicked(const QString& target);

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
};

/// What running, opening and exporting had to say: time, source, text.
class ConsolePanel : public Panel {
  Q_OBJECT
 public:
  explicit ConsolePanel(QWidget* parent = nullptr);
  /// A line of the program itself: source "run", "open", "export".
  void appendLine(const QString& source, const QString& text);
  /// What a guest wrote, as it came: source "stdout" or "stderr". Unfinished lines go on with the next piece.
  void appendOutput(const QString& source, const QString& text);
  /// A trap with its back-trace, innermost first; "node: function" makes the node a link.
  void appendTrap(const QString& message, const QStringList& frames);
  void setRunning(bool running);
  void clear();
  QString text() const;

 signals:
  void runRequested();
  void stopRequested();
  void inputEntered(const QString& line);  ///< for the standard input of what runs, with its line end
  void inputClosed();
  void nodeActivated(const QString& name);

 protected:
  void attach() override;
  void themeChanged() override;

 private:
  enum class Voice { Program, Output, Error, Time, Link };
  static Voice voiceOf(const QString& source);
  void startLine(const QString& source, Voice voice, bool withTime = true);
  static QColor colourOf(Voice voice);
  void recolour();
  void insert(const QString& text, Voice voice, const QString& link = {});
  void scrollDown(bool wasAtEnd);
  bool atEnd() const;
  void showEmptyState();
  ConsoleText* m_text;
  QLabel* m_empty;
  QLineEdit* m_input;
  QToolButton *m_run, *m_stop, *m_clear, *m_copy;
  QString m_openSource;  ///< source of a line without its end yet
};

}  // namespace sb::ui
