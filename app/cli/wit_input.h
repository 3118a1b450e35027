// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/input_output.h"
#include "app/cli/json_output.h"
#include "core/wit/load.h"

namespace sb::cli {

/// Whether what the command line names is WIT text: a folder, a `.wit` file, or a text that begins like one.
bool isWitFolder(const std::string& name);
bool isWitText(const InputFile& file);

/// WIT as text, folder or package in binary form; `-` is standard input. `shownName` is what messages call
/// it.
Result<wit::Reading> readWit(const std::string& name, const wit::FeatureChoice& features, Surroundings& io);

/// `--features a,b` and `--all-features`.
struct FeatureOptions {
  std::vector<std::string> names;
  bool all = false;
  wit::FeatureChoice choice() const { return {{names.begin(), names.end()}, all}; }
};

/// The findings as a person reads them, one behind the other.
std::string problemsText(const wit::Reading& reading);
/// With `file`, `line`, `column` and `length` (in bytes) of each.
Json problemsJson(const wit::Reading& reading);

/// Everything that was read as one text; nothing when there are errors, which are said on the error stream.
/// `file` is empty for a folder.
std::optional<std::string> writtenWit(const std::string& name, const InputFile* file, Surroundings& io,
                                      int& exitCode);

/// "package `local:demo` with 2 interfaces and 1 world"
std::string witSummary(const wit::Document& document);

}  // namespace sb::cli
