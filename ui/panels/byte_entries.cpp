// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/byte_entries.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/panels/adapter_values.h"
#include "ui/panels/heap_entries.h"

namespace sb::ui {
namespace {

using adapt::Region;
using adapt::RegionKind;

QString tr(const char* text) { return QCoreApplication::translate("ByteEntries", text); }

std::uint32_t readWord(const std::vector<std::uint8_t>& bytes, std::uint32_t address) {
  if (address + 4 > bytes.size()) return 0;
  return static_cast<std::uint32_t>(bytes[address] | bytes[address + 1] << 8 | bytes[address + 2] << 16) |
         static_cast<std::uint32_t>(bytes[address + 3]) << 24;
}

QString serves(const Region& region) {
  QString text = QString::fromStdString(region.owner.function);
  if (!region.owner.param.empty()) text += QStringLiteral(" · ") + QString::fromStdString(region.owner.param);
  return text;
}

/// What a member of a record holds now: `name → "entry"`, `tree.cells → 5`, `tree.root = 4`.
QString partText(const Region& region, const std::vector<std::uint8_t>& bytes) {
  const QString name = QString::fromStdString(region.name);
  if (region.offset + region.size > bytes.size()) return name;
  if (region.size == 8 && region.align == 4) {
    const std::uint32_t pointer = readWord(bytes, region.offset), length = readWord(bytes, region.offset + 4);
    if (name == QLatin1String("name") && std::uint64_t(pointer) + length <= bytes.size() && length < 64)
      return name + QStringLiteral("  → \"") +
             QString::fromUtf8(reinterpret_cast<const char*>(bytes.data() + pointer),
                               static_cast<int>(length)) +
             QLatin1Char('"');
    if (length == 0 && pointer == 0) return name;
    if (name.endsWith(QLatin1String("cells"))) return tr("%1  → %2 cells").arg(name).arg(length);
    return QStringLiteral("%1  → %2").arg(name).arg(length);
  }
  if (region.size == 4 && region.align == 4)
    return QStringLiteral("%1  = %2").arg(name).arg(readWord(bytes, region.offset));
  return name;
}

QString whatText(const Region& region, const std::vector<std::uint8_t>& bytes) {
  const QString name = QString::fromStdString(region.name);
  switch (region.kind) {
    case RegionKind::FieldBlob: return tr("Argument fields");
    case RegionKind::Field: return serves(region).isEmpty() ? name : serves(region);
    case RegionKind::FieldPart: return partText(region, bytes);
    case RegionKind::NameText: return QLatin1Char('"') + name + QLatin1Char('"');
    case RegionKind::Padding: return tr("padding");
    case RegionKind::Names: return tr("Names");
    case RegionKind::ReturnParams: return tr("return %1").arg(QString::fromStdString(region.owner.function));
    case RegionKind::RecordTuples:
    case RegionKind::EnumInfos:
    case RegionKind::TupleIndices:
    case RegionKind::FlagsScratch:
    case RegionKind::CharScratch:
    case RegionKind::EventSlot:
    case RegionKind::BlockResult:
    case RegionKind::CallParams:
    case RegionKind::CallId:
    case RegionKind::ReturnArea:
    case RegionKind::ParamArea:
    case RegionKind::Registration:
    case RegionKind::FreeLists:
    case RegionKind::FrameBusy:
    case RegionKind::ValueBuffer:
    case RegionKind::Bump: return name;
  }
  return name;
}

/// The few letters that fit on the ruler.
QString labelText(const Region& region) {
  const QString function = QString::fromStdString(region.owner.function);
  switch (region.kind) {
    case RegionKind::Names: return tr("names");
    case RegionKind::NameText: return QString::fromStdString(region.name);
    case RegionKind::RecordTuples: return tr("rec");
    case RegionKind::EnumInfos: return tr("enum");
    case RegionKind::TupleIndices: return tr("tuple");
    case RegionKind::FlagsScratch: return tr("flags");
    case RegionKind::CharScratch: return tr("char");
    case RegionKind::FieldBlob: return tr("fields");
    case RegionKind::Field: return function + QLatin1Char(' ') + QString::fromStdString(region.owner.param);
    case RegionKind::FieldPart: return QString::fromStdString(region.name);
    case RegionKind::ReturnParams: return tr("return %1").arg(function);
    case RegionKind::EventSlot: return tr("ev");
    case RegionKind::BlockResult: return tr("block");
    case RegionKind::CallParams: return tr("on-call");
    case RegionKind::CallId: return tr("id");
    case RegionKind::ReturnArea: return tr("ret");
    case RegionKind::ParamArea: return tr("args");
    case RegionKind::Registration: return tr("reg");
    case RegionKind::FreeLists: return tr("free");
    case RegionKind::FrameBusy: return tr("busy");
    case RegionKind::ValueBuffer: return QString::fromStdString(region.name);
    case RegionKind::Bump: return tr("heap");
    case RegionKind::Padding: return {};
  }
  return {};
}

QString whenText(const Region& region) {
  if (region.written == adapt::Written::Patched && region.kind == RegionKind::FieldPart)
    return region.size == 8 ? tr("pointer patched") : tr("patched per call");
  return fillText(fillOf(region.written));
}

}  // namespace

std::vector<ByteEntry> byteEntries(const adapt::Adapter& adapter, const AdapterValues* values) {
  const adapt::MemoryLayout& layout = adapter.layout;
  const std::vector<std::uint8_t>& bytes =
      values && !values->memory().empty() ? values->memory() : layout.data;
  std::vector<ByteEntry> entries;
  for (const Region& region : layout.regions) {
    ByteEntry entry;
    entry.parent = region.parent ? static_cast<int>(region.parent->value) : -1;
    entry.offset = region.offset;
    entry.size = region.size;
    entry.align = region.align;
    entry.fill = fillOf(region.written);
    entry.what = whatText(region, bytes);
    entry.label = labelText(region);
    entry.when = whenText(region);
    entry.why = QString::fromStdString(region.why);
    entry.grouping = region.kind == RegionKind::FieldBlob;
    entry.region = region.id;
    entry.function = QString::fromStdString(region.owner.function);
    entry.value = QString::fromStdString(region.owner.param);
    entry.cellPath = QString::fromStdString(region.owner.typePath);
    entry.writers = region.writers;
    entries.push_back(std::move(entry));
  }
  if (values) addHeapEntries(entries, adapter, *values);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].parent >= 0)
      entries[static_cast<std::size_t>(entries[i].parent)].children.push_back(static_cast<int>(i));
  return entries;
}

int entryAt(const std::vector<ByteEntry>& entries, std::uint32_t address) {
  int found = -1;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const ByteEntry& entry = entries[i];
    if (address < entry.offset || address >= entry.end()) continue;
    if (found < 0 || entry.size < entries[static_cast<std::size_t>(found)].size || entry.parent == found)
      found = static_cast<int>(i);
  }
  return found;
}

int entryOf(const std::vector<ByteEntry>& entries, std::uint32_t address, std::uint32_t size) {
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].offset == address && entries[i].size == size) return static_cast<int>(i);
  return entryAt(entries, address);
}

int topEntry(const std::vector<ByteEntry>& entries, int entry) {
  while (entry >= 0 && entries[static_cast<std::size_t>(entry)].parent >= 0)
    entry = entries[static_cast<std::size_t>(entry)].parent;
  return entry;
}

QString entryPath(const std::vector<ByteEntry>& entries, int entry) {
  QStringList parts;
  for (int at = entry; at >= 0; at = entries[static_cast<std::size_t>(at)].parent) {
    const ByteEntry& e = entries[static_cast<std::size_t>(at)];
    QString text = e.what.section(QStringLiteral("  "), 0, 0);
    if (e.grouping && at != entry) continue;
    parts.prepend(text);
  }
  return parts.join(QStringLiteral("   ›   "));
}

}  // namespace sb::ui
