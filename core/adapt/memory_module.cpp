// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/bump_allocator.h"
#include "core/adapt/core_names.h"
#include "core/adapt/glue_module.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;

/// Blocks that are freed one by one: their sizes are powers of two, and free ones of a size are linked. Two
/// words are in front of each: the size's logarithm, and the link.
void addBlocks(CoreModuleBuilder& module, const GlobalRef& bump, const MemoryLayout& layout) {
  constexpr std::uint32_t HeadBytes = 8, LinkAt = 4, LeastBytes = 16, WordShift = 2, MostBytes = 0x4000'0000;
  constexpr std::uint32_t BitsOfWord = 32;
  const auto pushHead = [](FuncBuilder& func, LocalIdx sizeLog) {  // where the list's head is, from the first
    func.get(sizeLog);
    func.i32(WordShift);
    func.op(Op::I32Shl);
  };
  const auto heads = *layout.freeLists;
  FuncBuilder f(core_names::Realloc, {{I32, I32, I32, I32}, {I32}}, {"old", "old-size", "align", "new-size"});
  const LocalIdx block = f.local(I32, "block"), log = f.local(I32, "log"), end = f.local(I64, "end");
  // Nothing is as good as a block of nothing; no byte of it is read or freed.
  f.get(f.param(3));
  f.op(Op::I32Eqz);
  f.ifThen();
  f.i32(HeadBytes);
  f.ret();
  f.end();
  f.get(f.param(3));
  f.i32(MostBytes);
  f.op(Op::I32GtU);
  f.ifThen();
  f.unreachable();
  f.end();
  // The least power of two that holds size and head, at least 16: 32 - clz(bytes - 1).
  f.i32(BitsOfWord);
  f.get(f.param(3));
  f.i32(HeadBytes - 1);
  f.op(Op::I32Add);
  f.i32(LeastBytes - 1);
  f.op(Op::I32Or);
  f.op(Op::I32Clz);
  f.op(Op::I32Sub);
  f.set(log);
  pushHead(f, log);
  f.load(Load::I32, heads);
  f.tee(block);
  f.ifThen();
  pushHead(f, log);
  f.get(block);
  f.load(Load::I32, LinkAt);
  f.store(Store::I32, heads);
  f.elseThen();
  f.get(bump);
  f.tee(block);
  f.op(Op::I64ExtendI32U);
  f.i32(1);
  f.get(log);
  f.op(Op::I32Shl);
  f.op(Op::I64ExtendI32U);
  f.op(Op::I64Add);
  f.set(end);
  emitGrow(f, end);
  f.get(end);
  f.op(Op::I32WrapI64);
  f.set(bump);
  f.get(block);
  f.get(log);
  f.store(Store::I32, 0);
  f.end();
  f.get(block);
  f.i32(HeadBytes);
  f.op(Op::I32Add);
  f.set(block);
  // A block that is made larger keeps its content.
  f.get(f.param(1));
  f.ifThen();
  f.get(block);
  f.get(f.param(0));
  f.get(f.param(1));
  f.get(f.param(3));
  f.get(f.param(1));
  f.get(f.param(3));
  f.op(Op::I32LtU);
  f.select();
  f.memoryCopy();
  f.get(f.param(0));
  const FuncRef release = module.declare({{I32}, {}});
  f.call(release);
  f.end();
  f.get(block);
  FuncBuilder g(core_names::Free, {{I32}, {}}, {"address"});
  // What is below the heap is no block.
  g.get(g.param(0));
  g.i32(layout.bumpStart);
  g.op(Op::I32LtU);
  g.ifThen();
  g.ret();
  g.end();
  const LocalIdx freed = g.local(I32, "block"), size = g.local(I32, "log");
  g.get(g.param(0));
  g.i32(HeadBytes);
  g.op(Op::I32Sub);
  g.tee(freed);
  g.load(Load::I32, 0);
  g.set(size);
  g.get(freed);
  pushHead(g, size);
  g.load(Load::I32, heads);
  g.store(Store::I32, LinkAt);
  pushHead(g, size);
  g.get(freed);
  g.store(Store::I32, heads);
  module.define(release, g.finish());
  module.exportFunc(core_names::Realloc, module.add(f.finish()));
  module.exportFunc(core_names::Free, release);
}

}  // namespace

BuiltModule buildMemoryModule(const MemoryLayout& layout, BlockAlign align) {
  CoreModuleBuilder module;
  module.memory(layout.pages);
  module.exportMemory(core_names::Memory);
  const GlobalRef bump = module.global(I32, core_names::Bump, layout.bumpStart);
  if (layout.freeLists)
    addBlocks(module, bump, layout);
  else
    module.exportFunc(core_names::Realloc, module.add(bumpRealloc(core_names::Realloc, bump, align)));
  module.exportGlobal(core_names::Bump, bump);
  module.data(layout.data);
  module.leaveNamesOut();
  return module.finish("adapter memory");
}

}  // namespace sb::adapt
