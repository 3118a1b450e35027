// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <set>

#include "core/support/byte_text.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"
#include "core/types/core_module_check.h"
#include "core/types/core_module_outline.h"

// Binary.md, "Core Definitions": core types, modules and instances as far as linking needs them.
namespace sb::types {
namespace {

constexpr const char* CoreRule = "Binary.md, Core Definitions";

/// What the outline of a core module may name that the validator does not know, and the feature behind it.
struct ForeignFeature {
  std::string_view words;
  bool Features::*flag;
  const char* name;
};
constexpr ForeignFeature ForeignFeatures[] = {
    {"gc types", &Features::coreGc, "gc"},
    {"gc instructions", &Features::coreGc, "gc"},
    {"typed references", &Features::functionReferences, "function-references"},
    {"tables with an initialiser", &Features::functionReferences, "function-references"},
    {"exception references", &Features::exceptions, "exceptions"},
    {"shared types", &Features::sharedEverythingThreads, "shared-everything-threads"},
    {"continuation types", &Features::stackSwitching, "stack-switching"},
    {"custom page sizes", &Features::customPageSizes, "custom-page-sizes"},
    {"64-bit tables", &Features::coreMemory64, "memory64"},
    {"compact imports", &Features::compactImports, "compact-imports"},
    {"exact function imports", &Features::customDescriptors, "custom-descriptors"},
};

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
  const std::string what = concat("core module ", std::to_string(number));
  if (!outline->foreignFeature.empty()) {
    for (const ForeignFeature& feature : ForeignFeatures) {
      if (outline->foreignFeature == feature.words &&
          !gate(m_options.features.*feature.flag, feature.name, what))
        return;
    }
    return notChecked(concat("uses ", outline->foreignFeature));
  }
  // The validator of core modules keeps a signature for each function.
  constexpr std::uint64_t MostSignatureParts = 2'000'000;
  if (outline->signatureParts > MostSignatureParts)
    return notChecked(concat("its functions have more than ", std::to_string(MostSignatureParts),
                             " parameters and results in all, with four for each function"));
  const std::string_view content = asText(module.bytes);
  if (m_validModules.contains(content)) return;
  const CoreModuleVerdict verdict = validateCoreModule(module.bytes, m_options.features);
  switch (verdict.kind) {
    case CoreModuleVerdict::Kind::Valid: m_validModules.insert(content); return;
    case CoreModuleVerdict::Kind::NotChecked: return notChecked(concat("uses ", verdict.message));
    case CoreModuleVerdict::Kind::FeatureOff: gate(false, verdict.message, what); return;
    case CoreModuleVerdict::Kind::Invalid:
      error("core-module", concat("core module ", std::to_string(number), ": ", verdict.message),
            "core specification");
      return;
  }
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
  m_budget.step(module->imports.size());
  if (!afford()) return nullptr;
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
    case model::Sort::CoreTag:
      if (!gate(m_options.features.exceptions, "exceptions", "a core tag")) return std::nullopt;
      return at(scope.coreTags, "core tag");
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
