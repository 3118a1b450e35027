// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/support/match.h"

namespace sb::encode {

namespace {

std::uint8_t primitiveByte(model::Primitive primitive) {
  if (primitive == model::Primitive::ErrorContext) return 0x64;
  return static_cast<std::uint8_t>(0x7f - static_cast<std::uint8_t>(primitive));
}

void encodeOptionalValType(ByteWriter& out, const std::optional<model::ValType>& type) {
  out.byte(type ? 1 : 0);
  if (type) encodeValType(out, *type);
}

void encodeLabelled(ByteWriter& out, const model::LabelledType& field) {
  out.name(field.label);
  encodeValType(out, field.type);
}

void encodeLabels(ByteWriter& out, const std::vector<std::string>& labels) {
  encodeVec(out, labels, [](ByteWriter& w, const std::string& label) { w.name(label); });
}

void encodeDeclarators(ByteWriter& out, const std::vector<model::Declarator>& declarators) {
  encodeVec(out, declarators, [](ByteWriter& w, const model::Declarator& declarator) {
    match(
        declarator.decl,
        [&](const model::CoreTypeDecl& d) {
          w.byte(0x00);
          encodeCoreTypeDef(w, d.type);
        },
        [&](const model::TypeDecl& d) {
          w.byte(0x01);
          encodeTypeDef(w, *d.type);
        },
        [&](const model::AliasDecl& d) {
          w.byte(0x02);
          encodeAlias(w, d.target);
        },
        [&](const model::ImportDecl& d) {
          w.byte(0x03);
          encodeExternName(w, d.name);
          encodeExternType(w, d.type);
        },
        [&](const model::ExportDecl& d) {
          w.byte(0x04);
          encodeExternName(w, d.name);
          encodeExternType(w, d.type);
        });
  });
}

}  // namespace

void encodeValType(ByteWriter& out, const model::ValType& type) {
  match(
      type, [&](model::Primitive p) { out.byte(primitiveByte(p)); },
      [&](model::TypeIdx idx) { out.s33(idx.value); });
}

void encodeResultList(ByteWriter& out, const std::optional<model::ValType>& result) {
  if (result) {
    out.byte(0x00);
    encodeValType(out, *result);
    return;
  }
  out.byte(0x01);
  out.byte(0x00);
}

void encodeTypeDef(ByteWriter& out, const model::TypeDef& type) {
  match(
      type.kind, [&](const model::PrimitiveDef& t) { out.byte(primitiveByte(t.primitive)); },
      [&](const model::RecordDef& t) {
        out.byte(0x72);
        encodeVec(out, t.fields, encodeLabelled);
      },
      [&](const model::VariantDef& t) {
        out.byte(0x71);
        encodeVec(out, t.cases, [](ByteWriter& w, const model::VariantCase& c) {
          w.name(c.label);
          encodeOptionalValType(w, c.type);
          w.byte(0x00);
        });
      },
      [&](const model::ListDef& t) {
        out.byte(0x70);
        encodeValType(out, t.element);
      },
      [&](const model::FixedListDef& t) {
        out.byte(0x67);
        encodeValType(out, t.element);
        out.u32(t.length);
      },
      [&](const model::TupleDef& t) {
        out.byte(0x6f);
        encodeVec(out, t.types, encodeValType);
      },
      [&](const model::FlagsDef& t) {
        out.byte(0x6e);
        encodeLabels(out, t.labels);
      },
      [&](const model::EnumDef& t) {
        out.byte(0x6d);
        encodeLabels(out, t.labels);
      },
      [&](const model::OptionDef& t) {
        out.byte(0x6b);
        encodeValType(out, t.type);
      },
      [&](const model::ResultDef& t) {
        out.byte(0x6a);
        encodeOptionalValType(out, t.ok);
        encodeOptionalValType(out, t.error);
      },
      [&](const model::OwnDef& t) {
        out.byte(0x69);
        out.u32(t.resource.value);
      },
      [&](const model::BorrowDef& t) {
        out.byte(0x68);
        out.u32(t.resource.value);
      },
      [&](const model::StreamDef& t) {
        out.byte(0x66);
        encodeOptionalValType(out, t.element);
      },
      [&](const model::FutureDef& t) {
        out.byte(0x65);
        encodeOptionalValType(out, t.element);
      },
      [&](const model::MapDef& t) {
        out.byte(0x63);
        encodeValType(out, t.key);
        encodeValType(out, t.value);
      },
      [&](const model::ResourceDef& t) {
        out.byte(0x3f);
        out.byte(t.rep);
        out.byte(t.destructor ? 1 : 0);
        if (t.destructor) out.u32(t.destructor->value);
      },
      [&](const model::FuncTypeDef& t) {
        out.byte(t.async ? 0x43 : 0x40);
        encodeVec(out, t.params, encodeLabelled);
        encodeResultList(out, t.result);
      },
      [&](const model::ComponentTypeDef& t) {
        out.byte(0x41);
        encodeDeclarators(out, t.declarations);
      },
      [&](const model::InstanceTypeDef& t) {
        out.byte(0x42);
        encodeDeclarators(out, t.declarations);
      });
}

}  // namespace sb::encode
