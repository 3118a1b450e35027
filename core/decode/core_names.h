// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>

#include "core/support/bytes.h"

namespace sb::decode {

/// What the `name` section of a core module says, names of locals and labels left out (core specification,
/// appendix "Name Section", with the subsections of the extended-name-section proposal). A section that
/// cannot be read gives the names before the damage.
struct CoreNames {
  std::string module;
  /// "func", "type", "table", "memory", "global", "elem", "data", "tag" → names by index
  std::map<std::string, std::map<std::uint32_t, std::string>> items;
  bool empty() const { return module.empty() && items.empty(); }
};
CoreNames readCoreNames(ByteSpan module);

}  // namespace sb::decode
