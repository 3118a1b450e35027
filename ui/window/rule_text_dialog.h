// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QDialog>
#include <QTimer>

#include "core/plan/splice_rules.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace sb::ui {

class Document;
class RuleList;

/// The rules of a document as text, with what each selects and the first error while one types.
class RuleTextDialog : public QDialog {
  Q_OBJECT
 public:
  /// `rule`: the one to put the cursor on; negative: the first. The document must outlive the dialog.
  RuleTextDialog(Document& document, const QString& yaml, int rule, QWidget* parent);
  /// An error that came of applying; the dialog stays open.
  void showError(const QString& sentence);
  void evaluate();

 signals:
  void rulesWanted(const sb::plan::SpliceRules& rules);

 private:
  void placeCursor(unsigned line);
  Document& m_document;
  QPlainTextEdit* m_text;
  QLabel* m_sentence;
  RuleList* m_preview;
  QPushButton* m_apply;
  QTimer m_later;
  plan::SpliceRules m_rules;
};

}  // namespace sb::ui
