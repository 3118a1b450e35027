// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::decode {

/// One section of a core module, not looked into.
struct CoreSection {
  std::uint8_t id = 0;
  ByteSpan content;
};
/// The sections of a core module in file order. Errors: UnexpectedEnd, BadLeb128.
Result<std::vector<CoreSection>> coreSections(ByteSpan module);

}  // namespace sb::decode
