// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>

#include "core/abi/canonical_abi.h"

// The core instructions that adapters are made of. Values are the opcodes (core specification,
// "Instructions").
namespace sb::adapt {

enum class Op : std::uint8_t {
  I32Eqz = 0x45,
  I32Eq = 0x46,
  I32Ne = 0x47,
  I32LtU = 0x49,
  I32GtU = 0x4b,
  I32LeU = 0x4d,
  I32GeU = 0x4f,
  I64Eqz = 0x50,
  I64GtU = 0x56,
  I32Clz = 0x67,
  I32Add = 0x6a,
  I32Sub = 0x6b,
  I32Mul = 0x6c,
  I32DivU = 0x6e,
  I32And = 0x71,
  I32Or = 0x72,
  I32Shl = 0x74,
  I32ShrU = 0x76,
  I64Add = 0x7c,
  I64Mul = 0x7e,
  I64And = 0x83,
  I64ShrU = 0x88,
  I32WrapI64 = 0xa7,
  I64ExtendI32S = 0xac,
  I64ExtendI32U = 0xad,
  F64PromoteF32 = 0xbb,
  I32ReinterpretF32 = 0xbc,
  I64ReinterpretF64 = 0xbd,
  F32ReinterpretI32 = 0xbe,
  F64ReinterpretI64 = 0xbf,
};

enum class Load : std::uint8_t {
  I32 = 0x28,
  I64 = 0x29,
  F32 = 0x2a,
  F64 = 0x2b,
  I32From8S = 0x2c,
  I32From8U = 0x2d,
  I32From16S = 0x2e,
  I32From16U = 0x2f,
};

enum class Store : std::uint8_t {
  I32 = 0x36,
  I64 = 0x37,
  F32 = 0x38,
  F64 = 0x39,
  I32As8 = 0x3a,
  I32As16 = 0x3b
};

/// What an instruction takes from the operand stack, all of one type, and what it leaves there.
struct OpShape {
  abi::CoreType operand;
  unsigned operands;
  abi::CoreType result;
};
OpShape shapeOf(Op op);

/// Type of the value that is moved, and its natural alignment as the binary format writes it.
struct Access {
  abi::CoreType type;
  std::uint32_t alignLog2;
};
Access accessOf(Load op);
Access accessOf(Store op);

}  // namespace sb::adapt
