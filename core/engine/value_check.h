// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string_view>

#include "core/engine/engine_value.h"
#include "core/support/result.h"

namespace sb::engine {

/// True for well-formed UTF-8 without surrogates.
bool isUtf8(std::string_view text);

/// Whether the engine can take this value without ending the process: it does so on text that is not UTF-8
/// and on a char that is no scalar value. Whether the value fits its type is the engine's own, harmless,
/// check. Errors: BadUtf8, Invalid (a char, two payloads), LimitExceeded (nested too deep).
Result<void> checkValue(const EngineValue& value);

}  // namespace sb::engine
