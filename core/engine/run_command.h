// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/engine/call_function.h"

namespace sb::engine {

/// One run of a component from start to end. `timeLimit` holds for the whole run (not for compiling).
struct RunRequest : SessionOptions {
  ByteSpan component;  ///< outlives the call
  /// What to call: an exported instance with a function `run` ("wasi:cli/run@0.2.3"), "instance#function", or
  /// a function. Empty: the `wasi:cli/run@0.2.N` that the component exports, whatever N.
  std::string invoke;
  EngineValues arguments;  ///< of the function; `run` takes none
  /// Called once, when compiling is over and the clock of `timeLimit` starts. May be empty.
  std::function<void()> onStart;
};

/// Runs a component. A result that is an error gives exit code 1, as `wasi:cli/run` asks.
/// Errors: those of `Session::create` and `Session::start` except for the ends of a guest, which are
/// outcomes; NoSuchPort when there is nothing to call.
Result<RunOutcome> runCommand(const EngineLibrary& library, const RunRequest& request);

}  // namespace sb::engine
