// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/engine_search.h"

namespace sb::cli {

Result<engine::EngineLibrary> findEngine(const Surroundings& io) {
  std::vector<std::filesystem::path> folders = io.engineFolders;
  for (std::filesystem::path& folder : engine::engineFolders({}, {})) folders.push_back(std::move(folder));
  return engine::EngineLibrary::find(folders);
}

std::vector<std::filesystem::path> engineFoldersBeside(const std::filesystem::path& executable) {
  const std::filesystem::path folder = executable.parent_path();  // build/release/bin
  if (folder.empty()) return {};
  const std::filesystem::path buildTree = folder.parent_path();
  return {buildTree / "engine", buildTree.parent_path() / "engine", buildTree.parent_path() / "build/engine",
          buildTree / "lib/spliceboard"};
}

}  // namespace sb::cli
