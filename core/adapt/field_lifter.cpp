// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/field_lifter.h"

#include "core/abi/canonical_abi.h"
#include "core/support/concat.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32;
constexpr std::uint32_t IndexBytes = 4;

/// local += constant
void advance(FuncBuilder& f, LocalIdx local, std::uint32_t by) {
  if (by == 0) return;
  f.get(local);
  f.i32(by);
  f.op(Op::I32Add);
  f.set(local);
}

/// Name of what the elements of a list are shown under: "entry.tags[]".
std::string pathOf(const std::string& prefix, const LiftPlan& plan) {
  return concat(prefix, " ", plan.root.path);
}

}  // namespace

FuncRef FieldLifter::add(const std::string& name, const FieldPlan& field, const TreePlaces& places,
                         bool framed) {
  m_prefix = name;
  const LiftPlan& plan = field.plan;
  const PerTable<bool> used = tablesUsed(plan);
  FuncBuilder f(concat("lift ", name, " ", field.name),
                {framed ? std::vector<CoreType>{I32, I32} : std::vector<CoreType>{I32}, {}},
                {"value", "shift"});
  LiftFrame frame;
  frame.value = f.param(0);
  if (framed) frame.shift = f.param(1);
  const auto pushShift = [&] {
    if (framed) return f.get(f.param(1));
    f.i32(0);
  };
  if (plan.root.hasLists) {
    for (const Table table : AllTables) {
      if (!used[table]) continue;
      f.i64(plan.counts[table]);
      f.set(m_runtime.total[table]);
    }
    emitCounts(f, frame.value, plan.root);
  }
  for (const Table table : AllTables) {
    if (!used[table]) continue;
    const LocalIdx address = f.local(I32, tableName(table));
    frame.entries[table] = address;
    if (plan.root.hasLists)
      f.get(m_runtime.total[table]);
    else
      f.i64(plan.counts[table]);
    f.i32(entryBytes(table));
    f.call(m_runtime.slice);
    f.set(address);
    const Place& place = places[table];
    pushShift();
    f.get(address);
    f.store(Store::I32, place.address, place.region);
    if (!plan.root.hasLists) continue;
    pushShift();
    f.get(m_runtime.total[table]);
    f.op(Op::I32WrapI64);
    f.store(Store::I32, place.address + 4, place.region);
    f.get(address);
    f.set(m_runtime.base[table]);
    f.i32(plan.counts[table]);
    f.set(m_runtime.next[table]);
  }
  CellEmitter(f, frame, m_names, m_runtime, *this).emit(plan.root);
  const FuncRef func = m_module.add(f.finish());
  definePending();
  return func;
}

void FieldLifter::emitCounts(FuncBuilder& f, LocalIdx value, const LiftNode& node) {
  if (!node.hasLists) return;
  if (node.element) {
    f.get(value);
    f.load(Load::I32, node.offset);
    f.get(value);
    f.load(Load::I32, node.offset + 4);
    f.call(countElements(*node.element));
    return;
  }
  const std::size_t cases = abi::casePayloads(node.type).size();
  for (const LiftNode& child : node.children) {
    if (!child.hasLists) continue;
    if (cases == 0) {
      emitCounts(f, value, child);
      continue;
    }
    pushDiscriminantAt(f, value, node.offset, cases);
    f.i32(child.caseIdx);
    f.op(Op::I32Eq);
    f.ifThen();
    emitCounts(f, value, child);
    f.end();
  }
}

FuncRef FieldLifter::liftElements(const LiftPlan& element) {
  const auto known = m_lifts.find(&element);
  if (known != m_lifts.end()) return known->second;
  m_pendingLifts.push_back(&element);
  return m_lifts.emplace(&element, m_module.declare({{I32, I32}, {I32}})).first->second;
}

FuncRef FieldLifter::countElements(const LiftPlan& element) {
  const auto known = m_counts.find(&element);
  if (known != m_counts.end()) return known->second;
  m_pendingCounts.push_back(&element);
  return m_counts.emplace(&element, m_module.declare({{I32, I32}, {}})).first->second;
}

void FieldLifter::definePending() {
  while (!m_pendingLifts.empty() || !m_pendingCounts.empty()) {
    if (!m_pendingLifts.empty()) {
      const LiftPlan* plan = m_pendingLifts.back();
      m_pendingLifts.pop_back();
      defineLift(*plan, m_lifts.at(plan));
    } else {
      const LiftPlan* plan = m_pendingCounts.back();
      m_pendingCounts.pop_back();
      defineCount(*plan, m_counts.at(plan));
    }
  }
}

void FieldLifter::defineCount(const LiftPlan& plan, const FuncRef& func) {
  FuncBuilder f(concat("count ", pathOf(m_prefix, plan)), func.sig, {"pointer", "length"});
  for (const Table table : AllTables) {
    if (plan.counts[table] == 0) continue;
    f.get(m_runtime.total[table]);
    f.get(f.param(1));
    f.op(Op::I64ExtendI32U);
    f.i64(plan.counts[table]);
    f.op(Op::I64Mul);
    f.op(Op::I64Add);
    f.set(m_runtime.total[table]);
  }
  if (plan.root.hasLists) {
    const Label done = f.block();
    const Label again = f.loop();
    f.get(f.param(1));
    f.op(Op::I32Eqz);
    f.brIf(done);
    emitCounts(f, f.param(0), plan.root);
    advance(f, f.param(0), plan.valueSize);
    advance(f, f.param(1), static_cast<std::uint32_t>(-1));
    f.br(again);
    f.end();
    f.end();
  }
  m_module.define(func, f.finish());
}

void FieldLifter::defineLift(const LiftPlan& plan, const FuncRef& func) {
  FuncBuilder f(concat("lift ", pathOf(m_prefix, plan)), func.sig, {"pointer", "length"});
  const LocalIdx length = f.param(1);
  f.get(length);
  f.op(Op::I32Eqz);
  f.ifThen();
  f.i32(0);
  f.ret();
  f.end();

  LiftFrame frame;
  frame.value = f.param(0);
  const LocalIdx indices = f.local(I32, "indices"), index = f.local(I32, "index");
  f.get(length);
  f.i32(IndexBytes + plan.scratchBytes);
  f.call(m_runtime.array);
  f.tee(indices);
  f.set(index);
  frame.scratch = f.local(I32, "scratch");
  f.get(indices);
  f.get(length);
  f.i32(IndexBytes);
  f.op(Op::I32Mul);
  f.op(Op::I32Add);
  f.set(*frame.scratch);

  // The next run of entries is this list's; lists inside of the elements take theirs behind it.
  for (const Table table : AllTables) {
    if (plan.counts[table] == 0) continue;
    const LocalIdx first = f.local(I32, concat("first ", tableName(table)));
    const LocalIdx entries = f.local(I32, tableName(table));
    frame.first[table] = first;
    frame.entries[table] = entries;
    f.get(m_runtime.next[table]);
    f.tee(first);
    f.i32(entryBytes(table));
    f.op(Op::I32Mul);
    f.get(m_runtime.base[table]);
    f.op(Op::I32Add);
    f.set(entries);
    f.get(first);
    f.get(length);
    f.i32(plan.counts[table]);
    f.op(Op::I32Mul);
    f.op(Op::I32Add);
    f.set(m_runtime.next[table]);
  }

  const Label again = f.loop();
  CellEmitter(f, frame, m_names, m_runtime, *this).emit(plan.root);
  f.get(index);
  f.get(*frame.first[Table::Cells]);
  f.i32(plan.root.cell);
  f.op(Op::I32Add);
  f.store(Store::I32, 0);
  advance(f, index, IndexBytes);
  advance(f, frame.value, plan.valueSize);
  advance(f, *frame.scratch, plan.scratchBytes);
  for (const Table table : AllTables) {
    if (plan.counts[table] == 0) continue;
    advance(f, *frame.first[table], plan.counts[table]);
    advance(f, *frame.entries[table], plan.counts[table] * entryBytes(table));
  }
  f.get(length);
  f.i32(1);
  f.op(Op::I32Sub);
  f.tee(length);
  f.brIf(again);
  f.end();
  f.get(indices);
  m_module.define(func, f.finish());
}

}  // namespace sb::adapt
