// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/export_names.h"

#include <algorithm>

#include "core/types/mentions.h"

namespace sb::fuse {
namespace {

bool allNamed(TypeScope& root, const types::Mentions& mentions) {
  return std::all_of(mentions.types.begin(), mentions.types.end(),
                     [&](const types::ValType& value) { return root.namedValue(value).has_value(); }) &&
         std::all_of(
             mentions.resources.begin(), mentions.resources.end(),
             [&](const types::TypeOfResource& one) { return root.resource(one.resource.get()).has_value(); });
}

}  // namespace

Result<std::optional<model::ExternType>> exportAscription(TypeWriter& writer, TypeScope& root,
                                                          const types::ExternType& type) {
  using None = std::optional<model::ExternType>;
  if (const auto* function = std::get_if<types::FuncTypeRef>(&type)) {
    const types::Mentions mentions = types::mentionsOf(**function);
    if ((mentions.types.empty() && mentions.resources.empty()) || !allNamed(root, mentions)) return None();
    SB_TRY(const model::TypeIdx written, writer.function(root, **function));
    return None(model::FuncExtern{written});
  }
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&type)) {
    const types::Mentions mentions = types::mentionsOf(**instance);
    if ((mentions.types.empty() && mentions.resources.empty()) || !allNamed(root, mentions)) return None();
    SB_TRY(const model::TypeIdx written, writer.instance(root, **instance));
    return None(model::InstanceExtern{written});
  }
  return None();
}

}  // namespace sb::fuse
