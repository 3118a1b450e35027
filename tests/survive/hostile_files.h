// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/support/bytes.h"

namespace sb::test {

/// A file made to hurt whoever reads it, and what must come of it.
struct HostileFile {
  const char* name;      ///< a sentence
  Bytes (*make)();       ///< null: `zeros` bytes of zero
  const char* expected;  ///< words in the answer, such as "error[limit-exceeded]" or ": valid"
  std::uint64_t zeros = 0;
};

/// All of them, in the order of the three lists.
const std::vector<HostileFile>& hostileFiles();

std::vector<HostileFile> hostileTypes();
std::vector<HostileFile> hostileCounts();
std::vector<HostileFile> hostileCrowds();

}  // namespace sb::test
