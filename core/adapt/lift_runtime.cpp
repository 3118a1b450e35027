// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/lift_runtime.h"

#include "core/adapt/heap_frees.h"
#include "core/support/concat.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;
constexpr std::int64_t MaxBytes = 0x7fff'ffff;
constexpr std::uint32_t BlockAlign = 8;

}  // namespace

GlobalRef LiftRuntime::counter(PerTable<std::optional<GlobalRef>>& known, CoreType type, const char* what,
                               Table table) {
  std::optional<GlobalRef>& global = known[table];
  if (!global) global = m_module.global(type, concat(what, " ", tableName(table)), 0);
  return *global;
}

GlobalRef LiftRuntime::total(Table table) { return counter(m_total, I64, "total", table); }
GlobalRef LiftRuntime::base(Table table) { return counter(m_base, I32, "base", table); }
GlobalRef LiftRuntime::next(Table table) { return counter(m_next, I32, "next", table); }

const FuncRef& LiftRuntime::block() {
  if (m_block) return *m_block;
  FuncBuilder f("block", {{I32, I32}, {I32}}, {"zeroed", "bytes"});
  const LocalIdx address = f.local(I32, "address");
  f.i32(0);
  f.i32(0);
  f.i32(BlockAlign);
  f.get(f.param(1));
  f.call(m_realloc);
  if (m_chain) HeapFrees::link(f, *m_chain);
  f.tee(address);
  f.i32(0);
  f.get(f.param(0));
  f.memoryFill();
  f.get(address);
  return m_block.emplace(m_module.add(f.finish()));
}

const FuncRef& LiftRuntime::slice() {
  if (m_slice) return *m_slice;
  const FuncRef allocate = block();
  FuncBuilder f("slice", {{I64, I32}, {I32}}, {"count", "bytes"});
  const LocalIdx size = f.local(I64, "size");
  f.get(f.param(0));
  f.get(f.param(1));
  f.op(Op::I64ExtendI32U);
  f.op(Op::I64Mul);
  f.tee(size);
  f.i64(MaxBytes);
  f.op(Op::I64GtU);
  f.ifThen();
  f.unreachable();
  f.end();
  if (m_chain) {  // nothing is no block, and cannot be linked
    f.get(size);
    f.op(Op::I64Eqz);
    f.ifThen();
    f.i32(0);
    f.ret();
    f.end();
  }
  f.get(size);
  f.op(Op::I32WrapI64);
  f.tee(f.param(1));
  f.get(f.param(1));
  f.call(allocate);
  return m_slice.emplace(m_module.add(f.finish()));
}

const FuncRef& LiftRuntime::encodeChar() {
  if (m_encodeChar) return *m_encodeChar;
  FuncBuilder f("encode char", {{I32, I32}, {I32}}, {"code", "address"});
  const LocalIdx code = f.param(0), address = f.param(1);
  f.get(code);
  f.i32(0x80);
  f.op(Op::I32LtU);
  f.ifThen();
  f.get(address);
  f.get(code);
  f.store(Store::I32As8, 0);
  f.i32(1);
  f.ret();
  f.end();
  const LocalIdx length = f.local(I32, "length"), at = f.local(I32, "at");
  f.i32(2);
  for (const std::uint32_t limit : {0x800u, 0x10000u}) {
    f.get(code);
    f.i32(limit);
    f.op(Op::I32GeU);
    f.op(Op::I32Add);
  }
  f.tee(length);
  f.i32(1);
  f.op(Op::I32Sub);
  f.set(at);
  // Six bits in each byte but the first, from the last byte on.
  const Label again = f.loop();
  f.get(address);
  f.get(at);
  f.op(Op::I32Add);
  f.get(code);
  f.i32(0x3f);
  f.op(Op::I32And);
  f.i32(0x80);
  f.op(Op::I32Or);
  f.store(Store::I32As8, 0);
  f.get(code);
  f.i32(6);
  f.op(Op::I32ShrU);
  f.set(code);
  f.get(at);
  f.i32(1);
  f.op(Op::I32Sub);
  f.set(at);
  f.get(at);
  f.brIf(again);
  f.end();
  // As many ones at the top of the first byte as there are bytes.
  f.get(address);
  f.i32(0xf00);
  f.get(length);
  f.op(Op::I32ShrU);
  f.get(code);
  f.op(Op::I32Or);
  f.store(Store::I32As8, 0);
  f.get(length);
  return m_encodeChar.emplace(m_module.add(f.finish()));
}

const FuncRef& LiftRuntime::inert() {
  if (m_inert) return *m_inert;
  FuncBuilder f("inert", {{I32, I32}, {}}, {"address", "count"});
  const Label again = f.loop();
  f.get(f.param(1));
  f.ifThen();
  f.get(f.param(0));
  f.i32(static_cast<std::uint32_t>(cells::CellKind::OptionNone));
  f.store(Store::I32As8, 0);
  f.get(f.param(0));
  f.i32(cells::CellSize);
  f.op(Op::I32Add);
  f.set(f.param(0));
  f.get(f.param(1));
  f.i32(1);
  f.op(Op::I32Sub);
  f.set(f.param(1));
  f.br(again);
  f.end();
  f.end();
  return m_inert.emplace(m_module.add(f.finish()));
}

FuncRef LiftRuntime::flags(const types::ValType& type) {
  const auto known = m_flags.find(type.get());
  if (known != m_flags.end()) return known->second;
  FuncBuilder f(concat("set flags of ", sideTableName(type)), {{I32, I32}, {I32}}, {"bits", "address"});
  const LocalIdx at = f.local(I32, "at");
  f.get(f.param(1));
  f.set(at);
  const std::vector<std::string>& labels = flagLabels(type);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const NameRef name = m_names[labels[i]];
    f.get(f.param(0));
    f.i32(1u << i);
    f.op(Op::I32And);
    f.ifThen();
    f.get(at);
    f.pair(name.address, name.bytes);
    f.storePair(0);
    f.get(at);
    f.i32(8);
    f.op(Op::I32Add);
    f.set(at);
    f.end();
  }
  f.get(at);
  f.get(f.param(1));
  f.op(Op::I32Sub);
  f.i32(3);
  f.op(Op::I32ShrU);
  return m_flags.emplace(type.get(), m_module.add(f.finish())).first->second;
}

}  // namespace sb::adapt
