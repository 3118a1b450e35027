// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/abi/canonical_abi.h"
#include "core/adapt/cell_emitter.h"
#include "core/adapt/word_writer.h"
#include "core/support/concat.h"
#include "core/types/type_text.h"

// Lists for hooks of `spliceboard:hook`: a function that writes the elements of one type, and one that counts
// what they need.
namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;
constexpr std::int64_t MostBytes = 0x7fff'ffff;

/// local += constant
void advance(FuncBuilder& f, LocalIdx local, std::uint32_t by) {
  f.get(local);
  f.i32(by);
  f.op(Op::I32Add);
  f.set(local);
}

/// Emits `body` for each of `length` elements that begin at `pointer`.
template <class Body>
void eachElement(FuncBuilder& f, LocalIdx pointer, LocalIdx length, std::uint32_t size, Body body) {
  const Label done = f.block();
  const Label again = f.loop();
  f.get(length);
  f.op(Op::I32Eqz);
  f.brIf(done);
  body();
  advance(f, pointer, size);
  advance(f, length, static_cast<std::uint32_t>(-1));
  f.br(again);
  f.end();
  f.end();
}

}  // namespace

WordLists::WordLists(CoreModuleBuilder& module, const FuncRef& realloc) : m_module(module) {
  for (const Run run : AllRuns) {
    globals.next[run] = module.global(I32, concat("next ", runName(run)), 0);
    globals.total[run] = module.global(I64, concat("total ", runName(run)), 0);
  }
  FuncBuilder f("reserve", {{I64, I32}, {I32}}, {"count", "bytes"});
  const LocalIdx size = f.local(I64, "size");
  f.get(f.param(0));
  f.get(f.param(1));
  f.op(Op::I64ExtendI32U);
  f.op(Op::I64Mul);
  f.tee(size);
  f.i64(MostBytes);
  f.op(Op::I64GtU);
  f.ifThen();
  f.unreachable();
  f.end();
  f.i32(0);
  f.i32(0);
  f.i32(RunAlign);
  f.get(size);
  f.op(Op::I32WrapI64);
  f.call(realloc);
  reserve = module.add(f.finish());
}

types::ValType WordLists::element(const types::ValType& list) {
  if (!std::holds_alternative<types::Map>(list->kind)) return wordListElement(list);
  types::ValType& made = m_mapElements[list.get()];
  if (!made) made = wordListElement(list);
  return made;
}

FuncRef WordLists::write(const types::ValType& element) { return function(element, true); }
FuncRef WordLists::count(const types::ValType& element) { return function(element, false); }

FuncRef WordLists::function(const types::ValType& element, bool writes) {
  const auto known = m_funcs.find({element.get(), writes});
  if (known != m_funcs.end()) return known->second;
  const FuncRef func = m_module.declare({{I32, I32}, {}});
  m_funcs.emplace(std::pair(element.get(), writes), func);
  m_pending.push_back({element, func, writes});
  return func;
}

void WordLists::definePending() {
  while (!m_pending.empty()) {
    const Pending next = std::move(m_pending.back());
    m_pending.pop_back();
    if (next.writes)
      defineWrite(next.element, next.func);
    else
      defineCount(next.element, next.func);
  }
}

void WordLists::defineWrite(const types::ValType& element, const FuncRef& func) {
  FuncBuilder f(concat("write list<", types::typeText(element), ">"), func.sig, {"pointer", "length"});
  const WordPlan plan = planWords(element);
  PerRun<LocalIdx> cursors{{LocalIdx(0), LocalIdx(0), LocalIdx(0)}};
  for (const Run run : AllRuns) {
    if (!plan.used[run]) continue;
    cursors[run] = f.local(I32, runName(run));
    f.get(globals.next[run]);
    f.set(cursors[run]);
  }
  eachElement(f, f.param(0), f.param(1), abi::sizeAlign(element).size, [&] {
    WordWriter writer(f, f.param(0), cursors, *this);
    writer.write(element, 0);
    writer.flush();
  });
  for (const Run run : AllRuns) {
    if (!plan.used[run]) continue;
    f.get(cursors[run]);
    f.set(globals.next[run]);
  }
  m_module.define(func, f.finish());
}

void WordLists::defineCount(const types::ValType& element, const FuncRef& func) {
  FuncBuilder f(concat("count list<", types::typeText(element), ">"), func.sig, {"pointer", "length"});
  const WordPlan plan = planWords(element);
  for (const Run run : AllRuns) {
    if (plan.most[run] == 0) continue;
    f.get(globals.total[run]);
    f.get(f.param(1));
    f.op(Op::I64ExtendI32U);
    f.i64(plan.most[run]);
    f.op(Op::I64Mul);
    f.op(Op::I64Add);
    f.set(globals.total[run]);
  }
  if (plan.hasLists) {
    eachElement(f, f.param(0), f.param(1), abi::sizeAlign(element).size,
                [&] { emitCounts(f, f.param(0), 0, element); });
  }
  m_module.define(func, f.finish());
}

void WordLists::emitCounts(FuncBuilder& f, LocalIdx value, std::uint32_t offset, const types::ValType& type) {
  if (!planWords(type).hasLists) return;
  if (isWordList(type)) {
    f.get(value);
    f.load(Load::I32, offset);
    f.get(value);
    f.load(Load::I32, offset + 4);
    f.call(count(element(type)));
    return;
  }
  std::vector<types::ValType> parts;
  if (const auto* record = std::get_if<types::Record>(&type->kind)) {
    for (const types::Field& field : record->fields) parts.push_back(field.type);
  } else if (const auto* tuple = std::get_if<types::Tuple>(&type->kind)) {
    parts = tuple->types;
  } else if (const auto* fixed = std::get_if<types::FixedList>(&type->kind)) {
    parts.assign(fixed->length, fixed->element);
  }
  if (!parts.empty()) {
    const abi::RecordLayout layout = abi::recordLayout(parts);
    for (std::size_t i = 0; i < parts.size(); ++i) emitCounts(f, value, offset + layout.offsets[i], parts[i]);
    return;
  }
  const std::vector<types::ValType> payloads = abi::casePayloads(type);
  const std::uint32_t payloadOffset = offset + abi::variantLayout(payloads).payloadOffset;
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    if (!payloads[i] || !planWords(payloads[i]).hasLists) continue;
    pushDiscriminantAt(f, value, offset, payloads.size());
    f.ifCase(i, payloads.size());
    emitCounts(f, value, payloadOffset, payloads[i]);
    f.end();
  }
}

}  // namespace sb::adapt
