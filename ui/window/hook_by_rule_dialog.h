// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QDialog>
#include <QTimer>
#include <map>
#include <set>
#include <string>

#include "core/driver/try_rule.h"
#include "core/plan/splice_rules.h"
#include "ui/panels/library_panel.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace sb::ui {

class Document;

/// One hook for many connections (design, 6.7): patterns, the connections that they select with what the
/// planner says to each, and for the others why not. Not modal: the canvas lights what is selected.
class HookByRuleDialog : public QDialog {
  Q_OBJECT
 public:
  /// `hooks`: rows of the Library; those that were read are offered. The document must outlive the dialog.
  HookByRuleDialog(Document& document, const std::vector<LibraryEntry>& hooks, QWidget* parent);

  const Document& document() const { return m_document; }
  /// What the fields say now; connections that are not chosen are exceptions of the rule.
  plan::SpliceRule rule() const;
  const plan::HookFiles& files() const { return m_files; }
  bool keepsRule() const;
  bool nearestCaller() const;
  int chosen() const;  ///< connections that would get the hook
  /// Takes patterns and waits for the answer; tests and scenes.
  void setPatterns(const QString& interface, const QString& caller, const QString& provider);
  void evaluate();

 signals:
  /// The patterns select these; ids are of the composition on screen.
  void matchesChanged(const std::set<sb::graph::EdgeId>& edges);
  void hookWanted();
  void said(const QString& sentence);

 private:
  QWidget* buildFields(const std::vector<LibraryEntry>& hooks);
  QWidget* buildButtons();
  plan::SpliceRule patternRule() const;
  plan::Injection injection() const;
  void showTried(const driver::TriedRule& tried);
  void addOthers(const driver::TriedRule& tried);
  void rememberChoice(QTreeWidgetItem* item);
  void updateSummary();
  QString complaint() const;  ///< what has to be filled in first

  Document& m_document;
  std::vector<LibraryEntry> m_hooks;
  plan::HookFiles m_files;
  QLineEdit *m_interface, *m_caller, *m_provider;
  QRadioButton *m_every, *m_before, *m_between;
  QComboBox *m_hook, *m_position;
  QLabel* m_summary;
  QCheckBox* m_keep;
  QTreeWidget* m_list;
  QPushButton* m_apply;
  QTimer m_later;
  std::map<std::string, bool> m_choices;  ///< by name of the connection: what a person has switched
  bool m_showing = false;
};

}  // namespace sb::ui
