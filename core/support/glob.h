// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string_view>

namespace sb {

/// True when the text has one of `*`, `?`, `[`, so that it stands for many names.
bool isGlob(std::string_view pattern);

/// Flat globs: `*` is any text, '/' and ':' included, `?` one character, `[a-z]` one of a set, `[!a-z]` one
/// that is not in it; a `[` without an end stands for itself. A pattern without these is compared exactly.
bool globMatches(std::string_view pattern, std::string_view text);

}  // namespace sb
