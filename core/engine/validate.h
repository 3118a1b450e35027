// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/engine/engine_library.h"
#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::engine {

/// Asks the engine whether a component is valid: an oracle beside our own checks. The C interface offers no
/// check without compiling, so the baseline compiler is used: about 0.12 s per MB. Errors: Invalid with the
/// engine's text, NotAComponent.
Result<void> validateWithEngine(const EngineLibrary& library, ByteSpan component);

}  // namespace sb::engine
