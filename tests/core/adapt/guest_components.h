// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/adapt/core_module_builder.h"
#include "core/model/component_builder.h"
#include "core/plan/splice_plan.h"

/// Small components that a test composes with an adapter: a provider, a hook and a caller of one function.
namespace sb::test {

using adapt::CoreModuleBuilder;
using adapt::CoreSig;
using adapt::FuncBuilder;
using adapt::FuncRef;
using adapt::Label;
using adapt::LocalIdx;
using adapt::Op;
using model::CanonOption;
using model::ComponentBuilder;
using model::Sort;
inline constexpr abi::CoreType I32 = abi::CoreType::I32;

using SharedComponent = std::shared_ptr<const model::Component>;
inline SharedComponent share(model::Component component) {
  return std::make_shared<const model::Component>(std::move(component));
}

inline CoreSig sigOf(const abi::CoreSignature& signature) { return {signature.params, signature.results}; }

inline model::CanonOptions optionsWith(model::CoreMemoryIdx memory, std::optional<model::CoreFuncIdx> realloc,
                                       bool async) {
  model::CanonOptions out{{CanonOption::Kind::Memory, memory.value}};
  if (realloc) out.push_back({CanonOption::Kind::Realloc, realloc->value});
  out.push_back({CanonOption::Kind::Utf8, 0});
  if (async) out.push_back({CanonOption::Kind::Async, 0});
  return out;
}

inline model::CoreFuncIdx builtin(ComponentBuilder& out, model::Builtin which) {
  model::CanonBuiltin canon;
  canon.builtin = which;
  return out.builtin(std::move(canon));
}

/// A memory and an allocator that starts at 1024 again when `reset` is called.
struct GuestMemory {
  model::CoreInstanceIdx instance;
  model::CoreMemoryIdx memory;
  model::CoreFuncIdx realloc, reset;
};
inline GuestMemory addMemory(ComponentBuilder& out) {
  constexpr std::uint32_t Start = 1024;
  CoreModuleBuilder module;
  module.memory(2);
  module.exportMemory("memory");
  const adapt::GlobalRef next = module.global(I32, "next", Start);
  FuncBuilder f("realloc", {{I32, I32, I32, I32}, {I32}});
  const LocalIdx at = f.local(I32);
  f.get(next);
  f.tee(at);
  f.get(f.param(3));
  f.op(Op::I32Add);
  f.i32(7);
  f.op(Op::I32Add);
  f.i32(static_cast<std::uint32_t>(-8));
  f.op(Op::I32And);
  f.set(next);
  f.get(at);
  module.exportFunc("realloc", module.add(f.finish()));
  FuncBuilder reset("reset", {});
  reset.i32(Start);
  reset.set(next);
  module.exportFunc("reset", module.add(reset.finish()));
  GuestMemory made;
  made.instance = out.coreInstantiate(out.coreModule(module.finish("memory").bytes), {});
  made.memory = out.aliasCoreMemory(made.instance, "memory");
  made.realloc = out.aliasCoreFunc(made.instance, "realloc");
  made.reset = out.aliasCoreFunc(made.instance, "reset");
  return made;
}

inline model::CoreInlineExport coreItem(std::string name, model::CoreFuncIdx func) {
  return {std::move(name), {Sort::CoreFunc, func.value}};
}

/// `f: async func(x: u32) -> u32`, eleven times its argument.
inline SharedComponent timesElevenProvider(const std::string& interface) {
  ComponentBuilder out;
  model::CanonBuiltin done;
  done.builtin = model::Builtin::TaskReturn;
  done.result = model::ValType(model::Primitive::U32);
  const auto bag = out.coreBag({coreItem("return", out.builtin(done))});
  CoreModuleBuilder module;
  const FuncRef taskReturn = module.importFunc("", "return", {{I32}, {}});
  FuncBuilder f("f", {{I32}, {}});
  f.get(f.param(0));
  f.i32(11);
  f.op(Op::I32Mul);
  f.call(taskReturn);
  module.exportFunc("f", module.add(f.finish()));
  const auto instance = out.coreInstantiate(out.coreModule(module.finish("provider").bytes), {{"", bag}});
  model::FuncTypeDef type;
  type.async = true;
  type.params = {{"x", model::ValType(model::Primitive::U32)}};
  type.result = model::ValType(model::Primitive::U32);
  const auto lifted =
      out.lift(out.aliasCoreFunc(instance, "f"), out.type(type), {{CanonOption::Kind::Async, 0}});
  const auto exported = out.bag({{"f", {Sort::Func, lifted.value}}});
  out.exportItem(interface, {Sort::Instance, exported.value});
  return share(out.finish("provider"));
}

/// A tier 1 `after` hook that lets others run three times before it returns.
inline SharedComponent yieldingHook(const graph::HookInterface& hook) {
  ComponentBuilder out;
  const GuestMemory memory = addMemory(out);
  model::CanonBuiltin done;
  done.builtin = model::Builtin::TaskReturn;
  const auto bag = out.coreBag(
      {coreItem("yield", builtin(out, model::Builtin::ThreadYield)), coreItem("return", out.builtin(done))});
  CoreModuleBuilder module;
  const FuncRef yield = module.importFunc("", "yield", {{}, {I32}}),
                taskReturn = module.importFunc("", "return", {});
  FuncBuilder f("hook", {{I32, I32, I32, I32, abi::CoreType::I64}, {}});
  for (int i = 0; i < 3; ++i) {
    f.call(yield);
    f.drop();
  }
  f.call(taskReturn);
  module.exportFunc("hook", module.add(f.finish()));
  const auto instance = out.coreInstantiate(out.coreModule(module.finish("hook").bytes), {{"", bag}});
  const auto callId = out.type(model::RecordDef{{{"interface-name", model::ValType(model::Primitive::String)},
                                                 {"function-name", model::ValType(model::Primitive::String)},
                                                 {"id", model::ValType(model::Primitive::U64)}}});
  model::FuncTypeDef type;
  type.async = true;
  type.params = {{"call", model::ValType(callId)}};
  const auto lifted = out.lift(out.aliasCoreFunc(instance, "hook"), out.type(type),
                               optionsWith(memory.memory, memory.realloc, true));
  const auto exported =
      out.bag({{"call-id", {Sort::Type, callId.value}}, {hook.functionName, {Sort::Func, lifted.value}}});
  out.exportItem(hook.interfaceName, {Sort::Instance, exported.value});
  return share(out.finish("hook"));
}

/// `run: async func() -> u32`: starts f(1) and f(2), waits for both, returns 1000 × the first result + the
/// second.
inline SharedComponent overlappingCaller(const std::string& interface) {
  ComponentBuilder out;
  const auto declare = [](model::InstanceTypeDef& type, model::FuncTypeDef func) {
    type.declarations.emplace_back().decl =
        model::TypeDecl{std::make_shared<const model::TypeDef>(model::TypeDef{std::move(func), {}})};
    type.declarations.emplace_back().decl = model::ExportDecl{"f", model::FuncExtern{model::TypeIdx(0)}};
  };
  model::FuncTypeDef type;
  type.async = true;
  type.params = {{"x", model::ValType(model::Primitive::U32)}};
  type.result = model::ValType(model::Primitive::U32);
  model::InstanceTypeDef imported;
  declare(imported, type);
  const model::InstanceIdx target(
      out.import(interface, model::InstanceExtern{out.type(std::move(imported))}));
  const GuestMemory memory = addMemory(out);
  model::CanonBuiltin done, wait;
  done.builtin = model::Builtin::TaskReturn;
  done.result = model::ValType(model::Primitive::U32);
  wait.builtin = model::Builtin::WaitableSetWait;
  wait.immediate = memory.memory.value;
  const auto lowered = out.lower(out.aliasFunc(target, "f"), optionsWith(memory.memory, std::nullopt, true));
  const auto bag = out.coreBag(
      {coreItem("f", lowered), coreItem("new", builtin(out, model::Builtin::WaitableSetNew)),
       coreItem("join", builtin(out, model::Builtin::WaitableJoin)), coreItem("wait", out.builtin(wait)),
       coreItem("drop", builtin(out, model::Builtin::SubtaskDrop)), coreItem("return", out.builtin(done))});
  CoreModuleBuilder module;
  module.importMemory("memory", "memory", 2);
  const FuncRef func = module.importFunc("", "f", {{I32, I32}, {I32}}),
                make = module.importFunc("", "new", {{}, {I32}}),
                join = module.importFunc("", "join", {{I32, I32}, {}}),
                await = module.importFunc("", "wait", {{I32, I32}, {I32}}),
                drop = module.importFunc("", "drop", {{I32}, {}}),
                taskReturn = module.importFunc("", "return", {{I32}, {}});
  FuncBuilder f("run", {});
  const LocalIdx set = f.local(I32), status = f.local(I32), open = f.local(I32);
  f.call(make);
  f.set(set);
  for (const std::uint32_t x : {1u, 2u}) {
    f.i32(x);
    f.i32(16 * x);
    f.call(func);
    f.tee(status);
    f.i32(4);
    f.op(Op::I32ShrU);
    f.ifThen();
    f.get(status);
    f.i32(4);
    f.op(Op::I32ShrU);
    f.get(set);
    f.call(join);
    f.get(open);
    f.i32(1);
    f.op(Op::I32Add);
    f.set(open);
    f.end();
  }
  const Label finished = f.block(), again = f.loop();
  f.get(open);
  f.op(Op::I32Eqz);
  f.brIf(finished);
  f.get(set);
  f.i32(64);
  f.call(await);
  f.drop();
  f.i32(68);
  f.load(adapt::Load::I32, 0);
  f.i32(2);
  f.op(Op::I32Ne);
  f.brIf(again);
  f.i32(64);
  f.load(adapt::Load::I32, 0);
  f.call(drop);
  f.get(open);
  f.i32(1);
  f.op(Op::I32Sub);
  f.set(open);
  f.br(again);
  f.end();
  f.end();
  f.i32(16);
  f.load(adapt::Load::I32, 0);
  f.i32(1000);
  f.op(Op::I32Mul);
  f.i32(32);
  f.load(adapt::Load::I32, 0);
  f.op(Op::I32Add);
  f.call(taskReturn);
  module.exportFunc("run", module.add(f.finish()));
  const auto instance = out.coreInstantiate(out.coreModule(module.finish("caller").bytes),
                                            {{"memory", memory.instance}, {"", bag}});
  model::FuncTypeDef run;
  run.async = true;
  run.result = model::ValType(model::Primitive::U32);
  const auto lifted =
      out.lift(out.aliasCoreFunc(instance, "run"), out.type(run), {{CanonOption::Kind::Async, 0}});
  out.exportItem("run", {Sort::Func, lifted.value});
  return share(out.finish("caller"));
}

/// A synchronous hook that does nothing but forget what it was given.
inline SharedComponent forgetfulHook(const graph::HookInterface& hook) {
  ComponentBuilder out;
  const GuestMemory memory = addMemory(out);
  const auto bag = out.coreBag({coreItem("reset", memory.reset)});
  CoreModuleBuilder module;
  const FuncRef reset = module.importFunc("", "reset", {});
  FuncBuilder f("hook", {{I32, I32, I32, I32, abi::CoreType::I64}, {}});
  f.call(reset);
  module.exportFunc("hook", module.add(f.finish()));
  const auto instance = out.coreInstantiate(out.coreModule(module.finish("hook").bytes), {{"", bag}});
  const auto callId = out.type(model::RecordDef{{{"interface-name", model::ValType(model::Primitive::String)},
                                                 {"function-name", model::ValType(model::Primitive::String)},
                                                 {"id", model::ValType(model::Primitive::U64)}}});
  model::FuncTypeDef type;
  type.params = {{"call", model::ValType(callId)}};
  const auto lifted = out.lift(out.aliasCoreFunc(instance, "hook"), out.type(type),
                               optionsWith(memory.memory, memory.realloc, false));
  const auto exported =
      out.bag({{"call-id", {Sort::Type, callId.value}}, {hook.functionName, {Sort::Func, lifted.value}}});
  out.exportItem(hook.interfaceName, {Sort::Instance, exported.value});
  return share(out.finish("hook"));
}

/// `f: func(s: string) -> string`, its argument again.
inline SharedComponent echoProvider(const std::string& interface) {
  ComponentBuilder out;
  const GuestMemory memory = addMemory(out);
  const auto bag = out.coreBag({coreItem("reset", memory.reset)});
  CoreModuleBuilder module;
  module.importMemory("memory", "memory", 2);
  const FuncRef reset = module.importFunc("", "reset", {});
  FuncBuilder f("f", {{I32, I32}, {I32}});
  f.i32(16);
  f.get(f.param(0));
  f.store(adapt::Store::I32, 0);
  f.i32(16);
  f.get(f.param(1));
  f.store(adapt::Store::I32, 4);
  f.i32(16);
  module.exportFunc("f", module.add(f.finish()));
  FuncBuilder post("post", {{I32}, {}});
  post.call(reset);
  module.exportFunc("post", module.add(post.finish()));
  const auto instance = out.coreInstantiate(out.coreModule(module.finish("provider").bytes),
                                            {{"memory", memory.instance}, {"", bag}});
  model::FuncTypeDef type;
  type.params = {{"s", model::ValType(model::Primitive::String)}};
  type.result = model::ValType(model::Primitive::String);
  const auto wrapper = out.aliasCoreFunc(instance, "f"), after = out.aliasCoreFunc(instance, "post");
  model::CanonOptions options = optionsWith(memory.memory, memory.realloc, false);
  options.push_back({CanonOption::Kind::PostReturn, after.value});
  const auto lifted = out.lift(wrapper, out.type(type), options);
  const auto exported = out.bag({{"f", {Sort::Func, lifted.value}}});
  out.exportItem(interface, {Sort::Instance, exported.value});
  return share(out.finish("provider"));
}

/// `run: func(n: u32) -> u32`: calls f n times with 200 bytes, returns the sum of the result's lengths.
inline SharedComponent loopingCaller(const std::string& interface) {
  ComponentBuilder out;
  model::FuncTypeDef type;
  type.params = {{"s", model::ValType(model::Primitive::String)}};
  type.result = model::ValType(model::Primitive::String);
  model::InstanceTypeDef imported;
  imported.declarations.emplace_back().decl =
      model::TypeDecl{std::make_shared<const model::TypeDef>(model::TypeDef{type, {}})};
  imported.declarations.emplace_back().decl = model::ExportDecl{"f", model::FuncExtern{model::TypeIdx(0)}};
  const model::InstanceIdx target(
      out.import(interface, model::InstanceExtern{out.type(std::move(imported))}));
  const GuestMemory memory = addMemory(out);
  const auto lowered =
      out.lower(out.aliasFunc(target, "f"), optionsWith(memory.memory, memory.realloc, false));
  const auto bag = out.coreBag({coreItem("f", lowered), coreItem("reset", memory.reset)});
  CoreModuleBuilder module;
  module.importMemory("memory", "memory", 2);
  const FuncRef func = module.importFunc("", "f", {{I32, I32, I32}, {}}),
                reset = module.importFunc("", "reset", {});
  FuncBuilder f("run", {{I32}, {I32}});
  const LocalIdx sum = f.local(I32);
  const Label finished = f.block(), again = f.loop();
  f.get(f.param(0));
  f.op(Op::I32Eqz);
  f.brIf(finished);
  f.call(reset);
  f.i32(600);
  f.i32(200);
  f.i32(16);
  f.call(func);
  f.get(sum);
  f.i32(20);
  f.load(adapt::Load::I32, 0);
  f.op(Op::I32Add);
  f.set(sum);
  f.get(f.param(0));
  f.i32(1);
  f.op(Op::I32Sub);
  f.set(f.param(0));
  f.br(again);
  f.end();
  f.end();
  f.get(sum);
  module.exportFunc("run", module.add(f.finish()));
  const auto instance = out.coreInstantiate(out.coreModule(module.finish("caller").bytes),
                                            {{"memory", memory.instance}, {"", bag}});
  model::FuncTypeDef run;
  run.params = {{"n", model::ValType(model::Primitive::U32)}};
  run.result = model::ValType(model::Primitive::U32);
  const auto lifted = out.lift(out.aliasCoreFunc(instance, "run"), out.type(run), {});
  out.exportItem("run", {Sort::Func, lifted.value});
  return share(out.finish("caller"));
}

/// caller → adapter → provider, with the hooks of the request beside the adapter; exports the caller's `run`.
inline model::Component composed(const plan::AdapterRequest& request, const SharedComponent& adapter,
                                 const SharedComponent& provider, const std::vector<SharedComponent>& hooks,
                                 const SharedComponent& caller) {
  ComponentBuilder out;
  const auto instanceOf = [&](const SharedComponent& component, const std::string& name) {
    const auto instance = out.instantiate(out.component(component), {});
    return out.aliasInstance(instance, name);
  };
  std::vector<model::InstantiateArg> args;
  args.push_back({request.importName, {Sort::Instance, instanceOf(provider, request.importName).value}});
  for (std::size_t i = 0; i < hooks.size(); ++i) {
    const std::string& name = request.hooks[i].interfaceName;
    args.push_back({name, {Sort::Instance, instanceOf(hooks[i], name).value}});
  }
  const auto adapted = out.instantiate(out.component(adapter), std::move(args));
  const auto target = out.aliasInstance(adapted, request.interfaceName);
  const auto run =
      out.instantiate(out.component(caller), {{request.interfaceName, {Sort::Instance, target.value}}});
  out.exportItem("run", {Sort::Func, out.aliasFunc(run, "run").value});
  return out.finish("composed");
}

}  // namespace sb::test
