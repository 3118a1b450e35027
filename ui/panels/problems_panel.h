// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/driver/preview.h"
#include "ui/document/selection.h"
#include "ui/panels/panel.h"

class QLineEdit;
class QToolButton;

namespace sb::ui {

class PanelTree;
class RowModel;

/// What is wrong with the composition, grouped by the object it is about. A click selects the object, Enter
/// or a double click brings it into view.
class ProblemsPanel : public Panel {
  Q_OBJECT
 public:
  explicit ProblemsPanel(QWidget* parent = nullptr);
  int errors() const { return m_errors; }
  int warnings() const { return m_warnings; }
  RowModel& model() const { return *m_model; }
  /// Goes to the next (+1) or previous (−1) problem and reveals its object.
  void step(int by);
  /// The marked one, else the first.
  std::optional<driver::Problem> currentProblem() const;

 signals:
  void countsChanged(int errors, int warnings);
  /// A quick fix was chosen: "provider", "host", "connect", "bypass", "unhook", "explain", "cut".
  void fixWanted(const sb::driver::ProblemSubject& subject, const QString& how);

 protected:
  void attach() override;

 private:
  void rebuild();
  void addFixButtons();
  void followSelection();
  void selectObject(const QModelIndex& index, bool reveal);
  Item itemOf(const driver::ProblemSubject& subject) const;
  int m_errors = 0, m_warnings = 0;
  RowModel* m_model;
  PanelTree* m_table;
  QLineEdit* m_filter;
  QToolButton *m_showErrors, *m_showWarnings;
  QLabel* m_empty;
  QWidget* m_page;
  bool m_following = false;
};

}  // namespace sb::ui
