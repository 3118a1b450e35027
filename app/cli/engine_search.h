// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <vector>

#include "app/cli/surroundings.h"
#include "core/engine/engine_library.h"

namespace sb::cli {

/// Looks for the engine: the variable SPLICEBOARD_ENGINE, the folders of the surroundings, the user's folder.
Result<engine::EngineLibrary> findEngine(const Surroundings& io);
/// Folders beside a program: `<exe>/../engine`, `<exe>/../../engine` (a build tree),
/// `<prefix>/lib/spliceboard`.
std::vector<std::filesystem::path> engineFoldersBeside(const std::filesystem::path& executable);

}  // namespace sb::cli
