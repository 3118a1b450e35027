// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>

#include "core/value/field_tree.h"
#include "core/value/value_parts.h"
#include "core/value/wave_text.h"

// Reading a `field-tree` back. First the whole record is lifted, every cell and every info with it, as the
// canonical ABI does before a hook sees anything; then the tree is built from the root.
namespace sb::value {
namespace {

using cells::CellKind;
using cells::CellTree;

/// Offsets in a field-tree and sizes of its tables (splicer.md 7.1).
constexpr std::uint32_t CellsAt = 0, RecordsAt = 8, FlagsAt = 16, EnumsAt = 24, VariantsAt = 32,
                        HandlesAt = 40;
constexpr unsigned MaxDepth = 1000;

enum Table : std::size_t { Cells, Records, Flags, Enums, Variants, Handles, Root };

tl::unexpected<Error> broken(std::string message) { return fail(ErrorCode::Trap, std::move(message)); }

class TreeReader {
 public:
  TreeReader(const Value& tree, std::uint32_t address, const Memory& memory)
      : m_parts(contentOf<RecordValue>(tree).fields),
        m_address(address),
        m_memory(memory),
        m_used(table(Cells).size(), false) {}

  Result<CellTree> root() {
    return cell(static_cast<std::uint32_t>(contentOf<std::uint64_t>(m_parts[Root])), {}, 0);
  }

 private:
  const std::vector<Value>& table(Table which) const { return contentOf<ListValue>(m_parts[which]).items; }

  /// A word that lies in bytes which were lifted before, so it is there.
  std::uint32_t word(std::uint32_t address) const {
    std::array<std::uint8_t, 4> bytes{};
    const bool there = m_memory.read(address, bytes.data(), 4);
    SB_CHECK(there, "lifted before");
    return bytes[0] | std::uint32_t(bytes[1]) << 8 | std::uint32_t(bytes[2]) << 16 |
           std::uint32_t(bytes[3]) << 24;
  }

  static std::uint32_t asIndex(const Value& value) {
    return static_cast<std::uint32_t>(contentOf<std::uint64_t>(value));
  }

  Result<CellTree> cell(std::uint32_t index, std::string field, unsigned depth) {
    if (index >= m_used.size())
      return broken("cell index " + std::to_string(index) + " in a tree of " + std::to_string(m_used.size()) +
                    " cells");
    if (m_used[index])
      return broken("cell " + std::to_string(index) + " has two parents or is its own ancestor");
    if (depth > MaxDepth) return broken("the tree is deeper than " + std::to_string(MaxDepth) + " levels");
    m_used[index] = true;
    const auto& content = contentOf<VariantValue>(table(Cells)[index]);
    CellTree out;
    out.kind = static_cast<CellKind>(content.index);
    out.field = std::move(field);
    out.cell = index;
    out.address = word(m_address + CellsAt) + index * cells::CellSize;
    SB_TRY_VOID(fill(out, content, depth));
    return out;
  }

  Result<void> fill(CellTree& out, const VariantValue& content, unsigned depth) {
    const Value* payload = content.payload.empty() ? nullptr : &content.payload.front();
    const std::uint32_t payloadAt = out.address + cells::CellPayloadOffset;
    switch (out.kind) {
      case CellKind::Bool: out.boolean = contentOf<bool>(*payload); return {};
      case CellKind::Integer: out.integer = contentOf<std::int64_t>(*payload); return {};
      case CellKind::Floating: out.floating = contentOf<double>(*payload); return {};
      case CellKind::Text:
        out.text = contentOf<std::string>(*payload);
        out.contentAddress = word(payloadAt);
        return {};
      case CellKind::Bytes:
        for (const Value& byte : contentOf<ListValue>(*payload).items)
          out.bytes.push_back(static_cast<std::uint8_t>(contentOf<std::uint64_t>(byte)));
        out.contentAddress = word(payloadAt);
        return {};
      case CellKind::ListOf:
      case CellKind::TupleOf:
        out.contentAddress = word(payloadAt);
        return children(out, contentOf<ListValue>(*payload).items, depth);
      case CellKind::OptionSome: return child(out, asIndex(*payload), "some", depth);
      case CellKind::OptionNone: return {};
      case CellKind::ResultOk: return maybeChild(out, contentOf<VariantValue>(*payload), "ok", depth);
      case CellKind::ResultErr: return maybeChild(out, contentOf<VariantValue>(*payload), "err", depth);
      case CellKind::RecordOf: return record(out, asIndex(*payload), depth);
      case CellKind::FlagsSet: return flags(out, asIndex(*payload));
      case CellKind::EnumCase: return enumCase(out, asIndex(*payload));
      case CellKind::VariantCase: return variantCase(out, asIndex(*payload), depth);
      case CellKind::ResourceHandle:
      case CellKind::StreamHandle:
      case CellKind::FutureHandle:
      case CellKind::ErrorContextHandle: return handle(out, asIndex(*payload));
    }
    return broken("a cell of no known kind");
  }

  Result<void> child(CellTree& out, std::uint32_t index, std::string field, unsigned depth) {
    SB_TRY(CellTree tree, cell(index, std::move(field), depth + 1));
    out.children.push_back(std::move(tree));
    return {};
  }

  Result<void> maybeChild(CellTree& out, const VariantValue& maybe, const std::string& field,
                          unsigned depth) {
    out.hasPayload = maybe.index == 1;
    if (!out.hasPayload) return {};
    return child(out, asIndex(maybe.payload.front()), field, depth);
  }

  Result<void> children(CellTree& out, const std::vector<Value>& indices, unsigned depth) {
    for (std::size_t i = 0; i < indices.size(); ++i)
      SB_TRY_VOID(child(out, asIndex(indices[i]), between('[', std::to_string(i), ']'), depth));
    return {};
  }

  /// The fields of an info entry; notes its place in `out`.
  Result<const std::vector<Value>*> info(CellTree& out, Table which, std::uint32_t index,
                                         std::uint32_t tableAt, std::uint32_t entrySize) {
    const std::vector<Value>& entries = table(which);
    if (index >= entries.size())
      return broken("info index " + std::to_string(index) + " in a table of " +
                    std::to_string(entries.size()) + " entries, for " + cells::cellKindName(out.kind) +
                    " cell " + std::to_string(out.cell));
    out.infoIndex = index;
    out.infoAddress = word(m_address + tableAt) + index * entrySize;
    const std::vector<Value>& fields = contentOf<RecordValue>(entries[index]).fields;
    out.typeName = contentOf<std::string>(fields[0]);
    return &fields;
  }

  Result<void> record(CellTree& out, std::uint32_t index, unsigned depth) {
    SB_TRY(const auto* fields, info(out, Records, index, RecordsAt, 16));
    out.contentAddress = word(out.infoAddress + 8);
    for (const Value& pair : contentOf<ListValue>((*fields)[1]).items) {
      const std::vector<Value>& parts = contentOf<RecordValue>(pair).fields;
      out.labels.push_back(contentOf<std::string>(parts[0]));
      SB_TRY_VOID(child(out, asIndex(parts[1]), out.labels.back(), depth));
    }
    return {};
  }

  Result<void> flags(CellTree& out, std::uint32_t index) {
    SB_TRY(const auto* fields, info(out, Flags, index, FlagsAt, 16));
    out.contentAddress = word(out.infoAddress + 8);
    for (const Value& label : contentOf<ListValue>((*fields)[1]).items)
      out.labels.push_back(contentOf<std::string>(label));
    return {};
  }

  Result<void> enumCase(CellTree& out, std::uint32_t index) {
    SB_TRY(const auto* fields, info(out, Enums, index, EnumsAt, 16));
    out.text = contentOf<std::string>((*fields)[1]);
    return {};
  }

  Result<void> variantCase(CellTree& out, std::uint32_t index, unsigned depth) {
    SB_TRY(const auto* fields, info(out, Variants, index, VariantsAt, 24));
    out.text = contentOf<std::string>((*fields)[1]);
    return maybeChild(out, contentOf<VariantValue>((*fields)[2]), out.text, depth);
  }

  Result<void> handle(CellTree& out, std::uint32_t index) {
    SB_TRY(const auto* fields, info(out, Handles, index, HandlesAt, 16));
    out.handle = contentOf<std::uint64_t>((*fields)[1]);
    return {};
  }

  const std::vector<Value>& m_parts;
  std::uint32_t m_address;
  const Memory& m_memory;
  std::vector<bool> m_used;
};

}  // namespace

Result<CellTree> readFieldTree(std::uint32_t address, const Memory& memory) {
  SB_TRY(const Value tree, load(fieldTreeType(), address, memory));
  return TreeReader(tree, address, memory).root();
}

}  // namespace sb::value
