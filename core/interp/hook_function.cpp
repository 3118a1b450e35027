// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/interp/hook_function.h"

#include <algorithm>

#include "core/abi/canonical_abi.h"
#include "core/adapt/core_names.h"

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

struct Moment {
  const char* import;  ///< of the glue module
  const char* name;    ///< as it is shown
};
Moment momentOf(graph::HookMoment moment) {
  switch (moment) {
    case graph::HookMoment::Before: return {"before", "on-call"};
    case graph::HookMoment::Blocking: return {"blocking", "should-block"};
    case graph::HookMoment::Gate: return {"gate", "should-call"};
    case graph::HookMoment::After: return {"after", "on-return"};
  }
  return {"", ""};
}

bool fits(const types::FuncType& type, const CoreFunctionImport& import) {
  const abi::CoreSignature signature = abi::coreSignature(type, abi::FlattenContext::Lower, type.async);
  return sameTypes(signature.params, import.params) && sameTypes(signature.results, import.results);
}

}  // namespace

std::optional<HookFunction> hookFunction(const CoreFunctionImport& import, const adapt::Adapter& adapter) {
  std::string name = import.name;
  const bool outer = withoutTier(name);
  for (const graph::HookInterface& item : adapter.hooks) {
    const Moment moment = momentOf(item.moment);
    if ((item.tier < adapter.tier) != outer || name != moment.import) continue;
    HookFunction hook;
    hook.type = *item.function;
    hook.moment = moment.name;
    const bool after = item.moment == graph::HookMoment::After;
    hook.takesResult = after && item.tier == 2;
    hook.takesArgs = !after && item.tier == 2;
    if (fits(hook.type, import)) return hook;
  }
  return std::nullopt;
}

}  // namespace sb::interp
