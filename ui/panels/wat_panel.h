// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>

#include "core/adapt/adapter.h"
#include "core/print/core_wat.h"
#include "ui/panels/panel.h"

namespace sb::ui {

class AdapterValues;
class CodeView;

/// The adapter's glue module as text. The instructions that write the focused bytes are marked, or else the
/// function that serves the focused function; a click on a line leads to what it writes.
class WatPanel : public Panel {
  Q_OBJECT
 public:
  explicit WatPanel(QWidget* parent = nullptr);
  CodeView& code() const { return *m_code; }
  const print::CoreWat& wat() const { return m_wat; }

 protected:
  void attach() override;

 private:
  void rebuild();
  void markLines();
  void goToLine(int line);
  AdapterValues* m_values = nullptr;
  CodeView* m_code;
  QLabel* m_hint;
  print::CoreWat m_wat;
  std::shared_ptr<const adapt::Adapter> m_shown;
  bool m_marking = false;
};

}  // namespace sb::ui
