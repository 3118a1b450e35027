// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string_view>
#include <vector>

#include "core/types/type.h"

namespace sb::testing {

/// Builds a type from the structural notation of the worked vectors (component-model.md 4.9): `record{u8,
/// string}`, `variant{f32 | _}`, `enum(3)`, `flags(9)`, `list<u8,4>`, `own R`, `variant{u8 … ×257}`. Labels
/// are made up.
types::ValType typeFromText(std::string_view text);

/// A parameter list such as `list<u8>, 17×u64`.
std::vector<types::ValType> typesFromText(std::string_view text);

}  // namespace sb::testing
