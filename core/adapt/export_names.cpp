// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/export_names.h"

#include <algorithm>

#include "core/support/concat.h"

namespace sb::adapt {
namespace {

using model::Sort;
using model::TypeIdx;

bool isType(const types::NamedExtern& item) {
  return std::holds_alternative<types::TypeOfValue>(item.type) ||
         std::holds_alternative<types::TypeOfResource>(item.type);
}

}  // namespace

bool hasResourceFunctions(const types::InstanceType& target) {
  return std::any_of(target.exports.begin(), target.exports.end(), [](const types::NamedExtern& item) {
    return std::holds_alternative<types::FuncTypeRef>(item.type) && item.name.name.rfind('[', 0) == 0;
  });
}

std::vector<types::NamedExtern> typesFromOutside(const types::InstanceType& target,
                                                 const std::vector<types::NamedExtern>& foreignTypes,
                                                 const std::vector<types::NamedExtern>& usedInterfaces) {
  std::vector<types::NamedExtern> all = foreignTypes;
  for (const types::NamedExtern& used : usedInterfaces) {
    if (const auto* instance = std::get_if<types::InstanceTypeRef>(&used.type))
      all.insert(all.end(), (*instance)->exports.begin(), (*instance)->exports.end());
    else
      all.push_back(used);
  }
  const bool onlyResources = std::all_of(all.begin(), all.end(), [](const types::NamedExtern& item) {
    return std::holds_alternative<types::TypeOfResource>(item.type);
  });
  if (!onlyResources) return all;
  // Then those that the target names itself are not needed twice.
  std::erase_if(all, [&](const types::NamedExtern& item) {
    const auto& resource = std::get<types::TypeOfResource>(item.type).resource;
    return std::any_of(target.exports.begin(), target.exports.end(), [&](const types::NamedExtern& own) {
      const auto* exported = std::get_if<types::TypeOfResource>(&own.type);
      return exported && exported->resource == resource;
    });
  });
  return all;
}

Result<NamingComponent> namingComponent(const types::InstanceType& target,
                                        const std::vector<types::NamedExtern>& outside) {
  NamingComponent out;
  model::ComponentBuilder builder;
  // Two views of the same types: functions come in with the names of the imports and go out with those of the
  // exports, since only the latter are what consumers see.
  TypeTable taken(builder), given(builder);
  std::vector<std::uint32_t> indices;
  const auto argument = [&](const char* kind) -> const std::string& {
    return out.arguments.emplace_back(concat(kind, std::to_string(out.arguments.size())));
  };
  for (const types::NamedExtern& item : outside) {
    SB_TRY(const TypeIdx idx, taken.importType(argument("type"), item));
    if (const auto* value = std::get_if<types::TypeOfValue>(&item.type))
      given.bind(value->type, idx);
    else
      given.bind(std::get<types::TypeOfResource>(item.type).resource, item.name.name, idx);
  }
  // All imports stand before all exports: an export may not be mentioned by an import.
  for (const types::NamedExtern& item : target.exports) {
    if (isType(item)) {
      SB_TRY(const TypeIdx idx, taken.importType(argument("type"), item));
      indices.push_back(idx.value);
      continue;
    }
    const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
    if (!function)
      return fail(ErrorCode::UnsupportedFeature, concat("`", item.name.name, "` is no function"));
    SB_TRY(const TypeIdx type, taken.function(**function));
    indices.push_back(builder.import(argument("func"), model::FuncExtern{type}));
  }
  for (const bool types : {true, false}) {
    for (std::size_t i = 0; i < target.exports.size(); ++i) {
      const types::NamedExtern& item = target.exports[i];
      if (isType(item) != types) continue;
      if (const auto* function = std::get_if<types::FuncTypeRef>(&item.type)) {
        SB_TRY(const TypeIdx type, given.function(**function));
        builder.exportItem(item.name, {Sort::Func, indices[i]}, model::FuncExtern{type});
        continue;
      }
      if (const auto* value = std::get_if<types::TypeOfValue>(&item.type)) {
        // Written again: a record exported as it came in would mention types that nothing exports.
        SB_TRY(const TypeIdx same, given.exported(value->type));
        given.bind(value->type, TypeIdx(builder.exportItem(item.name, {Sort::Type, same.value})));
        continue;
      }
      const TypeIdx idx(builder.exportItem(item.name, {Sort::Type, indices[i]}));
      given.bind(std::get<types::TypeOfResource>(item.type).resource, item.name.name, idx);
    }
  }
  out.component = builder.finish("names");
  return out;
}

}  // namespace sb::adapt
