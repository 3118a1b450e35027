// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/support/match.h"

namespace sb::encode {

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

}  // namespace sb::encode
