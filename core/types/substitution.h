// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/types/budget.h"
#include "core/types/type.h"
#include "core/types/visibility.h"

namespace sb::types {

using ResourceReplacements = std::map<const Resource*, ResourceRef>;

/// Replaces resources throughout types (component-model.md 3.2). One object serves all types of one
/// replacement: parts that are shared before are shared after, and types without resources are handed back
/// unchanged.
class Substitution {
 public:
  /// `replacements` outlives the object and may grow between calls only by resources not seen before.
  /// Once `budget` is spent types are handed back as they are; whoever owns it says so.
  Substitution(const ResourceReplacements& replacements, Budget& budget)
      : m_replacements(replacements), m_budget(budget) {}

  /// From now on every mention of the named type `from` becomes `to`, so that a type that was passed as an
  /// argument keeps the identity it has outside (component-model.md 3.4). Both are equal in structure. Before
  /// the first `apply`.
  void rename(const ExternType& from, const ExternType& to);

  ValType apply(const ValType& type);
  FuncTypeRef apply(const FuncTypeRef& type);
  InstanceTypeRef apply(const InstanceTypeRef& type);
  ComponentTypeRef apply(const ComponentTypeRef& type);
  ExternType apply(const ExternType& type);

 private:
  TypeOfResource named(const TypeOfResource& resource) const;
  bool touches(bool mayHaveResource) const { return mayHaveResource || !m_renamedValues.empty(); }
  ValKind rebuild(const ValKind& kind);
  std::vector<NamedExtern> apply(const std::vector<NamedExtern>& items);
  std::vector<ResourceRef> apply(const std::vector<ResourceRef>& resources) const;

  const ResourceReplacements& m_replacements;
  Budget& m_budget;
  std::unordered_map<const ValTypeNode*, ValType> m_renamedValues;
  std::unordered_map<TypeIdentity, TypeOfResource, TypeIdentityHash> m_renamedResources;
  std::unordered_map<const InstanceType*, const InstanceType*> m_renamedInstances;  ///< last pair seen
  std::unordered_map<const ValTypeNode*, ValType> m_values;
  std::unordered_map<const FuncType*, FuncTypeRef> m_funcs;
  std::unordered_map<const InstanceType*, InstanceTypeRef> m_instances;
  std::unordered_map<const ComponentType*, ComponentTypeRef> m_components;
};

/// New resources that stand for `resources`, same names, no representation.
ResourceReplacements freshReplacements(const std::vector<ResourceRef>& resources);

/// `freshen` of subtype.h on a budget.
InstanceTypeRef freshen(const InstanceTypeRef& type, Budget& budget);

/// The resources a type mentions without binding them itself.
class FreeResources {
 public:
  void add(const ExternType& type);
  bool contains(const Resource* resource) const { return m_found.count(resource) != 0; }
  bool empty() const { return m_found.empty(); }
  std::size_t visited() const { return m_visited.size(); }

 private:
  void add(const ValType& type);
  void add(const FuncTypeRef& type);
  void add(const InstanceTypeRef& type, bool bindsDefined);
  void add(const ComponentTypeRef& type);
  void addUnbound(const FreeResources& inner, const std::vector<ResourceRef>& bound);

  std::unordered_set<const Resource*> m_found;
  std::unordered_set<const void*> m_visited;
};

}  // namespace sb::types
