// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QDialog>

#include "core/graph/edit.h"

namespace sb::ui {

class CodeView;

/// Both ends of a connection as WIT, side by side, the lines that differ marked and the verdict above.
class ExplainDialog : public QDialog {
  Q_OBJECT
 public:
  ExplainDialog(const graph::Graph& graph, const graph::PortRef& provider, const graph::PortRef& consumer,
                QWidget* parent = nullptr);
  CodeView& providerText() { return *m_left; }
  CodeView& consumerText() { return *m_right; }

 private:
  CodeView *m_left, *m_right;
};

}  // namespace sb::ui
