// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_const_expr.h"

#include "core/support/concat.h"

namespace sb::decode {

using bytes::ByteReader;
using bytes::hexByte;

namespace {

/// A signed number of up to ten groups; its value does not matter here.
Result<void> skipSigned(ByteReader& in, unsigned maxGroups) {
  for (unsigned group = 0; group < maxGroups; ++group) {
    SB_TRY(const std::uint8_t byte, in.byte("constant"));
    if (!(byte & 0x80)) return {};
  }
  return in.error(ErrorCode::BadLeb128, "a constant is too long");
}

/// 0xfb: struct.new, struct.new_default, array.new, array.new_default, array.new_fixed, conversions, ref.i31
Result<void> skipGcInstruction(ByteReader& in) {
  const std::uint64_t at = in.offset();
  SB_TRY(const std::uint32_t opcode, in.u32("instruction"));
  switch (opcode) {
    case 0x00:
    case 0x01:
    case 0x06:
    case 0x07: {
      SB_TRY_VOID(in.u32("type index"));
      return {};
    }
    case 0x08: {
      SB_TRY_VOID(in.u32("type index"));
      SB_TRY_VOID(in.u32("array length"));
      return {};
    }
    case 0x1a:
    case 0x1b:
    case 0x1c: return {};
    default: return fail(ErrorCode::BadType, "an instruction that is not constant", at);
  }
}

}  // namespace

Result<void> skipCoreConstExpr(ByteReader& in) {
  for (;;) {
    const std::uint64_t at = in.offset();
    SB_TRY(const std::uint8_t opcode, in.byte("constant expression"));
    switch (opcode) {
      case 0x0b: return {};
      case 0x23:    // global.get
      case 0xd2: {  // ref.func
        SB_TRY_VOID(in.u32("index"));
        break;
      }
      case 0x41: SB_TRY_VOID(skipSigned(in, 5)); break;
      case 0x42: SB_TRY_VOID(skipSigned(in, 10)); break;
      case 0x43: SB_TRY_VOID(in.raw(4, "constant")); break;
      case 0x44: SB_TRY_VOID(in.raw(8, "constant")); break;
      case 0xd0: SB_TRY_VOID(skipSigned(in, 5)); break;  // ref.null
      case 0x6a:
      case 0x6b:
      case 0x6c:
      case 0x7c:
      case 0x7d:
      case 0x7e: break;  // extended constants
      case 0xfb: SB_TRY_VOID(skipGcInstruction(in)); break;
      case 0xfd: {  // v128.const
        SB_TRY_VOID(in.u32("instruction"));
        SB_TRY_VOID(in.raw(16, "constant"));
        break;
      }
      default:
        return fail(ErrorCode::BadType, concat("instruction ", hexByte(opcode), " is not constant"), at);
    }
  }
}

}  // namespace sb::decode
