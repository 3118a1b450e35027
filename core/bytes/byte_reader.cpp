// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/bytes/byte_reader.h"

namespace sb::bytes {

std::string hexByte(std::uint8_t value) {
  const char* digits = "0123456789abcdef";
  return std::string("0x") + digits[value >> 4] + digits[value & 15];
}

Result<std::uint8_t> ByteReader::peek(const char* what) const {
  if (atEnd()) return error(ErrorCode::UnexpectedEnd, std::string("ends inside ") + what);
  return m_bytes[m_at];
}

Result<std::uint8_t> ByteReader::byte(const char* what) {
  if (atEnd()) return error(ErrorCode::UnexpectedEnd, std::string("ends inside ") + what);
  return m_bytes[m_at++];
}

Result<std::uint32_t> ByteReader::u32(const char* what) {
  if (!atEnd() && m_bytes[m_at] < 0x80) return m_bytes[m_at++];  // most of them
  const std::uint64_t start = offset();
  std::uint32_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    SB_TRY(const std::uint8_t group, byte(what));
    if (shift == 28 && (group & 0xf0))
      return fail(ErrorCode::BadLeb128, std::string(what) + " does not fit 32 bits", start);
    value |= static_cast<std::uint32_t>(group & 0x7f) << shift;
    if (!(group & 0x80)) return value;
  }
  return fail(ErrorCode::BadLeb128, std::string(what) + " is longer than five bytes", start);
}

Result<std::uint64_t> ByteReader::u64(const char* what) {
  const std::uint64_t start = offset();
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 70; shift += 7) {
    SB_TRY(const std::uint8_t group, byte(what));
    if (shift == 63 && (group & 0xfe))
      return fail(ErrorCode::BadLeb128, std::string(what) + " does not fit 64 bits", start);
    value |= static_cast<std::uint64_t>(group & 0x7f) << shift;
    if (!(group & 0x80)) return value;
  }
  return fail(ErrorCode::BadLeb128, std::string(what) + " is longer than ten bytes", start);
}

Result<std::int64_t> ByteReader::s33(const char* what) {
  const std::uint64_t start = offset();
  std::int64_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    SB_TRY(const std::uint8_t group, byte(what));
    value |= static_cast<std::int64_t>(group & 0x7f) << shift;
    if (group & 0x80) continue;
    const unsigned bits = shift + 7;
    if (group & 0x40) value -= std::int64_t{1} << bits;
    // 33 significant bits: the last group has five of them, the two above must repeat the sign.
    const bool fits = value >= -(std::int64_t{1} << 32) && value < (std::int64_t{1} << 32);
    if (!fits) return fail(ErrorCode::BadLeb128, std::string(what) + " does not fit 33 bits", start);
    return value;
  }
  return fail(ErrorCode::BadLeb128, std::string(what) + " is longer than five bytes", start);
}

Result<std::uint32_t> ByteReader::count(const char* what, std::uint32_t limit) {
  const std::uint64_t start = offset();
  SB_TRY(const std::uint32_t value, u32(what));
  if (value > limit)
    return fail(
        ErrorCode::LimitExceeded,
        std::string(what) + " is " + std::to_string(value) + ", the limit is " + std::to_string(limit),
        start);
  if (value > remaining())
    return fail(ErrorCode::UnexpectedEnd,
                std::string(what) + " is " + std::to_string(value) + ", only " + std::to_string(remaining()) +
                    " bytes are left",
                start);
  return value;
}

Result<ByteSpan> ByteReader::raw(std::size_t size, const char* what) {
  if (size > remaining())
    return error(ErrorCode::UnexpectedEnd, std::string(what) + " needs " + std::to_string(size) + " bytes, " +
                                               std::to_string(remaining()) + " are left");
  const ByteSpan out = m_bytes.subspan(m_at, size);
  m_at += size;
  return out;
}

Result<std::string> ByteReader::name(const char* what, std::uint32_t maxBytes) {
  const std::uint64_t start = offset();
  SB_TRY(const std::uint32_t length, u32(what));
  if (length > maxBytes)
    return fail(ErrorCode::LimitExceeded,
                std::string(what) + " has " + std::to_string(length) + " bytes, the limit is " +
                    std::to_string(maxBytes),
                start);
  SB_TRY(const ByteSpan span, raw(length, what));
  std::string text(reinterpret_cast<const char*>(span.data()), span.size());
  if (!isUtf8(text)) return fail(ErrorCode::BadUtf8, std::string(what) + " is not UTF-8", start);
  return text;
}

bool isUtf8(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    if (static_cast<std::uint8_t>(s[i]) < 0x80) {
      ++i;
      continue;
    }
    const auto at = [&](std::size_t k) {
      return k < s.size() ? static_cast<std::uint8_t>(s[k]) : std::uint8_t{0};
    };
    const std::uint8_t lead = at(i);
    std::size_t length = 0;
    std::uint32_t code = 0;
    if (lead >= 0xf0) {
      length = 4;
      code = lead & 0x07;
    } else if (lead >= 0xe0) {
      length = 3;
      code = lead & 0x0f;
    } else if (lead >= 0xc0) {
      length = 2;
      code = lead & 0x1f;
    } else {
      return false;
    }
    if (lead >= 0xf8) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((at(i + k) & 0xc0) != 0x80) return false;
      code = (code << 6) | (at(i + k) & 0x3f);
    }
    const std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    i += length;
  }
  return true;
}

}  // namespace sb::bytes
