// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/export_names.h"

#include <algorithm>
#include <set>
#include <vector>

#include "core/types/subtype.h"
#include "core/types/type_facts.h"

namespace sb::fuse {
namespace {

/// The types and resources that a function mentions and that need a name.
struct Mentions {
  std::vector<types::ValType> values;
  std::vector<types::ResourceRef> resources;
  std::set<const types::ValTypeNode*> visited;

  void add(const types::ValType& type) {
    if (!visited.insert(type.get()).second) return;
    if (const auto* own = std::get_if<types::Own>(&type->kind)) resources.push_back(own->resource);
    if (const auto* borrow = std::get_if<types::Borrow>(&type->kind)) resources.push_back(borrow->resource);
    if (std::holds_alternative<types::Record>(type->kind) ||
        std::holds_alternative<types::Variant>(type->kind) ||
        std::holds_alternative<types::Enum>(type->kind) || std::holds_alternative<types::Flags>(type->kind)) {
      values.push_back(type);
    }
    for (const types::ValType* part : types::childrenOf(type->kind)) add(*part);
  }
  void add(const types::FuncType& type) {
    for (const types::Param& param : type.params) add(param.type);
    if (type.result) add(type.result);
  }
};

/// Drops what the instance names itself; the rest needs a name from outside.
Mentions unnamedIn(const types::InstanceType& type) {
  Mentions mentions;
  for (const types::NamedExtern& item : type.exports) {
    if (const auto* function = std::get_if<types::FuncTypeRef>(&item.type)) mentions.add(**function);
  }
  const auto namesValue = [&](const types::ValType& value) {
    return std::any_of(type.exports.begin(), type.exports.end(), [&](const types::NamedExtern& item) {
      const auto* named = std::get_if<types::TypeOfValue>(&item.type);
      return named && types::equalTypes(named->type, value);
    });
  };
  const auto namesResource = [&](const types::ResourceRef& resource) {
    return std::any_of(type.exports.begin(), type.exports.end(), [&](const types::NamedExtern& item) {
      const auto* named = std::get_if<types::TypeOfResource>(&item.type);
      return named && named->resource == resource;
    });
  };
  std::erase_if(mentions.values, namesValue);
  std::erase_if(mentions.resources, namesResource);
  return mentions;
}

bool allNamed(TypeScope& root, const Mentions& mentions) {
  return std::all_of(mentions.values.begin(), mentions.values.end(),
                     [&](const types::ValType& value) { return root.namedValue(value).has_value(); }) &&
         std::all_of(
             mentions.resources.begin(), mentions.resources.end(),
             [&](const types::ResourceRef& resource) { return root.resource(resource.get()).has_value(); });
}

}  // namespace

Result<std::optional<model::ExternType>> exportAscription(TypeWriter& writer, TypeScope& root,
                                                          const types::ExternType& type) {
  using None = std::optional<model::ExternType>;
  if (const auto* function = std::get_if<types::FuncTypeRef>(&type)) {
    Mentions mentions;
    mentions.add(**function);
    if ((mentions.values.empty() && mentions.resources.empty()) || !allNamed(root, mentions)) return None();
    SB_TRY(const model::TypeIdx written, writer.function(root, **function));
    return None(model::FuncExtern{written});
  }
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&type)) {
    const Mentions mentions = unnamedIn(**instance);
    if ((mentions.values.empty() && mentions.resources.empty()) || !allNamed(root, mentions)) return None();
    SB_TRY(const model::TypeIdx written, writer.instance(root, **instance));
    return None(model::InstanceExtern{written});
  }
  return None();
}

}  // namespace sb::fuse
