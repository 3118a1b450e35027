// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "ui/panels/byte_entries.h"

namespace sb::ui {

/// Adds what the example call put on the heap of the adapter: texts, byte lists, index arrays, slabs of
/// cells, side tables, and the padding between them. Adds nothing when no call ran.
void addHeapEntries(std::vector<ByteEntry>& entries, const adapt::Adapter& adapter,
                    const AdapterValues& values);

}  // namespace sb::ui
