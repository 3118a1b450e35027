// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/adapt/core_module_builder.h"
#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::replay {

/// What is known of one function: its answers in the order in which they were recorded.
struct Answer {
  std::vector<value::Value> arguments;
  std::vector<value::Value> result;  ///< none or one
};
struct AnsweredFunction {
  std::string name;
  types::FuncTypeRef type;
  std::vector<Answer> answers;
};

inline constexpr const char *ReplayMemory = "memory", *ReplayRealloc = "cabi_realloc";

/// The core module that answers calls: exports the memory, its allocator, and each function under its name
/// with the synchronous canonical ABI.
///
/// A call is answered by the first recorded one with the same arguments that was not used yet, then by the
/// last one with these arguments; when there is none, by the next unused one of the function (unless
/// `strict`). When nothing is left it traps in a function whose name says so.
Bytes replayModule(const std::vector<AnsweredFunction>& functions, bool strict);

}  // namespace sb::replay
