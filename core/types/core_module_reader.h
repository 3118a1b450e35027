// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>

#include "core/bytes/byte_reader.h"
#include "core/support/bytes.h"
#include "core/support/concat.h"
#include "core/support/error.h"

namespace sb::types {

/// A cursor over one module. The first failure stays; reads after it return zeros.
class CoreModuleReader {
 public:
  CoreModuleReader(ByteSpan bytes, std::uint64_t base) : m_bytes(bytes), m_base(base) {}

  bool atEnd() const { return m_error || m_at >= m_bytes.size(); }
  std::size_t position() const { return m_at; }
  void seek(std::size_t at) { m_at = at; }
  const std::optional<Error>& error() const { return m_error; }

  void fail(ErrorCode code, std::string message) {
    if (!m_error) m_error = Error{code, std::move(message), m_base + m_at, {"in a core module"}};
  }
  std::uint8_t byte(const char* what) {
    if (m_error) return 0;
    if (m_at >= m_bytes.size()) {
      fail(ErrorCode::UnexpectedEnd, concat("unexpected end, expected ", what));
      return 0;
    }
    return m_bytes[m_at++];
  }
  std::uint8_t peek() const { return m_at < m_bytes.size() ? m_bytes[m_at] : std::uint8_t{0}; }
  std::uint64_t leb(const char* what, unsigned bits) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < bits; shift += 7) {
      const std::uint8_t part = byte(what);
      value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
      if ((part & 0x80) == 0) return value;
    }
    fail(ErrorCode::BadLeb128, concat("number is too long: ", what));
    return 0;
  }
  std::uint32_t u32(const char* what) { return static_cast<std::uint32_t>(leb(what, 32)); }
  std::string name(const char* what) {
    const std::uint32_t size = u32(what);
    if (m_error || size > m_bytes.size() - m_at) {
      fail(ErrorCode::UnexpectedEnd, concat("name is longer than its section: ", what));
      return {};
    }
    std::string text(reinterpret_cast<const char*>(m_bytes.data() + m_at), size);
    m_at += size;
    if (!bytes::isUtf8(text)) fail(ErrorCode::BadUtf8, concat("not UTF-8: ", what));
    return text;
  }
  /// A count that cannot exceed the bytes left, so that nothing is reserved by a lie.
  std::uint32_t count(const char* what) {
    const std::uint32_t value = u32(what);
    if (!m_error && value > m_bytes.size() - m_at) {
      fail(ErrorCode::UnexpectedEnd, concat("count is larger than what follows: ", what));
      return 0;
    }
    return m_error ? 0 : value;
  }
  Bytes bytesSince(std::size_t begin) const {
    return Bytes(m_bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                 m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at));
  }

 private:
  ByteSpan m_bytes;
  std::uint64_t m_base;
  std::size_t m_at = 0;
  std::optional<Error> m_error;
};

}  // namespace sb::types
