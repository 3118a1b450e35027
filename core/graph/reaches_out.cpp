// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/reaches_out.h"

#include <algorithm>

namespace sb::graph {
namespace {

/// `inside`: scopes between the alias and the component in question, that one not counted. The decoder limits
/// how deeply scopes nest.
bool leaves(const model::AliasTarget& target, std::uint32_t inside) {
  const auto* outer = std::get_if<model::AliasOuter>(&target);
  return outer && outer->count > inside;
}

bool leaves(const model::TypeDef& type, std::uint32_t inside);

bool leaves(const std::vector<model::Declarator>& declarations, std::uint32_t inside) {
  return std::any_of(declarations.begin(), declarations.end(), [&](const model::Declarator& declarator) {
    if (const auto* alias = std::get_if<model::AliasDecl>(&declarator.decl))
      return leaves(alias->target, inside);
    const auto* type = std::get_if<model::TypeDecl>(&declarator.decl);
    return type && type->type && leaves(*type->type, inside);
  });
}

bool leaves(const model::TypeDef& type, std::uint32_t inside) {
  if (const auto* component = std::get_if<model::ComponentTypeDef>(&type.kind)) {
    return leaves(component->declarations, inside + 1);
  }
  const auto* instance = std::get_if<model::InstanceTypeDef>(&type.kind);
  return instance && leaves(instance->declarations, inside + 1);
}

bool leaves(const model::CoreTypeDef& type, std::uint32_t inside) {
  const auto* module = std::get_if<model::ModuleType>(&type.type);
  if (!module) return false;
  return std::any_of(module->declarations.begin(), module->declarations.end(),
                     [&](const model::ModuleTypeDecl& decl) {
                       const auto* alias = std::get_if<model::ModuleTypeAlias>(&decl);
                       return alias && alias->count > inside + 1;
                     });
}

bool leaves(const model::Component& component, std::uint32_t inside) {
  for (const model::Section& section : component.sections) {
    if (const auto* aliases = std::get_if<model::AliasSection>(&section.content)) {
      for (const model::Alias& alias : aliases->items) {
        if (leaves(alias.target, inside)) return true;
      }
    } else if (const auto* types = std::get_if<model::TypeSection>(&section.content)) {
      for (const model::TypeDef& type : types->items) {
        if (leaves(type, inside)) return true;
      }
    } else if (const auto* coreTypes = std::get_if<model::CoreTypeSection>(&section.content)) {
      for (const model::CoreTypeDef& type : coreTypes->items) {
        if (leaves(type, inside)) return true;
      }
    } else if (const auto* nested = std::get_if<model::ComponentSection>(&section.content)) {
      if (nested->component && leaves(*nested->component, inside + 1)) return true;
    }
  }
  return false;
}

}  // namespace

bool reachesOutside(const model::Component& component) { return leaves(component, 0); }

}  // namespace sb::graph
