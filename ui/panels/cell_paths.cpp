// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/cell_paths.h"

namespace sb::ui {

std::uint32_t cellPayloadSize(cells::CellKind kind) {
  switch (kind) {
    case cells::CellKind::Bool: return 1;
    case cells::CellKind::Integer:
    case cells::CellKind::Floating:
    case cells::CellKind::Text:
    case cells::CellKind::Bytes:
    case cells::CellKind::ListOf:
    case cells::CellKind::TupleOf:
    case cells::CellKind::ResultOk:
    case cells::CellKind::ResultErr: return 8;
    case cells::CellKind::OptionNone: return 0;
    case cells::CellKind::OptionSome:
    case cells::CellKind::RecordOf:
    case cells::CellKind::FlagsSet:
    case cells::CellKind::EnumCase:
    case cells::CellKind::VariantCase:
    case cells::CellKind::ResourceHandle:
    case cells::CellKind::StreamHandle:
    case cells::CellKind::FutureHandle:
    case cells::CellKind::ErrorContextHandle: return 4;
  }
  return 0;
}

std::uint32_t cellContentSize(const cells::CellTree& cell) {
  switch (cell.kind) {
    case cells::CellKind::Text: return static_cast<std::uint32_t>(cell.text.size());
    case cells::CellKind::Bytes: return static_cast<std::uint32_t>(cell.bytes.size());
    case cells::CellKind::ListOf:
    case cells::CellKind::TupleOf: return static_cast<std::uint32_t>(4 * cell.children.size());
    case cells::CellKind::Bool:
    case cells::CellKind::Integer:
    case cells::CellKind::Floating:
    case cells::CellKind::OptionSome:
    case cells::CellKind::OptionNone:
    case cells::CellKind::ResultOk:
    case cells::CellKind::ResultErr:
    case cells::CellKind::RecordOf:
    case cells::CellKind::FlagsSet:
    case cells::CellKind::EnumCase:
    case cells::CellKind::VariantCase:
    case cells::CellKind::ResourceHandle:
    case cells::CellKind::StreamHandle:
    case cells::CellKind::FutureHandle:
    case cells::CellKind::ErrorContextHandle: return 0;
  }
  return 0;
}

QString childCellPath(const QString& parent, const cells::CellTree& parentCell, std::size_t index) {
  const QString field = QString::fromStdString(parentCell.children[index].field);
  if (field.startsWith(QLatin1Char('['))) return parent + field;
  return parent + QLatin1Char('.') + field;
}

namespace {

const cells::CellTree* findCell(const cells::CellTree& cell, const QString& at, const QString& path) {
  if (at == path) return &cell;
  for (std::size_t i = 0; i < cell.children.size(); ++i) {
    const QString child = childCellPath(at, cell, i);
    if (!path.startsWith(child)) continue;
    if (const cells::CellTree* found = findCell(cell.children[i], child, path)) return found;
  }
  return nullptr;
}

bool findAddress(const cells::CellTree& cell, const QString& path, std::uint32_t address, QString& found) {
  const std::uint32_t contentSize = cellContentSize(cell);
  const bool here =
      (address >= cell.address && address - cell.address < cells::CellSize) ||
      (cell.contentAddress && address >= cell.contentAddress && address - cell.contentAddress < contentSize);
  if (here) found = path;
  for (std::size_t i = 0; !here && i < cell.children.size(); ++i)
    if (findAddress(cell.children[i], childCellPath(path, cell, i), address, found)) return true;
  return here;
}

}  // namespace

const cells::CellTree* cellAtPath(const cells::CellTree& root, const QString& path) {
  return findCell(root, QString::fromStdString(root.field), path);
}

QString cellPathAt(const cells::CellTree& root, std::uint32_t address) {
  QString found;
  findAddress(root, QString::fromStdString(root.field), address, found);
  return found;
}

}  // namespace sb::ui
