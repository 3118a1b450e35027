// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <string>
#include <string_view>
#include <vector>

#include "core/store/project.h"
#include "core/support/check.h"

using namespace sb;

/// Any text either is a project or gives an error with words; what was read is written to a project that
/// reads and is written the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::filesystem::path folder = "/nonexistent";
  std::vector<std::string> remarks;
  const auto graph =
      store::projectFromText(std::string_view(reinterpret_cast<const char*>(data), size), folder, &remarks);
  if (!graph) {
    SB_CHECK(!graph.error().message.empty(), "an error without words");
    return 0;
  }
  const std::string written = store::projectText(*graph, folder);
  const auto again = store::projectFromText(written, folder);
  SB_CHECK(again.has_value(), "a written project cannot be read");
  SB_CHECK(store::projectText(*again, folder) == written, "a written project is written otherwise");
  return 0;
}
