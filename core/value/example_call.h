// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::value {

/// What a function might be called with and answer. Every handle has a number of its own, those of the result
/// from `FirstResultHandle` on: in a call they lie in one table.
struct ExampleCall {
  std::vector<Value> args;
  std::vector<Value> result;  ///< empty: the function has none
};
inline constexpr std::uint32_t FirstResultHandle = 101;

ExampleCall exampleCall(const types::FuncType& type);

}  // namespace sb::value
