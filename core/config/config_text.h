// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::config {

/// A configuration value of a key's type as canonical WAVE text, which is what a hook is given: strings
/// quoted, floats with a point, `some(…)`, `[a, b]`, `(a, b)` (splicer.md 9.3).
///
/// Shape:  takes what people write on a command line, in a form or in YAML: WAVE; also text without quotes
///         for strings, characters and enum cases, quoted enum cases, a bare value for an option, and a
///         list in brackets for a tuple. `anyCase`: enum cases are compared without regard to upper and
///         lower case.
/// Errors: BadSyntax, naming the type, with the offset of the character.
Result<std::string> canonicalValue(std::string_view text, const types::ValType& type, bool anyCase = false);

}  // namespace sb::config
