// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"

namespace sb::decode {

using bytes::hexByte;

/// Binary.md, "Instance Definitions":
///     core:sort ::= 0x00 func | 0x01 table | 0x02 memory | 0x03 global | 0x04 tag
///                 | 0x10 type | 0x11 module | 0x12 instance
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
    default:
      return fail(ErrorCode::BadSort,
                  "expected a core sort for " + std::string(what) + ", found " + hexByte(byte), at);
  }
}

/// Binary.md, "Instance Definitions":
///     sort ::= 0x00 cs:<core:sort> | 0x01 func | 0x02 value | 0x03 type | 0x04 component | 0x05 instance
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
    default:
      return fail(ErrorCode::BadSort, "expected a sort for " + std::string(what) + ", found " + hexByte(byte),
                  at);
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

/// Binary.md, "Instance Definitions":
///     sortidx ::= sort:<sort> idx:<u32>
Result<model::SortIdx> decodeSortIdx(Decoder& d, const char* what) {
  SB_TRY(const model::Sort sort, decodeItemSort(d, what));
  SB_TRY(const std::uint32_t index, d.in.u32(what));
  return model::SortIdx{sort, index};
}

}  // namespace sb::decode
