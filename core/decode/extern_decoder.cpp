// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"

namespace sb::decode {

using bytes::hexByte;

/// Binary.md, "Import and Export Definitions":
///     nameattributes ::= 0x00 n:<name> | 0x01 n:<name> | 0x02 n:<name> a*:vec(<attribute>)
///     attribute      ::= 0x00 implements:<name> | 0x01 versionsuffix:<name> | 0x02 external-id:<name>
Result<model::ExternName> decodeExternName(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  model::ExternName name;
  SB_TRY(name.leadByte, d.in.byte(what));
  if (name.leadByte > 2)
    return fail(ErrorCode::BadName,
                "expected 00, 01 or 02 before " + std::string(what) + ", found " + hexByte(name.leadByte),
                at);
  SB_TRY(name.name, d.name(what));
  if (name.leadByte != 2) return name;
  SB_TRY(name.attributes,
         d.vec<model::NameAttribute>("name attribute", [&]() -> Result<model::NameAttribute> {
           const std::uint64_t start = d.in.offset();
           SB_TRY(const std::uint8_t kind, d.in.byte("name attribute"));
           if (kind > 2) return fail(ErrorCode::BadName, "unknown name attribute " + hexByte(kind), start);
           SB_TRY(std::string value, d.name("name attribute"));
           return model::NameAttribute{static_cast<model::NameAttribute::Kind>(kind), std::move(value)};
         }));
  return name;
}

/// Binary.md, "Import and Export Definitions":
///     externtype ::= 0x00 0x11 i:<core:typeidx> | 0x01 i:<typeidx> func | 0x02 b:<valuebound> | 0x03
///     b:<typebound>
///                  | 0x04 i:<typeidx> component | 0x05 i:<typeidx> instance
///     typebound  ::= 0x00 i:<typeidx> eq | 0x01 sub resource
///     valuebound ::= 0x00 i:<valueidx> eq | 0x01 t:<valtype>
Result<model::ExternType> decodeExternType(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t tag, d.in.byte("extern type"));
  if (tag == 0x03) {
    const std::uint64_t boundAt = d.in.offset();
    SB_TRY(const std::uint8_t bound, d.in.byte("type bound"));
    if (bound == 0x01) return model::ExternType(model::TypeExternSubResource{});
    if (bound != 0x00) return fail(ErrorCode::BadType, "unknown type bound " + hexByte(bound), boundAt);
    SB_TRY(const std::uint32_t index, d.in.u32("type bound"));
    return model::ExternType(model::TypeExternEq{model::TypeIdx(index)});
  }
  if (tag == 0x02) {
    const std::uint64_t boundAt = d.in.offset();
    SB_TRY(const std::uint8_t bound, d.in.byte("value bound"));
    if (bound == 0x00) {
      SB_TRY(const std::uint32_t index, d.in.u32("value bound"));
      return model::ExternType(model::ValueExternEq{model::ValueIdx(index)});
    }
    if (bound != 0x01) return fail(ErrorCode::BadType, "unknown value bound " + hexByte(bound), boundAt);
    SB_TRY(const model::ValType type, decodeValType(d, "value type"));
    return model::ExternType(model::ValueExtern{type});
  }
  if (tag == 0x00) {
    SB_TRY(const std::uint8_t sort, d.in.byte("extern type"));
    if (sort != 0x11)
      return fail(ErrorCode::BadSort, "only core modules can be externs, found core sort " + hexByte(sort),
                  at);
  } else if (tag != 0x01 && tag != 0x04 && tag != 0x05) {
    return fail(ErrorCode::BadType, "unknown extern type " + hexByte(tag), at);
  }
  SB_TRY(const std::uint32_t index, d.in.u32("extern type index"));
  if (tag == 0x00) return model::ExternType(model::CoreModuleExtern{model::CoreTypeIdx(index)});
  if (tag == 0x01) return model::ExternType(model::FuncExtern{model::TypeIdx(index)});
  if (tag == 0x04) return model::ExternType(model::ComponentExtern{model::TypeIdx(index)});
  return model::ExternType(model::InstanceExtern{model::TypeIdx(index)});
}

/// Binary.md, "Import and Export Definitions":
///     import ::= in:<importname> ed:<externtype>
Result<model::Import> decodeImport(Decoder& d) {
  SB_TRY(model::ExternName name, decodeExternName(d, "import name"));
  SB_TRY(model::ExternType type, decodeExternType(d));
  return model::Import{std::move(name), std::move(type), {}};
}

/// Binary.md, "Import and Export Definitions":
///     export ::= en:<exportname> si:<sortidx> ed?:<externtype>?
Result<model::Export> decodeExport(Decoder& d) {
  model::Export out;
  SB_TRY(out.name, decodeExternName(d, "export name"));
  SB_TRY(out.item, decodeSortIdx(d, "exported item"));
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t ascribed, d.in.byte("export ascription"));
  if (ascribed > 1)
    return fail(ErrorCode::BadSection,
                "expected 00 or 01 before an export's type, found " + hexByte(ascribed), at);
  if (ascribed == 1) {
    SB_TRY(out.ascription, decodeExternType(d));
  }
  return out;
}

}  // namespace sb::decode
