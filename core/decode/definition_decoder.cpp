// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"
#include "core/model/builtin_shape.h"

namespace sb::decode {

using bytes::hexByte;

Result<model::Sort> decodeCoreSort(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t byte, d.in.byte(what));
  switch (byte) {
    case 0x00: return model::Sort::CoreFunc;
    case 0x01: return model::Sort::CoreTable;
    case 0x02: return model::Sort::CoreMemory;
    case 0x03: return model::Sort::CoreGlobal;
    case 0x04: return model::Sort::CoreTag;
    case 0x10: return model::Sort::CoreType;
    case 0x11: return model::Sort::CoreModule;
    case 0x12: return model::Sort::CoreInstance;
    default: return fail(ErrorCode::BadSort, "expected a core sort for " + std::string(what) + ", found " + hexByte(byte), at);
  }
}

Result<model::Sort> decodeSort(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t byte, d.in.byte(what));
  switch (byte) {
    case 0x00: return decodeCoreSort(d, what);
    case 0x01: return model::Sort::Func;
    case 0x02: return model::Sort::Value;
    case 0x03: return model::Sort::Type;
    case 0x04: return model::Sort::Component;
    case 0x05: return model::Sort::Instance;
    default: return fail(ErrorCode::BadSort, "expected a sort for " + std::string(what) + ", found " + hexByte(byte), at);
  }
}

namespace {

/// Arguments, exports and inline exports: any component sort, and core modules.
Result<model::Sort> decodeItemSort(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const model::Sort sort, decodeSort(d, what));
  if (model::isCoreSort(sort) && sort != model::Sort::CoreModule)
    return fail(ErrorCode::BadSort, std::string(what) + " cannot be a " + model::sortName(sort), at);
  return sort;
}

}  // namespace

Result<model::SortIdx> decodeSortIdx(Decoder& d, const char* what) {
  SB_TRY(const model::Sort sort, decodeItemSort(d, what));
  SB_TRY(const std::uint32_t index, d.in.u32(what));
  return model::SortIdx{sort, index};
}

Result<model::ExternName> decodeExternName(Decoder& d, const char* what) {
  const std::uint64_t at = d.in.offset();
  model::ExternName name;
  SB_TRY(name.leadByte, d.in.byte(what));
  if (name.leadByte > 2)
    return fail(ErrorCode::BadName, "expected 00, 01 or 02 before " + std::string(what) + ", found " + hexByte(name.leadByte), at);
  SB_TRY(name.name, d.name(what));
  if (name.leadByte != 2) return name;
  SB_TRY(name.attributes, d.vec<model::NameAttribute>("name attribute", [&]() -> Result<model::NameAttribute> {
    const std::uint64_t start = d.in.offset();
    SB_TRY(const std::uint8_t kind, d.in.byte("name attribute"));
    if (kind > 2) return fail(ErrorCode::BadName, "unknown name attribute " + hexByte(kind), start);
    SB_TRY(std::string value, d.name("name attribute"));
    return model::NameAttribute{static_cast<model::NameAttribute::Kind>(kind), std::move(value)};
  }));
  return name;
}

Result<model::AliasTarget> decodeAlias(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const model::Sort sort, decodeSort(d, "alias sort"));
  const std::uint64_t kindAt = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("alias target"));
  switch (kind) {
    case 0x00: {
      if (model::isCoreSort(sort) && sort != model::Sort::CoreModule)
        return fail(ErrorCode::BadAlias, std::string("an instance export cannot be a ") + model::sortName(sort), at);
      SB_TRY(const std::uint32_t instance, d.in.u32("alias instance"));
      SB_TRY(std::string name, d.name("alias name"));
      return model::AliasTarget(model::AliasExport{sort, model::InstanceIdx(instance), std::move(name)});
    }
    case 0x01: {
      if (!model::isCoreSort(sort) || sort == model::Sort::CoreType || sort == model::Sort::CoreModule || sort == model::Sort::CoreInstance)
        return fail(ErrorCode::BadAlias, std::string("a core instance export cannot be a ") + model::sortName(sort), at);
      SB_TRY(const std::uint32_t instance, d.in.u32("alias core instance"));
      SB_TRY(std::string name, d.name("alias name"));
      return model::AliasTarget(model::AliasCoreExport{sort, model::CoreInstanceIdx(instance), std::move(name)});
    }
    case 0x02: {
      if (sort != model::Sort::CoreType && sort != model::Sort::CoreModule && sort != model::Sort::Type && sort != model::Sort::Component)
        return fail(ErrorCode::BadAlias, std::string("an outer alias cannot be a ") + model::sortName(sort), at);
      SB_TRY(const std::uint32_t count, d.in.u32("outer alias count"));
      SB_TRY(const std::uint32_t index, d.in.u32("outer alias index"));
      return model::AliasTarget(model::AliasOuter{sort, count, index});
    }
    default: return fail(ErrorCode::BadAlias, "expected an alias target, found " + hexByte(kind), kindAt);
  }
}

namespace {

Result<model::CanonOptions> decodeOptions(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(auto options, d.vec<model::CanonOption>("canonical option", [&]() -> Result<model::CanonOption> {
    const std::uint64_t start = d.in.offset();
    SB_TRY(const std::uint8_t byte, d.in.byte("canonical option"));
    if (byte > 0x09) return fail(ErrorCode::BadCanonical, "unknown canonical option " + hexByte(byte), start);
    model::CanonOption option{static_cast<model::CanonOption::Kind>(byte), 0};
    const bool hasIndex = (byte >= 0x03 && byte <= 0x05) || byte == 0x07 || byte == 0x08;
    if (hasIndex) {
      SB_TRY(option.index, d.in.u32("canonical option index"));
    }
    return option;
  }));
  if (options.size() > d.limits.canonOptions)
    return fail(ErrorCode::LimitExceeded, "more than " + std::to_string(d.limits.canonOptions) + " canonical options", at);
  return options;
}

bool isBuiltin(std::uint8_t opcode) {
  return (opcode >= 0x02 && opcode <= 0x06) || (opcode >= 0x09 && opcode <= 0x2f) || (opcode >= 0x40 && opcode <= 0x42);
}

Result<model::CanonBuiltin> decodeBuiltin(Decoder& d, std::uint8_t opcode) {
  model::CanonBuiltin builtin;
  builtin.builtin = static_cast<model::Builtin>(opcode);
  const model::BuiltinShape shape = model::builtinShape(builtin.builtin);
  const char* what = model::builtinName(builtin.builtin);
  if (shape.resultList) {
    SB_TRY(builtin.result, decodeResultList(d));
  }
  if (shape.coreValType) {
    SB_TRY(builtin.coreValType, d.in.byte(what));
  }
  if (shape.type) {
    SB_TRY(const std::uint32_t type, d.in.u32(what));
    builtin.type = model::TypeIdx(type);
  }
  if (shape.flag) {
    const std::uint64_t at = d.in.offset();
    SB_TRY(builtin.flag, d.in.byte(what));
    if (builtin.flag > 1) return fail(ErrorCode::BadCanonical, std::string(what) + " has the flag byte " + hexByte(builtin.flag), at);
  }
  if (shape.immediate) {
    SB_TRY(builtin.immediate, d.in.u32(what));
  }
  if (shape.options) {
    SB_TRY(builtin.options, decodeOptions(d));
  }
  return builtin;
}

}  // namespace

Result<model::Canon> decodeCanon(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t opcode, d.in.byte("canonical definition"));
  if (opcode > 0x01) {
    if (!isBuiltin(opcode)) return fail(ErrorCode::BadCanonical, "unknown canonical definition " + hexByte(opcode), at);
    SB_TRY(model::CanonBuiltin builtin, decodeBuiltin(d, opcode));
    return model::Canon{std::move(builtin), {}};
  }
  const std::uint64_t zeroAt = d.in.offset();
  SB_TRY(const std::uint8_t zero, d.in.byte("canonical definition"));
  if (zero != 0) return fail(ErrorCode::BadCanonical, "expected 00 after lift or lower, found " + hexByte(zero), zeroAt);
  SB_TRY(const std::uint32_t func, d.in.u32(opcode == 0 ? "lifted core function" : "lowered function"));
  SB_TRY(model::CanonOptions options, decodeOptions(d));
  if (opcode == 0x01) return model::Canon{model::CanonLower{model::FuncIdx(func), std::move(options)}, {}};
  SB_TRY(const std::uint32_t type, d.in.u32("type of the lifted function"));
  return model::Canon{model::CanonLift{model::CoreFuncIdx(func), std::move(options), model::TypeIdx(type)}, {}};
}

Result<model::CoreInstance> decodeCoreInstance(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t kind, d.in.byte("core instance"));
  if (kind == 0x00) {
    model::CoreInstantiate out;
    SB_TRY(const std::uint32_t module, d.in.u32("instantiated core module"));
    out.module = model::CoreModuleIdx(module);
    SB_TRY(out.args, d.vec<model::CoreInstantiateArg>("core argument", [&]() -> Result<model::CoreInstantiateArg> {
      SB_TRY(std::string name, d.name("core argument name"));
      const std::uint64_t sortAt = d.in.offset();
      SB_TRY(const std::uint8_t sort, d.in.byte("core argument sort"));
      if (sort != 0x12) return fail(ErrorCode::BadSort, "a core argument must be an instance (0x12), found " + hexByte(sort), sortAt);
      SB_TRY(const std::uint32_t index, d.in.u32("core argument"));
      return model::CoreInstantiateArg{std::move(name), model::CoreInstanceIdx(index)};
    }));
    return model::CoreInstance{std::move(out), {}};
  }
  if (kind != 0x01) return fail(ErrorCode::BadSection, "expected a core instance, found " + hexByte(kind), at);
  model::CoreInlineExports out;
  SB_TRY(out.exports, d.vec<model::CoreInlineExport>("core inline export", [&]() -> Result<model::CoreInlineExport> {
    SB_TRY(std::string name, d.name("core inline export name"));
    SB_TRY(const model::Sort sort, decodeCoreSort(d, "core inline export"));
    SB_TRY(const std::uint32_t index, d.in.u32("core inline export"));
    return model::CoreInlineExport{std::move(name), {sort, index}};
  }));
  return model::CoreInstance{std::move(out), {}};
}

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

Result<model::Import> decodeImport(Decoder& d) {
  SB_TRY(model::ExternName name, decodeExternName(d, "import name"));
  SB_TRY(model::ExternType type, decodeExternType(d));
  return model::Import{std::move(name), std::move(type), {}};
}

Result<model::Export> decodeExport(Decoder& d) {
  model::Export out;
  SB_TRY(out.name, decodeExternName(d, "export name"));
  SB_TRY(out.item, decodeSortIdx(d, "exported item"));
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t ascribed, d.in.byte("export ascription"));
  if (ascribed > 1) return fail(ErrorCode::BadSection, "expected 00 or 01 before an export's type, found " + hexByte(ascribed), at);
  if (ascribed == 1) {
    SB_TRY(out.ascription, decodeExternType(d));
  }
  return out;
}

Result<model::Start> decodeStart(Decoder& d) {
  const std::uint64_t begin = d.in.offset();
  model::Start out;
  SB_TRY(const std::uint32_t func, d.in.u32("start function"));
  out.func = model::FuncIdx(func);
  SB_TRY(out.args, d.vec<model::ValueIdx>("start argument", [&]() -> Result<model::ValueIdx> {
    SB_TRY(const std::uint32_t value, d.in.u32("start argument"));
    return model::ValueIdx(value);
  }));
  SB_TRY(out.results, d.in.u32("number of start results"));
  out.range = {begin, d.in.offset() - begin};
  return out;
}

}  // namespace sb::decode
