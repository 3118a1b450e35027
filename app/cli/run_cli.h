// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "app/cli/surroundings.h"

namespace sb::cli {

/// The whole command line: `args` without the program's name. Data goes to `out`, everything else to `err`.
/// Returns the exit code (exit_codes.h). Writes the files it is asked for and touches nothing else of the
/// process.
int runCli(const std::vector<std::string>& args, Surroundings io);
int runCli(const std::vector<std::string>& args, std::istream& in, std::ostream& out, std::ostream& err);

/// Names of all subcommands, in the order of the help.
std::vector<std::string> commandNames();

}  // namespace sb::cli
