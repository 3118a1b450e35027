// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/core_names.h"
#include "core/adapt/wrapper_body.h"
#include "core/support/concat.h"

// The memory of a call: its frame, what lifting takes from the heap, and who gives it back. Without async
// functions calls do not overlap, and the end of one gives the whole heap back; with them each block is freed
// by itself.
namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32;

}  // namespace

void WrapperBody::takeFrame() {
  const FramePlaces& frame = *m_function.places.frame;
  m_shift = f.local(I32, "shift");
  f.i32(frame.busy.address);
  f.i32(frame.bytes);
  f.call(m_glue.frames->take, {frame.busy.region});
  f.set(*m_shift);
}

void WrapperBody::giveFrameBack() {
  const FramePlaces& frame = *m_function.places.frame;
  f.i32(frame.busy.address);
  f.get(*m_shift);
  f.call(m_glue.frames->giveBack, {frame.busy.region});
}

std::optional<LocalIdx> WrapperBody::takeTables(const std::vector<FieldLift>& lifts, std::uint32_t spill) {
  const std::uint32_t bytes = tableBytes(lifts);
  if (bytes == 0) return std::nullopt;
  const LocalIdx tables = f.local(I32, "tables");
  f.i32(bytes);
  f.i32(bytes + spill);
  f.call(*m_glue.block);
  f.set(tables);
  return tables;
}

void WrapperBody::chained(const std::function<void()>& lift) {
  if (!m_glue.frees) return lift();
  f.i32(0);
  f.set(m_glue.frees->chain);
  lift();
  if (!m_chain) m_chain = f.local(I32, "lifted");
  f.get(m_glue.frees->chain);
  f.set(*m_chain);
}

void WrapperBody::freeChained() {
  if (!m_chain) return;
  f.get(*m_chain);
  f.call(m_glue.frees->chainFree());
}

/// What the hooks before the callee were given of the arguments.
void WrapperBody::freeLifted() {
  freeValues();
  freeChained();
}

void WrapperBody::freeParams() {
  const FunctionPlan& plan = m_function.plan;
  if (!m_glue.frees || !plan.paramTuple) return;
  if (m_values) m_glue.frees->emit(f, plan.paramTuple, *m_values, 0);
  if (!plan.lifted.paramsIndirect) return;
  f.get(f.param(0));
  f.call(m_glue.frees->free());
}

void WrapperBody::freeResult() {
  const types::ValType& result = m_function.plan.type->result;
  if (!m_glue.frees || !result || !abi::containsPointer(result)) return;
  const LocalIdx address = f.local(I32, "result-address");
  pushAddress(*m_function.places.returnArea);
  f.set(address);
  m_glue.frees->emit(f, result, address, 0);
}

/// The end of a call, but for a result that the caller has yet to read.
void WrapperBody::release() {
  freeParams();
  nameCaller();
  if (m_function.places.frame) return giveFrameBack();
  if (m_glue.frees) return;
  f.i32(m_glue.layout.memory.bumpStart);
  f.set(m_glue.bump);
}

FuncBody WrapperBody::postReturn(const GlueParts& glue, const FunctionParts& parts) {
  const FunctionPlan& function = parts.plan;
  FuncBuilder f(concat(core_names::PostPrefix, function.name), {function.lifted.results, {}});
  if (glue.frees) {
    // What a refused call returns is no block of the heap.
    const std::optional<Place>& refused = parts.places.refusedResult;
    if (refused) {
      f.get(f.param(0));
      f.i32(refused->address);
      f.op(Op::I32Ne);
      f.ifThen();
    }
    glue.frees->emit(f, function.type->result, f.param(0), 0);
    if (refused) f.end();
  } else {
    f.i32(glue.layout.memory.bumpStart);
    f.set(glue.bump);
  }
  return f.finish();
}

}  // namespace sb::adapt
