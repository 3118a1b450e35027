// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/mentions.h"

#include <algorithm>
#include <set>

#include "core/types/subtype.h"
#include "core/types/type_facts.h"

namespace sb::types {
namespace {

class Collector {
 public:
  Mentions out;

  void add(const FuncType& function) {
    for (const Param& param : function.params) add(param.type);
    add(function.result);
  }

  void addExport(const NamedExtern& item) {
    if (const auto* function = std::get_if<FuncTypeRef>(&item.type)) add(**function);
    if (const auto* resource = std::get_if<TypeOfResource>(&item.type))
      m_resources.insert(resource->resource.get());
    const auto* value = std::get_if<TypeOfValue>(&item.type);
    if (!value) return;
    addHandle(value->type);
    for (const ValType* part : childrenOf(value->type->kind)) add(*part);
    m_exported.push_back(value->type);
  }

 private:
  void add(const ValType& type) {
    if (!type || !m_seen.insert(type.get()).second) return;
    addHandle(type);
    if (isExported(type)) return;
    if (needsName(type->kind)) return addForeign(type);
    for (const ValType* part : childrenOf(type->kind)) add(*part);
  }

  /// A type that has to be there before the interface is: so have all its parts, whether they are exported or
  /// not.
  void addForeign(const ValType& type) {
    if (!type || !m_foreign.insert(type.get()).second) return;
    addHandle(type);
    for (const ValType* part : childrenOf(type->kind)) addForeign(*part);
    if (needsName(type->kind)) out.types.push_back(type);
  }

  bool isExported(const ValType& type) const {
    if (!needsName(type->kind)) return false;
    return std::any_of(m_exported.begin(), m_exported.end(), [&](const ValType& exported) {
      return exported == type || equalTypes(exported, type);
    });
  }

  void addHandle(const ValType& type) {
    if (const auto* own = std::get_if<Own>(&type->kind)) addResource(own->resource, own->name);
    if (const auto* borrow = std::get_if<Borrow>(&type->kind)) addResource(borrow->resource, borrow->name);
  }

  void addResource(const ResourceRef& resource, const std::string& name) {
    if (!m_resources.insert(resource.get()).second) return;
    out.resources.push_back({resource, 0, name.empty() ? resource->name : name});
  }

  std::set<const ValTypeNode*> m_seen, m_foreign;
  std::set<const Resource*> m_resources;
  std::vector<ValType> m_exported;
};

}  // namespace

Mentions mentionsOf(const InstanceType& type) {
  Collector collector;
  for (const NamedExtern& item : type.exports) collector.addExport(item);
  return std::move(collector.out);
}

Mentions mentionsOf(const FuncType& type) {
  Collector collector;
  collector.add(type);
  return std::move(collector.out);
}

}  // namespace sb::types
