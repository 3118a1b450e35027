// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/config/manifest.h"
#include "core/support/result.h"

namespace sb::driver {

/// Where built-in hooks lie, as `NAME.wasm` or `FOLDER/NAME.wasm`.
struct BuiltinFolders {
  std::filesystem::path shipped;      ///< comes with the program; empty: not found
  std::filesystem::path replacement;  ///< what $SPLICER_BUILTINS_DIR names; when set, the only place
  const std::filesystem::path& used() const { return replacement.empty() ? shipped : replacement; }
};

/// A built-in hook with what it says about itself.
struct Builtin {
  std::string name;
  std::filesystem::path file;
  std::optional<config::Manifest> manifest;
  std::string problem;  ///< why there is no manifest
};

/// All of them by name. What cannot be read is there with its problem.
std::vector<Builtin> listBuiltins(const BuiltinFolders& folders);

/// The component of a built-in hook. Errors: Refused for a name that is not there, with what to use in place
/// of splicer's, or the names that are there; FileNotFound when nothing was found at all.
Result<std::filesystem::path> builtinFile(const std::string& name, const BuiltinFolders& folders);
/// One of them. Errors also those of reading the file.
Result<Builtin> readBuiltin(const std::string& name, const BuiltinFolders& folders);

}  // namespace sb::driver
