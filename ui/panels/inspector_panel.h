// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>
#include <optional>

#include "core/graph/graph.h"
#include "ui/document/selection.h"
#include "ui/panels/panel.h"

class QPushButton;

namespace sb::ui {

/// What is selected, in full: instance, connection with its hooks, hook, port, or the composition.
class InspectorPanel : public Panel {
  Q_OBJECT
 public:
  explicit InspectorPanel(QWidget* parent = nullptr);

 signals:
  void addHookWanted(graph::EdgeId edge);
  void layoutWanted();
  void bytesWanted();  ///< of the selected object, in the file

 protected:
  void attach() override;
  void themeChanged() override { rebuild(); }
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();
  void buildConnection(QVBoxLayout* layout, QWidget* page);
  QPushButton* configurationFold(const graph::Edge& edge, QWidget* page);
  void buildNode(QVBoxLayout* layout, QWidget* page, graph::NodeId id);
  void buildPort(QVBoxLayout* layout, QWidget* page, const graph::PortRef& ref);
  void buildComposition(QVBoxLayout* layout, QWidget* page);
  QScrollArea* m_scroll;
  Item m_item;                        ///< what is shown: the selected object while the panel is linked
  QString m_function;                 ///< marked in its WIT
  const Document* m_owner = nullptr;  ///< of `m_item`
  std::optional<bool> m_configOpen;   ///< as a person left it; else open when there are values
};

}  // namespace sb::ui
