// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/document/selection.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/panel.h"

class QScrollArea;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace sb::ui {

class AdapterValues;
class BytesAsView;
class CellKindsView;
class CellsPanel;
class FillLegend;
class LayoutRuler;
class PanelCombo;
class PanelTree;
class RegionModel;
class WhyPane;

/// The memory of an adapter, byte for byte: ruler, table of regions, the bytes themselves and why each lies
/// where it lies.
class LayoutPanel : public Panel {
  Q_OBJECT
 public:
  explicit LayoutPanel(QWidget* parent = nullptr);
  RegionModel& model() const { return *m_model; }
  LayoutRuler& ruler() const { return *m_ruler; }
  HexView& hex() const { return *m_hex; }
  /// The entry that is marked, −1 for none.
  int focusedEntry() const { return m_entry; }
  /// Marks an entry here and in every linked panel.
  void focusEntry(int entry);
  void focusByte(std::uint32_t address);

 signals:
  /// A link asks for another panel to come to the front: "wat", "hex", "cells".
  void panelWanted(const QString& name);

 protected:
  void attach() override;
  void resizeEvent(QResizeEvent* event) override;
  void themeChanged() override;

 private:
  QWidget* buildTop();
  QWidget* buildBytes();
  QWidget* buildDetails();
  void rebuildChoices();
  void rebuild();
  void followFocus();
  int cellEntry(const Focus& focus) const;
  void showBytes();
  void showDetails();
  void showInRuler(int entry);
  void arrange();
  const std::vector<std::uint8_t>& shownBytes() const;

  AdapterValues* m_values = nullptr;
  QStackedWidget* m_stack;
  PanelCombo* m_choice;
  QLabel *m_sums, *m_path;
  FillLegend* m_legend;
  LayoutRuler* m_ruler;
  RegionModel* m_model;
  PanelTree* m_table;
  HexView* m_hex;
  QToolButton *m_example, *m_why;
  WhyPane *m_sideWhy, *m_bigWhy;
  CellKindsView* m_kinds;
  BytesAsView* m_bytesAs;
  QSplitter* m_columns;
  QScrollArea *m_sideArea, *m_details;
  CellsPanel* m_cells = nullptr;  ///< third column of the large arrangement, made on first need
  std::vector<std::uint8_t> m_fileBytes;
  int m_entry = -1;
  ByteRange m_focused;
  bool m_following = false;
  const void* m_shownAdapter = nullptr;
};

}  // namespace sb::ui
