// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/wave_text.h"

#include <array>
#include <charconv>
#include <cmath>

#include "core/value/utf8.h"

namespace sb::value {
namespace {

void appendEscaped(std::string& out, char32_t code, char32_t quote) {
  if (code == U'\n') {
    out += "\\n";
  } else if (code == U'\r') {
    out += "\\r";
  } else if (code == U'\t') {
    out += "\\t";
  } else if (code == U'\\' || code == quote) {
    out += '\\';
    out += static_cast<char>(code);
  } else if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xfeff ||
             (code >= 0x200e && code <= 0x202e)) {
    std::array<char, 8> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::uint32_t>(code), 16);
    out +=
        "\\u" +
        between('{', std::string_view(digits.data(), static_cast<std::size_t>(end.ptr - digits.data())), '}');
  } else {
    appendUtf8(out, code);
  }
}

template <class Float>
std::string floatText(Float number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return std::string(digits.data(), end.ptr);
}

}  // namespace

std::string between(char open, std::string_view text, char close) {
  std::string out(1, open);
  out += text;
  out += close;
  return out;
}

std::string waveString(std::string_view text) {
  std::string out = "\"";
  std::size_t position = 0;
  while (position < text.size()) {
    if (const auto code = nextScalar(text, position))
      appendEscaped(out, *code, U'"');
    else
      ++position;  // not UTF-8: cannot be said in WAVE, and no checked value has it
  }
  return out + "\"";
}

std::string waveChar(char32_t code) {
  std::string out = "'";
  appendEscaped(out, code, U'\'');
  return out + "'";
}

std::string waveFloat(float number) { return floatText(number); }
std::string waveFloat(double number) { return floatText(number); }

std::string waveHandle(std::uint64_t handle) { return "<handle " + std::to_string(handle) + ">"; }

std::string waveLabel(std::string_view label) {
  for (const std::string_view keyword : {"true", "false", "inf", "nan", "some", "none", "ok", "err"})
    if (label == keyword) return std::string("%").append(label);
  return std::string(label);
}

}  // namespace sb::value
