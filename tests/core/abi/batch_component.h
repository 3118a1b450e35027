// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/support/bytes.h"
#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::test {

/// A type with values that were lowered into the memory of the component.
struct BatchType {
  types::ValType type;
  std::vector<value::Value> values;
};

/// A component of our own encoder with two functions for each type:
///   `get-N: func(k: u32) -> T`          hands out the bytes that `value::store` or `lowerFlat` made of value
///   k `put-N: func(v: T) -> list<u64>`    hands back the core parameters and all memory they point to
/// so that whoever calls it lifts what we lowered and lowers what we lift.
struct BatchComponent {
  Bytes bytes;
  std::uint32_t dumpBase =
      0;  ///< where the list of `put-N` begins: 16 words of parameters, 16 spare, the heap
};
BatchComponent batchComponent(const std::vector<BatchType>& types);

}  // namespace sb::test
