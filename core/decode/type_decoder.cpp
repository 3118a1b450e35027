// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_type_skip.h"
#include "core/decode/decode_parts.h"
#include "core/support/match.h"

namespace sb::decode {

using bytes::hexByte;

namespace {

std::optional<model::Primitive> primitiveOf(std::int64_t value) {
  // Opcodes read as negative signed LEB128: 0x7f = -1 … 0x73 = -13, 0x64 = -28.
  if (value <= -1 && value >= -13) return static_cast<model::Primitive>(-1 - value);
  if (value == -28) return model::Primitive::ErrorContext;
  return std::nullopt;
}

Result<std::optional<model::ValType>> decodeOptionalValType(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t present, d.in.byte(what));
  if (present == 0) return std::optional<model::ValType>();
  if (present != 1) return fail(ErrorCode::BadType, "expected 00 or 01 before " + std::string(what) + ", found " + hexByte(present), at);
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
  SB_TRY(type.params, d.vec<model::LabelledType>("parameter", [&] { return decodeLabelled(d, "parameter"); }));
  SB_TRY(type.result, decodeResultList(d));
  return type;
}

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
      const bool legal = outer ? (sort == model::Sort::Type || sort == model::Sort::CoreType || sort == model::Sort::Component || sort == model::Sort::CoreModule)
                               : (sort == model::Sort::Type || sort == model::Sort::Instance);
      if (!legal || std::holds_alternative<model::AliasCoreExport>(target))
        return fail(ErrorCode::BadAlias, std::string("a type cannot hold an alias of a ") + model::sortName(sort), aliasAt);
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
    return d.in.error(ErrorCode::LimitExceeded, "types are nested deeper than " + std::to_string(d.limits.typeNesting));
  ++d.typeDepth;
  auto out = d.ranged<model::Declarator>("declarator", [&] { return decodeDeclarator(d, inComponentType); });
  --d.typeDepth;
  return out;
}

Result<model::TypeKind> decodeTypeKind(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t opcode, d.in.byte("type"));
  switch (opcode) {
    case 0x72: {
      SB_TRY(auto fields, d.vec<model::LabelledType>("record field", [&] { return decodeLabelled(d, "record field"); }));
      return model::TypeKind(model::RecordDef{std::move(fields)});
    }
    case 0x71: {
      SB_TRY(auto cases, d.vec<model::VariantCase>("variant case", [&]() -> Result<model::VariantCase> {
        model::VariantCase c;
        SB_TRY(c.label, d.name("variant case"));
        SB_TRY(c.type, decodeOptionalValType(d, "variant payload"));
        const std::uint64_t zeroAt = d.in.offset();
        SB_TRY(const std::uint8_t zero, d.in.byte("variant case"));
        if (zero != 0) return fail(ErrorCode::BadType, "expected 00 after a variant case, found " + hexByte(zero), zeroAt);
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
      SB_TRY(auto types, d.vec<model::ValType>("tuple element", [&] { return decodeValType(d, "tuple element"); }));
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
        return fail(ErrorCode::BadType, "a resource is represented by i32 or i64, found " + hexByte(resource.rep), repAt);
      SB_TRY(const std::uint8_t hasDestructor, d.in.byte("resource destructor"));
      if (hasDestructor > 1) return fail(ErrorCode::BadType, "expected 00 or 01 before a destructor, found " + hexByte(hasDestructor), repAt + 1);
      if (hasDestructor == 1) {
        SB_TRY(const std::uint32_t func, d.in.u32("resource destructor"));
        resource.destructor = model::CoreFuncIdx(func);
      }
      return model::TypeKind(resource);
    }
    default: break;
  }
  if (const auto primitive = primitiveOf(static_cast<std::int64_t>(opcode) - 0x80); primitive && opcode < 0x80)
    return model::TypeKind(model::PrimitiveDef{*primitive});
  return fail(ErrorCode::BadType, "unknown type opcode " + hexByte(opcode), at);
}

}  // namespace

Result<model::ValType> decodeValType(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::int64_t value, d.in.s33(what));
  if (value >= 0) return model::ValType(model::TypeIdx(static_cast<std::uint32_t>(value)));
  if (const auto primitive = primitiveOf(value)) return model::ValType(*primitive);
  return fail(ErrorCode::BadType, "unknown value type for " + std::string(what) + " (leading byte " + hexByte(static_cast<std::uint8_t>(value & 0x7f)) + ")", at);
}

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
    if (sort != 0x11) return fail(ErrorCode::BadSort, "only core modules can be externs, found core sort " + hexByte(sort), at);
  } else if (tag != 0x01 && tag != 0x04 && tag != 0x05) {
    return fail(ErrorCode::BadType, "unknown extern type " + hexByte(tag), at);
  }
  SB_TRY(const std::uint32_t index, d.in.u32("extern type index"));
  if (tag == 0x00) return model::ExternType(model::CoreModuleExtern{model::CoreTypeIdx(index)});
  if (tag == 0x01) return model::ExternType(model::FuncExtern{model::TypeIdx(index)});
  if (tag == 0x04) return model::ExternType(model::ComponentExtern{model::TypeIdx(index)});
  return model::ExternType(model::InstanceExtern{model::TypeIdx(index)});
}

Result<model::TypeDef> decodeTypeDef(Decoder& d) {
  const std::uint64_t start = d.in.offset();
  SB_TRY(model::TypeKind kind, decodeTypeKind(d));
  return model::TypeDef{std::move(kind), {start, d.in.offset() - start}};
}

namespace {

Result<std::variant<model::CoreFuncType, model::CoreTypeRaw>> decodeCoreSubType(Decoder& d) {
  // A plain function type over one-byte value types is decoded; everything else keeps its bytes.
  const std::uint64_t at = d.in.offset();
  bytes::ByteReader probe = d.in;
  SB_TRY(const std::uint32_t defined, skipCoreRecType(d.in));
  const std::size_t size = static_cast<std::size_t>(d.in.offset() - at);
  const ByteSpan raw = probe.rest().first(size);
  if (raw[0] == 0x60) {
    model::CoreFuncType type;
    bytes::ByteReader in(raw.subspan(1), at + 1);
    bool plain = true;
    for (auto* list : {&type.params, &type.results}) {
      SB_TRY(const std::uint32_t count, in.u32("core function type"));
      for (std::uint32_t i = 0; i < count && plain; ++i) {
        SB_TRY(const std::uint8_t valType, in.byte("core value type"));
        plain = valType != 0x63 && valType != 0x64;
        list->push_back(valType);
      }
      if (!plain) break;
    }
    // Padded counts would not survive a re-encoding: such a type stays raw.
    if (plain && size == 3 + type.params.size() + type.results.size())
      return std::variant<model::CoreFuncType, model::CoreTypeRaw>(std::move(type));
  }
  return std::variant<model::CoreFuncType, model::CoreTypeRaw>(model::CoreTypeRaw{Bytes(raw.begin(), raw.end()), defined});
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

Result<model::ModuleTypeDecl> decodeModuleDecl(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("module type declarator"));
  switch (kind) {
    case 0x00: {
      SB_TRY(std::string module, d.name("core import module"));
      SB_TRY(std::string name, d.name("core import name"));
      SB_TRY(model::CoreExternType type, decodeCoreExtern(d));
      return model::ModuleTypeDecl(model::ModuleTypeImport{std::move(module), std::move(name), std::move(type)});
    }
    case 0x01: {
      SB_TRY(auto type, decodeCoreSubType(d));
      return model::ModuleTypeDecl(model::ModuleTypeType{std::move(type)});
    }
    case 0x02: {
      SB_TRY(const std::uint8_t sort, d.in.byte("module type alias"));
      SB_TRY(const std::uint8_t target, d.in.byte("module type alias"));
      if (sort != 0x10 || target != 0x01) return fail(ErrorCode::BadAlias, "a module type can only alias an outer core type", at);
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

}  // namespace

Result<model::CoreTypeDef> decodeCoreTypeDef(Decoder& d) {
  const std::uint64_t start = d.in.offset();
  SB_TRY(const std::uint8_t opcode, d.in.peek("core type"));
  model::CoreTypeDef out;
  if (opcode == 0x50) {
    SB_TRY_VOID(d.in.byte("core type"));
    model::ModuleType type;
    SB_TRY(type.declarations, d.vec<model::ModuleTypeDecl>("module type declarator", [&] { return decodeModuleDecl(d); }));
    out.type = std::move(type);
  } else if (opcode == 0x00) {   // a GC subtype that is not final, prefixed in this position
    bytes::ByteReader probe = d.in;
    SB_TRY_VOID(d.in.byte("core type"));
    SB_TRY(const std::uint32_t defined, skipCoreRecType(d.in));
    const ByteSpan raw = probe.rest().first(static_cast<std::size_t>(d.in.offset() - start));
    out.type = model::CoreTypeRaw{Bytes(raw.begin(), raw.end()), defined};
  } else {
    SB_TRY(auto type, decodeCoreSubType(d));
    match(std::move(type), [&](model::CoreFuncType&& t) { out.type = std::move(t); }, [&](model::CoreTypeRaw&& t) { out.type = std::move(t); });
  }
  out.range = {start, d.in.offset() - start};
  return out;
}

}  // namespace sb::decode
