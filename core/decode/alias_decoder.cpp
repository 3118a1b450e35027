// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"

namespace sb::decode {

using bytes::hexByte;

/// Decodes one alias.
///
/// Binary.md, "Alias Definitions":
///     alias       ::= s:<sort> t:<aliastarget>
///     aliastarget ::= 0x00 i:<instanceidx> n:<name>
///                   | 0x01 i:<core:instanceidx> n:<core:name>
///                   | 0x02 ct:<u32> idx:<u32>
///
/// Errors: BadSort, BadAlias for a sort that the target cannot have. Index bounds are not checked here.
Result<model::AliasTarget> decodeAlias(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const model::Sort sort, decodeSort(d, "alias sort"));
  const std::uint64_t kindAt = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("alias target"));
  switch (kind) {
    case 0x00: {
      if (model::isCoreSort(sort) && sort != model::Sort::CoreModule)
        return fail(ErrorCode::BadAlias,
                    std::string("an instance export cannot be a ") + model::sortName(sort), at);
      SB_TRY(const std::uint32_t instance, d.in.u32("alias instance"));
      SB_TRY(std::string name, d.name("alias name"));
      return model::AliasTarget(model::AliasExport{sort, model::InstanceIdx(instance), std::move(name)});
    }
    case 0x01: {
      if (!model::isCoreSort(sort) || sort == model::Sort::CoreType || sort == model::Sort::CoreModule ||
          sort == model::Sort::CoreInstance)
        return fail(ErrorCode::BadAlias,
                    std::string("a core instance export cannot be a ") + model::sortName(sort), at);
      SB_TRY(const std::uint32_t instance, d.in.u32("alias core instance"));
      SB_TRY(std::string name, d.name("alias name"));
      return model::AliasTarget(
          model::AliasCoreExport{sort, model::CoreInstanceIdx(instance), std::move(name)});
    }
    case 0x02: {
      if (sort != model::Sort::CoreType && sort != model::Sort::CoreModule && sort != model::Sort::Type &&
          sort != model::Sort::Component)
        return fail(ErrorCode::BadAlias, std::string("an outer alias cannot be a ") + model::sortName(sort),
                    at);
      SB_TRY(const std::uint32_t count, d.in.u32("outer alias count"));
      SB_TRY(const std::uint32_t index, d.in.u32("outer alias index"));
      return model::AliasTarget(model::AliasOuter{sort, count, index});
    }
    default: return fail(ErrorCode::BadAlias, "expected an alias target, found " + hexByte(kind), kindAt);
  }
}

}  // namespace sb::decode
