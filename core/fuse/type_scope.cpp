// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/type_writer.h"
#include "core/graph/resource_origin.h"
#include "core/support/check.h"
#include "core/types/subtype.h"

namespace sb::fuse {

using model::InstanceIdx;
using model::Sort;
using model::TypeIdx;

namespace {
std::uint32_t& countOf(std::uint32_t (&counts)[13], Sort sort) {
  return counts[static_cast<std::size_t>(sort)];
}
}  // namespace

TypeIdx TypeScope::define(model::TypeKind kind) {
  if (m_builder) return m_builder->type(std::move(kind));
  auto definition = std::make_shared<const model::TypeDef>(model::TypeDef{std::move(kind), {}});
  m_declarations.push_back({model::TypeDecl{std::move(definition)}, {}});
  return TypeIdx(countOf(m_counts, Sort::Type)++);
}

TypeIdx TypeScope::aliasOuter(TypeIdx index) {
  m_declarations.push_back({model::AliasDecl{model::AliasOuter{Sort::Type, 1, index.value}}, {}});
  return TypeIdx(countOf(m_counts, Sort::Type)++);
}

TypeIdx TypeScope::aliasType(InstanceIdx instance, const std::string& name) {
  if (m_builder) return m_builder->aliasType(instance, name);
  m_declarations.push_back({model::AliasDecl{model::AliasExport{Sort::Type, instance, name}}, {}});
  return TypeIdx(countOf(m_counts, Sort::Type)++);
}

InstanceIdx TypeScope::aliasInstance(InstanceIdx instance, const std::string& name) {
  if (m_builder) return m_builder->aliasInstance(instance, name);
  m_declarations.push_back({model::AliasDecl{model::AliasExport{Sort::Instance, instance, name}}, {}});
  return InstanceIdx(countOf(m_counts, Sort::Instance)++);
}

std::uint32_t TypeScope::declare(bool import, model::ExternName name, model::ExternType type) {
  const Sort sort = model::externSort(type);
  if (m_builder) {
    SB_CHECK(import, "the root's exports are items, not declarators");
    return m_builder->import(std::move(name), std::move(type));
  }
  if (import)
    m_declarations.push_back({model::ImportDecl{std::move(name), std::move(type)}, {}});
  else
    m_declarations.push_back({model::ExportDecl{std::move(name), std::move(type)}, {}});
  return countOf(m_counts, sort)++;
}

void TypeScope::nameValue(const types::ValType& type, TypeIdx index) {
  written[type.get()] = index;
  m_named.push_back({type, index});
}

std::optional<TypeIdx> TypeScope::resourceOf(const NamedInstance& instance, const types::Resource* resource) {
  for (const types::NamedExtern& item : instance.type->exports) {
    const auto* own = std::get_if<types::TypeOfResource>(&item.type);
    if (own && own->resource.get() == resource) return aliasType(instance.index, item.name.name);
  }
  for (const types::NamedExtern& item : instance.type->exports) {
    const auto* nested = std::get_if<types::InstanceTypeRef>(&item.type);
    if (!nested || !graph::pathTo(item.type, resource)) continue;
    return resourceOf({aliasInstance(instance.index, item.name.name), *nested}, resource);
  }
  return std::nullopt;
}

void TypeScope::nameResource(const types::Resource* resource, const std::string& name, TypeIdx index) {
  m_resources[resource].push_back({name, index});
}

std::optional<TypeIdx> TypeScope::resource(const types::Resource* resource, const std::string& name) {
  if (const auto named = m_resources.find(resource); named != m_resources.end()) {
    for (const NamedResource& one : named->second) {
      if (one.name == name) return one.index;
    }
    return named->second.front().index;
  }
  if (const auto known = m_aliasedResources.find(resource); known != m_aliasedResources.end())
    return known->second;
  std::optional<TypeIdx> index;
  for (std::size_t i = 0; i < m_instances.size() && !index; ++i) index = resourceOf(m_instances[i], resource);
  if (!index && m_parent) {
    if (const auto outer = m_parent->resource(resource)) index = aliasOuter(*outer);
  }
  if (index) m_aliasedResources.emplace(resource, *index);
  return index;
}

std::optional<TypeIdx> TypeScope::valueOf(const NamedInstance& instance, const types::ValType& type,
                                          bool sameName) {
  for (const types::NamedExtern& item : instance.type->exports) {
    const auto* own = std::get_if<types::TypeOfValue>(&item.type);
    if (!own || (sameName && item.name.name != type->name) || !types::equalTypes(own->type, type)) continue;
    return aliasType(instance.index, item.name.name);
  }
  return std::nullopt;
}

std::optional<TypeIdx> TypeScope::aliasedValue(const types::ValType& type) const {
  if (type->name.empty()) return std::nullopt;
  for (const NamedValue& named : m_named) {
    const bool same =
        named.type == type || (named.type->name == type->name && types::equalTypes(named.type, type));
    if (same) return named.index;
  }
  return std::nullopt;
}

std::optional<TypeIdx> TypeScope::namedValue(const types::ValType& type) {
  // The name counts first, wherever it stands: two records of one shape are equal types, but people told them
  // apart.
  for (const bool sameName : {true, false})
    if (const auto index = namedValue(type, sameName)) return index;
  return std::nullopt;
}

std::optional<TypeIdx> TypeScope::namedValue(const types::ValType& type, bool sameName) {
  const auto known = written.find(type.get());
  if (known != written.end()) return known->second;
  std::optional<TypeIdx> index;
  for (const NamedValue& named : m_named) {
    if (index || (sameName && named.type->name != type->name) || !types::equalTypes(named.type, type))
      continue;
    index = named.index;
  }
  for (std::size_t i = 0; i < m_instances.size() && !index; ++i)
    index = valueOf(m_instances[i], type, sameName);
  if (!index && m_parent) {
    if (const auto outer = m_parent->namedValue(type, sameName)) index = aliasOuter(*outer);
  }
  if (index) written[type.get()] = *index;
  return index;
}

}  // namespace sb::fuse
