// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/core_names.h"
#include "core/adapt/glue_module.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;
constexpr std::uint32_t PageShift = 16;

// memory.size and memory.grow are used in this one function only, so the two constants of its arithmetic stay
// here.
constexpr std::int64_t LastByteOfPage = 0xffff, BlockAlign = 8;

/// (old, old size, align, new size) → address. Always takes new memory: a bump allocator cannot grow a block,
/// and the canonical ABI grows blocks only when it transcodes strings, which does not happen between UTF-8
/// components.
void addRealloc(CoreModuleBuilder& module, const GlobalRef& bump) {
  FuncBuilder f(core_names::Realloc, {{I32, I32, I32, I32}, {I32}}, {"old", "old-size", "align", "new-size"});
  const LocalIdx address = f.local(I32, "address"), end = f.local(I64, "end"),
                 copied = f.local(I32, "copied");
  // Rounded up to eight whatever is asked for: no type is aligned to more, and a list of bytes may be handed
  // out as one of words (wit/spliceboard-hook). Computed in 64 bits, so that nothing wraps.
  f.get(bump);
  f.op(Op::I64ExtendI32U);
  f.i64(BlockAlign - 1);
  f.op(Op::I64Add);
  f.i64(-BlockAlign);
  f.op(Op::I64And);
  f.tee(end);
  f.op(Op::I32WrapI64);
  f.set(address);
  f.get(end);
  f.get(f.param(3));
  f.op(Op::I64ExtendI32U);
  f.op(Op::I64Add);
  f.tee(end);
  f.memorySize();
  f.op(Op::I64ExtendI32U);
  f.i64(std::int64_t{1} << PageShift);
  f.op(Op::I64Mul);
  f.op(Op::I64GtU);
  f.ifThen();
  f.get(end);
  f.i64(0xffff'ffff);
  f.op(Op::I64GtU);
  f.ifThen();
  f.unreachable();
  f.end();
  // Pages that are missing, rounded up.
  f.get(end);
  f.i64(LastByteOfPage);
  f.op(Op::I64Add);
  f.i64(PageShift);
  f.op(Op::I64ShrU);
  f.op(Op::I32WrapI64);
  f.memorySize();
  f.op(Op::I32Sub);
  f.memoryGrow();
  f.i32(static_cast<std::uint32_t>(-1));
  f.op(Op::I32Eq);
  f.ifThen();
  f.unreachable();
  f.end();
  f.end();
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
  module.exportFunc(core_names::Realloc, module.add(f.finish()));
}

}  // namespace

BuiltModule buildMemoryModule(const MemoryLayout& layout) {
  CoreModuleBuilder module;
  module.memory(layout.pages);
  module.exportMemory(core_names::Memory);
  const GlobalRef bump = module.global(I32, core_names::Bump, layout.bumpStart);
  const GlobalRef calls = module.global(I64, core_names::Calls, 0);
  const GlobalRef inFlight = module.global(I32, core_names::InFlight, 0);
  const GlobalRef resume = module.global(I32, core_names::Resume, layout.bumpStart);
  addRealloc(module, bump);
  module.exportGlobal(core_names::Bump, bump);
  module.exportGlobal(core_names::Calls, calls);
  module.exportGlobal(core_names::InFlight, inFlight);
  module.exportGlobal(core_names::Resume, resume);
  if (!layout.data.empty()) module.data(0, layout.data);
  return module.finish("adapter memory");
}

}  // namespace sb::adapt
