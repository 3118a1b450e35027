// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/builtin_folders.h"

#include <cstdlib>

namespace sb::cli {

driver::BuiltinFolders builtinFolders(const Surroundings& io) {
  driver::BuiltinFolders out;
  const char* replacement = std::getenv("SPLICER_BUILTINS_DIR");
  if (replacement) out.replacement = replacement;
  for (const std::filesystem::path& folder : io.hookFolders) {
    std::error_code unknown;
    if (!std::filesystem::is_directory(folder, unknown)) continue;
    out.shipped = folder;
    break;
  }
  return out;
}

std::vector<std::filesystem::path> hookFoldersBeside(const std::filesystem::path& executable) {
  const std::filesystem::path folder = executable.parent_path();  // bin, or build/release/bin
  if (folder.empty()) return {};
  const std::filesystem::path above = folder.parent_path();
  return {above / "share/spliceboard/hooks", above.parent_path().parent_path() / "resources/hooks"};
}

}  // namespace sb::cli
