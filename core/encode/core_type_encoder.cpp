// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/support/match.h"

namespace sb::encode {

namespace {

void encodeLimits(ByteWriter& out, const model::CoreLimits& limits) {
  out.byte(static_cast<std::uint8_t>((limits.max ? 1 : 0) | (limits.shared ? 2 : 0) | (limits.is64 ? 4 : 0)));
  out.u64(limits.min);
  if (limits.max) out.u64(*limits.max);
}

/// What was read goes back as it was; what was built is written from its fields.
void encodeCoreExtern(ByteWriter& out, const model::CoreExternType& type) {
  if (!type.raw.empty()) return out.raw(type.raw);
  using Kind = model::CoreExternType::Kind;
  out.byte(static_cast<std::uint8_t>(type.kind));
  switch (type.kind) {
    case Kind::Func: return out.u32(type.type.value);
    case Kind::Table: out.raw(type.refType); return encodeLimits(out, type.limits);
    case Kind::Memory: return encodeLimits(out, type.limits);
    case Kind::Global: out.raw(type.refType); return out.byte(type.isMutable ? 1 : 0);
    case Kind::Tag: out.byte(0); return out.u32(type.type.value);
  }
}

void encodeCoreFuncType(ByteWriter& out, const model::CoreFuncType& type) {
  out.byte(0x60);
  const auto one = [](ByteWriter& w, std::uint8_t valType) { w.byte(valType); };
  encodeVec(out, type.params, one);
  encodeVec(out, type.results, one);
}

void encodeModuleDecl(ByteWriter& out, const model::ModuleTypeDecl& decl) {
  match(
      decl,
      [&](const model::ModuleTypeImport& d) {
        out.byte(0x00);
        out.name(d.module);
        out.name(d.name);
        encodeCoreExtern(out, d.type);
      },
      [&](const model::ModuleTypeType& d) {
        out.byte(0x01);
        match(
            d.type, [&](const model::CoreFuncType& t) { encodeCoreFuncType(out, t); },
            [&](const model::CoreTypeRaw& t) { out.raw(t.bytes); });
      },
      [&](const model::ModuleTypeAlias& d) {
        out.byte(0x02);
        out.byte(0x10);
        out.byte(0x01);
        out.u32(d.count);
        out.u32(d.type.value);
      },
      [&](const model::ModuleTypeExport& d) {
        out.byte(0x03);
        out.name(d.name);
        encodeCoreExtern(out, d.type);
      });
}

}  // namespace

void encodeCoreTypeDef(ByteWriter& out, const model::CoreTypeDef& type) {
  match(
      type.type, [&](const model::CoreFuncType& t) { encodeCoreFuncType(out, t); },
      [&](const model::CoreTypeRaw& t) { out.raw(t.bytes); },
      [&](const model::ModuleType& t) {
        out.byte(0x50);
        encodeVec(out, t.declarations, encodeModuleDecl);
      });
}

}  // namespace sb::encode
