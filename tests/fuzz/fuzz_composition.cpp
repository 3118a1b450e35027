// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <string>

#include "core/driver/open.h"
#include "core/print/graph_json.h"
#include "core/print/graph_text.h"
#include "core/store/project.h"
#include "core/support/check.h"

using namespace sb;

/// Any bytes open as a composition or say why not. A composition written as JSON reads back as the same
/// graph.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto opened = driver::openBytes(shareBytes(Bytes(data, data + size)), "input.wasm");
  if (!opened) {
    SB_CHECK(!opened.error().message.empty(), "an error without words");
    return 0;
  }
  if (!opened->graph) return 0;
  SB_CHECK(!print::graphJson(*opened->graph).empty(), "a graph without JSON");
  const std::filesystem::path folder = "/nonexistent";
  const std::string written = store::projectText(*opened->graph, folder);
  const auto again = store::projectFromText(written, folder);
  SB_CHECK(again.has_value(), "a written composition cannot be read");
  SB_CHECK(store::projectText(*again, folder) == written, "a written composition is written otherwise");
  SB_CHECK(!print::graphText(*again).empty(), "a graph without text");
  return 0;
}
