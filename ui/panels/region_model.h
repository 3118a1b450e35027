// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/models/row_model.h"
#include "ui/panels/byte_entries.h"

namespace sb::ui {

/// The table of the Layout panel: Offset, Size, Align, What, When written. Row number i is entry i.
class RegionModel : public RowModel {
  Q_OBJECT
 public:
  enum Column { Offset, Size, Align, What, When };
  explicit RegionModel(QObject* parent = nullptr);
  void setEntries(std::vector<ByteEntry> entries);
  const std::vector<ByteEntry>& entries() const { return m_entries; }

 private:
  std::vector<ByteEntry> m_entries;
};

}  // namespace sb::ui
