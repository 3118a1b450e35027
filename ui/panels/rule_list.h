// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QTreeWidget>
#include <vector>

#include "core/plan/splice_plan.h"
#include "core/plan/splice_rules.h"

namespace sb::ui {

/// Splice rules as a list: what each asks for, which connections it selects and why not the others. Rows
/// move by drag and Alt+Up/Down, Del removes, Enter edits.
class RuleList : public QTreeWidget {
  Q_OBJECT
 public:
  explicit RuleList(QWidget* parent = nullptr);
  /// `kept`: the rules are those of the document, so that missing hooks are said; else they are a draft.
  void showRules(const graph::Graph& root, const plan::SpliceRules& rules, bool kept);
  const plan::SpliceRules& rules() const { return m_rules; }
  int currentRule() const;  ///< -1: none
  void removeRule(int rule);
  void moveRule(int from, int to);

 signals:
  void rulesWanted(const sb::plan::SpliceRules& rules, const QString& undoText);
  void editWanted(int rule);
  void applyWanted();  ///< the same rules again, for connections made since
  void placeWanted(const sb::plan::EdgePlace& place);

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  int ruleOf(const QTreeWidgetItem* item) const;
  plan::SpliceRules m_rules;
  std::vector<std::vector<plan::EdgePlace>> m_places;  ///< for each rule, for each row below it
};

}  // namespace sb::ui
