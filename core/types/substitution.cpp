// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/substitution.h"

#include <algorithm>

#include "core/support/match.h"
#include "core/types/subtype.h"
#include "core/types/type_facts.h"

namespace sb::types {

void Substitution::rename(const ExternType& from, const ExternType& to) {
  if (const auto* value = std::get_if<TypeOfValue>(&from)) {
    const auto* target = std::get_if<TypeOfValue>(&to);
    if (target != nullptr && value->type != target->type)
      m_renamedValues.emplace(value->type.get(), target->type);
  } else if (const auto* resource = std::get_if<TypeOfResource>(&from)) {
    const auto* target = std::get_if<TypeOfResource>(&to);
    if (target != nullptr)
      m_renamedResources.emplace(TypeIdentity{resource->resource.get(), resource->label}, *target);
  } else if (const auto* instance = std::get_if<InstanceTypeRef>(&from)) {
    const auto* target = std::get_if<InstanceTypeRef>(&to);
    if (target == nullptr || *instance == *target || !m_budget.step((*instance)->exports.size())) return;
    const InstanceType*& last = m_renamedInstances[instance->get()];
    if (last == target->get()) return;
    last = target->get();
    for (const NamedExtern& item : (*instance)->exports) {
      if (const NamedExtern* other = (*target)->find(item.name.name)) rename(item.type, other->type);
    }
  }
}

TypeOfResource Substitution::named(const TypeOfResource& resource) const {
  const auto renamed = m_renamedResources.find({resource.resource.get(), resource.label});
  if (renamed != m_renamedResources.end()) return renamed->second;
  const auto at = m_replacements.find(resource.resource.get());
  return at == m_replacements.end() ? resource : TypeOfResource{at->second, resource.label, resource.name};
}

std::vector<ResourceRef> Substitution::apply(const std::vector<ResourceRef>& resources) const {
  std::vector<ResourceRef> replaced;
  replaced.reserve(resources.size());
  for (const ResourceRef& resource : resources) replaced.push_back(named({resource, 0, {}}).resource);
  return replaced;
}

ValKind Substitution::rebuild(const ValKind& kind) {
  const auto optional = [this](const ValType& type) { return type ? apply(type) : nullptr; };
  return match(
      kind, [](Primitive t) { return ValKind(t); },
      [&](Record t) {
        for (Field& field : t.fields) field.type = apply(field.type);
        return ValKind(std::move(t));
      },
      [&](Variant t) {
        for (Case& c : t.cases) c.type = optional(c.type);
        return ValKind(std::move(t));
      },
      [&](const List& t) { return ValKind(List{apply(t.element)}); },
      [&](const FixedList& t) {
        return ValKind(FixedList{apply(t.element), t.length});
      },
      [&](Tuple t) {
        for (ValType& type : t.types) type = apply(type);
        return ValKind(std::move(t));
      },
      [](const Flags& t) { return ValKind(t); }, [](const Enum& t) { return ValKind(t); },
      [&](const Option& t) { return ValKind(Option{apply(t.type)}); },
      [&](const ResultType& t) {
        return ValKind(ResultType{optional(t.ok), optional(t.error)});
      },
      [&](const Own& t) {
        const TypeOfResource replaced = named({t.resource, t.label, t.name});
        return ValKind(Own{replaced.resource, replaced.label, replaced.name});
      },
      [&](const Borrow& t) {
        const TypeOfResource replaced = named({t.resource, t.label, t.name});
        return ValKind(Borrow{replaced.resource, replaced.label, replaced.name});
      },
      [&](const Stream& t) { return ValKind(Stream{optional(t.element)}); },
      [&](const Future& t) { return ValKind(Future{optional(t.element)}); },
      [&](const Map& t) {
        return ValKind(Map{apply(t.key), apply(t.value)});
      });
}

namespace {

template <class Handle>
bool sameHandle(const ValKind& a, const ValKind& b) {
  const auto* left = std::get_if<Handle>(&a);
  const auto* right = std::get_if<Handle>(&b);
  return !left || !right ||
         (left->resource == right->resource && left->label == right->label && left->name == right->name);
}

/// Nothing was replaced: a type that has a name has to stay the very same node, or it would lose the name.
bool sameParts(const ValKind& a, const ValKind& b) {
  if (!sameHandle<Own>(a, b) || !sameHandle<Borrow>(a, b)) return false;
  const std::vector<const ValType*> left = childrenOf(a), right = childrenOf(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const ValType* x, const ValType* y) { return *x == *y; });
}

}  // namespace

ValType Substitution::apply(const ValType& type) {
  if (!type || !touches(type->facts.hasResource)) return type;
  if (const auto at = m_renamedValues.find(type.get()); at != m_renamedValues.end()) return at->second;
  if (const auto at = m_values.find(type.get()); at != m_values.end()) return at->second;
  if (!m_budget.copy()) return type;
  ValKind kind = rebuild(type->kind);
  ValType origin = type->origin ? apply(type->origin) : nullptr;
  ValType replaced = type;
  if (origin != type->origin || !sameParts(kind, type->kind)) {
    auto node = std::make_shared<ValTypeNode>(*type);
    node->kind = std::move(kind);
    node->origin = std::move(origin);
    replaced = std::move(node);
  }
  m_values.emplace(type.get(), replaced);
  return replaced;
}

FuncTypeRef Substitution::apply(const FuncTypeRef& type) {
  if (!type || !touches(type->mayHaveResource)) return type;
  if (const auto at = m_funcs.find(type.get()); at != m_funcs.end()) return at->second;
  if (!m_budget.copy(1 + type->params.size() / 4)) return type;
  FuncType copy = *type;
  for (Param& param : copy.params) param.type = apply(param.type);
  copy.result = apply(copy.result);
  FuncTypeRef replaced = std::make_shared<const FuncType>(std::move(copy));
  m_funcs.emplace(type.get(), replaced);
  return replaced;
}

std::vector<NamedExtern> Substitution::apply(const std::vector<NamedExtern>& items) {
  std::vector<NamedExtern> replaced;
  for (const NamedExtern& item : items) {
    if (!m_budget.copy(1 + item.name.name.size() / 64)) break;
    replaced.push_back({item.name, apply(item.type)});
  }
  return replaced;
}

InstanceTypeRef Substitution::apply(const InstanceTypeRef& type) {
  if (!type || !touches(type->mayHaveResource)) return type;
  if (const auto at = m_instances.find(type.get()); at != m_instances.end()) return at->second;
  if (!m_budget.copy(1 + type->definedResources.size())) return type;
  InstanceType copy;
  copy.exports = apply(type->exports);
  copy.definedResources = apply(type->definedResources);
  copy.byName = type->byName;
  if (m_budget.isSpent()) return type;
  copy.effectiveSize = type->effectiveSize;
  copy.mayHaveResource = type->mayHaveResource;
  InstanceTypeRef replaced = std::make_shared<const InstanceType>(std::move(copy));
  m_instances.emplace(type.get(), replaced);
  return replaced;
}

ComponentTypeRef Substitution::apply(const ComponentTypeRef& type) {
  if (!type || !touches(type->mayHaveResource)) return type;
  if (const auto at = m_components.find(type.get()); at != m_components.end()) return at->second;
  if (!m_budget.copy()) return type;
  ComponentType copy;
  copy.imports = apply(type->imports);
  copy.exports = apply(type->exports);
  copy.importedResources = apply(type->importedResources);
  copy.definedResources = apply(type->definedResources);
  copy.importsByName = type->importsByName;
  copy.exportsByName = type->exportsByName;
  if (m_budget.isSpent()) return type;
  copy.effectiveSize = type->effectiveSize;
  copy.mayHaveResource = type->mayHaveResource;
  ComponentTypeRef replaced = std::make_shared<const ComponentType>(std::move(copy));
  m_components.emplace(type.get(), replaced);
  return replaced;
}

ExternType Substitution::apply(const ExternType& type) {
  return match(
      type, [&](const FuncTypeRef& t) { return ExternType(apply(t)); },
      [&](const InstanceTypeRef& t) { return ExternType(apply(t)); },
      [&](const ComponentTypeRef& t) { return ExternType(apply(t)); },
      [](const CoreModuleTypeRef& t) { return ExternType(t); },
      [&](const ValueExtern& t) { return ExternType(ValueExtern{apply(t.type)}); },
      [&](const TypeOfValue& t) { return ExternType(TypeOfValue{apply(t.type)}); },
      [&](const TypeOfResource& t) { return ExternType(named(t)); },
      [&](const TypeOfFunc& t) { return ExternType(TypeOfFunc{apply(t.type)}); },
      [&](const TypeOfInstance& t) { return ExternType(TypeOfInstance{apply(t.type)}); },
      [&](const TypeOfComponent& t) { return ExternType(TypeOfComponent{apply(t.type)}); });
}

ResourceReplacements freshReplacements(const std::vector<ResourceRef>& resources) {
  ResourceReplacements fresh;
  for (const ResourceRef& resource : resources) {
    fresh.emplace(resource.get(), std::make_shared<const Resource>(Resource{resource->name, false, 0x7f}));
  }
  return fresh;
}

void FreeResources::add(const ValType& type) {
  if (!type || !type->facts.hasResource || !m_visited.insert(type.get()).second) return;
  const auto children = [this](const auto&... parts) { (add(parts), ...); };
  match(
      type->kind, [](Primitive) {},
      [&](const Record& t) {
        for (const Field& field : t.fields) add(field.type);
      },
      [&](const Variant& t) {
        for (const Case& c : t.cases) add(c.type);
      },
      [&](const List& t) { add(t.element); }, [&](const FixedList& t) { add(t.element); },
      [&](const Tuple& t) {
        for (const ValType& part : t.types) add(part);
      },
      [](const Flags&) {}, [](const Enum&) {}, [&](const Option& t) { add(t.type); },
      [&](const ResultType& t) { children(t.ok, t.error); },
      [&](const Own& t) { m_found.insert(t.resource.get()); },
      [&](const Borrow& t) { m_found.insert(t.resource.get()); }, [&](const Stream& t) { add(t.element); },
      [&](const Future& t) { add(t.element); }, [&](const Map& t) { children(t.key, t.value); });
}

void FreeResources::add(const FuncTypeRef& type) {
  if (!type || !type->mayHaveResource || !m_visited.insert(type.get()).second) return;
  for (const Param& param : type->params) add(param.type);
  add(type->result);
}

void FreeResources::addUnbound(const FreeResources& inner, const std::vector<ResourceRef>& bound) {
  std::unordered_set<const Resource*> own;
  for (const ResourceRef& resource : bound) own.insert(resource.get());
  for (const Resource* resource : inner.m_found) {
    if (own.count(resource) == 0) m_found.insert(resource);
  }
}

void FreeResources::add(const InstanceTypeRef& type, bool bindsDefined) {
  if (!type || !type->mayHaveResource || !m_visited.insert(type.get()).second) return;
  if (!bindsDefined || type->definedResources.empty()) {
    for (const NamedExtern& item : type->exports) add(item.type);
    return;
  }
  FreeResources inner;
  for (const NamedExtern& item : type->exports) inner.add(item.type);
  addUnbound(inner, type->definedResources);
}

void FreeResources::add(const ComponentTypeRef& type) {
  if (!type || !type->mayHaveResource || !m_visited.insert(type.get()).second) return;
  FreeResources inner;
  for (const NamedExtern& item : type->imports) inner.add(item.type);
  for (const NamedExtern& item : type->exports) inner.add(item.type);
  std::vector<ResourceRef> bound = type->importedResources;
  bound.insert(bound.end(), type->definedResources.begin(), type->definedResources.end());
  addUnbound(inner, bound);
}

void FreeResources::add(const ExternType& type) {
  match(
      type, [&](const FuncTypeRef& t) { add(t); }, [&](const InstanceTypeRef& t) { add(t, false); },
      [&](const ComponentTypeRef& t) { add(t); }, [](const CoreModuleTypeRef&) {},
      [&](const ValueExtern& t) { add(t.type); }, [&](const TypeOfValue& t) { add(t.type); },
      [&](const TypeOfResource& t) { m_found.insert(t.resource.get()); },
      [&](const TypeOfFunc& t) { add(t.type); }, [&](const TypeOfInstance& t) { add(t.type, true); },
      [&](const TypeOfComponent& t) { add(t.type); });
}

ExternType substitute(const ExternType& type, const std::map<const Resource*, ResourceRef>& replacements) {
  Budget budget;
  return Substitution(replacements, budget).apply(type);
}

InstanceTypeRef freshen(const InstanceTypeRef& type, Budget& budget) {
  if (!type || type->definedResources.empty()) return type;
  if (!budget.copy(type->definedResources.size())) return type;
  const ResourceReplacements fresh = freshReplacements(type->definedResources);
  return Substitution(fresh, budget).apply(type);
}

InstanceTypeRef freshen(const InstanceTypeRef& type) {
  Budget budget;
  return freshen(type, budget);
}

}  // namespace sb::types
