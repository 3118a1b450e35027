// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/adapter_component.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/adapt/async_wait.h"
#include "core/adapt/call_context.h"
#include "core/adapt/core_names.h"
#include "core/adapt/export_names.h"
#include "core/adapt/type_table.h"
#include "core/model/component_builder.h"
#include "core/support/concat.h"
#include "core/types/type_facts.h"
#include "core/value/field_tree.h"

namespace sb::adapt {
namespace {

using model::CanonOption;
using model::CoreFuncIdx;
using model::InstanceIdx;
using model::Sort;
using model::TypeIdx;

void addNamedTypes(const types::ValType& type, std::set<std::string>& seen, types::InstanceType& out) {
  for (const types::ValType* child : types::childrenOf(type->kind)) addNamedTypes(*child, seen, out);
  if (type->name.empty() || !seen.insert(type->name).second) return;
  out.exports.push_back({model::ExternName(type->name), types::TypeOfValue{type}});
}

void addMentioned(const types::ValType& type, std::set<std::string>& out) {
  if (!type) return;
  for (types::ValType node = type; node; node = node->origin)
    if (!node->name.empty()) out.insert(node->name);
  if (!type->name.empty()) return;
  for (const types::ValType* child : types::childrenOf(type->kind)) addMentioned(*child, out);
}

/// Names of the types that functions of hooks mention: what these are made of needs no name here.
std::set<std::string> mentionedTypes(const std::vector<graph::HookInterface>& hooks) {
  std::set<std::string> out;
  for (const graph::HookInterface& hook : hooks) {
    for (const types::Param& param : hook.function->params) addMentioned(param.type, out);
    addMentioned(hook.function->result, out);
    for (const types::NamedExtern& item : hook.interfaceType->exports)
      if (const auto* value = std::get_if<types::TypeOfValue>(&item.type)) addMentioned(value->type, out);
  }
  return out;
}

types::InstanceType commonTypes() {
  types::InstanceType out;
  std::set<std::string> seen;
  addNamedTypes(value::callIdType(), seen, out);
  addNamedTypes(value::fieldType(), seen, out);
  return out;
}

class ComponentWriter {
 public:
  ComponentWriter(const plan::AdapterRequest& request) : m_request(request), m_types(m_out) {}

  /// Errors: types that cannot be written.
  Result<void> importInterfaces() {
    if (!m_request.foreignTypes.empty()) {
      types::InstanceType foreign;
      foreign.exports = m_request.foreignTypes;
      SB_TRY(const InstanceIdx instance, importInstance(ForeignTypes, foreign));
      nameTypesOf(instance, foreign);
    }
    for (const types::NamedExtern& used : m_request.usedInterfaces) {
      if (std::holds_alternative<types::TypeOfResource>(used.type)) {  // of no interface
        SB_TRY_VOID(m_types.importType(used.name, used));
        continue;
      }
      const auto* type = std::get_if<types::InstanceTypeRef>(&used.type);
      if (!type) return fail(ErrorCode::Invalid, concat("`", used.name.name, "` is no interface"));
      SB_TRY(const InstanceIdx instance, importInstance(used.name, **type));
      nameTypesOf(instance, **type);
    }
    const bool tier2 = std::any_of(m_request.hooks.begin(), m_request.hooks.end(),
                                   [](const auto& hook) { return hook.tier == 2; }) &&
                       m_request.hooks.front().package == graph::HookPackage::Splicer;
    if (tier2) {
      const types::InstanceType common = commonTypes();
      SB_TRY(const InstanceIdx instance, importInstance(CommonTypes, common));
      types::InstanceType mentioned;
      for (const types::NamedExtern& item : common.exports)
        if (mentionedTypes(m_request.hooks).contains(item.name.name)) mentioned.exports.push_back(item);
      nameTypesOf(instance, mentioned);
    }
    if (m_request.bareFunction) {
      SB_TRY_VOID(importFunction());
    } else {
      SB_TRY(m_target, importInstance(m_request.importName, *m_request.target));
    }
    for (const graph::HookInterface& hook : m_request.hooks) {
      SB_TRY(const InstanceIdx instance, importInstance(hook.interfaceName, *hook.interfaceType));
      m_hooks.push_back(instance);
    }
    if (m_request.callContext) {
      SB_TRY(m_context, importInstance(CallContextInterface, *callContextType()));
    }
    if (m_request.names) {
      SB_TRY(m_names, importInstance(m_request.names->interfaceName, *m_request.names->interfaceType));
    }
    // From here on the target's own type names count: lifted functions mention them.
    if (!m_request.bareFunction) nameTypesOf(m_target, *m_request.target);
    return {};
  }

  Result<model::Component> write(const AdapterPlan& plan, const BuiltModule& memory, const GlueModule& glue) {
    SB_TRY_VOID(importInterfaces());
    const auto memoryModule = m_out.coreModule(memory.bytes);
    m_memory = m_out.coreInstantiate(memoryModule, {});
    m_memoryIdx = m_out.aliasCoreMemory(m_memory, core_names::Memory);
    m_realloc = m_out.aliasCoreFunc(m_memory, core_names::Realloc);
    const auto glueModule = m_out.coreModule(glue.module.bytes);
    std::vector<model::CoreInstantiateArg> args{{core_names::MemoryModule, m_memory}};
    const auto bag = [&](const char* name, std::vector<model::CoreInlineExport> items) {
      if (!items.empty()) args.push_back({name, m_out.coreBag(std::move(items))});
    };
    bag(core_names::Target, lowerTarget(plan));
    bag(core_names::Hooks, lowerHooks(plan));
    bag(core_names::Context, lowerContext());
    SB_TRY(auto returns, taskReturns(plan));
    bag(core_names::Returns, std::move(returns));
    SB_TRY(auto drops, handleDrops(glue.drops));
    bag(core_names::Drops, std::move(drops));
    bag(core_names::Async, asyncBuiltins(plan));
    const auto instance = m_out.coreInstantiate(glueModule, std::move(args));
    SB_TRY_VOID(exportTarget(plan, glue, instance));
    return m_out.finish(concat("adapter for ", m_request.name));
  }

 private:
  Result<InstanceIdx> importInstance(const model::ExternName& name, const types::InstanceType& type) {
    TypeTable inner(m_types);
    for (const types::NamedExtern& item : type.exports) SB_TRY_VOID(inner.declareExport(item));
    const TypeIdx idx = m_out.type(inner.takeInstanceType());
    return InstanceIdx(m_out.import(name, model::InstanceExtern{idx}));
  }

  /// A function by itself.
  Result<void> importFunction() {
    SB_TRY(const TypeIdx type,
           m_types.function(*std::get<types::FuncTypeRef>(m_request.target->exports.back().type)));
    m_targetFunc = model::FuncIdx(m_out.import(m_request.importName, model::FuncExtern{type}));
    return {};
  }

  /// Makes the types of an imported instance mentionable in the component.
  void nameTypesOf(InstanceIdx instance, const types::InstanceType& type) {
    const bool isTarget = &type == m_request.target.get();
    for (const types::NamedExtern& item : type.exports) {
      const auto* value = std::get_if<types::TypeOfValue>(&item.type);
      const auto* resource = std::get_if<types::TypeOfResource>(&item.type);
      if (!value && !resource) continue;
      const TypeIdx idx = m_out.aliasType(instance, item.name.name);
      if (value)
        m_types.bind(value->type, idx);
      else
        m_types.bind(resource->resource, item.name.name, idx);
      if (isTarget) m_targetItems[item.name.name] = {Sort::Type, idx.value};
    }
  }

  model::CoreInlineExport item(std::string name, CoreFuncIdx func) const {
    return {std::move(name), {Sort::CoreFunc, func.value}};
  }

  model::CanonOptions options(bool memory, bool realloc, bool async) const {
    model::CanonOptions out;
    if (memory) {
      out.push_back({CanonOption::Kind::Memory, m_memoryIdx.value});
      if (realloc) out.push_back({CanonOption::Kind::Realloc, m_realloc.value});
      out.push_back({CanonOption::Kind::Utf8, 0});
    }
    if (async) out.push_back({CanonOption::Kind::Async, 0});
    return out;
  }

  CoreFuncIdx lower(model::FuncIdx func, const types::FuncType& type) {
    const abi::NeededOptions needed = abi::neededForLower(type, type.async);
    return m_out.lower(func, options(needed.memory, needed.realloc, type.async));
  }

  model::FuncIdx targetFunction(const std::string& name) {
    return m_request.bareFunction ? m_targetFunc : m_out.aliasFunc(m_target, name);
  }

  std::vector<model::CoreInlineExport> lowerTarget(const AdapterPlan& plan) {
    std::vector<model::FuncIdx> funcs;
    for (const FunctionPlan& function : plan.functions) funcs.push_back(targetFunction(function.name));
    std::vector<model::CoreInlineExport> out;
    for (std::size_t i = 0; i < funcs.size(); ++i)
      out.push_back(item(plan.functions[i].name, lower(funcs[i], *plan.functions[i].type)));
    return out;
  }

  std::vector<model::CoreInlineExport> lowerHooks(const AdapterPlan& plan) {
    std::vector<model::FuncIdx> funcs;
    for (std::size_t i = 0; i < m_hooks.size(); ++i)
      funcs.push_back(m_out.aliasFunc(m_hooks[i], m_request.hooks[i].functionName));
    std::vector<model::CoreInlineExport> out;
    for (std::size_t i = 0; i < funcs.size(); ++i) {
      const graph::HookInterface& hook = m_request.hooks[i];
      out.push_back(item(hookImportName(plan, hook), lower(funcs[i], *hook.function)));
    }
    if (const auto& names = m_request.names)
      out.push_back(
          item(core_names::Names, lower(m_out.aliasFunc(m_names, names->functionName), *names->function)));
    return out;
  }

  std::vector<model::CoreInlineExport> lowerContext() {
    std::vector<model::CoreInlineExport> out;
    if (!m_request.callContext) return out;
    for (const char* name : {core_names::Enter, core_names::Parent, core_names::Leave})
      out.push_back(item(name, m_out.lower(m_out.aliasFunc(m_context, name), {})));
    return out;
  }

  Result<std::vector<model::CoreInlineExport>> taskReturns(const AdapterPlan& plan) {
    std::vector<model::CoreInlineExport> out;
    for (const FunctionPlan& function : plan.functions) {
      if (!function.async()) continue;
      model::CanonBuiltin builtin;
      builtin.builtin = model::Builtin::TaskReturn;
      if (function.type->result) {
        SB_TRY(builtin.result, m_types.value(function.type->result));
      }
      builtin.options = liftOptions(function);
      std::erase_if(builtin.options, [](const CanonOption& option) {
        return option.kind == CanonOption::Kind::Async || option.kind == CanonOption::Kind::Realloc;
      });
      out.push_back(item(function.name, m_out.builtin(std::move(builtin))));
    }
    return out;
  }

  Result<std::vector<model::CoreInlineExport>> handleDrops(const DropImports& drops) {
    std::vector<model::CoreInlineExport> out;
    for (const DropImport& drop : drops.imports()) {
      model::CanonBuiltin builtin;
      builtin.builtin = drop.builtin;
      if (drop.resource) {
        // A handle type leads to the resource's index.
        SB_TRY(builtin.type, m_types.resource(drop.resource));
      } else if (drop.builtin != model::Builtin::ErrorContextDrop) {
        SB_TRY(const model::ValType type, m_types.value(drop.type));
        builtin.type = std::get<TypeIdx>(type);
      }
      out.push_back(item(drop.name, m_out.builtin(std::move(builtin))));
    }
    return out;
  }

  std::vector<model::CoreInlineExport> asyncBuiltins(const AdapterPlan& plan) {
    std::vector<model::Builtin> wanted;
    if (plan.waits()) wanted = waitBuiltins();
    std::vector<model::CoreInlineExport> out;
    for (const model::Builtin which : wanted) {
      model::CanonBuiltin builtin;
      builtin.builtin = which;
      if (which == model::Builtin::WaitableSetWait) builtin.immediate = m_memoryIdx.value;
      out.push_back(item(waitName(which), m_out.builtin(std::move(builtin))));
    }
    return out;
  }

  model::CanonOptions liftOptions(const FunctionPlan& function) const {
    const abi::NeededOptions needed = abi::neededForLift(*function.type, function.async());
    return options(needed.memory, needed.realloc, function.async());
  }

  Result<void> exportTarget(const AdapterPlan& plan, const GlueModule& glue,
                            model::CoreInstanceIdx instance) {
    struct Lift {
      CoreFuncIdx wrapper;
      TypeIdx type;
      model::CanonOptions options;
    };
    // What is of one sort stands together: each change of sort is a section of its own.
    std::vector<Lift> lifts;
    std::map<std::string, CoreFuncIdx> posts;
    for (std::size_t i = 0; i < plan.functions.size(); ++i) {
      const GlueExports& names = glue.functions[i];
      Lift lift{m_out.aliasCoreFunc(instance, names.wrapper), {}, liftOptions(plan.functions[i])};
      if (!names.postReturn.empty()) {
        const auto [post, isNew] = posts.try_emplace(names.postReturn);
        if (isNew) post->second = m_out.aliasCoreFunc(instance, names.postReturn);
        lift.options.push_back({CanonOption::Kind::PostReturn, post->second.value});
      }
      lifts.push_back(std::move(lift));
    }
    for (std::size_t i = 0; i < lifts.size(); ++i) {
      SB_TRY(lifts[i].type, m_types.function(*plan.functions[i].type));
    }
    for (std::size_t i = 0; i < lifts.size(); ++i) {
      const model::FuncIdx lifted = m_out.lift(lifts[i].wrapper, lifts[i].type, std::move(lifts[i].options));
      m_targetItems[plan.functions[i].name] = {Sort::Func, lifted.value};
    }
    if (m_request.bareFunction) {
      m_out.exportItem(m_request.interfaceName, m_targetItems.at(plan.functions.front().name));
      return {};
    }
    // Functions that the hook is not told about are the target's own: no frame, no code, no copy.
    for (const std::string& name : m_request.unhooked)
      m_targetItems[name] = {Sort::Func, m_out.aliasFunc(m_target, name).value};
    SB_TRY(const InstanceIdx exported, hasResourceFunctions(*m_request.target) ? named() : plain());
    m_out.exportItem(m_request.interfaceName, {Sort::Instance, exported.value});
    return {};
  }

  /// A bag of the target's items. Types first: functions may only mention what is exported before them
  /// (component-model.md 3.4).
  Result<InstanceIdx> plain() {
    std::vector<model::InlineExport> exports;
    for (const bool types : {true, false}) {
      for (const types::NamedExtern& item : m_request.target->exports) {
        const model::SortIdx made = m_targetItems.at(item.name.name);
        if ((made.sort == Sort::Type) == types) exports.push_back({item.name, made});
      }
    }
    return m_out.bag(std::move(exports));
  }

  Result<InstanceIdx> named() {
    const std::vector<types::NamedExtern> outside =
        typesFromOutside(*m_request.target, m_request.foreignTypes, m_request.usedInterfaces);
    SB_TRY(NamingComponent naming, namingComponent(*m_request.target, outside));
    std::vector<model::InstantiateArg> args;
    const auto pass = [&](model::SortIdx item) { args.push_back({naming.arguments[args.size()], item}); };
    for (const types::NamedExtern& item : outside) {
      SB_TRY(const TypeIdx type, m_types.known(item));
      pass({Sort::Type, type.value});
    }
    for (const types::NamedExtern& item : m_request.target->exports) pass(m_targetItems.at(item.name.name));
    const auto component = std::make_shared<const model::Component>(std::move(naming.component));
    return m_out.instantiate(m_out.component(component, "names"), std::move(args));
  }

  const plan::AdapterRequest& m_request;
  model::ComponentBuilder m_out;
  TypeTable m_types;
  InstanceIdx m_target;                                 ///< unless the target is a bare function
  model::FuncIdx m_targetFunc;                          ///< if it is
  std::vector<InstanceIdx> m_hooks;                     ///< parallel to the request's hooks
  std::map<std::string, model::SortIdx> m_targetItems;  ///< what the adapter exports, by name
  InstanceIdx m_context;                                ///< of what adapters share
  InstanceIdx m_names;  ///< of `spliceboard:hook/names`, when the hook exports it
  model::CoreInstanceIdx m_memory;
  model::CoreMemoryIdx m_memoryIdx;
  CoreFuncIdx m_realloc;
};

}  // namespace

Result<model::Component> wrapAsComponent(const plan::AdapterRequest& request, const AdapterPlan& plan,
                                         const BuiltModule& memory, const GlueModule& glue) {
  return ComponentWriter(request).write(plan, memory, glue);
}

Result<void> checkTypesCanBeWritten(const plan::AdapterRequest& request) {
  SB_TRY_VOID(ComponentWriter(request).importInterfaces());
  if (!request.bareFunction && hasResourceFunctions(*request.target))
    SB_TRY_VOID(namingComponent(
        *request.target, typesFromOutside(*request.target, request.foreignTypes, request.usedInterfaces)));
  return {};
}

}  // namespace sb::adapt
