// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/core_ops.h"

namespace sb::adapt {

using abi::CoreType;

OpShape shapeOf(Op op) {
  using T = CoreType;
  switch (op) {
    case Op::I32Eqz:
    case Op::I32Clz: return {T::I32, 1, T::I32};
    case Op::I32Eq:
    case Op::I32Ne:
    case Op::I32LtU:
    case Op::I32GtU:
    case Op::I32LeU:
    case Op::I32GeU:
    case Op::I32Add:
    case Op::I32Sub:
    case Op::I32Mul:
    case Op::I32DivU:
    case Op::I32And:
    case Op::I32Or:
    case Op::I32Shl:
    case Op::I32ShrU: return {T::I32, 2, T::I32};
    case Op::I64Eqz: return {T::I64, 1, T::I32};
    case Op::I64GtU: return {T::I64, 2, T::I32};
    case Op::I64Add:
    case Op::I64ShrU:
    case Op::I64Mul:
    case Op::I64And: return {T::I64, 2, T::I64};
    case Op::I32WrapI64: return {T::I64, 1, T::I32};
    case Op::I64ExtendI32S:
    case Op::I64ExtendI32U: return {T::I32, 1, T::I64};
    case Op::F64PromoteF32: return {T::F32, 1, T::F64};
    case Op::I32ReinterpretF32: return {T::F32, 1, T::I32};
    case Op::I64ReinterpretF64: return {T::F64, 1, T::I64};
    case Op::F32ReinterpretI32: return {T::I32, 1, T::F32};
    case Op::F64ReinterpretI64: return {T::I64, 1, T::F64};
  }
  return {T::I32, 0, T::I32};
}

Access accessOf(Load op) {
  switch (op) {
    case Load::I32: return {CoreType::I32, 2};
    case Load::I64: return {CoreType::I64, 3};
    case Load::F32: return {CoreType::F32, 2};
    case Load::F64: return {CoreType::F64, 3};
    case Load::I32From8S:
    case Load::I32From8U: return {CoreType::I32, 0};
    case Load::I32From16S:
    case Load::I32From16U: return {CoreType::I32, 1};
  }
  return {CoreType::I32, 0};
}

Access accessOf(Store op) {
  switch (op) {
    case Store::I32: return {CoreType::I32, 2};
    case Store::I64: return {CoreType::I64, 3};
    case Store::F32: return {CoreType::F32, 2};
    case Store::F64: return {CoreType::F64, 3};
    case Store::I32As8: return {CoreType::I32, 0};
    case Store::I32As16: return {CoreType::I32, 1};
  }
  return {CoreType::I32, 0};
}

}  // namespace sb::adapt
