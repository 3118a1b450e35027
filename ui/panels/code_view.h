// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>
#include <map>
#include <set>

namespace sb::ui {

enum class CodeLanguage { Wit, Wac, Wat };

/// Read-only code with line numbers, syntax colours and marked lines (an accent bar at the left). Same look
/// for WIT, WAC and WAT.
class CodeView : public QPlainTextEdit {
  Q_OBJECT
 public:
  CodeView(CodeLanguage language, bool gutter, QWidget* parent = nullptr);
  void setCode(const QString& text);
  /// Lines (1-based) that the selected object made.
  void setMarkedLines(const std::set<int>& lines);
  const std::set<int>& markedLines() const { return m_marked; }
  /// Text beside the line numbers, such as the plan step that made a line.
  void setGutterTexts(const std::map<int, QString>& texts);
  void showLine(int line);
  double heightFor(int width) const;  ///< of the whole text, lines wrapped to this width
  int gutterWidth() const;
  void paintGutter(QPaintEvent* event);

 signals:
  void lineActivated(int line);  ///< a click or the cursor moved there by keyboard

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* m_gutter = nullptr;
  std::set<int> m_marked;
  std::map<int, QString> m_gutterTexts;
  bool m_setting = false;
};

}  // namespace sb::ui
