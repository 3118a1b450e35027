// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string_view>

#include "core/support/bytes.h"

namespace sb::test {

/// Bytes from hexadecimal digits; everything that is not a digit is left out, `;` begins a comment to the end
/// of line.
inline Bytes fromHex(std::string_view text) {
  Bytes out;
  int high = -1;
  bool comment = false;
  for (const char c : text) {
    if (c == ';') comment = true;
    if (c == '\n') comment = false;
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (comment || digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      out.push_back(static_cast<std::uint8_t>(high * 16 + digit));
      high = -1;
    }
  }
  return out;
}

inline constexpr std::string_view ComponentPreamble = "00 61 73 6d 0d 00 01 00 ";
inline constexpr std::string_view CoreModulePreamble = "00 61 73 6d 01 00 00 00 ";

}  // namespace sb::test
