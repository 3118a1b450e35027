// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/adapt/cell_emitter.h"

// Types with cases: option, result, variant. What differs from other types is that only one arm's memory
// means anything.
namespace sb::adapt {

using cells::CellKind;

void pushDiscriminantAt(FuncBuilder& f, LocalIdx address, std::uint32_t offset, std::size_t cases) {
  f.get(address);
  f.load(cases <= 0x100 ? Load::I32From8U : cases <= 0x10000 ? Load::I32From16U : Load::I32, offset);
}

void CellEmitter::option(const LiftNode& node) {
  const LiftNode& child = node.children.front();
  pushDiscriminant(node, 2);
  f.ifThen();
  emit(child);
  discriminant(node, CellKind::OptionSome);
  storeNumber(node, Table::Cells, child.cell);
  f.elseThen();
  inert(child.firstCell, child.cell - child.firstCell + 1);
  discriminant(node, CellKind::OptionNone);
  f.end();
}

void CellEmitter::result(const LiftNode& node) {
  inert(node.firstCell, node.cell - node.firstCell);
  pushDiscriminant(node, 2);
  f.ifThen();
  resultArm(node, 1, CellKind::ResultErr);
  f.elseThen();
  resultArm(node, 0, CellKind::ResultOk);
  f.end();
}

void CellEmitter::resultArm(const LiftNode& node, std::uint32_t caseIdx, CellKind kind) {
  const LiftNode* payload = payloadOf(node, caseIdx);
  if (payload) emit(*payload);
  discriminant(node, kind);
  if (!payload) return;  // the cell is zeroed: no payload
  pushCells();
  storeSome(*payload, m_frame.entries[Table::Cells], payloadOffset(node));
}

void CellEmitter::variant(const LiftNode& node) {
  inert(node.firstCell, node.cell - node.firstCell);
  entryName(Table::Variants, node.info, 0, sideTableName(node.type));
  const std::vector<std::string> names = caseNames(node.type);
  const Label done = f.block();
  std::vector<Label> arms(names.size());
  for (std::size_t i = names.size(); i-- > 0;) arms[i] = f.block();
  pushDiscriminant(node, names.size());
  f.brTable(arms);
  for (std::size_t i = 0; i < names.size(); ++i) {
    f.end();
    variantArm(node, static_cast<std::uint32_t>(i), names[i]);
    if (i + 1 != names.size()) f.br(done);
  }
  f.end();
  discriminant(node, CellKind::VariantCase);
  storeNumber(node, Table::Variants, node.info);
}

void CellEmitter::variantArm(const LiftNode& node, std::uint32_t caseIdx, const std::string& name) {
  const std::uint32_t entry = entryOffset(Table::Variants, node.info);
  entryName(Table::Variants, node.info, 8, name);
  const LiftNode* payload = payloadOf(node, caseIdx);
  if (!payload) return;  // the entry is zeroed: no payload
  emit(*payload);
  f.get(*m_frame.entries[Table::Variants]);
  storeSome(*payload, m_frame.entries[Table::Variants], entry + 16);
}

/// `some` of an option<u32>: the payload's cell. The address it goes to is on the stack, and in `base`.
void CellEmitter::storeSome(const LiftNode& payload, const std::optional<LocalIdx>& base,
                            std::uint32_t offset) {
  if (!m_frame.first[Table::Cells]) {
    f.pair(1, payload.cell);
    return f.storePair(offset);
  }
  f.i32(1);
  f.store(Store::I32, offset);
  f.get(*base);
  pushNumber(Table::Cells, payload.cell);
  f.store(Store::I32, offset + 4);
}

void CellEmitter::pushDiscriminant(const LiftNode& node, std::size_t cases) {
  pushDiscriminantAt(f, m_frame.value, node.offset, cases);
}

void CellEmitter::inert(std::uint32_t firstCell, std::uint32_t count) {
  constexpr std::uint32_t Inline = 3;
  if (count > Inline) {
    pushCells();
    if (const std::uint32_t at = entryOffset(Table::Cells, firstCell); at != 0) {
      f.i32(at);
      f.op(Op::I32Add);
    }
    f.i32(count);
    f.call(m_runtime.inert());
    return;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    pushCells();
    f.i32(static_cast<std::uint32_t>(CellKind::OptionNone));
    f.store(Store::I32As8, entryOffset(Table::Cells, firstCell + i));
  }
}

const LiftNode* CellEmitter::payloadOf(const LiftNode& node, std::uint32_t caseIdx) {
  const auto child = std::lower_bound(node.children.begin(), node.children.end(), caseIdx,
                                      [](const LiftNode& c, std::uint32_t idx) { return c.caseIdx < idx; });
  return child != node.children.end() && child->caseIdx == caseIdx ? &*child : nullptr;
}

}  // namespace sb::adapt
