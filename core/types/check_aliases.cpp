// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"

// Binary.md, "Alias Definitions".
namespace sb::types {
namespace {

constexpr const char* AliasRule = "Binary.md, Alias Definitions";

model::Sort sortOf(const ExternType& type) {
  using model::Sort;
  return match(
      type, [](const FuncTypeRef&) { return Sort::Func; },
      [](const InstanceTypeRef&) { return Sort::Instance; },
      [](const ComponentTypeRef&) { return Sort::Component; },
      [](const CoreModuleTypeRef&) { return Sort::CoreModule; },
      [](const ValueExtern&) { return Sort::Value; }, [](const TypeOfValue&) { return Sort::Type; },
      [](const TypeOfResource&) { return Sort::Type; }, [](const TypeOfFunc&) { return Sort::Type; },
      [](const TypeOfInstance&) { return Sort::Type; }, [](const TypeOfComponent&) { return Sort::Type; });
}

}  // namespace

void Checker::alias(const model::AliasTarget& target, Scope& scope) {
  match(
      target, [&](const model::AliasExport& t) { aliasExport(t, scope); },
      [&](const model::AliasCoreExport& t) { aliasCoreExport(t, scope); },
      [&](const model::AliasOuter& t) { aliasOuter(t, scope); });
}

/// 0x00 i:<instanceidx> n:<name>: the export of an instance.
void Checker::aliasExport(const model::AliasExport& target, Scope& scope) {
  if (target.sort == model::Sort::Value && !gate(m_options.features.values, "cm-values", "a value")) {
    return addHole(target.sort, scope);
  }
  if (!inBounds(target.instance.value, scope.instances.size(), "instance"))
    return addHole(target.sort, scope);
  const InstanceTypeRef instance = scope.instances[target.instance.value];
  if (!instance) return addHole(target.sort, scope);
  const NamedExtern* found = instance->find(target.name);
  if (found == nullptr) {
    error("no-such-export",
          concat("instance ", std::to_string(target.instance.value), " has no export `", target.name, "`"),
          AliasRule);
    return addHole(target.sort, scope);
  }
  if (sortOf(found->type) != target.sort) {
    error("wrong-sort",
          concat("the export `", target.name, "` is a ", externKindName(found->type), ", not a ",
                 model::sortName(target.sort)),
          AliasRule);
    return addHole(target.sort, scope);
  }
  const ExternType type = found->type;
  addToSpace(type, false, scope);
}

/// 0x01 i:<core:instanceidx> n:<core:name>: the export of a core instance.
void Checker::aliasCoreExport(const model::AliasCoreExport& target, Scope& scope) {
  if (target.sort == model::Sort::CoreTag && !gate(m_options.features.exceptions, "exceptions", "a core tag"))
    return addHole(target.sort, scope);
  if (!inBounds(target.instance.value, scope.coreInstances.size(), "core instance"))
    return addHole(target.sort, scope);
  const CoreExportsRef& exports = scope.coreInstances[target.instance.value];
  if (!exports) return addHole(target.sort, scope);
  const auto at = exports->byName.find(target.name);
  if (at == exports->byName.end()) {
    error(
        "no-such-export",
        concat("core instance ", std::to_string(target.instance.value), " has no export `", target.name, "`"),
        AliasRule);
    return addHole(target.sort, scope);
  }
  const CoreExtern& item = exports->items[at->second].type;
  const auto is = [&](model::CoreExternType::Kind kind) {
    if (item.kind == kind) return true;
    error("wrong-sort", concat("the core export `", target.name, "` is not a ", model::sortName(target.sort)),
          AliasRule);
    addHole(target.sort, scope);
    return false;
  };
  using Kind = model::CoreExternType::Kind;
  switch (target.sort) {
    case model::Sort::CoreFunc:
      if (is(Kind::Func)) scope.coreFuncs.push_back({item.func, item.opaque});
      return;
    case model::Sort::CoreTable:
      if (is(Kind::Table)) scope.coreTables.push_back(item);
      return;
    case model::Sort::CoreMemory:
      if (is(Kind::Memory)) scope.coreMemories.push_back(item);
      return;
    case model::Sort::CoreGlobal:
      if (is(Kind::Global)) scope.coreGlobals.push_back(item);
      return;
    case model::Sort::CoreTag:
      if (is(Kind::Tag)) scope.coreTags.push_back(item);
      return;
    case model::Sort::CoreType:
    case model::Sort::CoreModule:
    case model::Sort::CoreInstance:
    case model::Sort::Func:
    case model::Sort::Value:
    case model::Sort::Type:
    case model::Sort::Component:
    case model::Sort::Instance: break;
  }
  error("wrong-sort", concat("a core instance exports no ", model::sortName(target.sort)), AliasRule);
  addHole(target.sort, scope);
}

Scope* Checker::outerScope(std::uint32_t count, Scope& scope) {
  Scope* outer = &scope;
  for (std::uint32_t i = 0; i < count && outer != nullptr; ++i) {
    outer->reachesOut = true;
    outer = outer->parent;
  }
  if (outer == nullptr) {
    error("outer-count",
          concat("an outer alias counts ", std::to_string(count), " scopes outwards, which leaves the root"),
          AliasRule);
  }
  return outer;
}

/// 0x02 ct:<u32> idx:<u32>: `count` counts components, component types and instance types.
void Checker::aliasOuter(const model::AliasOuter& target, Scope& scope) {
  const Scope* outer = outerScope(target.count, scope);
  if (outer == nullptr) return addHole(target.sort, scope);
  const std::size_t index = target.index;
  switch (target.sort) {
    case model::Sort::CoreType:
      if (!inBounds(index, outer->coreTypes.size(), "core type")) break;
      // Types of another scope with indices of their own mean nothing here. The spaces may be the same one.
      if (target.count != 0 && std::holds_alternative<CoreOpaqueType>(outer->coreTypes[index])) {
        scope.coreTypes.push_back(CoreOpaqueType{});
      } else {
        const CoreTypeItem item = outer->coreTypes[index];
        scope.coreTypes.push_back(item);
      }
      return;
    case model::Sort::CoreModule:
      if (!inBounds(index, outer->coreModules.size(), "core module")) break;
      scope.coreModules.push_back(CoreModuleTypeRef(outer->coreModules[index]));
      return;
    case model::Sort::Component:
      if (!inBounds(index, outer->components.size(), "component")) break;
      scope.components.push_back(ComponentTypeRef(outer->components[index]));
      return;
    case model::Sort::Type: {
      if (!inBounds(index, outer->types.size(), "type")) break;
      const ExternType type = outer->types[index];
      const Scope* crossed = target.count == 0 ? nullptr : outerScope(target.count - 1, scope);
      if (crossed != nullptr && crossed->kind == ScopeKind::Component) {
        FreeResources free;
        free.add(type);
        m_budget.step(free.visited());
        if (!afford()) break;
        if (!free.empty()) {
          error("outer-resource", "a type that reaches a resource cannot be used from an enclosing component",
                AliasRule, "import the type into the nested component");
          break;
        }
      }
      scope.types.push_back(type);
      return;
    }
    case model::Sort::CoreFunc:
    case model::Sort::CoreTable:
    case model::Sort::CoreMemory:
    case model::Sort::CoreGlobal:
    case model::Sort::CoreTag:
    case model::Sort::CoreInstance:
    case model::Sort::Func:
    case model::Sort::Value:
    case model::Sort::Instance:
      error("wrong-sort", concat("a ", model::sortName(target.sort), " of an enclosing scope cannot be used"),
            AliasRule);
      break;
  }
  addHole(target.sort, scope);
}

}  // namespace sb::types
