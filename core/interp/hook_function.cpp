// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/interp/hook_function.h"

#include <algorithm>

#include "core/abi/canonical_abi.h"
#include "core/adapt/core_names.h"
#include "core/value/field_tree.h"

namespace sb::interp {
namespace {

bool sameTypes(const std::vector<abi::CoreType>& expected, const std::vector<std::uint8_t>& found) {
  return std::equal(expected.begin(), expected.end(), found.begin(), found.end(),
                    [](abi::CoreType a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// Takes the mark of a tier 1 hook beside hooks of tier 2 off a name; true when there was one.
bool withoutTier(std::string& name) {
  const std::string_view suffix = adapt::core_names::OuterSuffix;
  if (name.size() <= suffix.size() || name.compare(name.size() - suffix.size(), suffix.size(), suffix) != 0)
    return false;
  name.resize(name.size() - suffix.size());
  return true;
}

bool fits(const types::FuncType& type, const CoreFunctionImport& import) {
  const abi::CoreSignature signature = abi::coreSignature(type, abi::FlattenContext::Lower, type.async);
  return sameTypes(signature.params, import.params) && sameTypes(signature.results, import.results);
}

}  // namespace

std::optional<HookFunction> hookFunction(const CoreFunctionImport& found, unsigned tierOfAll) {
  HookFunction hook;
  CoreFunctionImport import = found;
  const unsigned tier = withoutTier(import.name) ? 1 : tierOfAll;
  hook.type.params.push_back({"call", value::callIdType()});
  const bool verdict = import.name == "blocking" || import.name == "gate";
  if (import.name == "before" || import.name == "after")
    hook.moment = import.name == "before" ? "on-call" : "on-return";
  else if (verdict)
    hook.moment = import.name == "blocking" ? "should-block" : "should-call";
  else
    return std::nullopt;
  if (verdict) hook.type.result = types::makeType(types::Primitive::Bool);
  hook.takesResult = tier == 2 && import.name == "after";
  hook.takesArgs = tier == 2 && !hook.takesResult;
  if (hook.takesArgs) hook.type.params.push_back({"args", types::makeType(types::List{value::fieldType()})});
  if (hook.takesResult)
    hook.type.params.push_back({"result", types::makeType(types::Option{value::fieldTreeType()})});
  for (const bool async : {true, false}) {
    hook.type.async = async;
    if (fits(hook.type, import)) return hook;
  }
  return std::nullopt;
}

std::optional<HookFunction> numberedHook(const CoreFunctionImport& import, const adapt::Adapter& adapter) {
  std::string name = import.name;
  const bool outer = withoutTier(name);
  for (const graph::HookInterface& item : adapter.hooks) {
    if ((item.tier < adapter.tier) != outer) continue;
    const bool after = item.moment == graph::HookMoment::After, gate = item.moment == graph::HookMoment::Gate;
    if (name != (after ? "after" : gate ? "gate" : "before")) continue;
    HookFunction hook;
    hook.type = *item.function;
    hook.moment = after ? "on-return" : gate ? "should-call" : "on-call";
    hook.takesResult = after && item.tier == 2;
    hook.takesArgs = !after && item.tier == 2;
    if (fits(hook.type, import)) return hook;
  }
  return std::nullopt;
}

}  // namespace sb::interp
