// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "core/support/bytes.h"

/// The reference corpus, for the tests of plans and splices.
namespace plantest {

inline std::filesystem::path corpus() {
  const char* shared = std::getenv("SPLICEBOARD_SHARED");
  return (shared && *shared ? std::filesystem::path(shared)
                            : std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "../shared") /
         "corpus";
}

inline std::optional<std::string> readText(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

inline std::optional<sb::Bytes> readBytes(const std::filesystem::path& file) {
  const std::optional<std::string> text = readText(file);
  if (!text) return std::nullopt;
  return sb::Bytes(text->begin(), text->end());
}

}  // namespace plantest
