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
  if (m_glue.outerVerdict) verdict(*m_glue.plan.outer.verdict, *m_glue.outerVerdict);
  if (m_glue.verdict) verdict(*m_glue.plan.verdict, *m_glue.verdict);
  callDownstream();
  afterHooks();
  if (m_function.plan.dropsBorrows)
    m_dropper.emit(f, m_function.plan.paramTuple, *m_values, 0, DropSet::Borrows);
  leave();
  return f.finish();
}

void WrapperBody::enter() {
  if (m_function.places.frame) takeFrame();
  m_id = f.local(I64, "call-id");
  if (m_glue.enter) {
    m_parent = f.local(I64, "parent");
    m_goesOn = f.local(I64, "goes-on");
    f.call(*m_glue.enter);
    f.set(m_id);
    f.call(*m_glue.parent);
    f.tee(*m_parent);
    f.set(*m_goesOn);
    return;
  }
  // Where hooks are told from a record, filling it counts the call.
  if (!m_glue.plan.numbered && shared().callParams) return;
  f.get(m_glue.calls);
  f.i64(1);
  f.op(Op::I64Add);
  f.tee(m_id);
  f.set(m_glue.calls);
}

void WrapperBody::pushShift() {
  if (m_shift) return f.get(*m_shift);
  f.i32(0);
}

void WrapperBody::pushAddress(const Place& place) {
  f.i32(place.address);
  if (!m_shift) return;
  f.get(*m_shift);
  f.op(Op::I32Add);
}

void WrapperBody::spillParams() {
  if (!needsParamsInMemory(m_glue.plan, m_function.plan)) return;
  const FunctionPlan& plan = m_function.plan;
  if (plan.lifted.paramsIndirect) {  // the caller's lowering put them into memory already
    m_values = f.param(0);
    return;
  }
  m_values = f.local(I32, "params");
  std::optional<RegionId> region;
  if (m_function.places.paramArea) {
    region = m_function.places.paramArea->region;
    pushAddress(*m_function.places.paramArea);
  } else if ((m_tables = takeTables(m_function.liftParams, plan.paramLayout.whole.size))) {
    f.get(*m_tables);
    f.i32(tableBytes(m_function.liftParams));
    f.op(Op::I32Add);
  } else if (m_glue.block && !m_glue.frees) {
    f.i32(0);
    f.i32(plan.paramLayout.whole.size);
    f.call(*m_glue.block);
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

void WrapperBody::beforeHooks() {
  if (m_glue.plan.numbered) {
    if (m_glue.outerBefore) callNumbered(*m_glue.plan.outer.before, *m_glue.outerBefore);
    if (m_function.plan.words) writeValues(*m_function.plan.words, *m_values);
    if (m_glue.before) callNumbered(*m_glue.plan.before, *m_glue.before);
    if (!m_glue.verdict) freeValues();
    return;
  }
  if (!shared().callParams) return;
  // One record serves all hooks of the call; nothing writes it before the call is over.
  fillCallRecord();
  if (m_glue.outerBefore) callHook(*m_glue.plan.outer.before, *m_glue.outerBefore, *shared().callParams);
  if (!m_function.liftParams.empty()) chained([this] { liftParams(); });
  if (m_glue.before) callHook(*m_glue.plan.before, *m_glue.before, *shared().callParams);
  if (!m_glue.verdict) freeChained();
}

void WrapperBody::callHook(const HookPlan& hook, const FuncRef& func, const Place& record) {
  // What older versions are told is the beginning of the record or a member of it.
  const Place params = graph::takesNameOnly(*hook.hook) ? shared().callId.functionName : record;
  if (hook.lowered.paramsIndirect)
    pushAddress(params);
  else
    pushParamsFromMemory(hook, params);
  std::vector<RegionId> writes;
  if (hook.lowered.resultIndirect) {
    pushAddress(*shared().verdict);
    writes.push_back(shared().verdict->region);
  }
  f.call(func, writes);
  if (hook.async) await();
  if (!hook.lowered.resultIndirect) return;
  pushAddress(*shared().verdict);
  f.load(Load::I32From8U, 0);
}

void WrapperBody::await() {
  if (m_glue.plan.hasAsync) pushAddress(*shared().eventSlot);
  f.call(m_glue.async.await());
}

void WrapperBody::pushParamsFromMemory(const HookPlan& hook, const Place& params) {
  const LocalIdx address = f.local(I32, "hook-params");
  pushAddress(params);
  f.set(address);
  std::vector<LocalIdx> slots;
  const std::size_t count = hook.lowered.params.size() - (hook.lowered.resultIndirect ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) slots.push_back(f.local(hook.lowered.params[i]));
  ValueMover(f, slots, address).load(hook.paramTuple, 0);
  for (const LocalIdx slot : slots) f.get(slot);
}

void WrapperBody::verdict(const HookPlan& hook, const FuncRef& func) {
  if (m_glue.plan.numbered)
    callNumbered(hook, func);
  else
    callHook(hook, func, *shared().callParams);
  // An outer hook comes first, and the other one still needs the values.
  const bool last = m_glue.plan.verdict ? &hook == &*m_glue.plan.verdict : false;
  if (last) freeLifted();
  // blocking: true = skip the call; gate: true = go on (splicer.md 11, point 3).
  if (hook.hook->moment == graph::HookMoment::Gate) f.op(Op::I32Eqz);
  f.ifThen();
  if (!last && m_glue.verdict) freeLifted();
  const FunctionPlan& plan = m_function.plan;
  if (plan.paramTuple && hasDrops(plan.paramTuple, DropSet::All))
    m_dropper.emit(f, plan.paramTuple, *m_values, 0, DropSet::All);
  const std::optional<Place>& refused = m_function.places.refusedResult;
  leave(refused ? std::optional<std::uint32_t>(refused->address) : std::nullopt);
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
    pushAddress(*m_function.places.returnArea);
    writes.push_back(m_function.places.returnArea->region);
  }
  f.call(m_function.callee, writes);
  if (plan.async()) {
    awaitCallee();
  } else if (!plan.lowered.results.empty()) {
    m_result = f.local(plan.lowered.results.front(), "result");
    f.set(*m_result);
  }
}

/// While this call waits others run, and nobody can say which of them a call is made in; nor which goes on
/// after this one.
void WrapperBody::awaitCallee() {
  if (!m_glue.leave) return await();
  constexpr std::uint32_t HandleShift = 4;
  const LocalIdx status = f.local(I32, "status");
  f.tee(status);
  f.i32(HandleShift);
  f.op(Op::I32ShrU);
  f.ifThen();
  f.i64(0);
  f.tee(*m_goesOn);
  f.call(*m_glue.leave);
  f.end();
  f.get(status);
  await();
}

void WrapperBody::afterHooks() {
  if (m_glue.after) afterHook();
  if (!m_glue.outerAfter) return;
  if (m_glue.plan.numbered)
    callNumbered(*m_glue.plan.outer.after, *m_glue.outerAfter);
  else
    callHook(*m_glue.plan.outer.after, *m_glue.outerAfter, *shared().callParams);
}

/// The call that this one was made in goes on.
void WrapperBody::nameCaller() {
  if (!m_glue.leave) return;
  f.get(*m_goesOn);
  f.call(*m_glue.leave);
}

void WrapperBody::pushResult(std::optional<std::uint32_t> refused) {
  const FunctionPlan& plan = m_function.plan;
  if (!plan.type->result) return;
  if (m_result && !refused) return f.get(*m_result);
  const auto pushArea = [&] {
    if (refused)
      f.i32(*refused);
    else
      pushAddress(*m_function.places.returnArea);
  };
  if (plan.async() ? plan.taskReturnIndirect : plan.lifted.resultIndirect) return pushArea();
  const LocalIdx address = f.local(I32, "result-address");
  pushArea();
  f.set(address);
  std::vector<LocalIdx> slots;
  for (const CoreType type : plan.async() ? plan.taskReturn : plan.lifted.results)
    slots.push_back(f.local(type));
  ValueMover(f, slots, address).load(plan.type->result, 0);
  for (const LocalIdx slot : slots) f.get(slot);
}

void WrapperBody::leave(std::optional<std::uint32_t> refused) {
  const FunctionPlan& plan = m_function.plan;
  if (plan.async()) {
    pushResult(refused);
    f.call(*m_function.taskReturn);
    if (!refused) freeResult();
    return release();
  }
  // Where the caller still has to read what the result points to, the heap as a whole waits for the
  // post-return.
  if (!plan.hasPostReturn() || m_glue.frees)
    release();
  else
    nameCaller();
  pushResult(refused);
}

}  // namespace sb::adapt
