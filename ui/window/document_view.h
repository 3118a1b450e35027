// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QWidget>

#include "ui/canvas/graph_canvas.h"

class QButtonGroup;
class QLabel;
class QHBoxLayout;

namespace sb::ui {

class Document;
class Minimap;

enum class GraphView { Original, Spliced, Diff };

/// One document on screen: canvas with breadcrumb, view switch, zoom control and minimap floating on it.
class DocumentView : public QWidget {
  Q_OBJECT
 public:
  explicit DocumentView(Document& document, QWidget* parent = nullptr);
  Document& document() { return m_document; }
  GraphCanvas& canvas() { return *m_canvas; }
  GraphView view() const { return m_view; }
  void setView(GraphView view);
  /// The graph before or after a plan step, additions and removals marked; a negative step goes back to the
  /// view.
  void showStep(int step, bool after);
  /// Hooks as adapter and hook nodes instead of beads.
  void setExpanded(bool expanded);
  bool expanded() const { return m_expanded; }
  bool minimapVisible() const;
  void setMinimapVisible(bool visible);

 signals:
  void viewSwitched(sb::ui::GraphView view);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void placeOverlays();
  void updateBreadcrumb();
  void buildLadder();
  void updateLadder();
  std::shared_ptr<const graph::Graph> placed(const graph::Graph& graph) const;

  Document& m_document;
  GraphCanvas* m_canvas;
  QWidget* m_breadcrumb;
  QWidget* m_switch;
  QButtonGroup* m_views;
  QWidget* m_zoomBox;
  QLabel* m_zoomText;
  Minimap* m_minimap;
  GraphView m_view = GraphView::Spliced;
  int m_step = -1;
  bool m_expanded = false;
  QWidget* m_ladder;
  QButtonGroup* m_levels;
  bool m_after = false;
};

}  // namespace sb::ui
