// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QListWidget>
#include <set>

#include "core/plan/splice_plan.h"
#include "ui/panels/panel.h"

class QPushButton;

namespace sb::ui {

class RuleList;

/// The rules of the document, when it keeps any, and the splice plan step by step, with the graph before or
/// after the chosen step on the canvas.
class PlanPanel : public Panel {
  Q_OBJECT
 public:
  explicit PlanPanel(QWidget* parent = nullptr);
  QListWidget* list() const { return m_list; }
  RuleList* rules() const { return m_rules; }
  bool showsAfter() const;

 signals:
  /// The canvas is to show the graph around this step; -1: the document itself.
  void stepShown(int step, bool after);
  void wacWanted(unsigned line);
  void layoutWanted();

 protected:
  void attach() override;

 private:
  void rebuild();
  void showRules();
  void markFocus();
  const graph::Graph* level(const plan::Step& step) const;
  std::set<std::size_t> stepsOf(graph::NodeId node) const;
  void showStep(bool after);
  RuleList* m_rules;
  QListWidget* m_list;
  QPushButton* m_before;
  QPushButton* m_after;
  bool m_marking = false;
};

}  // namespace sb::ui
