// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/func_builder.h"

#include <algorithm>

#include "core/support/check.h"

namespace sb::adapt {
namespace {

constexpr std::uint8_t Block = 0x02, Loop = 0x03, If = 0x04, Else = 0x05, End = 0x0b, Br = 0x0c, BrIf = 0x0d,
                       BrTable = 0x0e, Return = 0x0f, Call = 0x10, Drop = 0x1a, Select = 0x1b,
                       MemorySize = 0x3f, MemoryGrow = 0x40, LocalGet = 0x20, LocalSet = 0x21,
                       LocalTee = 0x22, GlobalGet = 0x23, GlobalSet = 0x24, I32Const = 0x41, I64Const = 0x42,
                       F32Const = 0x43, F64Const = 0x44, EmptyBlockType = 0x40, BulkPrefix = 0xfc;
constexpr std::uint32_t WordAlignLog2 = 2;

}  // namespace

FuncBuilder::FuncBuilder(std::string name, CoreSig sig, std::vector<std::string> paramNames) {
  SB_CHECK(sig.results.size() <= 1, "functions of an adapter return at most one value");
  m_localTypes = sig.params;
  m_body.name = std::move(name);
  m_body.sig = std::move(sig);
  m_body.localNames = std::move(paramNames);
  m_body.localNames.resize(m_localTypes.size());
  m_frames.push_back({Block, 0, false, m_nextLabel++});
}

LocalIdx FuncBuilder::param(std::size_t i) const {
  SB_CHECK(i < m_body.sig.params.size(), "no such parameter");
  return LocalIdx(static_cast<std::uint32_t>(i));
}

LocalIdx FuncBuilder::local(CoreType type, std::string name) {
  m_localTypes.push_back(type);
  m_body.locals.push_back(type);
  m_body.localNames.push_back(std::move(name));
  return LocalIdx(static_cast<std::uint32_t>(m_localTypes.size() - 1));
}

void FuncBuilder::pop(CoreType type) {
  const Frame& frame = m_frames.back();
  if (m_stack.size() == frame.height) {
    SB_CHECK(frame.dead, "operand missing");
    return;
  }
  SB_CHECK(m_stack.back() == type, "operand of another type");
  m_stack.pop_back();
}

void FuncBuilder::i32(std::uint32_t value) {
  m_out.byte(I32Const);
  m_out.s33(static_cast<std::int32_t>(value));
  push(CoreType::I32);
}

void FuncBuilder::i64(std::int64_t value) {
  m_out.byte(I64Const);
  m_out.s33(value);
  push(CoreType::I64);
}

void FuncBuilder::zero(CoreType type) {
  switch (type) {
    case CoreType::I32: return i32(0);
    case CoreType::I64: return i64(0);
    case CoreType::F32:
      m_out.byte(F32Const);
      for (int i = 0; i < 4; ++i) m_out.byte(0);
      break;
    case CoreType::F64:
      m_out.byte(F64Const);
      for (int i = 0; i < 8; ++i) m_out.byte(0);
      break;
  }
  push(type);
}

void FuncBuilder::get(LocalIdx local) {
  // What was just set is still at hand: `local.set x, local.get x` is `local.tee x`.
  if (m_lastSet && m_lastSet->end == m_out.size() && m_lastSet->local == local) {
    m_out.replace(m_lastSet->begin, LocalTee);
  } else {
    m_out.byte(LocalGet);
    m_out.u32(local.value);
  }
  push(typeOf(local));
}

void FuncBuilder::set(LocalIdx local) {
  pop(typeOf(local));
  const std::size_t begin = m_out.size();
  m_out.byte(LocalSet);
  m_out.u32(local.value);
  m_lastSet = LastSet{local, begin, m_out.size()};
}

void FuncBuilder::tee(LocalIdx local) {
  pop(typeOf(local));
  push(typeOf(local));
  m_out.byte(LocalTee);
  m_out.u32(local.value);
}

void FuncBuilder::get(GlobalRef global) {
  m_out.byte(GlobalGet);
  m_out.u32(global.index);
  push(global.type);
}

void FuncBuilder::set(GlobalRef global) {
  pop(global.type);
  m_out.byte(GlobalSet);
  m_out.u32(global.index);
}

void FuncBuilder::op(Op op) {
  const OpShape shape = shapeOf(op);
  for (unsigned i = 0; i < shape.operands; ++i) pop(shape.operand);
  m_out.byte(static_cast<std::uint8_t>(op));
  push(shape.result);
}

void FuncBuilder::load(Load op, std::uint32_t offset) { load(op, accessOf(op), offset); }

void FuncBuilder::store(Store op, std::uint32_t offset, std::optional<RegionId> region) {
  store(op, accessOf(op), offset, region);
}

void FuncBuilder::loadPair(std::uint32_t offset) { load(Load::I64, {CoreType::I64, WordAlignLog2}, offset); }

void FuncBuilder::storePair(std::uint32_t offset, std::optional<RegionId> region) {
  store(Store::I64, {CoreType::I64, WordAlignLog2}, offset, region);
}

void FuncBuilder::pair(std::uint32_t first, std::uint32_t second) {
  i64(static_cast<std::int64_t>(std::uint64_t{second} << 32 | first));
}

void FuncBuilder::load(Load op, Access access, std::uint32_t offset) {
  pop(CoreType::I32);
  m_out.byte(static_cast<std::uint8_t>(op));
  m_out.u32(access.alignLog2);
  m_out.u32(offset);
  push(access.type);
}

void FuncBuilder::store(Store op, Access access, std::uint32_t offset, std::optional<RegionId> region) {
  pop(access.type);
  pop(CoreType::I32);
  const auto begin = static_cast<std::uint32_t>(m_out.size());
  m_out.byte(static_cast<std::uint8_t>(op));
  m_out.u32(access.alignLog2);
  m_out.u32(offset);
  if (region) m_body.writes.push_back({*region, begin, static_cast<std::uint32_t>(m_out.size())});
}

void FuncBuilder::memoryFill() {
  for (int i = 0; i < 3; ++i) pop(CoreType::I32);
  m_out.byte(BulkPrefix);
  m_out.u32(11);
  m_out.byte(0);
}

void FuncBuilder::memoryCopy() {
  for (int i = 0; i < 3; ++i) pop(CoreType::I32);
  m_out.byte(BulkPrefix);
  m_out.u32(10);
  m_out.byte(0);
  m_out.byte(0);
}

void FuncBuilder::memorySize() {
  m_out.byte(MemorySize);
  m_out.byte(0);
  push(CoreType::I32);
}

void FuncBuilder::memoryGrow() {
  pop(CoreType::I32);
  m_out.byte(MemoryGrow);
  m_out.byte(0);
  push(CoreType::I32);
  i32(static_cast<std::uint32_t>(-1));
  op(Op::I32Eq);
  ifThen();
  unreachable();
  end();
}

void FuncBuilder::select() {
  for (int i = 0; i < 3; ++i) pop(CoreType::I32);
  m_out.byte(Select);
  push(CoreType::I32);
}

void FuncBuilder::call(const FuncRef& callee, const std::vector<RegionId>& writes) {
  for (std::size_t i = callee.sig.params.size(); i-- > 0;) pop(callee.sig.params[i]);
  const auto begin = static_cast<std::uint32_t>(m_out.size());
  m_out.byte(Call);
  m_out.u32(callee.index);
  const auto end = static_cast<std::uint32_t>(m_out.size());
  for (const RegionId region : writes) m_body.writes.push_back({region, begin, end});
  for (const CoreType type : callee.sig.results) push(type);
}

void FuncBuilder::drop() {
  const Frame& frame = m_frames.back();
  SB_CHECK(m_stack.size() > frame.height || frame.dead, "nothing to drop");
  if (m_stack.size() > frame.height) m_stack.pop_back();
  m_out.byte(Drop);
}

void FuncBuilder::markDead() {
  Frame& frame = m_frames.back();
  m_stack.resize(frame.height);
  frame.dead = true;
}

void FuncBuilder::ret() {
  for (const CoreType type : m_body.sig.results) pop(type);
  m_out.byte(Return);
  markDead();
}

void FuncBuilder::unreachable() {
  m_out.byte(0x00);
  markDead();
}

Label FuncBuilder::open(std::uint8_t opcode) {
  m_out.byte(opcode);
  m_out.byte(EmptyBlockType);
  m_frames.push_back({opcode, m_stack.size(), false, m_nextLabel});
  return Label(m_nextLabel++);
}

Label FuncBuilder::block() { return open(Block); }
Label FuncBuilder::loop() { return open(Loop); }

Label FuncBuilder::ifThen() {
  pop(CoreType::I32);
  return open(If);
}

/// No discriminant is beyond the cases: whoever wrote the value into this memory has seen to it.
Label FuncBuilder::ifCase(std::size_t caseIdx, std::size_t cases) {
  if (caseIdx == 0) {
    op(Op::I32Eqz);
  } else if (cases > 2) {
    i32(static_cast<std::uint32_t>(caseIdx));
    op(Op::I32Eq);
  }
  return ifThen();
}

void FuncBuilder::elseThen() {
  Frame& frame = m_frames.back();
  SB_CHECK(frame.opcode == If, "else without if");
  SB_CHECK(m_stack.size() == frame.height, "a block leaves values behind");
  frame.opcode = Else;
  frame.dead = false;
  m_out.byte(Else);
}

void FuncBuilder::end() {
  SB_CHECK(m_frames.size() > 1, "end without block");
  SB_CHECK(m_stack.size() == m_frames.back().height, "a block leaves values behind");
  m_frames.pop_back();
  m_out.byte(End);
}

std::uint32_t FuncBuilder::depthOf(Label label) const {
  // Labels grow from the outside to the inside.
  const auto frame = std::lower_bound(m_frames.begin(), m_frames.end(), label.value,
                                      [](const Frame& f, std::uint32_t value) { return f.label < value; });
  SB_CHECK(frame != m_frames.end() && frame->label == label.value, "branch to a block that is closed");
  return static_cast<std::uint32_t>(m_frames.end() - frame - 1);
}

void FuncBuilder::br(Label target) {
  m_out.byte(Br);
  m_out.u32(depthOf(target));
  markDead();
}

void FuncBuilder::brIf(Label target) {
  pop(CoreType::I32);
  m_out.byte(BrIf);
  m_out.u32(depthOf(target));
}

void FuncBuilder::brTable(const std::vector<Label>& targets) {
  SB_CHECK(!targets.empty(), "a branch table needs a target");
  pop(CoreType::I32);
  m_out.byte(BrTable);
  m_out.u32(static_cast<std::uint32_t>(targets.size() - 1));
  for (const Label target : targets) m_out.u32(depthOf(target));
  markDead();
}

FuncBody FuncBuilder::finish() {
  SB_CHECK(m_frames.size() == 1, "a block is still open");
  for (std::size_t i = m_body.sig.results.size(); i-- > 0;) pop(m_body.sig.results[i]);
  SB_CHECK(m_stack.empty(), "a function leaves values behind");
  m_out.byte(End);
  m_body.code = m_out.take();
  return std::move(m_body);
}

}  // namespace sb::adapt
