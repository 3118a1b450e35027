// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_type_skip.h"
#include "core/decode/decode_parts.h"
#include "core/support/match.h"

namespace sb::decode {

using bytes::hexByte;

namespace {

Result<std::variant<model::CoreFuncType, model::CoreTypeRaw>> decodeCoreSubType(Decoder& d) {
  // A plain function type over one-byte value types is decoded; everything else keeps its bytes.
  const std::uint64_t at = d.in.offset();
  bytes::ByteReader probe = d.in;
  SB_TRY(const std::uint32_t defined, skipCoreRecType(d.in));
  const std::size_t size = static_cast<std::size_t>(d.in.offset() - at);
  const ByteSpan raw = probe.rest().first(size);
  if (auto type = parseCoreFuncType(raw))
    return std::variant<model::CoreFuncType, model::CoreTypeRaw>(*std::move(type));
  return std::variant<model::CoreFuncType, model::CoreTypeRaw>(
      model::CoreTypeRaw{Bytes(raw.begin(), raw.end()), defined});
}

Result<model::CoreExternType> decodeCoreExtern(Decoder& d) {
  bytes::ByteReader probe = d.in;
  const std::uint64_t start = d.in.offset();
  model::CoreExternType out;
  SB_TRY_VOID(readCoreExtern(d.in, out));
  const ByteSpan raw = probe.rest().first(static_cast<std::size_t>(d.in.offset() - start));
  out.raw.assign(raw.begin(), raw.end());
  return out;
}

}  // namespace

/// Binary.md, "Core Type Definitions":
///     core:moduledecl ::= 0x00 i:<core:import> | 0x01 t:<core:rectype> | 0x02 a:<core:alias> | 0x03
///     e:<core:exportdecl> core:alias      ::= 0x10 0x01 ct:<u32> idx:<u32>
Result<model::ModuleTypeDecl> decodeModuleDecl(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("module type declarator"));
  switch (kind) {
    case 0x00: {
      SB_TRY(std::string module, d.name("core import module"));
      SB_TRY(std::string name, d.name("core import name"));
      SB_TRY(model::CoreExternType type, decodeCoreExtern(d));
      return model::ModuleTypeDecl(
          model::ModuleTypeImport{std::move(module), std::move(name), std::move(type)});
    }
    case 0x01: {
      SB_TRY(auto type, decodeCoreSubType(d));
      return model::ModuleTypeDecl(model::ModuleTypeType{std::move(type)});
    }
    case 0x02: {
      SB_TRY(const std::uint8_t sort, d.in.byte("module type alias"));
      SB_TRY(const std::uint8_t target, d.in.byte("module type alias"));
      if (sort != 0x10 || target != 0x01)
        return fail(ErrorCode::BadAlias, "a module type can only alias an outer core type", at);
      SB_TRY(const std::uint32_t count, d.in.u32("outer alias count"));
      SB_TRY(const std::uint32_t index, d.in.u32("outer alias index"));
      return model::ModuleTypeDecl(model::ModuleTypeAlias{count, model::CoreTypeIdx(index)});
    }
    case 0x03: {
      SB_TRY(std::string name, d.name("core export name"));
      SB_TRY(model::CoreExternType type, decodeCoreExtern(d));
      return model::ModuleTypeDecl(model::ModuleTypeExport{std::move(name), std::move(type)});
    }
    default: return fail(ErrorCode::BadType, "unknown module type declarator " + hexByte(kind), at);
  }
}

/// Binary.md, "Core Type Definitions":
///     core:deftype ::= 0x50 md*:vec(<core:moduledecl>) | rt:<core:rectype>
/// A non-final subtype, which also begins with 0x50, is written behind an extra 0x00 in this position only.
Result<model::CoreTypeDef> decodeCoreTypeDef(Decoder& d) {
  const std::uint64_t start = d.in.offset();
  SB_TRY(const std::uint8_t opcode, d.in.peek("core type"));
  model::CoreTypeDef out;
  if (opcode == 0x50) {
    SB_TRY_VOID(d.in.byte("core type"));
    model::ModuleType type;
    SB_TRY(type.declarations,
           d.vec<model::ModuleTypeDecl>("module type declarator", [&] { return decodeModuleDecl(d); }));
    out.type = std::move(type);
  } else if (opcode == 0x00) {  // a GC subtype that is not final, prefixed in this position
    bytes::ByteReader probe = d.in;
    SB_TRY_VOID(d.in.byte("core type"));
    SB_TRY(const std::uint8_t sub, d.in.peek("core type"));
    if (sub != 0x50)
      return fail(ErrorCode::BadType,
                  concat("expected a subtype that is not final behind 0x00, found ", hexByte(sub)), start);
    SB_TRY(const std::uint32_t defined, skipCoreRecType(d.in));
    const ByteSpan raw = probe.rest().first(static_cast<std::size_t>(d.in.offset() - start));
    out.type = model::CoreTypeRaw{Bytes(raw.begin(), raw.end()), defined};
  } else {
    SB_TRY(auto type, decodeCoreSubType(d));
    match(
        std::move(type), [&](model::CoreFuncType&& t) { out.type = std::move(t); },
        [&](model::CoreTypeRaw&& t) { out.type = std::move(t); });
  }
  out.range = {start, d.in.offset() - start};
  return out;
}

}  // namespace sb::decode
