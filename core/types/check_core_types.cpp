// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <set>
#include <unordered_set>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"

// Binary.md, "Core Type Definitions": function types, types with garbage collection, module types.
namespace sb::types {
namespace {

constexpr const char* CoreRule = "Binary.md, Core Definitions";
using CoreKind = model::CoreExternType::Kind;

}  // namespace

void Checker::coreType(const model::CoreTypeDef& type, Scope& scope) {
  match(
      type.type,
      [&](const model::CoreFuncType& t) {
        if (coreTypesNarrowed()) coreValueTypesOn(compositeOf(t));
        scope.coreTypes.push_back(CoreFuncTypeItem{t});
      },
      [&](const model::CoreTypeRaw& t) { rawCoreType(t, scope.coreTypes); },
      [&](const model::ModuleType& t) {
        scope.coreTypes.push_back(CoreModuleTypeItem{moduleType(t, scope)});
      });
}

/// Types beyond plain functions: indices in range, supertypes open (core specification, "Recursive Types").
void Checker::rawCoreType(const model::CoreTypeRaw& type, std::vector<CoreTypeItem>& space) {
  const auto types = readCoreTypes(type.bytes);
  if (!types || types->size() != type.definedTypes) {
    error("core-type", "a core type is malformed", CoreRule);
    for (std::uint32_t i = 0; i < type.definedTypes; ++i) space.push_back(CoreOpaqueType{});
    return;
  }
  const std::size_t first = space.size();
  for (const CoreCompositeType& item : *types) {
    space.push_back(CoreOpaqueType{std::make_shared<const CoreCompositeType>(item)});
  }
  const auto refersToType = [&](std::uint32_t index) {
    if (!inBounds(index, space.size(), "core type")) return false;
    if (!std::holds_alternative<CoreModuleTypeItem>(space[index])) return true;
    error("wrong-type-kind", concat("core type ", std::to_string(index), " is a module type"), CoreRule);
    return false;
  };
  for (std::size_t i = 0; i < types->size(); ++i) {
    const CoreCompositeType& item = (*types)[i];
    if (coreTypesNarrowed() && !coreValueTypesOn(item)) return;
    for (const auto* list : {&item.params, &item.results, &item.fields}) {
      for (const CoreStorageType& storage : *list) {
        if (const auto index = storage.typeIdx(); index && !refersToType(*index)) return;
      }
    }
    for (const std::uint32_t super : item.supertypes) {
      if (!refersToType(super)) return;
      const auto* parent = std::get_if<CoreOpaqueType>(&space[super]);
      const bool isFinal = std::holds_alternative<CoreFuncTypeItem>(space[super]) ||
                           (parent != nullptr && parent->type && parent->type->final);
      if (super < first + i && !isFinal) continue;
      error("core-type", concat("core type ", std::to_string(super), " cannot have subtypes"), CoreRule);
      return;
    }
  }
}

/// Vectors and references in a core type are features of the core specification that may be off.
bool Checker::coreValueTypesOn(const CoreCompositeType& type) {
  const Features& on = m_options.features;
  if (type.kind != CoreCompositeType::Kind::Func && !gate(on.coreGc, "gc", "a struct or array type"))
    return false;
  for (const auto* list : {&type.params, &type.results, &type.fields}) {
    for (const CoreStorageType& item : *list) {
      const bool typed = item.typeIdx().has_value();
      const bool good = item.head == 0x7b ? gate(on.simd, "simd", "a vector type")
                        : typed ? gate(on.functionReferences, "function-references", "a typed reference")
                        : item.head == 0x70 || item.head == 0x6f
                            ? gate(on.referenceTypes, "reference-types", "a reference type")
                            : true;
      if (!good) return false;
    }
  }
  return true;
}

/// core:moduletype: an index space of core types of its own; imports unique, exports unique.
CoreModuleTypeRef Checker::moduleType(const model::ModuleType& type, Scope& scope) {
  limit(type.declarations.size(), 100'000, "declarations of a module type");
  CoreModuleType module;
  std::vector<CoreTypeItem> types;
  std::set<std::pair<std::string_view, std::string_view>> imports;
  std::unordered_set<std::string_view> exports;
  bool good = true;
  const auto fail = [&](std::string code, std::string message) {
    error(std::move(code), std::move(message), CoreRule);
    good = false;
  };
  const auto resolve = [&](const model::CoreExternType& declared) {
    CoreExtern item;
    item.kind = declared.kind;
    item.limits = declared.limits;
    item.refType = declared.refType;
    item.isMutable = declared.isMutable;
    switch (declared.kind) {
      case CoreKind::Func:
      case CoreKind::Tag:
        if (declared.kind == CoreKind::Tag &&
            !gate(m_options.features.exceptions, "exceptions", "a core tag"))
          good = false;
        if (!inBounds(declared.type.value, types.size(), "core type")) {
          good = false;
        } else if (const auto* func = std::get_if<CoreFuncTypeItem>(&types[declared.type.value])) {
          item.func = func->type;
        } else {
          item.opaque = true;
        }
        break;
      case CoreKind::Table: item.opaque = item.refType.size() != 1; break;
      case CoreKind::Global: item.opaque = item.refType.size() != 1; break;
      case CoreKind::Memory: break;
    }
    const bool limited = declared.kind == CoreKind::Table || declared.kind == CoreKind::Memory;
    if (limited && declared.limits.max && *declared.limits.max < declared.limits.min) {
      fail("core-limits", "the minimum is larger than the maximum");
    }
    const std::uint64_t maxPages = declared.limits.is64 ? std::uint64_t{1} << 48 : std::uint64_t{1} << 16;
    if (declared.kind == CoreKind::Memory &&
        (declared.limits.min > maxPages || (declared.limits.max && *declared.limits.max > maxPages))) {
      fail("core-limits", "a memory is larger than its address space");
    }
    return item;
  };
  for (const model::ModuleTypeDecl& declaration : type.declarations) {
    match(
        declaration,
        [&](const model::ModuleTypeImport& d) {
          if (!imports.emplace(d.module, d.name).second) {
            fail("duplicate-core-import",
                 concat("a module type imports `", d.module, "` `", d.name, "` twice"));
          }
          module.imports.push_back({d.module, d.name, resolve(d.type)});
        },
        [&](const model::ModuleTypeType& d) {
          match(
              d.type,
              [&](const model::CoreFuncType& t) {
                if (coreTypesNarrowed()) coreValueTypesOn(compositeOf(t));
                types.push_back(CoreFuncTypeItem{t});
              },
              [&](const model::CoreTypeRaw& t) { rawCoreType(t, types); });
        },
        [&](const model::ModuleTypeAlias& d) {
          // Scope 0 is the module type itself, which is no scope of ours.
          if (d.count == 0) {
            if (inBounds(d.type.value, types.size(), "core type")) {
              types.push_back(CoreTypeItem(types[d.type.value]));
            } else {
              good = false;
            }
            return;
          }
          const Scope* outer = outerScope(d.count - 1, scope);
          if (outer == nullptr || !inBounds(d.type.value, outer->coreTypes.size(), "core type")) {
            types.push_back(CoreOpaqueType{});
            good = false;
            return;
          }
          if (std::holds_alternative<CoreModuleTypeItem>(outer->coreTypes[d.type.value])) {
            fail("wrong-type-kind", "a module type cannot be used inside a module type");
          }
          const auto* func = std::get_if<CoreFuncTypeItem>(&outer->coreTypes[d.type.value]);
          types.push_back(func != nullptr ? CoreTypeItem(*func) : CoreTypeItem(CoreOpaqueType{}));
        },
        [&](const model::ModuleTypeExport& d) {
          if (!exports.insert(d.name).second) {
            fail("duplicate-name", concat("a module type exports `", d.name, "` twice"));
          }
          module.exports.push_back({d.name, resolve(d.type)});
        });
  }
  return good ? std::make_shared<const CoreModuleType>(std::move(module)) : nullptr;
}

}  // namespace sb::types
