// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>

#include "core/value/cell_tree.h"

namespace sb::ui {

/// Bytes of the payload of a cell, at offset 8.
std::uint32_t cellPayloadSize(cells::CellKind kind);
/// Bytes of a cell's text, byte list or index array behind `contentAddress`.
std::uint32_t cellContentSize(const cells::CellTree& cell);
/// "entry.ttl.some" and "keys[3]": the path of a child from that of its parent.
QString childCellPath(const QString& parent, const cells::CellTree& parentCell, std::size_t index);
/// The cell with this path, if any.
const cells::CellTree* cellAtPath(const cells::CellTree& root, const QString& path);
/// The path of the innermost cell whose 16 bytes, content or information hold the address; empty when none
/// does.
QString cellPathAt(const cells::CellTree& root, std::uint32_t address);

}  // namespace sb::ui
