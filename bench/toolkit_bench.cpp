// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cstdio>
#include <string_view>

#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/support/mapped_file.h"
#include "core/types/check_component.h"

// `toolkit_bench open|layer|validate|encode FILE`: one step over one file, once; `start` does nothing.
// bench/toolkit runs it and measures the process, beside wasm-tools doing the same.
namespace {

int fail(const sb::Error& error) { return std::fprintf(stderr, "%s\n", error.text().c_str()), 1; }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: toolkit_bench open|layer|validate|encode FILE\n"), 2;
  const std::string_view step = argv[1];
  if (step == "start") return 0;
  const sb::Result<sb::SharedBytes> file = sb::mapFile(argv[2]);
  if (!file) return fail(file.error());
  const auto component = sb::decode::decodeComponent(*file);
  if (!component) return fail(component.error());
  if (step == "encode")
    return sb::encode::encodeComponent(*component).size() == (*file)->span().size() ? 0 : 1;
  sb::types::CheckOptions options;
  options.resolveOnly = step == "open";
  options.coreModules = step == "validate";
  const auto checked = sb::types::checkComponent(*component, options);
  for (const sb::Diagnostic& item : checked.diagnostics) {
    if (item.severity == sb::Severity::Error) std::fprintf(stderr, "%s\n", item.message.c_str());
  }
  return checked.valid() ? 0 : 1;
}
