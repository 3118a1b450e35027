// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/async_wait.h"

#include "core/adapt/core_names.h"

namespace sb::adapt {
namespace {

using model::Builtin;
constexpr CoreType I32 = CoreType::I32;

/// Subtask states (CanonicalABI.md): STARTING and STARTED are below RETURNED.
constexpr std::uint32_t Returned = 2, StateMask = 0xf, HandleShift = 4;

FuncRef bindBuiltin(CoreModuleBuilder& module, Builtin builtin) {
  return module.importFunc(core_names::Async, waitName(builtin), builtinSig(builtin),
                           model::builtinName(builtin));
}

}  // namespace

std::vector<Builtin> waitBuiltins() {
  return {Builtin::WaitableSetNew, Builtin::WaitableJoin, Builtin::WaitableSetWait, Builtin::WaitableSetDrop,
          Builtin::SubtaskDrop};
}

CoreSig builtinSig(Builtin builtin) {
  if (builtin == Builtin::WaitableSetNew) return {{}, {I32}};
  if (builtin == Builtin::WaitableJoin) return {{I32, I32}, {}};
  if (builtin == Builtin::WaitableSetWait) return {{I32, I32}, {I32}};
  if (builtin == Builtin::WaitableSetDrop || builtin == Builtin::SubtaskDrop) return {{I32}, {}};
  return {};
}

const char* waitName(Builtin builtin) {
  if (builtin == Builtin::WaitableSetNew) return "new";
  if (builtin == Builtin::WaitableJoin) return "join";
  if (builtin == Builtin::WaitableSetWait) return "wait";
  if (builtin == Builtin::WaitableSetDrop) return "drop";
  if (builtin == Builtin::SubtaskDrop) return "end";
  return model::builtinName(builtin);
}

void AsyncWait::bind(CoreModuleBuilder& module) {
  m_new = bindBuiltin(module, Builtin::WaitableSetNew);
  m_join = bindBuiltin(module, Builtin::WaitableJoin);
  m_wait = bindBuiltin(module, Builtin::WaitableSetWait);
  m_dropSet = bindBuiltin(module, Builtin::WaitableSetDrop);
  m_dropSubtask = bindBuiltin(module, Builtin::SubtaskDrop);
}

void AsyncWait::define(CoreModuleBuilder& module, const std::vector<RegionId>& eventSlots,
                       std::optional<std::uint32_t> only) {
  const CoreSig sig{std::vector<CoreType>(only ? 1 : 2, I32), {}};
  FuncBuilder f("await", sig, {"status", "event"});
  const auto pushEvent = [&] {
    if (only)
      f.i32(*only);
    else
      f.get(f.param(1));
  };
  const LocalIdx subtask = f.local(I32, "subtask"), set = f.local(I32, "set");
  // Without a handle the callee has returned already.
  f.get(f.param(0));
  f.i32(HandleShift);
  f.op(Op::I32ShrU);
  f.tee(subtask);
  f.op(Op::I32Eqz);
  f.ifThen();
  f.ret();
  f.end();
  f.call(m_new);
  f.set(set);
  f.get(subtask);
  f.get(set);
  f.call(m_join);
  const Label again = f.loop();
  f.get(set);
  pushEvent();
  f.call(m_wait, eventSlots);
  f.drop();
  pushEvent();
  f.load(Load::I32, 4);
  f.i32(StateMask);
  f.op(Op::I32And);
  f.i32(Returned);
  f.op(Op::I32LtU);
  f.brIf(again);
  f.end();
  f.get(subtask);
  f.call(m_dropSubtask);
  f.get(set);
  f.call(m_dropSet);
  m_await = module.add(f.finish());
}

}  // namespace sb::adapt
