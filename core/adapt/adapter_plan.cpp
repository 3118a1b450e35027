// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/adapter_plan.h"

#include <algorithm>

#include "core/adapt/core_names.h"
#include "core/adapt/handle_drops.h"

namespace sb::adapt {
namespace {

types::ValType tupleOf(const std::vector<types::Param>& params) {
  if (params.empty()) return nullptr;
  types::Tuple tuple;
  for (const types::Param& param : params) tuple.types.push_back(param.type);
  return types::makeType(std::move(tuple));
}

HookPlan planHook(const graph::HookInterface& hook) {
  HookPlan out;
  out.hook = &hook;
  out.async = hook.function->async;
  out.lowered = abi::coreSignature(*hook.function, abi::FlattenContext::Lower, out.async);
  out.paramTuple = tupleOf(hook.function->params);
  switch (hook.moment) {
    case graph::HookMoment::Before: out.takesArgs = hook.tier == 2; break;
    case graph::HookMoment::Gate:
    case graph::HookMoment::Blocking:
      out.takesArgs = hook.tier == 2;
      out.asksForVerdict = true;
      break;
    case graph::HookMoment::After: out.takesResult = hook.tier == 2; break;
  }
  return out;
}

FunctionPlan planFunction(const std::string& name, const types::FuncTypeRef& type, AdapterPlan& adapter) {
  FunctionPlan out;
  out.name = name;
  out.type = type;
  out.lifted = abi::coreSignature(*type, abi::FlattenContext::Lift, type->async);
  out.lowered = abi::coreSignature(*type, abi::FlattenContext::Lower, type->async);
  if (type->async) out.taskReturn = abi::taskReturnParams(*type, out.taskReturnIndirect);
  out.paramTuple = tupleOf(type->params);
  if (out.paramTuple) out.paramLayout = abi::recordLayout(std::get<types::Tuple>(out.paramTuple->kind).types);
  for (const types::Param& param : type->params) {
    out.dropsBorrows |= abi::containsBorrow(param.type);
    if (adapter.liftsParams()) out.params.push_back(planField(param.name, param.type));
  }
  if (adapter.liftsResult() && type->result) out.result = planField("result", type->result);
  if (!adapter.numbered) return out;
  if (adapter.handsParams() && out.paramTuple) out.words = planWords(out.paramTuple);
  if (adapter.handsResult() && type->result) out.resultWords = planWords(type->result);
  if (!adapter.names || !(adapter.handsParams() || adapter.handsResult())) return out;
  for (const types::Param& param : type->params) out.namedParams.push_back(adapter.named.add(param.type));
  if (type->result) out.namedResult = adapter.named.add(type->result);
  return out;
}

}  // namespace

bool FunctionPlan::hasPostReturn() const {
  return !async() && lifted.resultIndirect && abi::containsPointer(type->result);
}

bool needsParamsInMemory(const AdapterPlan& adapter, const FunctionPlan& function) {
  if (!function.paramTuple) return false;
  return !function.params.empty() || function.words || function.dropsBorrows ||
         function.lowered.paramsIndirect || (adapter.hasAsync && abi::containsPointer(function.paramTuple)) ||
         (adapter.mayRefuse() && hasDrops(function.paramTuple, DropSet::All));
}

const char* momentName(graph::HookMoment moment) {
  switch (moment) {
    case graph::HookMoment::Before: return "before";
    case graph::HookMoment::Blocking: return "blocking";
    case graph::HookMoment::Gate: return "gate";
    case graph::HookMoment::After: return "after";
  }
  return "";
}

std::string hookImportName(const AdapterPlan& plan, const graph::HookInterface& hook) {
  std::string name = momentName(hook.moment);
  if (hook.tier < plan.tier) name += core_names::OuterSuffix;
  return name;
}

AdapterPlan planAdapter(const plan::AdapterRequest& request) {
  AdapterPlan out;
  out.interfaceName = request.bareFunction ? RootInterface : request.interfaceName;
  if (request.names) out.names = &*request.names;
  out.callContext = request.callContext;
  out.caller = request.callerName;
  out.provider = request.providerName;
  for (const graph::HookInterface& hook : request.hooks) out.tier = std::max(out.tier, hook.tier);
  for (const graph::HookInterface& hook : request.hooks) {
    HookSet& outer = out.outer;
    const bool first = hook.tier < out.tier;
    out.numbered |= hook.package == graph::HookPackage::Numbered;
    out.asyncHooks |= hook.function->async;
    switch (hook.moment) {
      case graph::HookMoment::Before: (first ? outer.before : out.before) = planHook(hook); break;
      case graph::HookMoment::Blocking:
      case graph::HookMoment::Gate: (first ? outer.verdict : out.verdict) = planHook(hook); break;
      case graph::HookMoment::After: (first ? outer.after : out.after) = planHook(hook); break;
    }
  }
  for (const types::NamedExtern& item : request.target->exports) {
    const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
    if (!function || request.unhooked.count(item.name.name) != 0) continue;
    ((*function)->async ? out.hasAsync : out.hasSync) = true;
    out.functions.push_back(planFunction(item.name.name, *function, out));
    const auto value = request.gateValues.find(item.name.name);
    if (!out.mayRefuse() || !(*function)->result || value == request.gateValues.end()) continue;
    // Parsed before, by refusalOf.
    if (auto parsed = value::parseWave(value->second, (*function)->result))
      out.functions.back().refused = *std::move(parsed);
  }
  return out;
}

}  // namespace sb::adapt
