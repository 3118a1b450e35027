// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <system_error>

#include "core/store/project.h"

namespace sb::store {

std::filesystem::path recoveryFileOf(const std::filesystem::path& project) {
  return project.parent_path() / ("." + project.filename().string() + ".recovery");
}

std::string recoveryPathFor(const std::string& project) { return recoveryFileOf(project).string(); }

Result<void> writeRecovery(const std::filesystem::path& project, const graph::Graph& graph) {
  return saveProject(recoveryFileOf(project), graph);
}

std::optional<std::filesystem::path> findRecovery(const std::filesystem::path& project) {
  std::error_code error;
  const std::filesystem::path recovery = recoveryFileOf(project);
  const auto saved = std::filesystem::last_write_time(recovery, error);
  if (error) return std::nullopt;
  const auto original = std::filesystem::last_write_time(project, error);
  if (!error && saved < original) return std::nullopt;
  return recovery;
}

void discardRecovery(const std::filesystem::path& project) {
  std::error_code ignored;  // it is gone, or will be found and asked about again
  std::filesystem::remove(recoveryFileOf(project), ignored);
}

}  // namespace sb::store
