// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/panels/panel.h"

namespace sb::ui {

class AdapterValues;
class HexView;
class PanelCombo;

/// The adapter's component file, byte for byte. The focused byte of the memory is marked where the file's
/// data holds it.
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
  AdapterValues* m_values = nullptr;
  HexView* m_hex;
  QLabel *m_place, *m_hint;
  PanelCombo* m_parts;
  QWidget* m_page;
};

}  // namespace sb::ui
