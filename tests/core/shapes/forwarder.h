// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/abi/canonical_abi.h"
#include "core/adapt/core_module_builder.h"
#include "core/adapt/core_names.h"
#include "core/adapt/export_names.h"
#include "core/adapt/handle_drops.h"
#include "core/adapt/type_table.h"
#include "core/adapt/value_mover.h"
#include "core/model/component_builder.h"
#include "core/support/concat.h"

namespace sb::test {

/// A guest that imports an interface and exports one of the same items, handing every call on. Functions may
/// be async on one side and sync on the other, so that a sync host function can stand behind an async one.
struct ForwarderSpec {
  std::string name;
  std::vector<types::NamedExtern> used;  ///< interfaces that name types of the two, in their order
  std::string importName;
  types::InstanceTypeRef importType;
  std::string exportName;
  types::InstanceTypeRef exportType;
};

/// `lib` of a forwarder: a memory that grows, an allocator, and `reset`, which empties it.
inline Bytes forwarderMemory() {
  using namespace adapt;
  constexpr CoreType I32 = CoreType::I32;
  constexpr std::uint32_t Start = 1024;
  CoreModuleBuilder module;
  module.memory(1);
  module.exportMemory("memory");
  const GlobalRef next = module.global(I32, "next", Start);
  FuncBuilder f("realloc", {{I32, I32, I32, I32}, {I32}});
  const LocalIdx at = f.local(I32);
  f.get(next);  // next rounded up to the alignment
  f.get(f.param(2));
  f.op(Op::I32Add);
  f.i32(1);
  f.op(Op::I32Sub);
  f.i32(0);
  f.get(f.param(2));
  f.op(Op::I32Sub);
  f.op(Op::I32And);
  f.tee(at);
  f.get(f.param(3));
  f.op(Op::I32Add);
  f.set(next);
  const Label fits = f.block();
  f.get(next);
  f.memorySize();
  f.i32(16);
  f.op(Op::I32Shl);
  f.op(Op::I32LeU);
  f.brIf(fits);
  f.get(next);
  f.i32(16);
  f.op(Op::I32ShrU);
  f.i32(1);
  f.op(Op::I32Add);
  f.memorySize();
  f.op(Op::I32Sub);
  f.memoryGrow();
  f.end();
  f.get(at);
  module.exportFunc("realloc", module.add(f.finish()));
  FuncBuilder reset("reset", {});
  reset.i32(Start);
  reset.set(next);
  module.exportFunc("reset", module.add(reset.finish()));
  return module.finish("lib").bytes;
}

class ForwarderWriter {
 public:
  explicit ForwarderWriter(const ForwarderSpec& spec) : m_spec(spec), m_types(m_out) {}

  Result<model::Component> write() {
    for (const types::NamedExtern& used : m_spec.used)
      SB_TRY_VOID(importInstance(used.name, *std::get<types::InstanceTypeRef>(used.type), nullptr));
    SB_TRY_VOID(importInstance(m_spec.importName, *m_spec.importType, &m_target));
    const auto lib = m_out.coreInstantiate(m_out.coreModule(forwarderMemory()), {});
    m_memory = m_out.aliasCoreMemory(lib, "memory");
    m_realloc = m_out.aliasCoreFunc(lib, "realloc");
    std::vector<model::CoreInlineExport> surroundings{item("realloc", m_realloc),
                                                      item("reset", m_out.aliasCoreFunc(lib, "reset"))};
    for (const types::NamedExtern& entry : m_spec.exportType->exports) {
      if (const auto* func = std::get_if<types::FuncTypeRef>(&entry.type)) {
        SB_TRY_VOID(addFunction(entry.name.name, **func, surroundings));
      }
    }
    const Bytes glue = glueModule();
    std::vector<model::CoreInstantiateArg> args{{"lib", lib}, {"", m_out.coreBag(std::move(surroundings))}};
    SB_TRY(std::vector<model::CoreInlineExport> drops, handleDrops());
    if (!drops.empty()) args.push_back({adapt::core_names::Drops, m_out.coreBag(std::move(drops))});
    const auto instance = m_out.coreInstantiate(m_out.coreModule(glue), std::move(args), "forwarder");
    SB_TRY_VOID(exportAll(instance));
    return m_out.finish(m_spec.name);
  }

 private:
  struct Function {
    std::string name;
    const types::FuncType* type;
    abi::CoreSignature lifted, lowered;
    std::vector<abi::CoreType> taskReturn;
    bool taskReturnIndirect = false;
    bool post() const { return !type->async && lifted.resultIndirect; }
  };

  static model::CoreInlineExport item(std::string name, model::CoreFuncIdx func) {
    return {std::move(name), {model::Sort::CoreFunc, func.value}};
  }

  Result<void> importInstance(const model::ExternName& name, const types::InstanceType& type,
                              model::InstanceIdx* made) {
    adapt::TypeTable inner(m_types);
    for (const types::NamedExtern& entry : type.exports) SB_TRY_VOID(inner.declareExport(entry));
    const model::TypeIdx idx = m_out.type(inner.takeInstanceType());
    const model::InstanceIdx instance(m_out.import(name, model::InstanceExtern{idx}));
    for (const types::NamedExtern& entry : type.exports) {
      const auto* value = std::get_if<types::TypeOfValue>(&entry.type);
      const auto* resource = std::get_if<types::TypeOfResource>(&entry.type);
      if (!value && !resource) continue;
      const model::TypeIdx named = m_out.aliasType(instance, entry.name.name);
      if (value)
        m_types.bind(value->type, named);
      else
        m_types.bind(resource->resource, entry.name.name, named);
      if (made) m_items[entry.name.name] = {model::Sort::Type, named.value};
    }
    if (made) *made = instance;
    return {};
  }

  model::CanonOptions options(const abi::NeededOptions& needed, bool async) const {
    model::CanonOptions out;
    if (needed.memory) {
      out.push_back({model::CanonOption::Kind::Memory, m_memory.value});
      if (needed.realloc) out.push_back({model::CanonOption::Kind::Realloc, m_realloc.value});
      out.push_back({model::CanonOption::Kind::Utf8, 0});
    }
    if (async) out.push_back({model::CanonOption::Kind::Async, 0});
    return out;
  }

  Result<void> addFunction(const std::string& name, const types::FuncType& type,
                           std::vector<model::CoreInlineExport>& surroundings) {
    Function made;
    made.name = name;
    made.type = &type;
    made.lifted = abi::coreSignature(type, abi::FlattenContext::Lift, type.async);
    made.lowered = abi::coreSignature(type, abi::FlattenContext::Lower, false);
    if (type.async) made.taskReturn = abi::taskReturnParams(type, made.taskReturnIndirect);
    surroundings.push_back(
        item(concat("call ", name),
             m_out.lower(m_out.aliasFunc(m_target, name), options(abi::neededForLower(type, false), false))));
    if (type.async) {
      model::CanonBuiltin done;
      done.builtin = model::Builtin::TaskReturn;
      if (type.result) {
        SB_TRY(done.result, m_types.value(type.result));
      }
      done.options = options({abi::neededForLift(type, true).memory, false}, false);
      surroundings.push_back(item(concat("return ", name), m_out.builtin(std::move(done))));
    }
    m_functions.push_back(std::move(made));
    return {};
  }

  Bytes glueModule() {
    using namespace adapt;
    constexpr CoreType I32 = CoreType::I32;
    CoreModuleBuilder module;
    module.importMemory("lib", "memory", 1);
    const FuncRef realloc = module.importFunc("", "realloc", {{I32, I32, I32, I32}, {I32}}),
                  reset = module.importFunc("", "reset", {});
    std::vector<FuncRef> callees, returns;
    std::vector<types::ValType> tuples;
    for (const Function& f : m_functions) {
      callees.push_back(
          module.importFunc("", concat("call ", f.name), {f.lowered.params, f.lowered.results}));
      returns.push_back(f.type->async ? module.importFunc("", concat("return ", f.name), {f.taskReturn, {}})
                                      : FuncRef{});
      types::Tuple tuple;
      for (const types::Param& param : f.type->params) tuple.types.push_back(param.type);
      tuples.push_back(tuple.types.empty() ? nullptr : types::makeType(std::move(tuple)));
      if (tuples.back()) m_drops.collect(tuples.back(), DropSet::Borrows);
    }
    m_drops.bind(module);
    HandleDropper dropper(module, m_drops);
    for (std::size_t i = 0; i < m_functions.size(); ++i) {
      const Function& function = m_functions[i];
      FuncBuilder f(function.name, {function.lifted.params, function.lifted.results});
      const auto allocate = [&](const abi::SizeAlign& size) {
        const LocalIdx address = f.local(I32);
        f.i32(0);
        f.i32(0);
        f.i32(size.align);
        f.i32(size.size);
        f.call(realloc);
        f.set(address);
        return address;
      };
      std::optional<LocalIdx> params, result;
      const bool borrows = tuples[i] && hasDrops(tuples[i], DropSet::Borrows);
      if (function.lifted.paramsIndirect) {
        params = f.param(0);
      } else if (borrows) {
        params = allocate(abi::sizeAlign(tuples[i]));
        std::vector<LocalIdx> slots;
        for (std::size_t p = 0; p < function.lifted.params.size(); ++p) slots.push_back(f.param(p));
        ValueMover(f, slots, *params).store(tuples[i], 0);
      }
      for (std::size_t p = 0; p < function.lifted.params.size(); ++p) f.get(f.param(p));
      if (function.lowered.resultIndirect) {
        result = allocate(abi::sizeAlign(function.type->result));
        f.get(*result);
      }
      f.call(callees[i]);
      if (!function.lowered.results.empty()) {
        result = f.local(function.lowered.results.front());
        f.set(*result);
      }
      if (borrows) dropper.emit(f, tuples[i], *params, 0, DropSet::Borrows);
      if (function.type->async) {
        if (result && function.lowered.resultIndirect && !function.taskReturnIndirect) {
          std::vector<LocalIdx> slots;
          for (const CoreType type : function.taskReturn) slots.push_back(f.local(type));
          ValueMover(f, slots, *result).load(function.type->result, 0);
          for (const LocalIdx slot : slots) f.get(slot);
        } else if (result) {
          f.get(*result);
        }
        f.call(returns[i]);
      }
      if (!function.post()) f.call(reset);
      if (result && !function.type->async) f.get(*result);
      module.exportFunc(function.name, module.add(f.finish()));
      if (!function.post()) continue;
      FuncBuilder post(concat("post ", function.name), {{I32}, {}});
      post.call(reset);
      module.exportFunc(concat("post ", function.name), module.add(post.finish()));
    }
    dropper.definePending();
    return module.finish("forwarder").bytes;
  }

  Result<std::vector<model::CoreInlineExport>> handleDrops() {
    std::vector<model::CoreInlineExport> out;
    for (const adapt::DropImport& drop : m_drops.imports()) {
      model::CanonBuiltin builtin;
      builtin.builtin = drop.builtin;
      SB_TRY(builtin.type, m_types.resource(drop.resource));
      out.push_back(item(drop.name, m_out.builtin(std::move(builtin))));
    }
    return out;
  }

  Result<void> exportAll(model::CoreInstanceIdx instance) {
    for (const Function& function : m_functions) {
      model::CanonOptions lift =
          options(abi::neededForLift(*function.type, function.type->async), function.type->async);
      if (function.post()) {
        const auto post = m_out.aliasCoreFunc(instance, concat("post ", function.name));
        lift.push_back({model::CanonOption::Kind::PostReturn, post.value});
      }
      SB_TRY(const model::TypeIdx type, m_types.function(*function.type));
      const auto func = m_out.lift(m_out.aliasCoreFunc(instance, function.name), type, std::move(lift));
      m_items[function.name] = {model::Sort::Func, func.value};
    }
    if (!adapt::hasResourceFunctions(*m_spec.exportType)) {
      std::vector<model::InlineExport> plain;
      for (const types::NamedExtern& entry : m_spec.exportType->exports)
        plain.push_back({entry.name, m_items.at(entry.name.name)});
      const auto bag = m_out.bag(std::move(plain));
      m_out.exportItem(m_spec.exportName, {model::Sort::Instance, bag.value});
      return {};
    }
    const std::vector<types::NamedExtern> outside =
        adapt::typesFromOutside(*m_spec.exportType, {}, m_spec.used);
    SB_TRY(adapt::NamingComponent naming, adapt::namingComponent(*m_spec.exportType, outside));
    std::vector<model::InstantiateArg> args;
    const auto pass = [&](model::SortIdx item) { args.push_back({naming.arguments[args.size()], item}); };
    for (const types::NamedExtern& item : outside) {
      SB_TRY(const model::TypeIdx type, m_types.known(item));
      pass({model::Sort::Type, type.value});
    }
    for (const types::NamedExtern& item : m_spec.exportType->exports) pass(m_items.at(item.name.name));
    const auto component = std::make_shared<const model::Component>(std::move(naming.component));
    const auto named = m_out.instantiate(m_out.component(component), std::move(args));
    m_out.exportItem(m_spec.exportName, {model::Sort::Instance, named.value});
    return {};
  }

  const ForwarderSpec& m_spec;
  model::ComponentBuilder m_out;
  adapt::TypeTable m_types;
  model::InstanceIdx m_target;
  model::CoreMemoryIdx m_memory;
  model::CoreFuncIdx m_realloc;
  std::map<std::string, model::SortIdx> m_items;
  std::vector<Function> m_functions;
  adapt::DropImports m_drops;
};

/// Errors: types that cannot be written.
inline Result<model::Component> forwarder(const ForwarderSpec& spec) { return ForwarderWriter(spec).write(); }

}  // namespace sb::test
