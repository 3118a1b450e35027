// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <vector>

#include "app/cli/surroundings.h"
#include "core/driver/builtins.h"

namespace sb::cli {

/// The folder that SPLICER_BUILTINS_DIR names, and the first folder of `io.hookFolders` that exists.
driver::BuiltinFolders builtinFolders(const Surroundings& io);

/// Where the hooks that ship with the program may lie: beside an installed program, or in the checkout of a
/// build tree.
std::vector<std::filesystem::path> hookFoldersBeside(const std::filesystem::path& executable);

}  // namespace sb::cli
