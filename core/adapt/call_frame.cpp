// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/call_frame.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32;
constexpr std::uint32_t FrameAlign = 8;

FuncBody take(const FuncRef& realloc) {
  FuncBuilder f("take frame", {{I32, I32}, {I32}}, {"address", "bytes"});
  const LocalIdx address = f.param(0), bytes = f.param(1);
  f.get(address);
  f.load(Load::I32, 0);
  f.op(Op::I32Eqz);
  f.ifThen();
  f.get(address);
  f.i32(1);
  f.store(Store::I32, 0);
  f.i32(0);
  f.ret();
  f.end();
  const LocalIdx copy = f.local(I32, "copy");
  f.i32(0);
  f.i32(0);
  f.i32(FrameAlign);
  f.get(bytes);
  f.call(realloc);
  f.tee(copy);
  f.get(address);
  f.get(bytes);
  // What another call has patched is patched again before anyone reads it.
  f.memoryCopy();
  f.get(copy);
  f.get(address);
  f.op(Op::I32Sub);
  return f.finish();
}

FuncBody giveBack(const FuncRef& free) {
  FuncBuilder f("give frame back", {{I32, I32}, {}}, {"address", "shift"});
  const LocalIdx address = f.param(0), shift = f.param(1);
  f.get(shift);
  f.ifThen();
  f.get(address);
  f.get(shift);
  f.op(Op::I32Add);
  f.call(free);
  f.elseThen();
  f.get(address);
  f.i32(0);
  f.store(Store::I32, 0);
  f.end();
  return f.finish();
}

}  // namespace

CallFrames addCallFrames(CoreModuleBuilder& module, const FuncRef& realloc, const FuncRef& free) {
  CallFrames out;
  out.take = module.add(take(realloc));
  out.giveBack = module.add(giveBack(free));
  return out;
}

}  // namespace sb::adapt
