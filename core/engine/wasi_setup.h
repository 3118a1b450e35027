// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/engine/call_function.h"

namespace sb::engine {

/// Gives a store the WASI 0.2 surroundings that the options describe. `options` must stay in place as long as
/// the store lives: output goes to its functions. Errors: BadUtf8 (an argument or variable with a NUL or not
/// UTF-8), EngineFailed.
Result<void> setUpWasi(const abi::Functions& api, abi::Context* context, const SessionOptions& options);

}  // namespace sb::engine
