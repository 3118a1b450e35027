// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"

namespace sb::decode {

using bytes::hexByte;

/// Binary.md, "Instance Definitions":
///     core:instanceexpr   ::= 0x00 m:<moduleidx> arg*:vec(<core:instantiatearg>) | 0x01
///     e*:vec(<core:inlineexport>) core:instantiatearg ::= n:<core:name> 0x12 i:<core:instanceidx>
///     core:inlineexport   ::= n:<core:name> si:<core:sortidx>
Result<model::CoreInstance> decodeCoreInstance(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("core instance"));
  if (kind == 0x00) {
    model::CoreInstantiate out;
    SB_TRY(const std::uint32_t module, d.in.u32("instantiated core module"));
    out.module = model::CoreModuleIdx(module);
    SB_TRY(out.args,
           d.vec<model::CoreInstantiateArg>("core argument", [&]() -> Result<model::CoreInstantiateArg> {
             SB_TRY(std::string name, d.name("core argument name"));
             const std::uint64_t sortAt = d.in.offset();
             SB_TRY(const std::uint8_t sort, d.in.byte("core argument sort"));
             if (sort != 0x12)
               return fail(ErrorCode::BadSort,
                           "a core argument must be an instance (0x12), found " + hexByte(sort), sortAt);
             SB_TRY(const std::uint32_t index, d.in.u32("core argument"));
             return model::CoreInstantiateArg{std::move(name), model::CoreInstanceIdx(index)};
           }));
    return model::CoreInstance{std::move(out), {}};
  }
  if (kind != 0x01)
    return fail(ErrorCode::BadSection, "expected a core instance, found " + hexByte(kind), at);
  model::CoreInlineExports out;
  SB_TRY(out.exports,
         d.vec<model::CoreInlineExport>("core inline export", [&]() -> Result<model::CoreInlineExport> {
           SB_TRY(std::string name, d.name("core inline export name"));
           SB_TRY(const model::Sort sort, decodeCoreSort(d, "core inline export"));
           SB_TRY(const std::uint32_t index, d.in.u32("core inline export"));
           return model::CoreInlineExport{std::move(name), {sort, index}};
         }));
  return model::CoreInstance{std::move(out), {}};
}

/// Binary.md, "Instance Definitions":
///     instanceexpr   ::= 0x00 c:<componentidx> arg*:vec(<instantiatearg>) | 0x01 e*:vec(<inlineexport>)
///     instantiatearg ::= n:<name> si:<sortidx>
///     inlineexport   ::= n:<nameattributes> si:<sortidx>
Result<model::Instance> decodeInstance(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("instance"));
  if (kind == 0x00) {
    model::Instantiate out;
    SB_TRY(const std::uint32_t component, d.in.u32("instantiated component"));
    out.component = model::ComponentIdx(component);
    SB_TRY(out.args, d.vec<model::InstantiateArg>("argument", [&]() -> Result<model::InstantiateArg> {
      SB_TRY(std::string name, d.name("argument name"));
      SB_TRY(const model::SortIdx item, decodeSortIdx(d, "argument"));
      return model::InstantiateArg{std::move(name), item};
    }));
    return model::Instance{std::move(out), {}};
  }
  if (kind != 0x01) return fail(ErrorCode::BadSection, "expected an instance, found " + hexByte(kind), at);
  model::InlineExports out;
  SB_TRY(out.exports, d.vec<model::InlineExport>("inline export", [&]() -> Result<model::InlineExport> {
    SB_TRY(model::ExternName name, decodeExternName(d, "inline export name"));
    SB_TRY(const model::SortIdx item, decodeSortIdx(d, "inline export"));
    return model::InlineExport{std::move(name), item};
  }));
  return model::Instance{std::move(out), {}};
}

}  // namespace sb::decode
