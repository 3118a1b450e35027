// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/support/match.h"

namespace sb::encode {

namespace {

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
        out.raw(d.type.raw);
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
        out.raw(d.type.raw);
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
