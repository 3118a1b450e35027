// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <set>
#include <unordered_set>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"
#include "core/types/core_module_check.h"
#include "core/types/core_module_outline.h"

// Binary.md, "Core Definitions": core types, modules and instances as far as linking needs them.
namespace sb::types {
namespace {

constexpr const char* CoreRule = "Binary.md, Core Definitions";
using CoreKind = model::CoreExternType::Kind;

}  // namespace

void Checker::coreModule(const model::CoreModule& module, Scope& scope) {
  const std::size_t number = scope.coreModules.size();
  auto outline = outlineCoreModule(module.bytes, module.range.offset);
  if (!outline) {
    error("core-module", concat("core module ", std::to_string(number), ": ", outline.error().message),
          CoreRule);
    scope.coreModules.push_back(nullptr);
    return;
  }
  std::set<std::pair<std::string_view, std::string_view>> imports;
  for (const auto& item : outline->type->imports) {
    if (imports.emplace(item.module, item.name).second) continue;
    error("duplicate-core-import",
          concat("core module ", std::to_string(number), " imports `", item.module, "` `", item.name,
                 "` twice"),
          CoreRule, "merge the two imports before embedding the module");
  }
  scope.coreModules.push_back(outline->type);
  if (m_options.resolveOnly) return;
  const auto notChecked = [&](const std::string& why) {
    m_reporter.note("core-module-not-checked",
                    concat("core module ", std::to_string(number), " not checked: ", why), CoreRule);
  };
  if (!m_options.coreModules) return notChecked("core modules are left out");
  if (!outline->foreignFeature.empty()) return notChecked(concat("uses ", outline->foreignFeature));
  const CoreModuleVerdict verdict = validateCoreModule(module.bytes);
  switch (verdict.kind) {
    case CoreModuleVerdict::Kind::Valid: return;
    case CoreModuleVerdict::Kind::NotChecked: return notChecked(concat("uses ", verdict.message));
    case CoreModuleVerdict::Kind::Invalid:
      error("core-module", concat("core module ", std::to_string(number), ": ", verdict.message),
            "core specification");
      return;
  }
}

void Checker::coreType(const model::CoreTypeDef& type, Scope& scope) {
  match(
      type.type, [&](const model::CoreFuncType& t) { scope.coreTypes.push_back(CoreFuncTypeItem{t}); },
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
              d.type, [&](const model::CoreFuncType& t) { types.push_back(CoreFuncTypeItem{t}); },
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

void Checker::coreInstance(const model::CoreInstance& instance, Scope& scope) {
  CoreExportsRef exports = match(
      instance.instance, [&](const model::CoreInstantiate& i) { return coreInstantiate(i, scope); },
      [&](const model::CoreInlineExports& i) { return coreInlineExports(i, scope); });
  scope.coreInstances.push_back(std::move(exports));
}

CoreExportsRef Checker::exportsOf(const CoreModuleTypeRef& module) {
  CoreExportsRef& exports = m_coreExports[module.get()];
  if (exports) return exports;
  m_keepModules.push_back(module);
  CoreExports list;
  list.items = module->exports;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    list.byName.emplace(list.items[i].name, static_cast<std::uint32_t>(i));
  }
  exports = std::make_shared<const CoreExports>(std::move(list));
  return exports;
}

/// Each module name that is imported needs an instance argument whose exports cover every field.
CoreExportsRef Checker::coreInstantiate(const model::CoreInstantiate& instantiation, Scope& scope) {
  std::unordered_map<std::string_view, CoreExportsRef> args;
  bool complete = true;
  for (const model::CoreInstantiateArg& arg : instantiation.args) {
    if (!inBounds(arg.instance.value, scope.coreInstances.size(), "core instance")) {
      complete = false;
    } else if (!args.emplace(arg.name, scope.coreInstances[arg.instance.value]).second) {
      error("duplicate-argument", concat("the argument `", arg.name, "` is given twice"), CoreRule);
      complete = false;
    }
  }
  if (!inBounds(instantiation.module.value, scope.coreModules.size(), "core module")) return nullptr;
  const CoreModuleTypeRef module = scope.coreModules[instantiation.module.value];
  if (!module) return nullptr;
  for (const auto& wanted : module->imports) {
    if (!complete) break;
    const auto at = args.find(wanted.module);
    if (at == args.end()) {
      error("missing-argument", concat("the core module asks for `", wanted.module, "`, which is not given"),
            CoreRule, concat("pass a core instance called `", wanted.module, "`"));
      return exportsOf(module);
    }
    if (!at->second) continue;
    const auto field = at->second->byName.find(wanted.name);
    if (field == at->second->byName.end()) {
      error("missing-argument",
            concat("the core instance `", wanted.module, "` has no export `", wanted.name, "`"), CoreRule);
    } else if (const auto why = coreMismatch(at->second->items[field->second].type, wanted.type)) {
      error("type-mismatch", concat("`", wanted.name, "` of the core instance `", wanted.module, "` ", *why),
            CoreRule);
    }
  }
  return exportsOf(module);
}

CoreExportsRef Checker::coreInlineExports(const model::CoreInlineExports& exports, Scope& scope) {
  CoreExports list;
  bool complete = true;
  for (const model::CoreInlineExport& item : exports.exports) {
    if (!list.byName.emplace(item.name, static_cast<std::uint32_t>(list.items.size())).second) {
      error("duplicate-name", concat("the core export `", item.name, "` is given twice"), CoreRule);
      complete = false;
    }
    const std::optional<CoreExtern> type = coreItem(item.item, scope);
    complete = complete && type;
    list.items.push_back({item.name, type.value_or(CoreExtern{})});
  }
  return complete ? std::make_shared<const CoreExports>(std::move(list)) : nullptr;
}

std::optional<CoreExtern> Checker::coreItem(const model::SortIdx& item, Scope& scope) {
  const auto at = [&](const std::vector<CoreExtern>& space, const char* name) -> std::optional<CoreExtern> {
    if (!inBounds(item.index, space.size(), name)) return std::nullopt;
    return space[item.index];
  };
  switch (item.sort) {
    case model::Sort::CoreFunc: {
      const CoreFuncItem* func = coreFuncAt(item.index, scope);
      if (func == nullptr) return std::nullopt;
      CoreExtern type;
      type.func = func->type;
      type.opaque = func->opaque;
      return type;
    }
    case model::Sort::CoreTable: return at(scope.coreTables, "core table");
    case model::Sort::CoreMemory: return at(scope.coreMemories, "core memory");
    case model::Sort::CoreGlobal: return at(scope.coreGlobals, "core global");
    case model::Sort::CoreTag: return at(scope.coreTags, "core tag");
    case model::Sort::CoreType:
    case model::Sort::CoreModule:
    case model::Sort::CoreInstance:
    case model::Sort::Func:
    case model::Sort::Value:
    case model::Sort::Type:
    case model::Sort::Component:
    case model::Sort::Instance: break;
  }
  error("wrong-sort", concat("a ", model::sortName(item.sort), " cannot be a core export"), CoreRule);
  return std::nullopt;
}

const CoreFuncItem* Checker::coreFuncAt(std::uint32_t index, Scope& scope) {
  return inBounds(index, scope.coreFuncs.size(), "core func") ? &scope.coreFuncs[index] : nullptr;
}

}  // namespace sb::types
