// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/support/bytes.h"

namespace sb::types {

/// What full validation of a core module found.
struct CoreModuleVerdict {
  enum class Kind { Valid, Invalid, NotChecked } kind = Kind::Valid;
  std::string message;  ///< Invalid: the first error; NotChecked: what the validator does not know
};

/// Validates an embedded core module, preamble included, with every feature the validator knows. The only
/// file that knows wabt (docs/decisions, core module validation).
CoreModuleVerdict validateCoreModule(ByteSpan module);

}  // namespace sb::types
