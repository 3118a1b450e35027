// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <set>

#include "core/decode/component_decoder.h"
#include "core/support/check.h"
#include "core/types/check_component.h"

using namespace sb;

namespace {

void look(const Diagnostics& diagnostics, std::size_t size) {
  for (const Diagnostic& diagnostic : diagnostics) {
    SB_CHECK(!diagnostic.code.empty() && !diagnostic.message.empty(), "a diagnostic without words");
    SB_CHECK(!diagnostic.offset || *diagnostic.offset <= size, "an offset behind the end");
  }
}

}  // namespace

/// Every component that decodes is judged: the same each time, with words and places, and a quick look never
/// finds errors that a thorough one does not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto component = decode::decodeComponent(shareBytes(Bytes(data, data + size)));
  if (!component) return 0;
  const types::CheckedComponent full = types::checkComponent(*component);
  look(full.diagnostics, size);
  SB_CHECK(types::checkComponent(*component).diagnostics == full.diagnostics,
           "judged twice, judged otherwise");

  types::CheckOptions options;
  options.collectAll = false;
  SB_CHECK(types::checkComponent(*component, options).valid() == full.valid(),
           "stopping at the first error changes the verdict");
  options.coreModules = false;
  options.resolveOnly = true;
  const types::CheckedComponent quick = types::checkComponent(*component, options);
  look(quick.diagnostics, size);
  SB_CHECK(quick.valid() || !full.valid(), "a quick look finds errors in a valid component");
  return 0;
}
