// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/heap_entries.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>

#include "ui/panels/adapter_values.h"

namespace sb::ui {
namespace {

using cells::CellKind;
using cells::CellTree;

QString tr(const char* text) { return QCoreApplication::translate("HeapEntries", text); }

struct Piece {
  std::uint32_t size = 0, align = 1;
  QString what, label, why, path;
  const CellTree* cell = nullptr;  ///< set for the 16 bytes of a cell
};

QString shortText(const CellTree& cell) {
  switch (cell.kind) {
    case CellKind::Integer: return QString::number(cell.integer);
    case CellKind::Floating: return QString::number(cell.floating);
    case CellKind::Bool: return cell.boolean ? QStringLiteral("true") : QStringLiteral("false");
    case CellKind::Text:
    case CellKind::Bytes:
      return QStringLiteral("→ %1, %2").arg(hexAddress(cell.contentAddress)).arg(cellContentSize(cell));
    case CellKind::ListOf:
    case CellKind::TupleOf:
      return QStringLiteral("→ %1, %2").arg(hexAddress(cell.contentAddress)).arg(cell.children.size());
    case CellKind::OptionSome:
    case CellKind::ResultOk:
    case CellKind::ResultErr:
      return cell.children.empty() ? QString() : tr("cell %1").arg(cell.children.front().cell);
    case CellKind::OptionNone: return {};
    case CellKind::RecordOf:
    case CellKind::FlagsSet:
    case CellKind::EnumCase:
    case CellKind::VariantCase:
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return tr("info %1").arg(cell.infoIndex);
  }
  return {};
}

QString infoName(CellKind kind) {
  switch (kind) {
    case CellKind::RecordOf: return QStringLiteral("record-infos");
    case CellKind::FlagsSet: return QStringLiteral("flags-infos");
    case CellKind::EnumCase: return QStringLiteral("enum-infos");
    case CellKind::VariantCase: return QStringLiteral("variant-infos");
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return QStringLiteral("handle-infos");
    case CellKind::Bool:
    case CellKind::Integer:
    case CellKind::Floating:
    case CellKind::Text:
    case CellKind::Bytes:
    case CellKind::ListOf:
    case CellKind::TupleOf:
    case CellKind::OptionSome:
    case CellKind::OptionNone:
    case CellKind::ResultOk:
    case CellKind::ResultErr: return {};
  }
  return {};
}

std::uint32_t infoSize(CellKind kind) { return kind == CellKind::VariantCase ? 24 : 16; }

void collect(const CellTree& cell, const QString& path, std::uint32_t from,
             std::map<std::uint32_t, Piece>& pieces) {
  const QString field = QString::fromStdString(cell.field);
  if (cell.address >= from)
    pieces[cell.address] = {cells::CellSize,
                            cells::CellAlign,
                            QStringLiteral("cells[%1]").arg(cell.cell),
                            shortText(cell),
                            tr("a cell is 16 bytes, align 8: discriminant u8 at 0, payload at 8"),
                            path,
                            &cell};
  if (const std::uint32_t size = cellContentSize(cell); size > 0 && cell.contentAddress >= from) {
    const bool text = cell.kind == CellKind::Text, bytes = cell.kind == CellKind::Bytes;
    const QString what = text    ? tr("%1 text").arg(field)
                         : bytes ? tr("%1 bytes").arg(field)
                                 : tr("%1 cell numbers").arg(field);
    pieces[cell.contentAddress] = {size,
                                   text || bytes ? 1u : 4u,
                                   what,
                                   what,
                                   text    ? tr("text of the cell, UTF-8, as the caller lowered it")
                                   : bytes ? tr("a list of bytes stays where the caller lowered it")
                                           : tr("one u32 for each child: its cell number"),
                                   path,
                                   nullptr};
  }
  if (const QString table = infoName(cell.kind); !table.isEmpty() && cell.infoAddress >= from)
    pieces[cell.infoAddress] = {
        infoSize(cell.kind),
        4,
        QStringLiteral("%1[%2]").arg(table).arg(cell.infoIndex),
        QStringLiteral("%1[%2]").arg(table).arg(cell.infoIndex),
        tr("%1 is %2 bytes, align 4").arg(table.left(table.size() - 1)).arg(infoSize(cell.kind)),
        path,
        nullptr};
  for (std::size_t i = 0; i < cell.children.size(); ++i)
    collect(cell.children[i], childCellPath(path, cell, i), from, pieces);
}

class HeapWriter {
 public:
  HeapWriter(std::vector<ByteEntry>& entries, QString function, QString value)
      : m_entries(entries), m_function(std::move(function)), m_value(std::move(value)) {}

  int add(int parent, std::uint32_t offset, std::uint32_t size, std::uint32_t align, Fill fill,
          const QString& what, const QString& label, const QString& why, const QString& path) {
    ByteEntry entry;
    entry.parent = parent;
    entry.offset = offset;
    entry.size = size;
    entry.align = align;
    entry.fill = fill;
    entry.what = what;
    entry.label = label;
    entry.when = fill == Fill::Patched ? tr("this call") : fillText(fill);
    entry.why = why;
    entry.function = m_function;
    entry.value =
        path.isEmpty() ? m_value : path.section(QLatin1Char('.'), 0, 0).section(QLatin1Char('['), 0, 0);
    entry.cellPath = path;
    m_entries.push_back(std::move(entry));
    return static_cast<int>(m_entries.size()) - 1;
  }
  ByteEntry& operator[](int i) { return m_entries[static_cast<std::size_t>(i)]; }

  void addCell(int parent, std::uint32_t at, const Piece& piece) {
    const CellTree& cell = *piece.cell;
    const QString kind = QString::fromLatin1(cells::cellKindName(cell.kind));
    const int entry = add(parent, at, piece.size, piece.align, Fill::Patched, piece.what, piece.label,
                          piece.why, piece.path);
    (*this)[entry].caption = tr("cell %1 %2").arg(cell.cell).arg(kind);
    const auto number = static_cast<unsigned>(cell.kind);
    add(entry, at, 1, 1, Fill::Patched, tr("discriminant  = %1 %2").arg(number).arg(kind),
        QString::number(number), tr("19 cases fit in one byte"), piece.path);
    add(entry, at + 1, 7, 1, Fill::Unused, tr("unused"), tr("unused"), tr("the payload needs align 8"),
        piece.path);
    const std::uint32_t size = cellPayloadSize(cell.kind);
    if (size > 0)
      add(entry, at + 8, size, size, Fill::Patched, tr("payload  = %1").arg(piece.label), piece.label,
          tr("payload after the discriminant, rounded up to 8"), piece.path);
    if (size < 8)
      add(entry, at + 8 + size, 8 - size, 1, Fill::Unused, tr("unused"), {}, tr("a cell is 16 bytes"),
          piece.path);
  }

  /// What lies between two pieces: padding, or bytes that the call wrote and no cell refers to.
  void addGap(int parent, std::uint32_t from, std::uint32_t to, const std::vector<std::uint8_t>& memory) {
    const auto zero = [&memory](std::uint32_t at) { return at >= memory.size() || memory[at] == 0; };
    std::uint32_t begin = (from + 3) / 4 * 4, end = to;
    while (end > begin && zero(end - 1)) --end;
    end = std::min(to, (end + 3) / 4 * 4);
    if (begin >= end) begin = end = to;
    const auto padding = [&](std::uint32_t a, std::uint32_t b) {
      if (b > a)
        add(parent, a, b - a, 1, Fill::Padding, tr("padding"), QString::number(b - a),
            tr("up to the next address that fits the alignment"), {});
    };
    padding(from, begin);
    if (end > begin)
      add(parent, begin, end - begin, 4, Fill::Patched, tr("lowered values"), tr("values"),
          tr("written by this call for the callee or the caller; no cell refers to it"), {});
    padding(end, to);
  }

 private:
  std::vector<ByteEntry>& m_entries;
  QString m_function, m_value;
};

}  // namespace

void addHeapEntries(std::vector<ByteEntry>& entries, const adapt::Adapter& adapter,
                    const AdapterValues& values) {
  const std::uint32_t from = adapter.layout.bumpStart;
  std::map<std::uint32_t, Piece> pieces;
  for (const CellTree* tree : values.treesInMemory())
    collect(*tree, tree->field.empty() ? values.valueName() : QString::fromStdString(tree->field), from,
            pieces);
  if (pieces.empty() || !values.function()) return;
  const QString function = QString::fromStdString(values.function()->name);
  const std::uint32_t last = pieces.rbegin()->first + pieces.rbegin()->second.size;
  const std::uint32_t end = std::max(last, static_cast<std::uint32_t>(values.memory().size()));
  HeapWriter writer(entries, function, values.valueName());
  const int root =
      writer.add(-1, from, end - from, 8, Fill::Patched, tr("Example call 1: %1").arg(function), tr("heap"),
                 tr("the heap starts at the end of the layout and grows with each call"), {});
  writer[root].grouping = true;
  std::uint32_t at = from;
  for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
    if (piece->first < at) continue;  // shared content
    writer.addGap(root, at, piece->first, values.memory());
    if (piece->second.cell)
      writer.addCell(root, piece->first, piece->second);
    else
      writer.add(root, piece->first, piece->second.size, piece->second.align, Fill::Patched,
                 piece->second.what, piece->second.label, piece->second.why, piece->second.path);
    at = piece->first + piece->second.size;
  }
  writer.addGap(root, at, end, values.memory());
}

}  // namespace sb::ui
