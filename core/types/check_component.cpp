// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/check_component.h"

#include <algorithm>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"

// Binary.md, "Component Definitions": sections in file order, then what holds for the whole component.
namespace sb::types {

bool CheckedComponent::valid() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

CheckedComponent checkComponent(const model::Component& component, const CheckOptions& options) {
  return Checker(options).run(component);
}

CheckedComponent Checker::run(const model::Component& root) {
  CheckedComponent checked;
  Scope scope(ScopeKind::Component, nullptr);
  checked.type = component(root, scope);
  afford();
  checked.spaces = IndexSpaces{std::move(scope.funcs), std::move(scope.types), std::move(scope.components),
                               std::move(scope.instances), std::move(scope.coreModules)};
  checked.diagnostics = m_reporter.take();
  m_parts.nextLabel = m_nextLabel;
  checked.parts = std::move(m_parts);
  return checked;
}

ComponentTypeRef Checker::nested(const std::shared_ptr<const model::Component>& part, Scope& scope) {
  if (m_options.known) {
    const auto known = m_options.known->parts.find(part.get());
    if (known != m_options.known->parts.end()) return known->second.type;
  }
  const std::size_t reported = m_reporter.count();
  Scope inner(ScopeKind::Component, &scope);
  ComponentTypeRef type = component(*part, inner);
  const bool faultless = m_reporter.count() == reported && !m_budget.isSpent();
  if (!scope.parent && faultless && !inner.reachesOut && !m_options.resolveOnly) m_parts.add(part, type);
  return type;
}

ComponentTypeRef Checker::component(const model::Component& component, Scope& scope) {
  for (const model::Section& part : component.sections) {
    section(part, scope);
    if (stopped()) break;
  }
  return finishComponent(scope);
}

void Checker::section(const model::Section& section, Scope& scope) {
  using Frame = Reporter::Frame;
  const auto each = [&](const auto& items, const char* what, const auto& size, const auto& check) {
    for (const auto& item : items) {
      const Frame frame(m_reporter, {what, {}, size()}, item.range.offset);
      check(item);
      if (stopped()) return;
    }
  };
  match(
      section.content, [](const model::CustomSection&) {},
      [&](const model::CoreModuleSection& s) {
        const Frame frame(m_reporter, {"core module", {}, scope.coreModules.size()}, s.module.range.offset);
        coreModule(s.module, scope);
      },
      [&](const model::CoreInstanceSection& s) {
        each(
            s.items, "core instance", [&] { return scope.coreInstances.size(); },
            [&](const model::CoreInstance& item) { coreInstance(item, scope); });
      },
      [&](const model::CoreTypeSection& s) {
        each(
            s.items, "core type", [&] { return scope.coreTypes.size(); },
            [&](const model::CoreTypeDef& item) { coreType(item, scope); });
      },
      [&](const model::ComponentSection& s) {
        const Frame frame(m_reporter, {"component", {}, scope.components.size()}, s.component->range.offset);
        scope.components.push_back(nested(s.component, scope));
      },
      [&](const model::InstanceSection& s) {
        each(
            s.items, "instance", [&] { return scope.instances.size(); },
            [&](const model::Instance& item) { scope.instances.push_back(instance(item, scope)); });
      },
      [&](const model::AliasSection& s) {
        std::size_t index = 0;
        each(
            s.items, "alias", [&] { return index++; },
            [&](const model::Alias& item) { alias(item.target, scope); });
      },
      [&](const model::TypeSection& s) {
        each(
            s.items, "type", [&] { return scope.types.size(); },
            [&](const model::TypeDef& item) { typeDefinition(item, scope); });
      },
      [&](const model::CanonSection& s) {
        std::size_t index = 0;
        each(
            s.items, "canonical definition", [&] { return index++; },
            [&](const model::Canon& item) { canon(item, scope); });
      },
      [&](const model::StartSection& s) {
        const Frame frame(m_reporter, {"start", {}, 0}, s.start.range.offset);
        startFunction(s.start, scope);
      },
      [&](const model::ImportSection& s) {
        for (const model::Import& item : s.items) {
          const Frame frame(m_reporter, {"import", item.name.name, scope.imports.size()}, item.range.offset);
          import(item.name, item.type, scope);
          if (stopped()) return;
        }
      },
      [&](const model::ExportSection& s) {
        for (const model::Export& item : s.items) {
          const Frame frame(m_reporter, {"export", item.name.name, scope.exports.size()}, item.range.offset);
          exportItem(item, scope);
          if (stopped()) return;
        }
      },
      [&](const model::ValueSection& s) {
        const Frame frame(m_reporter, {"value section", {}, 0}, section.range.offset);
        if (!gate(m_options.features.values, "cm-values", "a value section") || m_options.resolveOnly) return;
        m_reporter.note("values-not-checked",
                        concat("value definitions not checked: ", std::to_string(s.payload.size()),
                               " bytes that are carried and not read"),
                        "Binary.md, Value Definitions");
      });
}

ComponentTypeRef Checker::finishComponent(Scope& scope) {
  spaceLimits(scope);
  ComponentType type;
  type.imports = std::move(scope.imports);
  type.exports = std::move(scope.exports);
  type.importedResources = scope.importedResources;
  if (!scope.definedResources.empty()) {
    FreeResources inImports, inExports;
    for (const NamedExtern& item : type.imports) inImports.add(item.type);
    for (const NamedExtern& item : type.exports) inExports.add(item.type);
    for (const ResourceRef& resource : scope.definedResources) {
      if (inImports.contains(resource.get())) {
        error("local-resource-in-import",
              concat("the resource `", resource->name,
                     "` is defined in this component, but an import mentions it"),
              "Binary.md, Import and Export Definitions",
              "import the resource, or keep the type out of the import");
      }
      if (!inExports.contains(resource.get())) continue;
      if (scope.introducedResources.count(resource.get()) == 0) {
        error("resource-not-exported",
              concat("an export mentions the resource `", resource->name, "`, which is not exported itself"),
              "Binary.md, Import and Export Definitions", "export the resource type as well");
      }
      type.definedResources.push_back(resource);
    }
  }
  for (const ValueItem& value : scope.values) {
    if (!value.used) error("value-unused", "a value is never consumed", "Binary.md, Value Definitions");
  }
  ComponentTypeRef finished = finish(std::move(type));
  return withinSize(finished->effectiveSize) ? finished : nullptr;
}

/// start ::= f:<funcidx> arg*:vec(<valueidx>) r:<u32> (Binary.md, "Start Definitions").
void Checker::startFunction(const model::Start& start, Scope& scope) {
  const char* const Rule = "Binary.md, Start Definitions";
  if (!gate(m_options.features.values, "cm-values", "a start function")) return;
  if (scope.hasStart) error("start-twice", "a component can have one start function", Rule);
  scope.hasStart = true;
  if (!inBounds(start.func.value, scope.funcs.size(), "func")) return;
  const FuncTypeRef& func = scope.funcs[start.func.value];
  if (!func) return;
  if (func->params.size() != start.args.size()) {
    error("start-arguments",
          concat("the start function takes ", std::to_string(func->params.size()), " values, ",
                 std::to_string(start.args.size()), " are given"),
          Rule);
    return;
  }
  if (start.results != (func->result ? 1U : 0U)) {
    error("start-results", "the start function returns another number of values than declared", Rule);
  }
  for (std::size_t i = 0; i < start.args.size(); ++i) {
    if (!inBounds(start.args[i].value, scope.values.size(), "value")) return;
    ValueItem& value = scope.values[start.args[i].value];
    if (value.used) error("value-used-twice", "a value can be consumed once", Rule);
    value.used = true;
    Comparison::Side found, expected;
    if (value.type && !m_comparison.values(value.type, found, func->params[i].type, expected)) {
      error("type-mismatch",
            concat("argument ", std::to_string(i), " of the start function has another type"), Rule);
    }
  }
  if (func->result) scope.values.push_back({func->result, false});
}

bool Checker::gate(bool enabled, std::string_view feature, std::string_view what) {
  if (enabled) return true;
  error("feature-disabled", concat(what, " needs the feature `", feature, "`, which is off"),
        "Explainer.md, Gated Features", concat("turn on `", feature, "`, or build the component without it"));
  return false;
}

bool Checker::inBounds(std::size_t index, std::size_t size, const char* space) {
  if (index < size) return true;
  error("index-out-of-range",
        concat(space, " ", std::to_string(index), " does not exist, there are ", std::to_string(size),
               " so far"),
        "Binary.md, Index Spaces");
  return false;
}

bool Checker::withinSize(std::uint32_t effectiveSize) {
  constexpr std::uint32_t MaxEffectiveSize = 1'000'000;  // component-model.md 3.7
  if (effectiveSize < MaxEffectiveSize) return true;
  error("limit-exceeded",
        concat("the type is larger than the limit of ", std::to_string(MaxEffectiveSize), " parts"),
        "limits.md, parts of one type");
  return false;
}

/// False once the check has cost more than a budget; says so the first time.
bool Checker::afford() {
  if (!m_budget.isSpent()) return true;
  if (m_overBudget) return false;
  m_overBudget = true;
  const bool copies = m_budget.copies > Budget::MostCopies;
  error("limit-exceeded",
        copies ? concat("instances and imports make more than ", std::to_string(Budget::MostCopies),
                        " parts of types anew, which is the limit")
               : concat("the types of the file take more than ", std::to_string(Budget::MostSteps),
                        " steps to check, which is the limit"),
        "limits.md, Reading", "use fewer or smaller interfaces with resources");
  return false;
}

void Checker::limit(std::size_t count, std::size_t maximum, const char* what) {
  if (count <= maximum || m_options.resolveOnly) return;
  error("limit-exceeded",
        concat(std::to_string(count), " ", what, " are more than the limit of ", std::to_string(maximum)),
        "limits.md");
}

void Checker::spaceLimits(const Scope& scope) {
  limit(scope.instances.size() + scope.coreInstances.size(), 4'096, "instances");
  limit(scope.coreModules.size(), 1'000, "core modules");
  limit(scope.components.size(), 1'000, "components");
  limit(scope.values.size(), 1'000, "values");
  limit(scope.types.size() + scope.coreTypes.size(), 1'000'000, "types");
  limit(scope.funcs.size() + scope.coreFuncs.size(), 1'000'000, "functions");
  limit(scope.coreTables.size(), 1'000'000, "core tables");
  limit(scope.coreMemories.size(), 1'000'000, "core memories");
  limit(scope.imports.size(), 1'000'000, "imports");
  limit(scope.exports.size(), 1'000'000, "exports");
}

}  // namespace sb::types
