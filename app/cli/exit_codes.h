// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/support/error.h"

namespace sb::cli {

/// How every subcommand ends. One table for the whole program, printed by `splicectl --help` and in
/// docs/cli.md.
enum class ExitCode : int {
  Ok = 0,
  Refused = 1,  ///< understood, and the answer is no; also a guest that ended with failure
  Usage = 2,
  File = 3,
  Invalid = 4,
  EngineMissing = 5,
  Trap = 6,
  Limit = 7,
  Stopped = 8,
};
constexpr int number(ExitCode code) { return static_cast<int>(code); }

struct ExitCodeRow {
  ExitCode code;
  const char* name;
  const char* meaning;
};
inline constexpr ExitCodeRow ExitCodeTable[] = {
    {ExitCode::Ok, "ok", "done"},
    {ExitCode::Refused, "refused",
     "the answer is no: a refused plan, rules that match nothing, a name that is not there; or the program "
     "that ran "
     "ended with failure"},
    {ExitCode::Usage, "usage", "the command line is wrong"},
    {ExitCode::File, "file", "a file is missing or cannot be read or written"},
    {ExitCode::Invalid, "invalid",
     "not a component, broken, beyond a limit, or against a rule of the specification"},
    {ExitCode::EngineMissing, "engine", "the engine is missing or not the one that is needed"},
    {ExitCode::Trap, "trap", "the program that ran trapped"},
    {ExitCode::Limit, "limit", "the program that ran met its time or memory limit"},
    {ExitCode::Stopped, "stopped", "stopped by a signal"},
};

ExitCode exitCodeOf(ErrorCode code);
/// The table as indented lines, for `--help`.
std::string exitCodeText();

}  // namespace sb::cli
