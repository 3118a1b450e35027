// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The WAVE spelling of values without parts; printing values and printing cells share it.
namespace sb::value {

/// `text` between two characters: "[3]", "`name`". Appends, because GCC 12 warns about `"[" +
/// std::to_string(i)`.
std::string between(char open, std::string_view text, char close);

std::string waveString(std::string_view text);  ///< quotes, backslashes and control characters are escaped
std::string waveChar(char32_t code);
std::string waveFloat(float number);  ///< shortest text that reads back: "1.5", "nan", "-inf"
std::string waveFloat(double number);
std::string waveHandle(std::uint64_t handle);   ///< "<handle 3>"
std::string waveLabel(std::string_view label);  ///< `%none` for a keyword

}  // namespace sb::value
