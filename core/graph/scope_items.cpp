// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/scope_items.h"

#include "core/support/match.h"

namespace sb::graph {
namespace {

using model::Sort;

/// Counts the definitions of one space until the one that is looked for.
class Finder {
 public:
  Finder(Sort sort, std::uint32_t index) : m_sort(sort), m_left(index) {}

  std::optional<ScopeItem> in(const model::Component& component) {
    for (const model::Section& one : component.sections) {
      section(one);
      if (m_found) break;
    }
    return std::move(m_found);
  }

  std::optional<ScopeItem> in(const std::vector<model::Declarator>& declarations) {
    for (const model::Declarator& one : declarations) {
      match(
          one.decl, [&](const model::CoreTypeDecl& d) { add(Sort::CoreType, &d.type); },
          [&](const model::TypeDecl& d) { add(Sort::Type, d.type.get()); },
          [&](const model::AliasDecl& d) { alias(d.target); },
          [&](const model::ImportDecl& d) { declared(d.name.name, d.type); },
          [&](const model::ExportDecl& d) { declared(d.name.name, d.type); });
      if (m_found) break;
    }
    return std::move(m_found);
  }

 private:
  void add(Sort sort, ScopeItem item) {
    if (m_found || sort != m_sort) return;
    if (m_left == 0)
      m_found = std::move(item);
    else
      --m_left;
  }
  void alias(const model::AliasTarget& target) {
    match(
        target, [&](const model::AliasExport& a) { add(a.sort, &a); },
        [&](const model::AliasCoreExport& a) { add(a.sort, ImportedItem{a.name}); },
        [&](const model::AliasOuter& a) { add(a.sort, &a); });
  }
  void declared(const std::string& name, const model::ExternType& type) {
    const auto* same = std::get_if<model::TypeExternEq>(&type);
    if (same)
      add(Sort::Type, model::SortIdx{Sort::Type, same->type.value});
    else
      add(model::externSort(type), ImportedItem{name});
  }
  void section(const model::Section& section) {
    match(
        section.content, [](const model::CustomSection&) {},
        [&](const model::CoreModuleSection& s) { add(Sort::CoreModule, &s.module); },
        [](const model::CoreInstanceSection&) {},
        [&](const model::CoreTypeSection& s) {
          for (const model::CoreTypeDef& one : s.items) add(Sort::CoreType, &one);
        },
        [&](const model::ComponentSection& s) { add(Sort::Component, &s); },
        [](const model::InstanceSection&) {},
        [&](const model::AliasSection& s) {
          for (const model::Alias& one : s.items) alias(one.target);
        },
        [&](const model::TypeSection& s) {
          for (const model::TypeDef& one : s.items) add(Sort::Type, &one);
        },
        [](const model::CanonSection&) {}, [](const model::StartSection&) {},
        [&](const model::ImportSection& s) {
          for (const model::Import& one : s.items) declared(one.name.name, one.type);
        },
        [&](const model::ExportSection& s) {
          for (const model::Export& one : s.items) add(one.item.sort, one.item);
        },
        [](const model::ValueSection&) {});
  }

  Sort m_sort;
  std::uint32_t m_left;
  std::optional<ScopeItem> m_found;
};

/// The definition of an instance: of the index space, past the `left` ones before it.
struct InstanceDefinition {
  const model::Instance* made = nullptr;
  const model::InstanceExtern* imported = nullptr;
  std::optional<std::uint32_t> same;  ///< another index of it
};
std::optional<InstanceDefinition> instanceDefinition(const model::Component& component, std::uint32_t left) {
  std::optional<InstanceDefinition> found;
  const auto add = [&](InstanceDefinition definition) {
    if (found) return;
    if (left == 0)
      found = definition;
    else
      --left;
  };
  for (const model::Section& section : component.sections) {
    if (const auto* instances = std::get_if<model::InstanceSection>(&section.content)) {
      for (const model::Instance& one : instances->items) add({&one, nullptr, std::nullopt});
    } else if (const auto* imports = std::get_if<model::ImportSection>(&section.content)) {
      for (const model::Import& one : imports->items)
        if (const auto* instance = std::get_if<model::InstanceExtern>(&one.type))
          add({nullptr, instance, std::nullopt});
    } else if (const auto* exports = std::get_if<model::ExportSection>(&section.content)) {
      for (const model::Export& one : exports->items)
        if (one.item.sort == Sort::Instance) add({nullptr, nullptr, one.item.index});
    } else if (const auto* aliases = std::get_if<model::AliasSection>(&section.content)) {
      for (const model::Alias& one : aliases->items)
        if (model::aliasSort(one.target) == Sort::Instance) add({});
    }
    if (found) break;
  }
  return found;
}

}  // namespace

std::optional<ScopeItem> itemOf(const Scope& scope, Sort sort, std::uint32_t index) {
  Finder finder(sort, index);
  return scope.component ? finder.in(*scope.component) : finder.in(*scope.declarations);
}

InstanceOrigin originOf(const Scope& scope, std::uint32_t instance) {
  if (!scope.component) return UnknownInstance{"it uses a type of an instance inside of an instance type"};
  const auto definition = instanceDefinition(*scope.component, instance);
  if (!definition) return UnknownInstance{"an alias names an instance that does not exist"};
  if (definition->same) return originOf(scope, *definition->same);
  if (definition->imported) {
    const auto type = itemOf(scope, Sort::Type, definition->imported->type.value);
    const auto* const* written = type ? std::get_if<const model::TypeDef*>(&*type) : nullptr;
    const auto* known = written ? std::get_if<model::InstanceTypeDef>(&(*written)->kind) : nullptr;
    if (known) return known;
  }
  if (definition->made) {
    const auto& made = definition->made->instance;
    if (const auto* bundle = std::get_if<model::InlineExports>(&made)) return bundle;
    const auto component = itemOf(scope, Sort::Component, std::get<model::Instantiate>(made).component.value);
    const auto* const* nested =
        component ? std::get_if<const model::ComponentSection*>(&*component) : nullptr;
    if (nested) return (*nested)->component.get();
  }
  return UnknownInstance{"it uses an export of an instance whose component is not written here"};
}

std::optional<model::SortIdx> exportOf(const Scope& scope, std::string_view name) {
  if (scope.component) {
    for (const model::Section& section : scope.component->sections) {
      const auto* exports = std::get_if<model::ExportSection>(&section.content);
      if (!exports) continue;
      for (const model::Export& one : exports->items)
        if (one.name.name == name) return one.item;
    }
    return std::nullopt;
  }
  for (const model::Declarator& one : *scope.declarations) {
    const auto* exported = std::get_if<model::ExportDecl>(&one.decl);
    if (!exported || exported->name.name != name) continue;
    const auto* same = std::get_if<model::TypeExternEq>(&exported->type);
    if (same) return model::SortIdx{Sort::Type, same->type.value};
  }
  return std::nullopt;
}

}  // namespace sb::graph
