// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <unordered_set>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"

// Binary.md, "Instance Definitions": instantiation with resource substitution (component-model.md 3.2) and
// bags of exports.
namespace sb::types {
namespace {

constexpr const char* InstanceRule = "Binary.md, Instance Definitions";

std::string inWords(const Mismatch& mismatch) {
  std::string text;
  for (const std::string& frame : mismatch.path) text.append(frame).append(": ");
  if (!mismatch.message.empty()) return text + mismatch.message;
  return concat(text, "`", mismatch.found, "`, expected `", mismatch.expected, "`");
}

}  // namespace

/// Whether an import brings named types whose identity outside matters for external visibility.
bool Checker::carriesTypes(const ExternType& type) {
  if (std::holds_alternative<TypeOfValue>(type) || std::holds_alternative<TypeOfResource>(type)) return true;
  const auto* instance = std::get_if<InstanceTypeRef>(&type);
  if (instance == nullptr || !*instance) return false;
  if (const auto known = m_carriesTypes.find(*instance); known != m_carriesTypes.end()) return known->second;
  const auto& exports = (*instance)->exports;
  const bool carries = std::any_of(exports.begin(), exports.end(),
                                   [this](const NamedExtern& item) { return carriesTypes(item.type); });
  m_carriesTypes.emplace(*instance, carries);
  return carries;
}

InstanceTypeRef Checker::instance(const model::Instance& instance, Scope& scope) {
  return match(
      instance.instance, [&](const model::Instantiate& i) { return instantiate(i, scope); },
      [&](const model::InlineExports& i) { return inlineExports(i, scope); });
}

/// Every import needs an argument of its exact name whose type fits; arguments nobody asks for are ignored.
bool Checker::matchArguments(const ComponentType& component, const std::vector<NamedExtern>& args,
                             Comparison::Side& side) {
  std::unordered_map<std::string_view, const ExternType*> byName;
  for (const NamedExtern& arg : args) byName.emplace(arg.name.name, &arg.type);
  for (const ResourceRef& resource : component.importedResources) side.bindable.insert(resource.get());
  Comparison::Side supplied;
  bool good = true;
  for (const NamedExtern& wanted : component.imports) {
    const Reporter::Frame frame(m_reporter, {"argument", wanted.name.name, 0}, 0);
    const auto at = byName.find(wanted.name.name);
    if (at == byName.end()) {
      error("missing-argument", concat("the argument `", wanted.name.name, "` is missing"), InstanceRule,
            concat("pass a ", externKindName(wanted.type), " called `", wanted.name.name, "`"));
      good = false;
    } else if (!m_comparison.externs(*at->second, supplied, wanted.type, side)) {
      error("type-mismatch",
            concat("the argument `", wanted.name.name, "` does not fit: ", inWords(m_comparison.mismatch())),
            "Explainer.md, Type Checking");
      good = false;
    }
  }
  return good;
}

InstanceTypeRef Checker::instantiate(const model::Instantiate& instantiation, Scope& scope) {
  limit(instantiation.args.size(), 100'000, "arguments");
  std::vector<NamedExtern> args;
  std::unordered_set<std::string_view> names;
  bool complete = true;
  for (const model::InstantiateArg& arg : instantiation.args) {
    if (!names.insert(arg.name).second) {
      error("duplicate-argument", concat("the argument `", arg.name, "` is given twice"), InstanceRule);
      complete = false;
    }
    std::optional<ExternType> type = itemType(arg.item, scope, "an argument");
    complete = complete && type;
    if (type) args.push_back({arg.name, std::move(*type)});
  }
  if (!inBounds(instantiation.component.value, scope.components.size(), "component")) return nullptr;
  const ComponentTypeRef component = scope.components[instantiation.component.value];
  if (!component || !complete) return nullptr;
  Comparison::Side side;
  m_budget.step(component->imports.size());
  if (!afford() || !matchArguments(*component, args, side) || !afford()) return nullptr;

  const bool takesTypes = std::any_of(component->imports.begin(), component->imports.end(),
                                      [this](const NamedExtern& item) { return carriesTypes(item.type); });
  if (!component->mayHaveResource && !takesTypes) {
    InstanceTypeRef& plain = m_plainInstances[component.get()];
    if (!plain) {
      m_keepComponents.push_back(component);
      InstanceType type;
      type.exports = component->exports;
      plain = finish(std::move(type));
    }
    return withinSize(plain->effectiveSize) ? plain : nullptr;
  }
  m_budget.copy(component->definedResources.size() + component->importedResources.size());
  if (!afford()) return nullptr;
  ResourceReplacements replacements = freshReplacements(component->definedResources);
  InstanceType type;
  for (const ResourceRef& resource : component->definedResources) {
    type.definedResources.push_back(replacements.at(resource.get()));
  }
  for (const ResourceRef& resource : component->importedResources) {
    const auto bound = side.resources.find(resource.get());
    if (bound != side.resources.end()) replacements.emplace(resource.get(), bound->second);
  }
  Substitution substitution(replacements, m_budget);
  if (takesTypes) {
    for (const NamedExtern& arg : args) {
      if (const NamedExtern* wanted = component->findImport(arg.name.name))
        substitution.rename(wanted->type, arg.type);
    }
  }
  for (const NamedExtern& item : component->exports) {
    m_budget.copy(1 + item.name.name.size() / 64);
    if (!afford()) return nullptr;
    type.exports.push_back({item.name, substitution.apply(item.type)});
  }
  if (!afford()) return nullptr;
  scope.definedResources.insert(scope.definedResources.end(), type.definedResources.begin(),
                                type.definedResources.end());
  InstanceTypeRef finished = finish(std::move(type));
  return withinSize(finished->effectiveSize) ? finished : nullptr;
}

/// 0x01 e*:vec(<inlineexport>). A bag has no names of its own for resources, so annotated functions cannot be
/// in it.
InstanceTypeRef Checker::inlineExports(const model::InlineExports& exports, Scope& scope) {
  limit(exports.exports.size(), 100'000, "exports of an instance");
  InstanceType type;
  ExternNames names;
  bool complete = true;
  for (const model::InlineExport& item : exports.exports) {
    const Reporter::Frame frame(m_reporter, {"export", item.name.name, 0}, 0);
    std::optional<ExternType> found = itemType(item.item, scope, "an export");
    if (!found) {
      complete = false;
      continue;
    }
    if (!m_options.resolveOnly) externName(item.name, *found, Direction::Export, names);
    type.exports.push_back({item.name, std::move(*found)});
  }
  if (!complete) return nullptr;
  InstanceTypeRef finished = finish(std::move(type));
  return withinSize(finished->effectiveSize) ? finished : nullptr;
}

}  // namespace sb::types
