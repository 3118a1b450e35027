// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::config {

/// The type of a configuration key, as manifests write it (splicer.md 9.3): `bool`, `u8` … `s64`, `f32`,
/// `f64`, `char`, `string`, `list<T>`, `option<T>`, `tuple<A, B>`, `enum { a, b }`.
/// Errors: BadSyntax with the offset of the character.
Result<types::ValType> parseKeyType(std::string_view text);
/// The same text again, in one spelling.
std::string keyTypeText(const types::ValType& type);

}  // namespace sb::config
