// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <string>
#include <string_view>

#include "core/plan/splice_rules.h"
#include "core/support/check.h"

using namespace sb;

/// Any text either is splice rules or gives an error with words; what was read prints to rules that read and
/// print the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto rules = plan::parseSpliceRules(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!rules) {
    SB_CHECK(!rules.error().message.empty(), "an error without words");
    return 0;
  }
  const std::string printed = plan::printSpliceRules(*rules);
  const auto again = plan::parseSpliceRules(printed);
  SB_CHECK(again.has_value(), "printed rules cannot be read");
  SB_CHECK(plan::printSpliceRules(*again) == printed, "printed rules print otherwise");
  return 0;
}
