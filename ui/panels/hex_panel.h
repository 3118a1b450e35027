// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/panels/hex_view.h"
#include "ui/panels/panel.h"

namespace sb::ui {

class AdapterValues;
class PanelCombo;

/// Bytes of files. A hook: its adapter's component file, the focused byte of the memory marked where the
/// file's data holds it. A node, port or connection: the file that its component was read from, with the
/// component and the import or export marked; a click there selects what the byte belongs to.
class HexPanel : public Panel {
  Q_OBJECT
 public:
  explicit HexPanel(QWidget* parent = nullptr);
  HexView& hex() const { return *m_hex; }

 protected:
  void attach() override;

 private:
  void rebuild();
  void mark();
  void focusOffset(std::uint64_t offset);
  void focusFile(std::uint64_t offset);
  void showFile();
  void showParts(const std::vector<std::pair<QString, ByteRange>>& parts);
  bool showsAdapter() const;
  AdapterValues* m_values = nullptr;
  HexView* m_hex;
  QLabel *m_place, *m_hint;
  PanelCombo* m_parts;
  QWidget* m_page;
  SharedBytes m_file;                                   ///< shown when there is no adapter
  std::vector<std::pair<QString, ByteRange>> m_ranges;  ///< of the parts that one can go to
  bool m_marking = false;
};

}  // namespace sb::ui
