// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"

// Binary.md, "Type Definitions": componenttype and instancetype with their declarators, and externtype.
namespace sb::types {
namespace {

constexpr const char* ExternRule = "Binary.md, Import and Export Definitions";

/// component-model.md 2, fact 10: in declarators only instance and type for export, core type and type for
/// outer.
bool aliasAllowedInType(const model::AliasTarget& target) {
  const model::Sort sort = model::aliasSort(target);
  return match(
      target,
      [&](const model::AliasExport&) { return sort == model::Sort::Instance || sort == model::Sort::Type; },
      [](const model::AliasCoreExport&) { return false; },
      [&](const model::AliasOuter&) { return sort == model::Sort::CoreType || sort == model::Sort::Type; });
}

}  // namespace

ExternType Checker::componentType(const model::ComponentTypeDef& type, Scope& scope) {
  Scope inner(ScopeKind::ComponentType, &scope);
  declarators(type.declarations, inner);
  ComponentTypeRef finished = finishComponent(inner);
  if (!finished) return TypeOfValue{nullptr};
  return TypeOfComponent{std::move(finished)};
}

ExternType Checker::instanceType(const model::InstanceTypeDef& type, Scope& scope) {
  Scope inner(ScopeKind::InstanceType, &scope);
  declarators(type.declarations, inner);
  spaceLimits(inner);
  InstanceType instance;
  instance.exports = std::move(inner.exports);
  instance.definedResources = std::move(inner.definedResources);
  InstanceTypeRef finished = finish(std::move(instance));
  if (!withinSize(finished->effectiveSize)) return TypeOfValue{nullptr};
  return TypeOfInstance{std::move(finished)};
}

void Checker::declarators(const std::vector<model::Declarator>& declarations, Scope& inner) {
  std::size_t index = 0;
  for (const model::Declarator& declarator : declarations) {
    const Reporter::Frame frame(m_reporter, {"declaration", {}, index++}, declarator.range.offset);
    match(
        declarator.decl, [&](const model::CoreTypeDecl& d) { coreType(d.type, inner); },
        [&](const model::TypeDecl& d) { typeDefinition(*d.type, inner); },
        [&](const model::AliasDecl& d) {
          if (!aliasAllowedInType(d.target)) {
            error("wrong-sort", "inside a type only types and instances can be aliased",
                  "Binary.md, Alias Definitions");
            addHole(model::aliasSort(d.target), inner);
            return;
          }
          alias(d.target, inner);
        },
        [&](const model::ImportDecl& d) { import(d.name, d.type, inner); },
        [&](const model::ExportDecl& d) { exportDeclaration(d.name, d.type, inner); });
    if (stopped()) return;
  }
}

/// The type an `eq` bound names, under a new label: the identity that is named is the new one
/// (component-model.md 3.4).
std::optional<ExternType> Checker::boundType(model::TypeIdx idx, const std::string& name, Scope& scope) {
  if (!inBounds(idx.value, scope.types.size(), "type")) return std::nullopt;
  const ExternType& type = scope.types[idx.value];
  if (isHole(type)) return std::nullopt;
  if (const auto* value = std::get_if<TypeOfValue>(&type)) return TypeOfValue{renamed(value->type, name)};
  if (const auto* resource = std::get_if<TypeOfResource>(&type)) {
    return TypeOfResource{resource->resource, m_nextLabel++, name};
  }
  return type;
}

/// externtype: what an import or export of this type adds. Resources an instance type defines are fresh each
/// time.
std::optional<ExternType> Checker::externType(const model::ExternType& type, const std::string& name,
                                              Scope& scope) {
  using Found = std::optional<ExternType>;
  const auto typeAt = [&](model::TypeIdx idx) -> const ExternType* {
    return inBounds(idx.value, scope.types.size(), "type") ? &scope.types[idx.value] : nullptr;
  };
  const auto wrongKind = [&](model::TypeIdx idx, const ExternType& found, const char* wanted) -> Found {
    if (!isHole(found)) {
      error("wrong-type-kind", concat("type ", std::to_string(idx.value), " is not ", wanted), ExternRule);
    }
    return std::nullopt;
  };
  return match(
      type,
      [&](const model::CoreModuleExtern& t) -> Found {
        if (!inBounds(t.type.value, scope.coreTypes.size(), "core type")) return std::nullopt;
        if (const auto* module = std::get_if<CoreModuleTypeItem>(&scope.coreTypes[t.type.value])) {
          return module->type ? Found(module->type) : std::nullopt;
        }
        error("wrong-type-kind", concat("core type ", std::to_string(t.type.value), " is not a module type"),
              ExternRule);
        return std::nullopt;
      },
      [&](const model::FuncExtern& t) -> Found {
        const ExternType* found = typeAt(t.type);
        if (found == nullptr) return std::nullopt;
        if (const auto* func = std::get_if<TypeOfFunc>(found)) return func->type;
        return wrongKind(t.type, *found, "a function type");
      },
      [&](const model::ValueExternEq& t) -> Found {
        if (!gate(m_options.features.values, "cm-values", "a value")) return std::nullopt;
        if (!inBounds(t.value.value, scope.values.size(), "value")) return std::nullopt;
        return ValueExtern{scope.values[t.value.value].type};
      },
      [&](const model::ValueExtern& t) -> Found {
        if (!gate(m_options.features.values, "cm-values", "a value")) return std::nullopt;
        const ValType value = valType(t.type, scope);
        return value ? Found(ValueExtern{value}) : std::nullopt;
      },
      [&](const model::TypeExternEq& t) -> Found { return boundType(t.type, name, scope); },
      [&](const model::TypeExternSubResource&) -> Found {
        return TypeOfResource{std::make_shared<const Resource>(Resource{name, false, 0x7f}), m_nextLabel++,
                              name};
      },
      [&](const model::ComponentExtern& t) -> Found {
        const ExternType* found = typeAt(t.type);
        if (found == nullptr) return std::nullopt;
        if (const auto* component = std::get_if<TypeOfComponent>(found)) return component->type;
        return wrongKind(t.type, *found, "a component type");
      },
      [&](const model::InstanceExtern& t) -> Found {
        const ExternType* found = typeAt(t.type);
        if (found == nullptr) return std::nullopt;
        if (const auto* instance = std::get_if<TypeOfInstance>(found)) {
          InstanceTypeRef fresh = freshen(instance->type, m_budget);
          return afford() ? Found(std::move(fresh)) : std::nullopt;
        }
        return wrongKind(t.type, *found, "an instance type");
      });
}

}  // namespace sb::types
