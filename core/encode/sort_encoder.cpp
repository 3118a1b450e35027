// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"

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

}  // namespace sb::encode
