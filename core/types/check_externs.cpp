// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <unordered_set>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"

// Binary.md, "Import and Export Definitions": each appends to an index space and to the names of its scope.
namespace sb::types {
namespace {

constexpr const char* ExternRule = "Binary.md, Import and Export Definitions";

/// The resources an extern introduces by itself: a `sub resource` bound, or those its instance type defines.
std::vector<ResourceRef> introducedBy(const model::ExternType& declared, const ExternType& type) {
  if (std::holds_alternative<model::TypeExternSubResource>(declared)) {
    return {std::get<TypeOfResource>(type).resource};
  }
  if (const auto* instance = std::get_if<InstanceTypeRef>(&type)) return (*instance)->definedResources;
  return {};
}

struct NamedResource {
  ResourceRef resource;
  const std::string* name;  ///< inside the type that was searched
};

void collectTypeResources(const std::string& name, const ExternType& type,
                          std::vector<NamedResource>& found) {
  if (const auto* resource = std::get_if<TypeOfResource>(&type)) {
    found.push_back({resource->resource, &name});
  } else if (const auto* instance = std::get_if<InstanceTypeRef>(&type); instance && *instance) {
    if (!(*instance)->mayHaveResource) return;
    for (const NamedExtern& item : (*instance)->exports)
      collectTypeResources(item.name.name, item.type, found);
  }
}

}  // namespace

void Checker::import(const model::ExternName& name, const model::ExternType& type, Scope& scope) {
  const std::optional<ExternType> resolved = externType(type, name.name, scope);
  if (!resolved) {
    addHole(model::externSort(type), scope);
    return;
  }
  for (const ResourceRef& resource : introducedBy(type, *resolved)) {
    scope.importedResources.push_back(resource);
    scope.introducedResources.insert(resource.get());
  }
  addExtern(name, *resolved, Direction::Import, scope);
}

void Checker::exportDeclaration(const model::ExternName& name, const model::ExternType& type, Scope& scope) {
  const std::optional<ExternType> resolved = externType(type, name.name, scope);
  if (!resolved) {
    addHole(model::externSort(type), scope);
    return;
  }
  for (const ResourceRef& resource : introducedBy(type, *resolved))
    scope.definedResources.push_back(resource);
  addExtern(name, *resolved, Direction::Export, scope);
}

/// export ::= name sortidx externtype?: the ascribed type replaces the inferred one for all later uses
/// (component-model.md 3.3).
void Checker::exportItem(const model::Export& item, Scope& scope) {
  std::optional<ExternType> type = itemType(item.item, scope, "an export");
  if (type) {
    if (const auto* value = std::get_if<TypeOfValue>(&*type)) {
      type = TypeOfValue{renamed(value->type, item.name.name)};
    } else if (const auto* resource = std::get_if<TypeOfResource>(&*type)) {
      type = TypeOfResource{ResourceRef(resource->resource), m_nextLabel++, item.name.name};
    }
  }
  if (item.ascription) {
    const std::optional<ExternType> ascribed = externType(*item.ascription, item.name.name, scope);
    if (type && ascribed) {
      Comparison::Side found, expected;
      if (!introducedBy(*item.ascription, *ascribed).empty()) {
        error("ascription-introduces-resource", "the type written at an export cannot introduce a resource",
              "Binary.md, Import and Export Definitions (ascription)", "write the type with an `eq` bound");
      } else if (!m_comparison.externs(*type, found, *ascribed, expected)) {
        const Mismatch& why = m_comparison.mismatch();
        error("type-mismatch",
              concat("the exported item does not fit the type written for it: ",
                     why.message.empty() ? concat("`", why.found, "`, expected `", why.expected, "`")
                                         : why.message),
              ExternRule);
      }
    }
    type = ascribed;
  }
  if (!type) {
    addHole(item.item.sort, scope);
    return;
  }
  addExtern(item.name, *type, Direction::Export, scope);
}

/// The type of an item that exists already, for exports and instantiation arguments.
std::optional<ExternType> Checker::itemType(const model::SortIdx& item, Scope& scope, const char* what) {
  using Found = std::optional<ExternType>;
  const auto at = [&](const auto& space, const char* name) -> Found {
    if (!inBounds(item.index, space.size(), name)) return std::nullopt;
    if (!space[item.index]) return std::nullopt;
    return space[item.index];
  };
  switch (item.sort) {
    case model::Sort::CoreModule: return at(scope.coreModules, "core module");
    case model::Sort::Func: return at(scope.funcs, "func");
    case model::Sort::Component: return at(scope.components, "component");
    case model::Sort::Instance: return at(scope.instances, "instance");
    case model::Sort::Type:
      if (!inBounds(item.index, scope.types.size(), "type") || isHole(scope.types[item.index]))
        return std::nullopt;
      return scope.types[item.index];
    case model::Sort::Value: {
      if (!gate(m_options.features.values, "cm-values", "a value")) return std::nullopt;
      if (!inBounds(item.index, scope.values.size(), "value")) return std::nullopt;
      ValueItem& value = scope.values[item.index];
      if (value.used)
        error("value-used-twice", "a value can be consumed once", "Binary.md, Value Definitions");
      value.used = true;
      return ValueExtern{value.type};
    }
    case model::Sort::CoreFunc:
    case model::Sort::CoreTable:
    case model::Sort::CoreMemory:
    case model::Sort::CoreGlobal:
    case model::Sort::CoreTag:
    case model::Sort::CoreType:
    case model::Sort::CoreInstance: break;
  }
  error("wrong-sort", concat("a ", model::sortName(item.sort), " cannot be ", what), ExternRule);
  return std::nullopt;
}

void Checker::addHole(model::Sort sort, Scope& scope) {
  switch (sort) {
    case model::Sort::CoreFunc: scope.coreFuncs.push_back({{}, true}); return;
    case model::Sort::CoreTable:
      scope.coreTables.push_back({});
      scope.coreTables.back().opaque = true;
      return;
    case model::Sort::CoreMemory:
      scope.coreMemories.push_back({});
      scope.coreMemories.back().opaque = true;
      return;
    case model::Sort::CoreGlobal:
      scope.coreGlobals.push_back({});
      scope.coreGlobals.back().opaque = true;
      return;
    case model::Sort::CoreTag:
      scope.coreTags.push_back({});
      scope.coreTags.back().opaque = true;
      return;
    case model::Sort::CoreType: scope.coreTypes.push_back(CoreOpaqueType{}); return;
    case model::Sort::CoreModule: scope.coreModules.push_back(nullptr); return;
    case model::Sort::CoreInstance: scope.coreInstances.push_back(nullptr); return;
    case model::Sort::Func: scope.funcs.push_back(nullptr); return;
    case model::Sort::Value: scope.values.push_back({nullptr, true}); return;
    case model::Sort::Type: scope.types.push_back(TypeOfValue{nullptr}); return;
    case model::Sort::Component: scope.components.push_back(nullptr); return;
    case model::Sort::Instance: scope.instances.push_back(nullptr); return;
  }
}

bool Checker::addToSpace(const ExternType& type, bool valueUsed, Scope& scope) {
  match(
      type, [&](const FuncTypeRef& t) { scope.funcs.push_back(t); },
      [&](const InstanceTypeRef& t) { scope.instances.push_back(t); },
      [&](const ComponentTypeRef& t) { scope.components.push_back(t); },
      [&](const CoreModuleTypeRef& t) { scope.coreModules.push_back(t); },
      [&](const ValueExtern& t) {
        scope.values.push_back({t.type, valueUsed});
      },
      [&](const TypeOfValue& t) { scope.types.push_back(t); },
      [&](const TypeOfResource& t) { scope.types.push_back(t); },
      [&](const TypeOfFunc& t) { scope.types.push_back(t); },
      [&](const TypeOfInstance& t) { scope.types.push_back(t); },
      [&](const TypeOfComponent& t) { scope.types.push_back(t); });
  return true;
}

/// Marks the resources an export makes explicit. An exported instance lists those it is the first to name, so
/// that it can be matched without its component.
ExternType Checker::introduce(const std::string& name, const ExternType& type, Scope& scope) {
  if (const auto* instance = std::get_if<InstanceTypeRef>(&type);
      instance != nullptr && *instance && (*instance)->mayHaveResource) {
    m_budget.step((*instance)->effectiveSize);
    m_budget.copy((*instance)->exports.size());
    if (!afford()) return type;
  }
  std::vector<NamedResource> mentioned;
  collectTypeResources(name, type, mentioned);
  std::vector<ResourceRef> first;
  for (const NamedResource& item : mentioned) {
    if (!scope.introducedResources.insert(item.resource.get()).second) continue;
    first.push_back(item.resource);
    const auto local = scope.localResources.find(item.resource.get());
    if (local != scope.localResources.end() && local->second->name.empty()) local->second->name = *item.name;
  }
  const auto* instance = std::get_if<InstanceTypeRef>(&type);
  if (instance == nullptr || (*instance)->definedResources == first) return type;
  InstanceType copy = **instance;
  copy.definedResources = std::move(first);
  return std::make_shared<const InstanceType>(std::move(copy));
}

void Checker::addExtern(const model::ExternName& name, const ExternType& type, Direction direction,
                        Scope& scope) {
  const bool isImport = direction == Direction::Import;
  ExternNames& names = isImport ? scope.importNames : scope.exportNames;
  if (const auto* resource = std::get_if<TypeOfResource>(&type)) {
    names.resourceNames.emplace(TypeIdentity{resource->resource.get(), resource->label}, name.name);
    names.allResourceNames.insert(name.name);
  }
  addToSpace(type, !isImport, scope);
  if (!m_options.resolveOnly) {
    if (!registerNamed(type, direction, scope)) {
      error("unnamed-type",
            concat("the ", externKindName(type), " uses a type that is not ",
                   isImport ? "imported" : "exported", " under a name before it"),
            "Explainer.md, Import and Export Definitions, external visibility",
            isImport ? "import the record, variant, enum, flags or resource first"
                     : "export the record, variant, enum, flags or resource first and use the exported type");
    }
    externName(name, type, direction, names);
  } else if (!names.byKey.emplace(name.name, name.name).second) {
    // Whoever only wants the types goes by names: two of one name cannot be told apart.
    error("duplicate-name", concat("the name `", name.name, "` is there twice"), ExternRule);
    return;
  }
  if (!afford()) return;
  if (isImport) {
    scope.imports.push_back({name, type});
  } else {
    scope.exports.push_back({name, introduce(name.name, type, scope)});
  }
}

/// Whether everything `type` mentions has a name on this side, and if so names it too. Instance types are
/// exempt until they are attached to a real import or export.
bool Checker::registerNamed(const ExternType& type, Direction direction, Scope& scope) {
  if (scope.kind == ScopeKind::InstanceType || !m_budget.step()) return true;
  const bool isImport = direction == Direction::Import;
  NamedTypes& known = isImport ? scope.importedTypes : scope.exportedTypes;
  const auto add = [&](const TypeIdentity& id) {
    if (isImport) scope.importedTypes.add(id);
    scope.exportedTypes.add(id);
    return true;
  };
  return match(
      type, [&](const FuncTypeRef& t) { return !t || !m_budget.step(t->effectiveSize) || known.allows(*t); },
      [&](const InstanceTypeRef& t) {
        if (!t || known.wasAllowed(t.get())) return true;
        for (const NamedExtern& item : t->exports) {
          if (!registerNamed(item.type, direction, scope)) return false;
        }
        known.setAllowed(t.get());
        return true;
      },
      [](const ComponentTypeRef&) { return true; }, [](const CoreModuleTypeRef&) { return true; },
      [&](const ValueExtern& t) { return known.allows(t.type); },
      [&](const TypeOfValue& t) {
        m_budget.step(t.type ? t.type->effectiveSize : 1);
        return known.allowsInside(t.type) && add({t.type.get(), 0});
      },
      [&](const TypeOfResource& t) {
        return add({t.resource.get(), t.label});
      },
      [&](const TypeOfFunc& t) { return !t.type || known.allows(*t.type); },
      [&](const TypeOfInstance& t) {
        return !t.type || !m_budget.step(t.type->effectiveSize) || known.allowsInside(*t.type);
      },
      [](const TypeOfComponent&) { return true; });
}

}  // namespace sb::types
