// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "core/support/bytes.h"

namespace sb::bytes {

/// Appends the primitives of the binary format to a buffer. Numbers take the shortest LEB128 form.
class ByteWriter {
 public:
  void byte(std::uint8_t value) { m_bytes.push_back(value); }
  void replace(std::size_t at, std::uint8_t value) { m_bytes[at] = value; }
  void u32(std::uint32_t value);  ///< unsigned LEB128
  void u64(std::uint64_t value);
  void s33(std::int64_t value);      ///< signed LEB128, also for s32 and s64
  void name(std::string_view text);  ///< length and UTF-8 bytes
  void raw(ByteSpan bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
  void sized(const ByteWriter& content);  ///< length and content
  std::size_t size() const { return m_bytes.size(); }
  const Bytes& bytes() const { return m_bytes; }
  Bytes take() { return std::move(m_bytes); }

 private:
  Bytes m_bytes;
};

}  // namespace sb::bytes
