// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"

namespace sb::decode {

using bytes::hexByte;

namespace {

/// primvaltype ::= 0x7f bool … 0x73 string | 0x64 error-context
std::optional<model::Primitive> primitiveOf(std::uint8_t byte) {
  if (byte >= 0x73 && byte <= 0x7f) return static_cast<model::Primitive>(0x7f - byte);
  if (byte == 0x64) return model::Primitive::ErrorContext;
  return std::nullopt;
}

Result<std::optional<model::ValType>> decodeOptionalValType(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t present, d.in.byte(what));
  if (present == 0) return std::optional<model::ValType>();
  if (present != 1)
    return fail(ErrorCode::BadType,
                "expected 00 or 01 before " + std::string(what) + ", found " + hexByte(present), at);
  SB_TRY(const model::ValType type, decodeValType(d, what));
  return std::optional<model::ValType>(type);
}

Result<model::LabelledType> decodeLabelled(Decoder& d, const char* what) {
  SB_TRY(std::string label, d.name(what));
  SB_TRY(const model::ValType type, decodeValType(d, what));
  return model::LabelledType{std::move(label), type};
}

Result<std::vector<std::string>> decodeLabels(Decoder& d, const char* what) {
  return d.vec<std::string>(what, [&] { return d.name(what); });
}

Result<model::FuncTypeDef> decodeFuncType(Decoder& d, bool async) {
  model::FuncTypeDef type;
  type.async = async;
  SB_TRY(type.params,
         d.vec<model::LabelledType>("parameter", [&] { return decodeLabelled(d, "parameter"); }));
  SB_TRY(type.result, decodeResultList(d));
  return type;
}

/// Binary.md, "Type Definitions":
///     componentdecl ::= 0x03 id:<importdecl> | id:<instancedecl>
///     instancedecl  ::= 0x00 t:<core:type> | 0x01 t:<type> | 0x02 a:<alias> | 0x04 ed:<exportdecl>
Result<model::Declarator> decodeDeclarator(Decoder& d, bool inComponentType) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("declarator"));
  model::Declarator out;
  switch (kind) {
    case 0x00: {
      SB_TRY(model::CoreTypeDef type, decodeCoreTypeDef(d));
      out.decl = model::CoreTypeDecl{std::move(type)};
      break;
    }
    case 0x01: {
      SB_TRY(model::TypeDef type, decodeTypeDef(d));
      out.decl = model::TypeDecl{std::make_shared<const model::TypeDef>(std::move(type))};
      break;
    }
    case 0x02: {
      const std::uint64_t aliasAt = d.in.offset();
      SB_TRY(model::AliasTarget target, decodeAlias(d));
      const model::Sort sort = model::aliasSort(target);
      const bool outer = std::holds_alternative<model::AliasOuter>(target);
      const bool legal = outer ? (sort == model::Sort::Type || sort == model::Sort::CoreType ||
                                  sort == model::Sort::Component || sort == model::Sort::CoreModule)
                               : (sort == model::Sort::Type || sort == model::Sort::Instance);
      if (!legal || std::holds_alternative<model::AliasCoreExport>(target))
        return fail(ErrorCode::BadAlias,
                    std::string("a type cannot hold an alias of a ") + model::sortName(sort), aliasAt);
      out.decl = model::AliasDecl{std::move(target)};
      break;
    }
    case 0x03: {
      if (!inComponentType) return fail(ErrorCode::BadType, "an instance type cannot have imports", at);
      SB_TRY(model::ExternName name, decodeExternName(d, "import name"));
      SB_TRY(model::ExternType type, decodeExternType(d));
      out.decl = model::ImportDecl{std::move(name), std::move(type)};
      break;
    }
    case 0x04: {
      SB_TRY(model::ExternName name, decodeExternName(d, "export name"));
      SB_TRY(model::ExternType type, decodeExternType(d));
      out.decl = model::ExportDecl{std::move(name), std::move(type)};
      break;
    }
    default: return fail(ErrorCode::BadType, "unknown declarator " + hexByte(kind), at);
  }
  return out;
}

Result<std::vector<model::Declarator>> decodeDeclarators(Decoder& d, bool inComponentType) {
  if (d.typeDepth >= d.limits.typeNesting)
    return d.in.error(ErrorCode::LimitExceeded,
                      "types are nested deeper than " + std::to_string(d.limits.typeNesting));
  ++d.typeDepth;
  auto out = d.ranged<model::Declarator>("declarator", [&] { return decodeDeclarator(d, inComponentType); });
  --d.typeDepth;
  return out;
}

/// Binary.md, "Type Definitions":
///     defvaltype ::= pvt:<primvaltype> | 0x72 lt*:vec(<labelvaltype>) record | 0x71 case*:vec(<case>)
///     variant
///                  | 0x70 t list | 0x67 t len:<u32> list | 0x6f t*:vec tuple | 0x6e l*:vec flags | 0x6d
///                  l*:vec enum | 0x6b t option | 0x6a t? u? result | 0x69 i own | 0x68 i borrow | 0x66 t?
///                  stream | 0x65 t? future | 0x63 k v map
///     case       ::= l:<label> t?:<valtype>? 0x00
Result<model::TypeKind> decodeTypeKind(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t opcode, d.in.byte("type"));
  switch (opcode) {
    case 0x72: {
      SB_TRY(auto fields,
             d.vec<model::LabelledType>("record field", [&] { return decodeLabelled(d, "record field"); }));
      return model::TypeKind(model::RecordDef{std::move(fields)});
    }
    case 0x71: {
      SB_TRY(auto cases, d.vec<model::VariantCase>("variant case", [&]() -> Result<model::VariantCase> {
        model::VariantCase c;
        SB_TRY(c.label, d.name("variant case"));
        SB_TRY(c.type, decodeOptionalValType(d, "variant payload"));
        const std::uint64_t zeroAt = d.in.offset();
        SB_TRY(const std::uint8_t zero, d.in.byte("variant case"));
        if (zero != 0)
          return fail(ErrorCode::BadType, "expected 00 after a variant case, found " + hexByte(zero), zeroAt);
        return c;
      }));
      return model::TypeKind(model::VariantDef{std::move(cases)});
    }
    case 0x70: {
      SB_TRY(const auto element, decodeValType(d, "list element"));
      return model::TypeKind(model::ListDef{element});
    }
    case 0x67: {
      SB_TRY(const auto element, decodeValType(d, "list element"));
      SB_TRY(const std::uint32_t length, d.in.u32("list length"));
      return model::TypeKind(model::FixedListDef{element, length});
    }
    case 0x6f: {
      SB_TRY(auto types,
             d.vec<model::ValType>("tuple element", [&] { return decodeValType(d, "tuple element"); }));
      return model::TypeKind(model::TupleDef{std::move(types)});
    }
    case 0x6e: {
      SB_TRY(auto labels, decodeLabels(d, "flag"));
      return model::TypeKind(model::FlagsDef{std::move(labels)});
    }
    case 0x6d: {
      SB_TRY(auto labels, decodeLabels(d, "enum case"));
      return model::TypeKind(model::EnumDef{std::move(labels)});
    }
    case 0x6b: {
      SB_TRY(const auto type, decodeValType(d, "option"));
      return model::TypeKind(model::OptionDef{type});
    }
    case 0x6a: {
      SB_TRY(const auto ok, decodeOptionalValType(d, "result's ok type"));
      SB_TRY(const auto error, decodeOptionalValType(d, "result's error type"));
      return model::TypeKind(model::ResultDef{ok, error});
    }
    case 0x69: {
      SB_TRY(const std::uint32_t idx, d.in.u32("owned resource"));
      return model::TypeKind(model::OwnDef{model::TypeIdx(idx)});
    }
    case 0x68: {
      SB_TRY(const std::uint32_t idx, d.in.u32("borrowed resource"));
      return model::TypeKind(model::BorrowDef{model::TypeIdx(idx)});
    }
    case 0x66: {
      SB_TRY(const auto element, decodeOptionalValType(d, "stream element"));
      return model::TypeKind(model::StreamDef{element});
    }
    case 0x65: {
      SB_TRY(const auto element, decodeOptionalValType(d, "future element"));
      return model::TypeKind(model::FutureDef{element});
    }
    case 0x63: {
      SB_TRY(const auto key, decodeValType(d, "map key"));
      SB_TRY(const auto value, decodeValType(d, "map value"));
      return model::TypeKind(model::MapDef{key, value});
    }
    case 0x40:
    case 0x43: {
      SB_TRY(auto type, decodeFuncType(d, opcode == 0x43));
      return model::TypeKind(std::move(type));
    }
    case 0x41: {
      SB_TRY(auto declarations, decodeDeclarators(d, true));
      return model::TypeKind(model::ComponentTypeDef{std::move(declarations)});
    }
    case 0x42: {
      SB_TRY(auto declarations, decodeDeclarators(d, false));
      return model::TypeKind(model::InstanceTypeDef{std::move(declarations)});
    }
    case 0x3f: {
      model::ResourceDef resource;
      const std::uint64_t repAt = d.in.offset();
      SB_TRY(resource.rep, d.in.byte("resource representation"));
      if (resource.rep != 0x7f && resource.rep != 0x7e)
        return fail(ErrorCode::BadType,
                    "a resource is represented by i32 or i64, found " + hexByte(resource.rep), repAt);
      SB_TRY(const std::uint8_t hasDestructor, d.in.byte("resource destructor"));
      if (hasDestructor > 1)
        return fail(ErrorCode::BadType,
                    "expected 00 or 01 before a destructor, found " + hexByte(hasDestructor), repAt + 1);
      if (hasDestructor == 1) {
        SB_TRY(const std::uint32_t func, d.in.u32("resource destructor"));
        resource.destructor = model::CoreFuncIdx(func);
      }
      return model::TypeKind(resource);
    }
    default: break;
  }
  if (const auto primitive = primitiveOf(opcode)) return model::TypeKind(model::PrimitiveDef{*primitive});
  return fail(ErrorCode::BadType, "unknown type opcode " + hexByte(opcode), at);
}

}  // namespace

/// Binary.md, "Type Definitions":
///     valtype ::= i:<typeidx> (as s33) | pvt:<primvaltype>
/// A primitive is exactly one byte; an index is never negative, so 64 is written c0 00.
Result<model::ValType> decodeValType(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t lead, d.in.peek(what));
  if (const auto primitive = primitiveOf(lead)) {
    SB_TRY_VOID(d.in.byte(what));
    return model::ValType(*primitive);
  }
  SB_TRY(const std::int64_t value, d.in.s33(what));
  if (value < 0)
    return fail(ErrorCode::BadType, concat("unknown value type ", hexByte(lead), " of ", what), at);
  return model::ValType(model::TypeIdx(static_cast<std::uint32_t>(value)));
}

/// Binary.md, "Type Definitions":
///     resultlist ::= 0x00 t:<valtype> | 0x01 0x00
Result<std::optional<model::ValType>> decodeResultList(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("result list"));
  if (kind == 0x00) {
    SB_TRY(const model::ValType type, decodeValType(d, "result"));
    return std::optional<model::ValType>(type);
  }
  if (kind != 0x01) return fail(ErrorCode::BadType, "expected a result list, found " + hexByte(kind), at);
  SB_TRY(const std::uint8_t count, d.in.byte("result list"));
  if (count != 0) return fail(ErrorCode::BadType, "named results are not part of the format any more", at);
  return std::optional<model::ValType>();
}

/// Binary.md, "Type Definitions":
///     deftype       ::= dvt:<defvaltype> | 0x40 ft | 0x43 ft async | 0x41 cd*:vec(<componentdecl>)
///                     | 0x42 id*:vec(<instancedecl>) | 0x3f rt:<resourcetype>
///     functype      ::= ps:<paramlist> rs:<resultlist>
///     resourcetype  ::= 0x7f f?:<funcidx>? | 0x7e f?:<funcidx>?
Result<model::TypeDef> decodeTypeDef(Decoder& d) {
  const std::uint64_t start = d.in.offset();
  SB_TRY(model::TypeKind kind, decodeTypeKind(d));
  return model::TypeDef{std::move(kind), {start, d.in.offset() - start}};
}

}  // namespace sb::decode
