// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/glue_module.h"

#include "core/adapt/call_record.h"
#include "core/adapt/core_names.h"
#include "core/adapt/field_lifter.h"
#include "core/adapt/registration_tables.h"
#include "core/adapt/wrapper_body.h"
#include "core/support/concat.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;

CoreSig sigOf(const abi::CoreSignature& signature) { return {signature.params, signature.results}; }

void collectDrops(const AdapterPlan& plan, DropImports& drops) {
  for (const FunctionPlan& function : plan.functions) {
    if (!function.paramTuple) continue;
    if (function.dropsBorrows) drops.collect(function.paramTuple, DropSet::Borrows);
    if (plan.mayRefuse()) drops.collect(function.paramTuple, DropSet::All);
  }
}

std::optional<FuncRef> bindHook(CoreModuleBuilder& module, const AdapterPlan& plan,
                                const std::optional<HookPlan>& hook) {
  if (!hook) return std::nullopt;
  const std::string moment = hookImportName(plan, *hook->hook);
  return module.importFunc(core_names::Hooks, moment, sigOf(hook->lowered), concat("hook ", moment));
}

std::vector<RegionId> eventSlots(const AdapterLayout& layout) {
  std::vector<RegionId> out;
  if (layout.sync.eventSlot) out.push_back(layout.sync.eventSlot->region);
  for (const FunctionPlaces& function : layout.functions)
    if (function.shared.eventSlot) out.push_back(function.shared.eventSlot->region);
  return out;
}

/// Tells the hook what the numbers mean, when the adapter is instantiated: at once, so that calls need not
/// ask.
void addRegistration(CoreModuleBuilder& module, const GlueParts& glue, const FuncRef& registers) {
  FuncBuilder f("register", {});
  const std::uint32_t record = glue.layout.numbered.connection->address;
  for (std::uint32_t i = 0; i < ConnectionWords; ++i) {
    f.i32(record);
    f.load(Load::I32, 4 * i);
  }
  f.call(registers);
  f.set(*glue.firstNumber);
  module.start(module.add(f.finish()));
}

/// What runs after a return is often the same for many functions: one of each kind is enough.
class PostReturns {
 public:
  explicit PostReturns(CoreModuleBuilder& module) : m_module(module) {}

  /// Name under which the module exports what does as `body` does.
  std::string add(FuncBody body) {
    for (const Made& made : m_made)
      if (made.sig == body.sig && made.code == body.code) return made.name;
    m_made.push_back({body.sig, body.code, m_made.empty() ? core_names::Post : body.name});
    m_module.exportFunc(m_made.back().name, m_module.add(std::move(body)));
    return m_made.back().name;
  }

 private:
  struct Made {
    CoreSig sig;
    Bytes code;
    std::string name;
  };
  CoreModuleBuilder& m_module;
  std::vector<Made> m_made;
};

}  // namespace

GlueModule buildGlueModule(const AdapterPlan& plan, const AdapterLayout& layout) {
  GlueModule out;
  CoreModuleBuilder module;
  using namespace core_names;
  GlueParts glue{plan, layout};
  std::vector<FunctionParts> functions;
  for (std::size_t i = 0; i < plan.functions.size(); ++i)
    functions.push_back(
        {plan.functions[i], layout.functions[i], {}, {}, {}, {}, static_cast<std::uint32_t>(i)});

  module.importMemory(MemoryModule, Memory, layout.memory.pages);
  glue.bump = module.importGlobal(MemoryModule, Bump, I32);
  glue.realloc = module.importFunc(MemoryModule, Realloc, {{I32, I32, I32, I32}, {I32}}, Realloc);
  std::optional<FuncRef> free;
  if (plan.hasAsync) free = module.importFunc(MemoryModule, Free, {{I32}, {}}, Free);
  for (FunctionParts& function : functions) {
    const std::string& name = function.plan.name;
    function.callee = module.importFunc(Target, name, sigOf(function.plan.lowered), concat("target ", name));
  }
  glue.before = bindHook(module, plan, plan.before);
  glue.verdict = bindHook(module, plan, plan.verdict);
  glue.after = bindHook(module, plan, plan.after);
  glue.outerBefore = bindHook(module, plan, plan.outer.before);
  glue.outerVerdict = bindHook(module, plan, plan.outer.verdict);
  glue.outerAfter = bindHook(module, plan, plan.outer.after);
  std::optional<FuncRef> registers;
  if (plan.names) {
    const auto lowered = abi::coreSignature(*plan.names->function, abi::FlattenContext::Lower, false);
    registers = module.importFunc(Hooks, Names, sigOf(lowered), "hook names");
  }
  if (plan.callContext) {
    glue.enter = module.importFunc(Context, Enter, {{}, {I64}}, "call enter");
    glue.parent = module.importFunc(Context, Parent, {{}, {I64}}, "call parent");
    glue.leave = module.importFunc(Context, Leave, {{I64}, {}}, "call leave");
  }
  for (FunctionParts& function : functions) {
    if (!function.plan.async()) continue;
    const std::string& name = function.plan.name;
    function.taskReturn =
        module.importFunc(Returns, name, {function.plan.taskReturn, {}}, concat("task.return ", name));
  }
  collectDrops(plan, out.drops);
  out.drops.bind(module);
  if (plan.waits()) glue.async.bind(module);
  glue.calls = module.global(I64, "calls", 0);

  std::optional<HeapFrees> frees;
  if (free) {
    glue.frees = &frees.emplace(module, *free);
    glue.frames = addCallFrames(module, glue.realloc, *free);
  }
  if (plan.waits()) {
    // Without async functions there is one event slot, and no one has to be told which.
    std::optional<std::uint32_t> only;
    if (!plan.hasAsync) only = layout.sync.eventSlot->address;
    glue.async.define(module, eventSlots(layout), only);
  }
  std::optional<WordLists> lists;
  if (plan.numbered) {
    glue.firstNumber = module.global(I32, "first number", 0);
    if (plan.handsParams() || plan.handsResult()) glue.lists = &lists.emplace(module, glue.realloc);
  }
  if (registers) addRegistration(module, glue, *registers);
  if (!plan.numbered) glue.callRecord = addCallRecord(module, glue.calls, plan, layout);
  HandleDropper dropper(module, out.drops);
  std::optional<LiftRuntime> runtime;
  if (plan.liftsParams() || plan.liftsResult()) {
    runtime.emplace(module, layout.names, glue.realloc, frees ? std::optional(frees->chain) : std::nullopt);
    FieldLifter lifter(module, layout.names, *runtime);
    for (FunctionParts& function : functions) {
      for (std::size_t i = 0; i < function.plan.params.size(); ++i) {
        function.liftParams.push_back(lifter.add(function.plan.name, function.plan.params[i],
                                                 function.places.fields[i], function.plan.async()));
      }
      if (function.plan.result)
        function.liftResult = lifter.add(function.plan.name, *function.plan.result, function.places.result,
                                         function.plan.async());
    }
    glue.block = runtime->block();
  }
  PostReturns posts(module);
  for (const FunctionParts& function : functions) {
    const FuncRef wrapper = module.add(WrapperBody(glue, function, dropper).emit());
    dropper.definePending();
    if (lists) lists->definePending();
    GlueExports exports{wrapper.index, function.plan.name, {}};
    module.exportFunc(exports.wrapper, wrapper);
    if (function.plan.hasPostReturn())
      exports.postReturn = posts.add(WrapperBody::postReturn(glue, function));
    if (frees) frees->definePending();
    out.functions.push_back(std::move(exports));
  }
  out.module = module.finish("adapter glue");
  return out;
}

}  // namespace sb::adapt
