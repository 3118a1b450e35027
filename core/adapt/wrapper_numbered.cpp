// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/value_mover.h"
#include "core/adapt/wrapper_body.h"
#include "core/support/concat.h"

// The part of a wrapper that calls hooks of `spliceboard:hook`: three numbers, and values as words.
namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32;

/// Entries are powers of two but for blobs.
void divideBySize(FuncBuilder& f, Run run) {
  if (run == Run::Blobs) {
    f.i32(runEntryBytes(run));
    f.op(Op::I32DivU);
    return;
  }
  constexpr std::uint32_t EightShift = 3;
  f.i32(EightShift);
  f.op(Op::I32ShrU);
}

}  // namespace

void WrapperBody::writeValues(const WordPlan& plan, LocalIdx address) {
  m_written.emplace();
  m_written->plan = &plan;
  if (plan.hasLists) {
    for (const Run run : AllRuns) {
      if (!plan.used[run]) continue;
      f.i64(plan.most[run]);
      f.set(m_glue.lists->globals.total[run]);
    }
    m_glue.lists->emitCounts(f, address, 0, plan.type);
  }
  PerRun<std::optional<RegionId>> regions;
  for (const Run run : AllRuns) {
    if (!plan.used[run]) continue;
    m_written->base[run] = f.local(I32, runName(run));
    m_written->end[run] = f.local(I32, concat("end of ", runName(run)));
    if (plan.hasLists) {
      f.get(m_glue.lists->globals.total[run]);
      f.i32(runEntryBytes(run));
      f.call(m_glue.lists->reserve);
    } else {
      const Place& place = *m_glue.layout.numbered.buffers[run];
      f.i32(place.address);
      regions[run] = place.region;
    }
    f.tee(m_written->base[run]);
    f.set(m_written->end[run]);
  }
  WordWriter writer(f, address, m_written->end, *m_glue.lists, regions);
  writer.write(plan.type, 0);
  if (!plan.exact) writer.flush();
}

void WrapperBody::pushRun(Run run) {
  if (!m_written || !m_written->plan->used[run]) {  // an empty list
    f.i32(0);
    f.i32(0);
    return;
  }
  f.get(m_written->base[run]);
  if (m_written->plan->exact) return f.i32(m_written->plan->most[run]);
  f.get(m_written->end[run]);
  f.get(m_written->base[run]);
  f.op(Op::I32Sub);
  divideBySize(f, run);
}

void WrapperBody::callNumbered(const HookPlan& hook, const FuncRef& func) {
  f.get(m_id);
  if (m_parent)
    f.get(*m_parent);
  else
    f.i64(0);
  f.get(*m_glue.firstNumber);
  f.i32(m_function.position);
  f.op(Op::I32Add);
  if (hook.takesArgs || hook.takesResult)
    for (const Run run : AllRuns) pushRun(run);
  f.call(func);
}

/// The room for values with lists, where the heap is freed block by block.
void WrapperBody::freeValues() {
  if (!m_glue.frees || !m_written || !m_written->plan->hasLists) return;
  for (const Run run : AllRuns) {
    if (!m_written->plan->used[run]) continue;
    f.get(m_written->base[run]);
    f.call(m_glue.frees->free());
  }
}

void WrapperBody::afterNumbered() {
  const FunctionPlan& plan = m_function.plan;
  m_written.reset();
  if (plan.resultWords) {
    const LocalIdx address = f.local(I32, "result-address");
    const std::optional<Place>& spill = m_function.places.resultSpill;
    pushAddress(spill ? *spill : *m_function.places.returnArea);
    f.set(address);
    if (spill) ValueMover(f, {*m_result}, address).store(plan.type->result, 0, spill->region);
    writeValues(*plan.resultWords, address);
  }
  callNumbered(*m_glue.plan.after, *m_glue.after);
  freeValues();
}

}  // namespace sb::adapt
