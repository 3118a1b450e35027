// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/adapt/adapter.h"
#include "ui/panels/byte_fill.h"

namespace sb::ui {

class AdapterValues;

/// A named range of the adapter's memory: a region of its layout, or a piece of what one call put on the heap
/// behind it.
struct ByteEntry {
  int parent = -1;  ///< an earlier entry
  std::vector<int> children;
  std::uint32_t offset = 0, size = 0, align = 1;
  Fill fill = Fill::Static;
  QString what;                           ///< "tree.cells → 5 cells"
  QString label;                          ///< for the ruler: "put entry"
  QString caption;                        ///< below the ruler when zoomed: "cell 2 integer"
  QString when;                           ///< "pointer patched"
  QString why;                            ///< the rule behind offset and size
  bool grouping = false;                  ///< only holds others: never a block of the ruler by itself
  std::optional<adapt::RegionId> region;  ///< none for the heap of a call
  QString function, value, cellPath;      ///< whom it serves
  std::vector<adapt::WriterRange> writers;
  std::uint32_t end() const { return offset + size; }
};

/// Entries of a layout, and of the example call if one ran. Parents before children, ordered by offset.
std::vector<ByteEntry> byteEntries(const adapt::Adapter& adapter, const AdapterValues* values);

/// Innermost entry that holds the address, −1 for none.
int entryAt(const std::vector<ByteEntry>& entries, std::uint32_t address);
/// The entry with exactly this range and the smallest depth, else the innermost one around its start.
int entryOf(const std::vector<ByteEntry>& entries, std::uint32_t address, std::uint32_t size);
int topEntry(const std::vector<ByteEntry>& entries, int entry);
/// "put · entry › tree.cells"
QString entryPath(const std::vector<ByteEntry>& entries, int entry);

}  // namespace sb::ui
