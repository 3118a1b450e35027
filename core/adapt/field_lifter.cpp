// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/field_lifter.h"

#include "core/abi/canonical_abi.h"
#include "core/adapt/lift_key.h"
#include "core/support/concat.h"
#include "core/types/type_text.h"

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

std::uint32_t tableBytes(const std::vector<FieldLift>& lifts) {
  std::uint32_t bytes = 0;
  for (const FieldLift& lift : lifts) bytes += lift.tableBytes.value_or(0);
  return bytes;
}

FieldLift FieldLifter::add(const std::string& name, const FieldPlan& field, const TreePlaces& places,
                           bool framed) {
  const std::string key = concat(framed ? "framed " : "", liftKey(field.plan));
  const auto known = m_made.find(key);
  if (known == m_made.end()) {
    const FieldLift lift = define(name, field, places, framed);
    m_made.emplace(key, Made{lift, places});
    definePending();
    return lift;
  }
  FieldLift lift = known->second.lift;
  m_module.rename(lift.func, concat("lift ", types::typeText(field.type)));
  for (const Table table : AllTables)
    m_module.alsoWrites(lift.func, known->second.places[table].region, places[table].region);
  lift.tree = places[Table::Cells].address;
  return lift;
}

FieldLift FieldLifter::define(const std::string& name, const FieldPlan& field, const TreePlaces& places,
                              bool framed) {
  m_prefix = name;
  const LiftPlan& plan = field.plan;
  const PerTable<bool> used = tablesUsed(plan);
  FieldLift out;
  out.tree = places[Table::Cells].address;
  out.shifted = framed && writesScratch(plan.root);
  std::vector<std::string> params{"value"};
  if (!plan.root.hasLists) params.push_back("tables");
  params.push_back("tree");
  if (out.shifted) params.push_back("shift");
  const CoreSig sig{std::vector<CoreType>(params.size(), I32), {}};
  FuncBuilder f(concat("lift ", name, " ", field.name), sig, params);
  LiftFrame frame;
  frame.value = f.param(0);
  const LocalIdx tree = f.param(plan.root.hasLists ? 1 : 2);
  if (out.shifted) frame.shift = f.param(params.size() - 1);
  if (plan.root.hasLists) {
    allocate(f, plan, frame);
  } else {
    std::uint32_t bytes = 0;
    for (const Table table : AllTables) {
      if (!used[table]) continue;
      frame.entries[table] = f.param(1);
      frame.offset[table] = bytes;
      bytes += plan.counts[table] * entryBytes(table);
    }
    out.tableBytes = bytes;
  }
  for (const Table table : AllTables) {
    if (!used[table]) continue;
    const std::uint32_t at = places[table].address - out.tree;
    f.get(tree);
    f.get(*frame.entries[table]);
    if (frame.offset[table] != 0) {
      f.i32(frame.offset[table]);
      f.op(Op::I32Add);
    }
    f.store(Store::I32, at, places[table].region);
    if (!plan.root.hasLists) continue;
    f.get(tree);
    f.get(m_runtime.total(table));
    f.op(Op::I32WrapI64);
    f.store(Store::I32, at + 4, places[table].region);
  }
  CellEmitter(f, frame, m_names, m_runtime, *this).emit(plan.root);
  out.func = m_module.add(f.finish());
  return out;
}

/// Counts what the lists need and takes it from the heap, table by table.
void FieldLifter::allocate(FuncBuilder& f, const LiftPlan& plan, LiftFrame& frame) {
  const PerTable<bool> used = tablesUsed(plan);
  for (const Table table : AllTables) {
    if (!used[table]) continue;
    f.i64(plan.counts[table]);
    f.set(m_runtime.total(table));
  }
  emitCounts(f, frame.value, plan.root);
  for (const Table table : AllTables) {
    if (!used[table]) continue;
    const LocalIdx address = f.local(I32, tableName(table));
    frame.entries[table] = address;
    f.get(m_runtime.total(table));
    f.i32(entryBytes(table));
    f.call(m_runtime.slice());
    f.tee(address);
    f.set(m_runtime.base(table));
    f.i32(plan.counts[table]);
    f.set(m_runtime.next(table));
  }
}

void FieldLifter::emitCounts(FuncBuilder& f, LocalIdx value, const LiftNode& node) {
  if (!node.hasLists) return;
  if (node.element) {
    const auto pushLength = [&] {
      f.get(value);
      f.load(Load::I32, node.offset + 4);
    };
    if (!node.element->root.hasLists) return addToTotals(f, *node.element, pushLength);
    f.get(value);
    f.load(Load::I32, node.offset);
    pushLength();
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
    f.ifCase(child.caseIdx, cases);
    emitCounts(f, value, child);
    f.end();
  }
}

void FieldLifter::addToTotals(FuncBuilder& f, const LiftPlan& plan, const std::function<void()>& pushLength) {
  for (const Table table : AllTables) {
    if (plan.counts[table] == 0) continue;
    f.get(m_runtime.total(table));
    pushLength();
    f.op(Op::I64ExtendI32U);
    if (plan.counts[table] != 1) {
      f.i64(plan.counts[table]);
      f.op(Op::I64Mul);
    }
    f.op(Op::I64Add);
    f.set(m_runtime.total(table));
  }
}

FuncRef FieldLifter::liftElements(const LiftPlan& element) {
  const auto [place, isNew] = m_lifts.try_emplace(liftKey(element));
  if (isNew) {
    place->second = m_module.declare({{I32, I32}, {I32}});
    m_pendingLifts.emplace_back(&element, place->second);
  }
  return place->second;
}

FuncRef FieldLifter::countElements(const LiftPlan& element) {
  const auto [place, isNew] = m_counts.try_emplace(liftKey(element));
  if (isNew) {
    place->second = m_module.declare({{I32, I32}, {}});
    m_pendingCounts.emplace_back(&element, place->second);
  }
  return place->second;
}

void FieldLifter::definePending() {
  while (!m_pendingLifts.empty() || !m_pendingCounts.empty()) {
    const bool lifts = !m_pendingLifts.empty();
    auto& pending = lifts ? m_pendingLifts : m_pendingCounts;
    const auto [plan, func] = pending.back();
    pending.pop_back();
    if (lifts)
      defineLift(*plan, func);
    else
      defineCount(*plan, func);
  }
}

/// Of elements that hold lists themselves; others are counted by their number.
void FieldLifter::defineCount(const LiftPlan& plan, const FuncRef& func) {
  FuncBuilder f(concat("count ", pathOf(m_prefix, plan)), func.sig, {"pointer", "length"});
  addToTotals(f, plan, [&] { f.get(f.param(1)); });
  const Label again = f.loop();
  f.get(f.param(1));
  f.ifThen();
  emitCounts(f, f.param(0), plan.root);
  advance(f, f.param(0), plan.valueSize);
  advance(f, f.param(1), static_cast<std::uint32_t>(-1));
  f.br(again);
  f.end();
  f.end();
  m_module.define(func, f.finish());
}

void FieldLifter::defineLift(const LiftPlan& plan, const FuncRef& func) {
  FuncBuilder f(concat("lift ", pathOf(m_prefix, plan)), func.sig, {"pointer", "length"});
  const LocalIdx length = f.param(1);
  LiftFrame frame;
  frame.value = f.param(0);
  const LocalIdx indices = f.local(I32, "indices"), index = f.local(I32, "index");
  f.get(length);
  f.op(Op::I64ExtendI32U);
  f.i32(IndexBytes + plan.scratchBytes);
  f.call(m_runtime.slice());
  f.tee(indices);
  f.set(index);
  frame.scratch = indices;  // of no bytes
  if (plan.scratchBytes != 0) {
    frame.scratch = f.local(I32, "scratch");
    f.get(indices);
    f.get(length);
    f.i32(IndexBytes);
    f.op(Op::I32Mul);
    f.op(Op::I32Add);
    f.set(*frame.scratch);
  }

  // The next run of entries is this list's; lists inside of the elements take theirs behind it.
  for (const Table table : AllTables) {
    if (plan.counts[table] == 0) continue;
    const LocalIdx first = f.local(I32, concat("first ", tableName(table)));
    frame.first[table] = first;
    frame.entries[table] = f.local(I32, tableName(table));
    f.get(m_runtime.next(table));
    f.tee(first);
    f.get(length);
    if (plan.counts[table] != 1) {
      f.i32(plan.counts[table]);
      f.op(Op::I32Mul);
    }
    f.op(Op::I32Add);
    f.set(m_runtime.next(table));
  }

  const Label again = f.loop();
  f.get(length);
  f.ifThen();
  for (const Table table : AllTables) {
    if (plan.counts[table] == 0) continue;
    f.get(*frame.first[table]);
    f.i32(entryBytes(table));
    f.op(Op::I32Mul);
    f.get(m_runtime.base(table));
    f.op(Op::I32Add);
    f.set(*frame.entries[table]);
  }
  CellEmitter(f, frame, m_names, m_runtime, *this).emit(plan.root);
  f.get(index);
  f.get(*frame.first[Table::Cells]);
  if (plan.root.cell != 0) {
    f.i32(plan.root.cell);
    f.op(Op::I32Add);
  }
  f.store(Store::I32, 0);
  advance(f, index, IndexBytes);
  advance(f, frame.value, plan.valueSize);
  advance(f, *frame.scratch, plan.scratchBytes);
  for (const Table table : AllTables) {
    if (plan.counts[table] == 0) continue;
    advance(f, *frame.first[table], plan.counts[table]);
  }
  advance(f, length, static_cast<std::uint32_t>(-1));
  f.br(again);
  f.end();
  f.end();
  f.get(indices);
  m_module.define(func, f.finish());
}

}  // namespace sb::adapt
