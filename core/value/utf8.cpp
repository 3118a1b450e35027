// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/utf8.h"

namespace sb::value {
namespace {

struct Lead {
  unsigned length;
  char32_t bits;
  char32_t least;  ///< smaller values in this many bytes are overlong
};

std::optional<Lead> leadOf(unsigned char byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if (byte >= 0xc2 && byte < 0xe0) return Lead{2, static_cast<char32_t>(byte & 0x1f), 0x80};
  if (byte >= 0xe0 && byte < 0xf0) return Lead{3, static_cast<char32_t>(byte & 0x0f), 0x800};
  if (byte >= 0xf0 && byte < 0xf5) return Lead{4, static_cast<char32_t>(byte & 0x07), 0x10000};
  return std::nullopt;
}

}  // namespace

void appendUtf8(std::string& out, char32_t code) {
  const auto tail = [&out, code](unsigned shift) {
    out.push_back(static_cast<char>(0x80 | ((code >> shift) & 0x3f)));
  };
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xc0 | (code >> 6)));
    tail(0);
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xe0 | (code >> 12)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xf0 | (code >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::optional<char32_t> nextScalar(std::string_view text, std::size_t& position) {
  if (position >= text.size()) return std::nullopt;
  const auto lead = leadOf(static_cast<unsigned char>(text[position]));
  if (!lead || text.size() - position < lead->length) return std::nullopt;
  char32_t code = lead->bits;
  for (unsigned i = 1; i < lead->length; ++i) {
    const auto byte = static_cast<unsigned char>(text[position + i]);
    if ((byte & 0xc0) != 0x80) return std::nullopt;
    code = (code << 6) | (byte & 0x3f);
  }
  if (code < lead->least || !isScalar(code)) return std::nullopt;
  position += lead->length;
  return code;
}

std::optional<std::size_t> firstBadUtf8(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size())
    if (!nextScalar(text, position)) return position;
  return std::nullopt;
}

}  // namespace sb::value
