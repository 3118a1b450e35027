// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/region_model.h"

namespace sb::ui {

RegionModel::RegionModel(QObject* parent)
    : RowModel({tr("Offset"), tr("Size"), tr("Align"), tr("What"), tr("When written")}, {Size, Align},
               parent) {}

void RegionModel::setEntries(std::vector<ByteEntry> entries) {
  m_entries = std::move(entries);
  std::vector<Row> rows;
  rows.reserve(m_entries.size());
  for (std::size_t i = 0; i < m_entries.size(); ++i) {
    const ByteEntry& e = m_entries[i];
    const bool quiet = e.fill == Fill::Padding || e.fill == Fill::Unused;
    Row row;
    row.parent = e.parent;
    row.cells = {{hexAddress(e.offset), Tone::Secondary, true, -1, -1},
                 {QString::number(e.size), Tone::Normal, true, -1, -1},
                 {quiet ? QStringLiteral("–") : QString::number(e.align), Tone::Normal, true, -1, -1},
                 {e.what,
                  e.parent < 0 && !e.children.empty() ? Tone::Strong
                  : quiet                             ? Tone::Tertiary
                                                      : Tone::Normal,
                  false, -1, -1},
                 {e.when, Tone::Secondary, false, static_cast<int>(e.fill), -1}};
    row.toolTip = e.why;
    row.tag = static_cast<int>(i);
    rows.push_back(std::move(row));
  }
  setRows(std::move(rows));
}

}  // namespace sb::ui
