// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/bump_allocator.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;
constexpr std::uint32_t PageShift = 16;
constexpr std::uint32_t WordMask = 7;

}  // namespace

void emitGrow(FuncBuilder& f, LocalIdx end) {
  const LocalIdx page = f.local(I32, "page");
  f.get(end);
  f.i64(PageShift);
  f.op(Op::I64ShrU);
  f.op(Op::I32WrapI64);
  f.tee(page);
  f.memorySize();
  f.op(Op::I32GeU);
  f.ifThen();
  // The page that holds `end` is there afterwards. 4 GiB has none, so that growing traps and nothing wraps.
  f.get(page);
  f.i32(1);
  f.op(Op::I32Add);
  f.memorySize();
  f.op(Op::I32Sub);
  f.memoryGrow();
  f.end();
}

FuncBody bumpRealloc(const std::string& name, const GlobalRef& bump, BlockAlign align) {
  FuncBuilder f(name, {{I32, I32, I32, I32}, {I32}}, {"old", "old-size", "align", "new-size"});
  const LocalIdx address = f.local(I32, "address"), end = f.local(I64, "end"),
                 copied = f.local(I32, "copied"), pad = f.local(I32, "pad");
  f.get(bump);
  f.op(Op::I64ExtendI32U);
  f.i32(0);
  f.get(bump);
  f.op(Op::I32Sub);
  if (align == BlockAlign::Words) {
    f.i32(WordMask);
  } else {
    f.get(f.param(2));
    f.i32(1);
    f.op(Op::I32Sub);
  }
  f.op(Op::I32And);
  f.tee(pad);
  f.op(Op::I64ExtendI32U);
  f.op(Op::I64Add);
  f.get(f.param(3));
  f.op(Op::I64ExtendI32U);
  f.op(Op::I64Add);
  f.set(end);
  emitGrow(f, end);
  f.get(bump);
  f.get(pad);
  f.op(Op::I32Add);
  f.set(address);
  f.get(end);
  f.op(Op::I32WrapI64);
  f.set(bump);
  // A block that is made larger keeps its content.
  f.get(f.param(1));
  f.get(f.param(3));
  f.get(f.param(1));
  f.get(f.param(3));
  f.op(Op::I32LtU);
  f.select();
  f.tee(copied);
  f.ifThen();
  f.get(address);
  f.get(f.param(0));
  f.get(copied);
  f.memoryCopy();
  f.end();
  f.get(address);
  return f.finish();
}

}  // namespace sb::adapt
