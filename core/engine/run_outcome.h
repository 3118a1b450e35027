// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/engine_value.h"

namespace sb::engine {

/// One line of a back-trace, innermost first.
///
/// The code between two components (adapters made by the engine) shows up too: without names and with offsets
/// into a module that is in no file. Take `moduleOffset` for a place in the component only if `moduleOffset -
/// functionOffset` is where function `functionIndex` starts in the decoded component. Two instances of one
/// component look alike.
struct Frame {
  std::string function;                         ///< from the name section, may be empty
  std::string module;                           ///< from the name section, may be empty
  std::uint32_t functionIndex = 0;              ///< in the core module's function index space
  std::optional<std::uint64_t> functionOffset;  ///< bytes from the start of the function's code
  std::optional<std::uint64_t> moduleOffset;    ///< bytes from the start of the component's file

  friend bool operator==(const Frame&, const Frame&) = default;
};

/// How a guest ended. Everything here is the guest's doing or the caller's limits; what kept it from starting
/// at all (a missing import, bytes that are no component) is an `Error` instead.
struct RunOutcome {
  enum class Kind {
    Exited,       ///< returned, or called exit
    Trapped,      ///< `message` holds the reason, `backtrace` the place
    TimedOut,     ///< the time limit
    Stopped,      ///< the caller's stop flag
    MemoryLimit,  ///< a memory starts out larger than allowed. Later growth is refused to the guest
                  ///< (`memory.grow` gives -1), which it usually answers by trapping: that is then `Trapped`
  };
  Kind kind = Kind::Exited;
  /// Of `Exited`: 0, or 1 when the function returned an error, or what the guest gave to exit. WASI 0.2 hands
  /// on only success or failure, so a C program's `exit(3)` arrives as 1.
  int exitCode = 0;
  std::string message;           ///< empty when the exit code is 0
  std::vector<Frame> backtrace;  ///< also of TimedOut and Stopped: where the guest was
  EngineValues values;           ///< none or one: what the function returned

  bool succeeded() const { return kind == Kind::Exited && exitCode == 0; }
};

/// "exited", "trapped", "timed-out", "stopped", "memory-limit": the spelling in JSON events.
const char* runOutcomeKindName(RunOutcome::Kind kind);

}  // namespace sb::engine
