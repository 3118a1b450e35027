// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/model/builtin_shape.h"
#include "core/support/match.h"

namespace sb::encode {
namespace {

std::uint8_t coreSortByte(model::Sort sort) {
  switch (sort) {
    case model::Sort::CoreFunc: return 0x00;
    case model::Sort::CoreTable: return 0x01;
    case model::Sort::CoreMemory: return 0x02;
    case model::Sort::CoreGlobal: return 0x03;
    case model::Sort::CoreTag: return 0x04;
    case model::Sort::CoreType: return 0x10;
    case model::Sort::CoreModule: return 0x11;
    case model::Sort::CoreInstance: return 0x12;
    case model::Sort::Func:
    case model::Sort::Value:
    case model::Sort::Type:
    case model::Sort::Component:
    case model::Sort::Instance: break;
  }
  return 0xff;
}

void encodeOptions(ByteWriter& out, const model::CanonOptions& options) {
  encodeVec(out, options, [](ByteWriter& w, const model::CanonOption& option) {
    w.byte(static_cast<std::uint8_t>(option.kind));
    switch (option.kind) {
      case model::CanonOption::Kind::Memory:
      case model::CanonOption::Kind::Realloc:
      case model::CanonOption::Kind::PostReturn:
      case model::CanonOption::Kind::Callback:
      case model::CanonOption::Kind::CoreType: w.u32(option.index); break;
      case model::CanonOption::Kind::Utf8:
      case model::CanonOption::Kind::Utf16:
      case model::CanonOption::Kind::Latin1Utf16:
      case model::CanonOption::Kind::Async:
      case model::CanonOption::Kind::Gc: break;
    }
  });
}

}  // namespace

void encodeCoreSort(ByteWriter& out, model::Sort sort) { out.byte(coreSortByte(sort)); }

void encodeSort(ByteWriter& out, model::Sort sort) {
  switch (sort) {
    case model::Sort::Func: return out.byte(0x01);
    case model::Sort::Value: return out.byte(0x02);
    case model::Sort::Type: return out.byte(0x03);
    case model::Sort::Component: return out.byte(0x04);
    case model::Sort::Instance: return out.byte(0x05);
    case model::Sort::CoreFunc:
    case model::Sort::CoreTable:
    case model::Sort::CoreMemory:
    case model::Sort::CoreGlobal:
    case model::Sort::CoreTag:
    case model::Sort::CoreType:
    case model::Sort::CoreModule:
    case model::Sort::CoreInstance:
      out.byte(0x00);
      out.byte(coreSortByte(sort));
      return;
  }
}

void encodeSortIdx(ByteWriter& out, const model::SortIdx& item) {
  encodeSort(out, item.sort);
  out.u32(item.index);
}

void encodeExternName(ByteWriter& out, const model::ExternName& name) {
  out.byte(name.attributes.empty() ? name.leadByte : std::uint8_t{2});
  out.name(name.name);
  if (name.attributes.empty() && name.leadByte != 2) return;
  encodeVec(out, name.attributes, [](ByteWriter& w, const model::NameAttribute& attribute) {
    w.byte(static_cast<std::uint8_t>(attribute.kind));
    w.name(attribute.value);
  });
}

void encodeAlias(ByteWriter& out, const model::AliasTarget& target) {
  match(
      target,
      [&](const model::AliasExport& a) {
        encodeSort(out, a.sort);
        out.byte(0x00);
        out.u32(a.instance.value);
        out.name(a.name);
      },
      [&](const model::AliasCoreExport& a) {
        encodeSort(out, a.sort);
        out.byte(0x01);
        out.u32(a.instance.value);
        out.name(a.name);
      },
      [&](const model::AliasOuter& a) {
        encodeSort(out, a.sort);
        out.byte(0x02);
        out.u32(a.count);
        out.u32(a.index);
      });
}

void encodeCanon(ByteWriter& out, const model::Canon& canon) {
  match(
      canon.canon,
      [&](const model::CanonLift& c) {
        out.byte(0x00);
        out.byte(0x00);
        out.u32(c.func.value);
        encodeOptions(out, c.options);
        out.u32(c.type.value);
      },
      [&](const model::CanonLower& c) {
        out.byte(0x01);
        out.byte(0x00);
        out.u32(c.func.value);
        encodeOptions(out, c.options);
      },
      [&](const model::CanonBuiltin& c) {
        const model::BuiltinShape shape = model::builtinShape(c.builtin);
        out.byte(static_cast<std::uint8_t>(c.builtin));
        if (shape.resultList) encodeResultList(out, c.result);
        if (shape.coreValType) out.byte(c.coreValType);
        if (shape.type) out.u32(c.type.value);
        if (shape.flag) out.byte(c.flag);
        if (shape.immediate) out.u32(c.immediate);
        if (shape.options) encodeOptions(out, c.options);
      });
}

void encodeCoreInstance(ByteWriter& out, const model::CoreInstance& instance) {
  match(
      instance.instance,
      [&](const model::CoreInstantiate& i) {
        out.byte(0x00);
        out.u32(i.module.value);
        encodeVec(out, i.args, [](ByteWriter& w, const model::CoreInstantiateArg& arg) {
          w.name(arg.name);
          w.byte(0x12);
          w.u32(arg.instance.value);
        });
      },
      [&](const model::CoreInlineExports& i) {
        out.byte(0x01);
        encodeVec(out, i.exports, [](ByteWriter& w, const model::CoreInlineExport& item) {
          w.name(item.name);
          encodeCoreSort(w, item.item.sort);
          w.u32(item.item.index);
        });
      });
}

void encodeInstance(ByteWriter& out, const model::Instance& instance) {
  match(
      instance.instance,
      [&](const model::Instantiate& i) {
        out.byte(0x00);
        out.u32(i.component.value);
        encodeVec(out, i.args, [](ByteWriter& w, const model::InstantiateArg& arg) {
          w.name(arg.name);
          encodeSortIdx(w, arg.item);
        });
      },
      [&](const model::InlineExports& i) {
        out.byte(0x01);
        encodeVec(out, i.exports, [](ByteWriter& w, const model::InlineExport& item) {
          encodeExternName(w, item.name);
          encodeSortIdx(w, item.item);
        });
      });
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

void encodeStart(ByteWriter& out, const model::Start& start) {
  out.u32(start.func.value);
  encodeVec(out, start.args, [](ByteWriter& w, model::ValueIdx arg) { w.u32(arg.value); });
  out.u32(start.results);
}

}  // namespace sb::encode
