// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/wrapper_body.h"

#include "core/adapt/core_names.h"
#include "core/adapt/value_mover.h"
#include "core/support/concat.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;

CoreSig wrapperSig(const FunctionPlan& plan) { return {plan.lifted.params, plan.lifted.results}; }

/// One call less in flight; the heap goes back to `saved`, or to its start when this was the last one.
void emitRelease(FuncBuilder& f, const GlueParts& glue, const auto& pushSaved) {
  f.get(glue.inFlight);
  f.i32(1);
  f.op(Op::I32Sub);
  f.set(glue.inFlight);
  f.i32(glue.layout.memory.bumpStart);
  pushSaved();
  f.get(glue.inFlight);
  f.op(Op::I32Eqz);
  f.select();
  f.set(glue.bump);
}

}  // namespace

WrapperBody::WrapperBody(const GlueParts& glue, const FunctionParts& function, HandleDropper& dropper)
    : m_glue(glue),
      m_function(function),
      m_dropper(dropper),
      f(concat("wrap ", function.plan.name), wrapperSig(function.plan)) {}

FuncBody WrapperBody::emit() {
  enter();
  spillParams();
  beforeHooks();
  verdict();
  callDownstream();
  afterHook();
  if (m_function.plan.dropsBorrows)
    m_dropper.emit(f, m_function.plan.paramTuple, *m_values, 0, DropSet::Borrows);
  leave();
  return f.finish();
}

void WrapperBody::enter() {
  if (m_function.plan.async()) f.call(m_glue.async.backpressureInc());
  m_saved = f.local(I32, "saved-bump");
  m_id = f.local(I64, "call-id");
  f.get(m_glue.bump);
  f.set(m_saved);
  f.get(m_glue.inFlight);
  f.i32(1);
  f.op(Op::I32Add);
  f.set(m_glue.inFlight);
  f.get(m_glue.calls);
  f.i64(1);
  f.op(Op::I64Add);
  f.tee(m_id);
  f.set(m_glue.calls);
}

bool WrapperBody::needsParamsInMemory() const {
  const FunctionPlan& plan = m_function.plan;
  if (!plan.paramTuple) return false;
  return !plan.params.empty() || plan.words || plan.dropsBorrows || plan.lowered.paramsIndirect ||
         (m_glue.plan.verdict && hasDrops(plan.paramTuple, DropSet::All));
}

void WrapperBody::spillParams() {
  if (!needsParamsInMemory()) return;
  const FunctionPlan& plan = m_function.plan;
  if (plan.lifted.paramsIndirect) {  // the caller's lowering put them into memory already
    m_values = f.param(0);
    return;
  }
  m_values = f.local(I32, "params");
  std::optional<RegionId> region;
  if (m_function.places.paramArea) {
    region = m_function.places.paramArea->region;
    f.i32(m_function.places.paramArea->address);
  } else {
    f.i32(0);
    f.i32(0);
    f.i32(plan.paramLayout.whole.align);
    f.i32(plan.paramLayout.whole.size);
    f.call(m_glue.realloc);
  }
  f.set(*m_values);
  std::vector<LocalIdx> slots;
  for (std::size_t i = 0; i < plan.lifted.params.size(); ++i) slots.push_back(f.param(i));
  ValueMover(f, std::move(slots), *m_values).store(plan.paramTuple, 0, region);
}

void WrapperBody::writeName(const Place& place, NameRef name) {
  f.i32(place.address);
  f.i32(name.address);
  f.store(Store::I32, 0, place.region);
  f.i32(place.address);
  f.i32(name.bytes);
  f.store(Store::I32, 4, place.region);
}

void WrapperBody::writeCallId(const CallIdPlaces& places) {
  writeName(places.interfaceName, m_glue.layout.names[m_glue.plan.interfaceName]);
  writeName(places.functionName, m_glue.layout.names[m_function.plan.name]);
  f.i32(places.id.address);
  f.get(m_id);
  f.store(Store::I64, 0, places.id.region);
}

void WrapperBody::liftParams() {
  const FunctionPlan& plan = m_function.plan;
  for (std::size_t i = 0; i < m_function.liftParams.size(); ++i) {
    f.get(*m_values);
    f.i32(plan.paramLayout.offsets[i]);
    f.op(Op::I32Add);
    f.call(m_function.liftParams[i]);
  }
  writeName(shared().args, {m_function.places.firstField, static_cast<std::uint32_t>(plan.params.size())});
}

void WrapperBody::beforeHooks() {
  if (m_glue.plan.numbered) {
    if (m_function.plan.words) writeValues(*m_function.plan.words, *m_values);
    if (m_glue.before) callNumbered(*m_glue.plan.before, *m_glue.before);
    return;
  }
  if (!shared().callParams) return;
  // One record serves all hooks of the call; nothing writes it before the call is over.
  writeCallId(shared().callId);
  if (m_glue.plan.liftsParams()) liftParams();
  if (m_glue.before) callHook(*m_glue.plan.before, *m_glue.before, shared().callParams->address);
}

void WrapperBody::callHook(const HookPlan& hook, const FuncRef& func, std::uint32_t params) {
  if (hook.lowered.paramsIndirect)
    f.i32(params);
  else
    pushParamsFromMemory(hook, params);
  std::vector<RegionId> writes;
  if (hook.lowered.resultIndirect) {
    f.i32(shared().verdict->address);
    writes.push_back(shared().verdict->region);
  }
  f.call(func, writes);
  if (hook.async) {
    f.i32(shared().eventSlot->address);
    f.call(m_glue.async.await());
  }
  if (!hook.lowered.resultIndirect) return;
  f.i32(shared().verdict->address);
  f.load(Load::I32From8U, 0);
}

void WrapperBody::pushParamsFromMemory(const HookPlan& hook, std::uint32_t params) {
  const LocalIdx address = f.local(I32, "hook-params");
  f.i32(params);
  f.set(address);
  std::vector<LocalIdx> slots;
  for (const CoreType type : hook.lowered.params) slots.push_back(f.local(type));
  ValueMover(f, slots, address).load(hook.paramTuple, 0);
  for (const LocalIdx slot : slots) f.get(slot);
}

void WrapperBody::verdict() {
  if (!m_glue.verdict) return;
  const HookPlan& hook = *m_glue.plan.verdict;
  if (m_glue.plan.numbered)
    callNumbered(hook, *m_glue.verdict);
  else
    callHook(hook, *m_glue.verdict, shared().callParams->address);
  // blocking: true = skip the call; gate: true = go on (splicer.md 11, point 3).
  if (hook.hook->moment == graph::HookMoment::Gate) f.op(Op::I32Eqz);
  f.ifThen();
  const FunctionPlan& plan = m_function.plan;
  if (plan.paramTuple && hasDrops(plan.paramTuple, DropSet::All))
    m_dropper.emit(f, plan.paramTuple, *m_values, 0, DropSet::All);
  if (plan.async()) f.call(*m_function.taskReturn);
  release();
  f.ret();
  f.end();
}

void WrapperBody::callDownstream() {
  const FunctionPlan& plan = m_function.plan;
  if (plan.lowered.paramsIndirect) {
    f.get(*m_values);
  } else {
    for (std::size_t i = 0; i < plan.lifted.params.size(); ++i) f.get(f.param(i));
  }
  std::vector<RegionId> writes;
  if (m_function.places.returnArea) {
    f.i32(m_function.places.returnArea->address);
    writes.push_back(m_function.places.returnArea->region);
  }
  f.call(m_function.callee, writes);
  if (plan.async()) {
    f.i32(shared().eventSlot->address);
    f.call(m_glue.async.await());
  } else if (!plan.lowered.results.empty()) {
    m_result = f.local(plan.lowered.results.front(), "result");
    f.set(*m_result);
  }
}

void WrapperBody::afterHook() {
  if (!m_glue.after) return;
  if (m_glue.plan.numbered) return afterNumbered();
  if (!m_glue.plan.liftsResult()) {
    callHook(*m_glue.plan.after, *m_glue.after, shared().callParams->address);
    return;
  }
  if (m_function.liftResult) {
    if (m_function.places.returnArea) {
      f.i32(m_function.places.returnArea->address);
    } else {  // a result in a local goes to memory, so that there is one way of lifting
      const abi::SizeAlign size = abi::sizeAlign(m_function.plan.type->result);
      const LocalIdx address = f.local(I32, "result-address");
      f.i32(0);
      f.i32(0);
      f.i32(size.align);
      f.i32(size.size);
      f.call(m_glue.realloc);
      f.set(address);
      ValueMover(f, {*m_result}, address).store(m_function.plan.type->result, 0);
      f.get(address);
    }
    f.call(*m_function.liftResult);
  }
  f.i32(m_function.places.returnId.address);
  f.get(m_id);
  f.store(Store::I64, 0, m_function.places.returnId.region);
  callHook(*m_glue.plan.after, *m_glue.after, m_function.places.returnParams->address);
}

void WrapperBody::release() {
  emitRelease(f, m_glue, [this] { f.get(m_saved); });
  if (m_function.plan.async()) f.call(m_glue.async.backpressureDec());
}

void WrapperBody::pushResult() {
  const FunctionPlan& plan = m_function.plan;
  if (m_result) return f.get(*m_result);
  if (!plan.type->result) return;
  const std::uint32_t area = m_function.places.returnArea->address;
  if (!plan.async() || plan.taskReturnIndirect) return f.i32(area);
  const LocalIdx address = f.local(I32, "result-address");
  f.i32(area);
  f.set(address);
  std::vector<LocalIdx> slots;
  for (const CoreType type : plan.taskReturn) slots.push_back(f.local(type));
  ValueMover(f, slots, address).load(plan.type->result, 0);
  for (const LocalIdx slot : slots) f.get(slot);
}

void WrapperBody::leave() {
  const FunctionPlan& plan = m_function.plan;
  if (plan.async()) {
    pushResult();
    f.call(*m_function.taskReturn);
    return release();
  }
  if (plan.hasPostReturn()) {  // the caller still has to read what the result points to
    f.get(m_saved);
    f.set(m_glue.resume);
  } else {
    release();
  }
  pushResult();
}

FuncBody WrapperBody::postReturn(const GlueParts& glue, const FunctionPlan& function) {
  FuncBuilder f(concat(core_names::PostPrefix, function.name), {function.lifted.results, {}});
  emitRelease(f, glue, [&] { f.get(glue.resume); });
  return f.finish();
}

}  // namespace sb::adapt
