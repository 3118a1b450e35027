// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/support/match.h"

namespace sb::encode {

void encodeExternName(ByteWriter& out, const model::ExternName& name) {
  out.byte(name.attributes.empty() ? name.leadByte : std::uint8_t{2});
  out.name(name.name);
  if (name.attributes.empty() && name.leadByte != 2) return;
  encodeVec(out, name.attributes, [](ByteWriter& w, const model::NameAttribute& attribute) {
    w.byte(static_cast<std::uint8_t>(attribute.kind));
    w.name(attribute.value);
  });
}

void encodeExternType(ByteWriter& out, const model::ExternType& type) {
  const auto tagged = [&](std::uint8_t tag, std::uint32_t index) {
    out.byte(tag);
    out.u32(index);
  };
  match(
      type,
      [&](const model::CoreModuleExtern& e) {
        out.byte(0x00);
        tagged(0x11, e.type.value);
      },
      [&](const model::FuncExtern& e) { tagged(0x01, e.type.value); },
      [&](const model::ValueExternEq& e) {
        out.byte(0x02);
        tagged(0x00, e.value.value);
      },
      [&](const model::ValueExtern& e) {
        out.byte(0x02);
        out.byte(0x01);
        encodeValType(out, e.type);
      },
      [&](const model::TypeExternEq& e) {
        out.byte(0x03);
        tagged(0x00, e.type.value);
      },
      [&](const model::TypeExternSubResource&) {
        out.byte(0x03);
        out.byte(0x01);
      },
      [&](const model::ComponentExtern& e) { tagged(0x04, e.type.value); },
      [&](const model::InstanceExtern& e) { tagged(0x05, e.type.value); });
}

void encodeImport(ByteWriter& out, const model::Import& item) {
  encodeExternName(out, item.name);
  encodeExternType(out, item.type);
}

void encodeExport(ByteWriter& out, const model::Export& item) {
  encodeExternName(out, item.name);
  encodeSortIdx(out, item.item);
  out.byte(item.ascription ? 1 : 0);
  if (item.ascription) encodeExternType(out, *item.ascription);
}

}  // namespace sb::encode
