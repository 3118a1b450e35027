// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sb::value {

/// A Unicode scalar value: below 0x110000 and no surrogate. What a `char` may hold.
constexpr bool isScalar(std::uint64_t code) { return code < 0x110000 && (code < 0xd800 || code > 0xdfff); }

/// Appends one scalar value as UTF-8.
void appendUtf8(std::string& out, char32_t code);

/// The scalar that starts at `position`, which moves behind it; nothing when the bytes there are not
/// well-formed UTF-8.
std::optional<char32_t> nextScalar(std::string_view text, std::size_t& position);

/// The offset of the first byte that is not well-formed UTF-8, if any.
std::optional<std::size_t> firstBadUtf8(std::string_view text);

}  // namespace sb::value
