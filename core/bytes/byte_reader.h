// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::bytes {

/// Reads the primitives of the binary format. Every read names what it reads; errors carry the offset in the
/// outermost file. Reads past the end are errors, never undefined.
class ByteReader {
 public:
  /// `base`: offset of the first byte in the outermost file.
  ByteReader(ByteSpan bytes, std::uint64_t base) : m_bytes(bytes), m_base(base) {}

  std::uint64_t offset() const { return m_base + m_at; }
  std::size_t remaining() const { return m_bytes.size() - m_at; }
  bool atEnd() const { return m_at == m_bytes.size(); }
  ByteSpan rest() const { return m_bytes.subspan(m_at); }

  Result<std::uint8_t> byte(const char* what);
  Result<std::uint8_t> peek(const char* what) const;
  /// Unsigned LEB128, padding of up to five (ten) bytes allowed, bits above the range not.
  Result<std::uint32_t> u32(const char* what);
  Result<std::uint64_t> u64(const char* what);
  /// Signed LEB128 of 33 bits: the form of a type index that shares its place with negative opcodes.
  Result<std::int64_t> s33(const char* what);
  /// A count that cannot be larger than the remaining bytes (each item takes at least one) nor than `limit`.
  Result<std::uint32_t> count(const char* what, std::uint32_t limit);
  /// Length and UTF-8 text of at most `maxBytes`.
  Result<std::string> name(const char* what, std::uint32_t maxBytes);
  Result<ByteSpan> raw(std::size_t size, const char* what);
  tl::unexpected<Error> error(ErrorCode code, std::string message) const {
    return fail(code, std::move(message), offset());
  }

 private:
  ByteSpan m_bytes;
  std::uint64_t m_base;
  std::size_t m_at = 0;
};

bool isUtf8(std::string_view text);

/// "0x07"
std::string hexByte(std::uint8_t value);

}  // namespace sb::bytes
