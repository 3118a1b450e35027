// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/panels/panel.h"

namespace sb::ui {

class CodeView;

/// The composition as WAC text, with the plan step that made a line in the gutter. Lines of the selected
/// object carry the accent bar; a click on a line leads to its step and object.
class WacPanel : public Panel {
  Q_OBJECT
 public:
  explicit WacPanel(QWidget* parent = nullptr);
  CodeView& code() const { return *m_code; }

 protected:
  void attach() override;

 private:
  void rebuild();
  void markLines(bool scroll);
  void goToLine(int line);
  CodeView* m_code;
  QLabel *m_empty, *m_info;
  bool m_marking = false;
};

}  // namespace sb::ui
