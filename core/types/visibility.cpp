// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/visibility.h"

#include <algorithm>

#include "core/support/match.h"
#include "core/types/type_facts.h"

namespace sb::types {
bool NamedTypes::allows(const ValType& type) const {
  if (!type || contains({type.get(), 0})) return true;
  return !needsName(type->kind) && allowsInside(type);
}

bool NamedTypes::allowsInside(const ValType& type) const {
  if (!type) return true;
  if (const auto* own = std::get_if<Own>(&type->kind)) return contains({own->resource.get(), own->label});
  if (const auto* borrow = std::get_if<Borrow>(&type->kind))
    return contains({borrow->resource.get(), borrow->label});
  const std::vector<const ValType*> children = childrenOf(type->kind);
  return std::all_of(children.begin(), children.end(),
                     [this](const ValType* child) { return allows(*child); });
}

bool NamedTypes::allows(const FuncType& type) const {
  return allows(type.result) && std::all_of(type.params.begin(), type.params.end(),
                                            [this](const Param& param) { return allows(param.type); });
}

bool NamedTypes::allowsInside(const InstanceType& type) const {
  return std::all_of(type.exports.begin(), type.exports.end(), [this](const NamedExtern& item) {
    return match(
        item.type, [&](const FuncTypeRef& t) { return !t || allows(*t); },
        [&](const InstanceTypeRef& t) { return !t || allowsInside(*t); },
        [](const ComponentTypeRef&) { return true; }, [](const CoreModuleTypeRef&) { return true; },
        [&](const ValueExtern& t) { return allowsInside(t.type); },
        [&](const TypeOfValue& t) { return allowsInside(t.type); },
        [](const TypeOfResource&) { return true; },
        [&](const TypeOfFunc& t) { return !t.type || allows(*t.type); },
        [&](const TypeOfInstance& t) { return !t.type || allowsInside(*t.type); },
        [](const TypeOfComponent&) { return true; });
  });
}

}  // namespace sb::types
