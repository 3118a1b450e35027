// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/call_context.h"

#include "core/adapt/core_module_builder.h"
#include "core/adapt/core_names.h"
#include "core/model/component_builder.h"

namespace sb::adapt {
namespace {

constexpr CoreType I64 = CoreType::I64;

BuiltModule contextModule() {
  CoreModuleBuilder module;
  const GlobalRef last = module.global(I64, "last", 0), current = module.global(I64, "current", 0),
                  before = module.global(I64, "before", 0);
  FuncBuilder enter(core_names::Enter, {{}, {I64}});
  enter.get(current);
  enter.set(before);
  enter.get(last);
  enter.i64(1);
  enter.op(Op::I64Add);
  enter.set(last);
  enter.get(last);
  enter.set(current);
  enter.get(last);
  module.exportFunc(core_names::Enter, module.add(enter.finish()));
  FuncBuilder parent(core_names::Parent, {{}, {I64}});
  parent.get(before);
  module.exportFunc(core_names::Parent, module.add(parent.finish()));
  FuncBuilder leave(core_names::Leave, {{I64}, {}}, {"call"});
  leave.get(leave.param(0));
  leave.set(current);
  module.exportFunc(core_names::Leave, module.add(leave.finish()));
  return module.finish("calls");
}

types::FuncType functionType(const std::string& name) {
  types::FuncType out;
  const types::ValType number = types::makeType(types::Primitive::U64);
  if (name == core_names::Leave)
    out.params.push_back({"call", number});
  else
    out.result = number;
  return out;
}

constexpr const char* Functions[] = {core_names::Enter, core_names::Parent, core_names::Leave};

}  // namespace

types::InstanceTypeRef callContextType() {
  types::InstanceType out;
  for (const char* name : Functions)
    out.exports.push_back({model::ExternName(name),
                           types::FuncTypeRef(std::make_shared<const types::FuncType>(functionType(name)))});
  return types::finish(std::move(out));
}

model::Component callContext() {
  model::ComponentBuilder out;
  const auto instance = out.coreInstantiate(out.coreModule(contextModule().bytes, "calls"), {}, "calls");
  std::vector<model::InlineExport> exports;
  for (const char* name : Functions) {
    model::FuncTypeDef type;
    const model::ValType number(model::Primitive::U64);
    if (std::string_view(name) == core_names::Leave)
      type.params.push_back({"call", number});
    else
      type.result = number;
    const auto func = out.lift(out.aliasCoreFunc(instance, name), out.type(std::move(type)), {});
    exports.push_back({name, {model::Sort::Func, func.value}});
  }
  const auto bag = out.bag(std::move(exports), CallContextInterface);
  out.exportItem(model::ExternName(CallContextInterface), {model::Sort::Instance, bag.value});
  return out.finish("calls");
}

}  // namespace sb::adapt
