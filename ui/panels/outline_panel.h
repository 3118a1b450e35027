// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QTreeWidget>

#include "ui/document/selection.h"
#include "ui/panels/panel.h"

class QLineEdit;

namespace sb::ui {

/// The composition as a tree: host, instances, their exports, connections and hooks. The full keyboard and
/// screen-reader equivalent of the canvas.
class OutlinePanel : public Panel {
  Q_OBJECT
 public:
  explicit OutlinePanel(QWidget* parent = nullptr);
  QTreeWidget* tree() const { return m_tree; }

 signals:
  void contextMenuWanted(const sb::ui::Item& item, const QPoint& globalPos);

 protected:
  void attach() override;
  void themeChanged() override { rebuild(); }

 private:
  void rebuild();
  void markSelection();
  void applyFilter(const QString& text);
  QLineEdit* m_filter;
  QTreeWidget* m_tree;
  bool m_marking = false;
};

}  // namespace sb::ui
