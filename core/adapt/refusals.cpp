// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/abi/canonical_abi.h"
#include "core/adapt/adapter.h"
#include "core/adapt/adapter_component.h"
#include "core/adapt/lift_plan.h"
#include "core/adapt/notes.h"
#include "core/support/concat.h"
#include "core/types/type_text.h"
#include "core/value/value.h"

namespace sb::adapt {
namespace {

using plan::Refusal;

struct TargetFunction {
  std::string name;
  types::FuncTypeRef type;
};

std::vector<TargetFunction> functionsOf(const plan::AdapterRequest& request) {
  std::vector<TargetFunction> out;
  for (const types::NamedExtern& item : request.target->exports) {
    if (const auto* func = std::get_if<types::FuncTypeRef>(&item.type))
      out.push_back({item.name.name, *func});
  }
  return out;
}

bool asksForVerdict(const plan::AdapterRequest& request) {
  return std::any_of(request.hooks.begin(), request.hooks.end(), [](const graph::HookInterface& hook) {
    return hook.moment == graph::HookMoment::Blocking || hook.moment == graph::HookMoment::Gate;
  });
}

/// A hook that may skip calls needs something to return in their place.
std::optional<Refusal> refusalOfGateValue(const plan::AdapterRequest& request,
                                          const TargetFunction& function) {
  const types::ValType& result = function.type->result;
  if (abi::containsHandle(result)) {
    return Refusal{"gate-value-handle",
                   concat("a hook that may skip calls needs a value to return, and `", function.name,
                          "` returns a handle, which no text stands for"),
                   "leave the function out with a function filter, or use a hook that only watches"};
  }
  const std::string example = value::printWave(value::exampleValue(result, "result"), result);
  const auto given = request.gateValues.find(function.name);
  if (given == request.gateValues.end()) {
    return Refusal{
        "blocking-needs-void",
        concat("a hook that may skip calls needs a value to return, and `", function.name,
               "` has a result and no gate value"),
        concat("give one as WAVE text, for example `", example,
               "`, leave the function out with a function filter, or use a hook that only watches")};
  }
  if (const auto parsed = value::parseWave(given->second, result); !parsed) {
    return Refusal{"gate-value",
                   concat("the gate value of `", function.name, "` is no `", types::typeText(result),
                          "`: ", parsed.error().message),
                   concat("write it as WAVE text, for example `", example, "`")};
  }
  return std::nullopt;
}

/// A rule that one function breaks.
std::optional<Refusal> refusalOfFunction(const plan::AdapterRequest& request,
                                         const TargetFunction& function) {
  if (asksForVerdict(request) && function.type->result) {
    if (auto refusal = refusalOfGateValue(request, function)) return refusal;
  }
  const bool tier2 = std::any_of(request.hooks.begin(), request.hooks.end(),
                                 [](const graph::HookInterface& hook) { return hook.tier == 2; });
  if (!tier2) return std::nullopt;
  std::vector<types::ValType> values;
  for (const types::Param& param : function.type->params) values.push_back(param.type);
  if (function.type->result) values.push_back(function.type->result);
  for (const types::ValType& value : values) {
    if (liftWeight(value) <= MaxLiftWeight) continue;
    return Refusal{"too-large",
                   concat("a value of `", function.name, "` has more than ", std::to_string(MaxLiftWeight),
                          " parts to show"),
                   "use a tier 1 hook, which does not look at values"};
  }
  return std::nullopt;
}

std::optional<Refusal> refusalOfHooks(const plan::AdapterRequest& request) {
  if (request.hooks.empty()) {
    return Refusal{"not-a-hook", "the middleware exports no hook interface",
                   "choose a component that exports one"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> refusalOf(const plan::AdapterRequest& request) {
  if (auto refusal = refusalOfHooks(request)) return refusal;
  const std::vector<TargetFunction> functions = functionsOf(request);
  if (functions.empty()) {
    return Refusal{"no-functions", "the interface has no function to call", "hook another interface"};
  }
  for (const TargetFunction& function : functions) {
    if (request.unhooked.count(function.name) != 0) continue;
    if (auto refusal = refusalOfFunction(request, function)) return refusal;
  }
  if (const Result<void> written = checkTypesCanBeWritten(request); !written) {
    return Refusal{"unnamed-type", written.error().message,
                   "export the type from the interface, for example with `use` in its WIT"};
  }
  return std::nullopt;
}

std::vector<Preflight> preflight(const plan::AdapterRequest& request) {
  std::vector<Preflight> out;
  const std::optional<Refusal> whole = refusalOf(request);
  for (const TargetFunction& function : functionsOf(request)) {
    Preflight one;
    one.function = function.name;
    const std::optional<Refusal> own = refusalOfFunction(request, function);
    const std::vector<std::string> notes =
        own ? std::vector<std::string>() : unseenParts(request, *function.type);
    if (own || whole) {
      one.kind = Preflight::Kind::Refused;
      one.text = own ? own->rule : whole->rule;
    } else if (!notes.empty()) {
      one.kind = Preflight::Kind::PassedThrough;
      one.text = notes.front();
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace sb::adapt
