// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/panels/panel.h"

namespace sb::ui {

class PanelTree;
class RowModel;

/// The undo stack as a list, the saved state marked. A click goes there. Runs of layout moves are one row.
class HistoryPanel : public Panel {
  Q_OBJECT
 public:
  explicit HistoryPanel(QWidget* parent = nullptr);
  RowModel& model() const { return *m_model; }

 protected:
  void attach() override;

 private:
  void rebuild();
  void mark();
  RowModel* m_model;
  PanelTree* m_table;
  QLabel* m_empty;
  bool m_following = false;
};

}  // namespace sb::ui
