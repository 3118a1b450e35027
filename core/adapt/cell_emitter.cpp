// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/cell_emitter.h"

#include "core/abi/canonical_abi.h"
#include "core/support/check.h"

namespace sb::adapt {
namespace {

using cells::CellKind;

}  // namespace

std::uint32_t CellEmitter::entryOffset(Table table, std::uint32_t number) const {
  return m_frame.offset[table] + number * entryBytes(table);
}

std::uint32_t CellEmitter::cellOffset(const LiftNode& node) const {
  return entryOffset(Table::Cells, node.cell);
}

std::uint32_t CellEmitter::payloadOffset(const LiftNode& node) const {
  return cellOffset(node) + cells::CellPayloadOffset;
}

void CellEmitter::emit(const LiftNode& node) {
  switch (node.kind) {
    case CellKind::Bool:
      discriminant(node, CellKind::Bool);
      pushCells();
      f.get(m_frame.value);
      f.load(Load::I32From8U, node.offset);
      f.i32(0);
      f.op(Op::I32Ne);
      f.store(Store::I32As8, payloadOffset(node));
      return;
    case CellKind::Integer: return integer(node, std::get<types::Primitive>(node.type->kind));
    case CellKind::Floating: return floating(node, std::get<types::Primitive>(node.type->kind));
    case CellKind::Text: return text(node);
    case CellKind::Bytes: return slice(node, CellKind::Bytes);
    case CellKind::ListOf: return list(node);
    case CellKind::TupleOf: return tuple(node);
    case CellKind::OptionSome:
    case CellKind::OptionNone: return option(node);
    case CellKind::ResultOk:
    case CellKind::ResultErr: return result(node);
    case CellKind::RecordOf: return record(node);
    case CellKind::FlagsSet: return flags(node);
    case CellKind::EnumCase: return enumeration(node);
    case CellKind::VariantCase: return variant(node);
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return handle(node);
  }
}

void CellEmitter::integer(const LiftNode& node, types::Primitive primitive) {
  using types::Primitive;
  discriminant(node, CellKind::Integer);
  pushCells();
  f.get(m_frame.value);
  const auto narrow = [&](Load load, Op extend) {
    f.load(load, node.offset);
    f.op(extend);
  };
  switch (primitive) {
    case Primitive::S8: narrow(Load::I32From8S, Op::I64ExtendI32S); break;
    case Primitive::U8: narrow(Load::I32From8U, Op::I64ExtendI32U); break;
    case Primitive::S16: narrow(Load::I32From16S, Op::I64ExtendI32S); break;
    case Primitive::U16: narrow(Load::I32From16U, Op::I64ExtendI32U); break;
    case Primitive::S32: narrow(Load::I32, Op::I64ExtendI32S); break;
    case Primitive::U32: narrow(Load::I32, Op::I64ExtendI32U); break;
    case Primitive::S64:
    case Primitive::U64: f.load(Load::I64, node.offset); break;
    case Primitive::Bool:
    case Primitive::F32:
    case Primitive::F64:
    case Primitive::Char:
    case Primitive::String:
    case Primitive::ErrorContext: SB_CHECK(false, "not an integer");
  }
  f.store(Store::I64, payloadOffset(node));
}

void CellEmitter::floating(const LiftNode& node, types::Primitive primitive) {
  discriminant(node, CellKind::Floating);
  pushCells();
  f.get(m_frame.value);
  const bool narrow = primitive == types::Primitive::F32;
  f.load(narrow ? Load::F32 : Load::F64, node.offset);
  if (narrow) f.op(Op::F64PromoteF32);
  f.store(Store::F64, payloadOffset(node));
}

void CellEmitter::text(const LiftNode& node) {
  if (std::get<types::Primitive>(node.type->kind) == types::Primitive::String)
    return slice(node, CellKind::Text);
  discriminant(node, CellKind::Text);
  pushCells();
  pushScratch(node);
  storePayload(node);
  pushCells();
  pushWord(node, 0);
  pushScratch(node);
  f.call(m_runtime.encodeChar(), node.region ? std::vector<RegionId>{*node.region} : std::vector<RegionId>{});
  storePayload(node, 4);
}

/// The cell points at the value's own bytes.
void CellEmitter::slice(const LiftNode& node, CellKind kind) {
  discriminant(node, kind);
  pushCells();
  f.get(m_frame.value);
  f.loadPair(node.offset);
  f.storePair(payloadOffset(node));
}

void CellEmitter::list(const LiftNode& node) {
  discriminant(node, CellKind::ListOf);
  pushCells();
  pushWord(node, 0);
  pushWord(node, 4);
  f.call(m_lists.liftElements(*node.element));
  storePayload(node);
  pushCells();
  pushWord(node, 4);
  storePayload(node, 4);
}

void CellEmitter::tuple(const LiftNode& node) {
  for (const LiftNode& child : node.children) emit(child);
  for (std::size_t i = 0; m_frame.scratch && i < node.children.size(); ++i) {
    f.get(*m_frame.scratch);
    pushNumber(Table::Cells, node.children[i].cell);
    f.store(Store::I32, node.scratch + 4 * static_cast<std::uint32_t>(i));
  }
  discriminant(node, CellKind::TupleOf);
  pushCells();
  storeTable(node, node.children.size(), payloadOffset(node));
}

void CellEmitter::record(const LiftNode& node) {
  for (const LiftNode& child : node.children) emit(child);
  const auto& fields = std::get<types::Record>(node.type->kind).fields;
  for (std::size_t i = 0; m_frame.scratch && i < fields.size(); ++i) {
    const std::uint32_t pair = node.scratch + 12 * static_cast<std::uint32_t>(i);
    const NameRef name = m_names[fields[i].name];
    f.get(*m_frame.scratch);
    f.pair(name.address, name.bytes);
    f.storePair(pair);
    f.get(*m_frame.scratch);
    pushNumber(Table::Cells, node.children[i].cell);
    f.store(Store::I32, pair + 8);
  }
  const std::uint32_t entry = entryOffset(Table::Records, node.info);
  entryName(Table::Records, node.info, 0, sideTableName(node.type));
  f.get(*m_frame.entries[Table::Records]);
  storeTable(node, fields.size(), entry + 8);
  discriminant(node, CellKind::RecordOf);
  storeNumber(node, Table::Records, node.info);
}

void CellEmitter::flags(const LiftNode& node) {
  const std::uint32_t entry = entryOffset(Table::Flags, node.info);
  entryName(Table::Flags, node.info, 0, sideTableName(node.type));
  f.get(*m_frame.entries[Table::Flags]);
  pushScratch(node);
  f.store(Store::I32, entry + 8);
  f.get(*m_frame.entries[Table::Flags]);
  f.get(m_frame.value);
  const std::uint32_t bytes = abi::flagsBytes(flagLabels(node.type).size());
  f.load(bytes == 1 ? Load::I32From8U : bytes == 2 ? Load::I32From16U : Load::I32, node.offset);
  pushScratch(node);
  f.call(m_runtime.flags(node.type),
         node.region ? std::vector<RegionId>{*node.region} : std::vector<RegionId>{});
  f.store(Store::I32, entry + 12);
  discriminant(node, CellKind::FlagsSet);
  storeNumber(node, Table::Flags, node.info);
}

void CellEmitter::enumeration(const LiftNode& node) {
  discriminant(node, CellKind::EnumCase);
  pushCells();
  pushDiscriminant(node, std::get<types::Enum>(node.type->kind).labels.size());
  if (node.info != 0) {
    f.i32(node.info);
    f.op(Op::I32Add);
  }
  storePayload(node);
}

void CellEmitter::handle(const LiftNode& node) {
  const std::uint32_t entry = entryOffset(Table::Handles, node.info);
  entryName(Table::Handles, node.info, 0, sideTableName(node.type));
  f.get(*m_frame.entries[Table::Handles]);
  pushWord(node, 0);
  f.op(Op::I64ExtendI32U);
  f.store(Store::I64, entry + 8);
  discriminant(node, node.kind);
  storeNumber(node, Table::Handles, node.info);
}

void CellEmitter::discriminant(const LiftNode& node, CellKind kind) {
  pushCells();
  f.i32(static_cast<std::uint32_t>(kind));
  f.store(Store::I32As8, cellOffset(node));
}

void CellEmitter::storePayload(const LiftNode& node, std::uint32_t at) {
  f.store(Store::I32, payloadOffset(node) + at);
}

/// Pointer and length of the table of a record or tuple; the address they go to is on the stack.
void CellEmitter::storeTable(const LiftNode& node, std::size_t length, std::uint32_t offset) {
  const auto count = static_cast<std::uint32_t>(length);
  if (!m_frame.scratch) {
    f.pair(node.scratch, count);
    return f.storePair(offset);
  }
  pushScratch(node);
  f.store(Store::I32, offset);
  f.get(node.kind == CellKind::RecordOf ? *m_frame.entries[Table::Records] : *m_frame.entries[Table::Cells]);
  f.i32(count);
  f.store(Store::I32, offset + 4);
}

/// Entries are zeroed, so that a number that is known to be 0 is there already.
void CellEmitter::storeNumber(const LiftNode& node, Table table, std::uint32_t number, std::uint32_t at) {
  if (number == 0 && !m_frame.first[table]) return;
  pushCells();
  pushNumber(table, number);
  storePayload(node, at);
}

void CellEmitter::pushNumber(Table table, std::uint32_t number) {
  if (!m_frame.first[table]) return f.i32(number);
  f.get(*m_frame.first[table]);
  if (number == 0) return;
  f.i32(number);
  f.op(Op::I32Add);
}

void CellEmitter::pushScratch(const LiftNode& node) {
  if (!m_frame.scratch) {
    f.i32(node.scratch);
    if (!m_frame.shift) return;
    f.get(*m_frame.shift);
    return f.op(Op::I32Add);
  }
  f.get(*m_frame.scratch);
  if (node.scratch == 0) return;
  f.i32(node.scratch);
  f.op(Op::I32Add);
}

void CellEmitter::pushWord(const LiftNode& node, std::uint32_t at) {
  f.get(m_frame.value);
  f.load(Load::I32, node.offset + at);
}

void CellEmitter::entryName(Table table, std::uint32_t entry, std::uint32_t at, const std::string& name) {
  const NameRef ref = m_names[name];
  if (ref.bytes == 0) return;  // entries are zeroed
  const std::uint32_t offset = entryOffset(table, entry) + at;
  f.get(*m_frame.entries[table]);
  f.pair(ref.address, ref.bytes);
  f.storePair(offset);
}

}  // namespace sb::adapt
