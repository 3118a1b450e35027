// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cstddef>
#include <cstdint>

#include "core/support/check.h"
#include "core/wac/resolve_wac.h"

using namespace sb;

/// Any text either is WAC or gives an error with words; names of packages that are not there are errors too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = wac::parseWac({reinterpret_cast<const char*>(data), size});
  if (!document) {
    SB_CHECK(!document.error().message.empty(), "an error without words");
    return 0;
  }
  wac::Packages packages;
  for (const wac::PackagePath& path : wac::packagesOf(*document)) {
    types::ComponentType type;
    types::FuncType function;
    type.imports.push_back({"in", types::finish(types::FuncType(function))});
    type.exports.push_back({"out", types::finish(std::move(function))});
    auto file = std::make_shared<graph::ComponentFile>();
    file->type = types::finish(std::move(type));
    file->component = std::make_shared<const model::Component>();
    wac::PackagePath whole = path;
    whole.item.clear();
    packages[whole.name()] = {file, file->type, nullptr};
  }
  const auto graph = wac::resolveWac(*document, packages);
  SB_CHECK(graph || !graph.error().message.empty(), "an error without words");
  return 0;
}
