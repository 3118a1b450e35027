// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/panels/adapter_values.h"
#include "ui/panels/panel.h"

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace sb::ui {

class CellSlab;
class CellsModel;
class PanelCombo;
class PanelTree;
class WaveEdit;

/// The values of an example call as the hook sees them: a tree of cells and the same cells in memory order.
/// Arguments and the callee's answer are typed as WAVE.
class CellsPanel : public Panel {
  Q_OBJECT
 public:
  explicit CellsPanel(QWidget* parent = nullptr);
  CellsModel& model() const { return *m_model; }
  CellSlab& slab() const { return *m_slab; }
  WaveEdit& wave() const { return *m_wave; }
  /// Marks a cell here, its bytes in Layout and its function everywhere.
  void focusCell(const QString& path);

 protected:
  void attach() override;
  void themeChanged() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildTop(QWidget* page);
  QWidget* buildSlab(QWidget* page);
  void rebuildChoices();
  void rebuild();
  void followFocus();
  void takeWave(const QString& text);
  void find(const QString& text);
  void copy(const std::string& text, const QString& what);

  AdapterValues* m_values = nullptr;
  QStackedWidget* m_stack;
  QLabel *m_hint, *m_sums, *m_provenance, *m_measured, *m_message, *m_waveCaption;
  PanelCombo* m_choice;
  QLineEdit* m_search;
  QPushButton *m_copyJson, *m_copyWave;
  PanelTree* m_table;
  CellsModel* m_model;
  CellSlab* m_slab;
  WaveEdit* m_wave;
  std::vector<std::pair<std::size_t, ValueChoice>> m_choices;
  bool m_following = false;
};

}  // namespace sb::ui
