// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/value_mover.h"
#include "core/adapt/wrapper_body.h"

// What hooks of splicer's interfaces are told: the record of the call, and the trees of cells that arguments
// and the result are lifted into.
namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32;

}  // namespace

void WrapperBody::fillCallRecord() {
  const NameRef name = m_glue.layout.names[m_function.plan.name];
  pushAddress(*shared().callParams);
  f.i32(name.address);
  f.i32(name.bytes);
  if (m_glue.plan.tier == 2) {
    const auto count = static_cast<std::uint32_t>(m_function.plan.params.size());
    if (count == 0)
      f.i32(0);
    else
      pushAddress({shared().args.region, m_function.places.firstField});
    f.i32(count);
  }
  f.call(*m_glue.callRecord);
  f.set(m_id);
}

void WrapperBody::callLift(const FieldLift& lift, std::optional<LocalIdx> tables, std::uint32_t offset) {
  if (lift.tableBytes) {
    f.get(*tables);
    if (offset != 0) {
      f.i32(offset);
      f.op(Op::I32Add);
    }
  }
  f.i32(lift.tree);
  if (m_shift) {
    f.get(*m_shift);
    f.op(Op::I32Add);
  }
  if (lift.shifted) f.get(*m_shift);
  f.call(lift.func);
}

void WrapperBody::liftParams() {
  const FunctionPlan& plan = m_function.plan;
  if (!m_tables) m_tables = takeTables(m_function.liftParams, 0);
  std::uint32_t offset = 0;
  for (std::size_t i = 0; i < m_function.liftParams.size(); ++i) {
    const FieldLift& lift = m_function.liftParams[i];
    f.get(*m_values);
    if (plan.paramLayout.offsets[i] != 0) {
      f.i32(plan.paramLayout.offsets[i]);
      f.op(Op::I32Add);
    }
    callLift(lift, m_tables, offset);
    offset += lift.tableBytes.value_or(0);
  }
}

void WrapperBody::afterHook() {
  if (m_glue.plan.numbered) return afterNumbered();
  if (!m_glue.plan.liftsResult()) {
    callHook(*m_glue.plan.after, *m_glue.after, *shared().callParams);
    return;
  }
  if (m_function.liftResult) {
    const auto& spill = m_function.places.resultSpill;
    const std::vector<FieldLift> lifts{*m_function.liftResult};
    const LocalIdx address = f.local(I32, "result-address");
    std::optional<LocalIdx> tables;
    if (m_function.places.returnArea) {
      pushAddress(*m_function.places.returnArea);
      f.set(address);
    } else {  // a result in a local goes to memory, so that there is one way of lifting
      const types::ValType& type = m_function.plan.type->result;
      if (spill) {
        pushAddress(*spill);
      } else {
        tables = takeTables(lifts, abi::sizeAlign(type).size);
        f.get(*tables);
        f.i32(tableBytes(lifts));
        f.op(Op::I32Add);
      }
      f.set(address);
      ValueMover(f, {*m_result}, address).store(type, 0, spill ? std::optional(spill->region) : std::nullopt);
    }
    chained([&] {
      if (!tables) tables = takeTables(lifts, 0);
      f.get(address);
      callLift(lifts.front(), tables, 0);
    });
  }
  pushShift();
  f.get(m_id);
  f.store(Store::I64, m_function.places.returnId.address, m_function.places.returnId.region);
  callHook(*m_glue.plan.after, *m_glue.after, *m_function.places.returnParams);
  if (m_function.liftResult) freeChained();
}

}  // namespace sb::adapt
