// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "app/cli/command.h"
#include "app/cli/input_output.h"
#include "core/driver/export.h"
#include "core/driver/splice.h"

namespace sb::cli {

/// The options that splice, compose and edit share, with splicer's names.
struct ResultFiles {
  std::string output = "composed.wasm";
  std::string wac;           ///< empty: not written
  std::string splitsFolder;  ///< empty: not written
  std::string package = "example:composition";
  bool planOnly = false;  ///< WAC, splits and the command that composes them; no component
  bool withoutEngine = false;
  bool json = false;

  /// For `driver::spliceGraph` and `spliceFile`.
  driver::SpliceOptions spliceOptions() const;
};
/// Adds -o, --emit-wac, --plan, -d, --package, --no-engine and --json.
void addResultFiles(CLI::App& command, ResultFiles& files);

/// Checks what was made once more with the engine, if there is one, then writes it and says so. Returns the
/// exit code.
int writeResult(const driver::SpliceOutput& output, const ResultFiles& files, Surroundings& io);

}  // namespace sb::cli
