// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "core/support/bytes.h"

// Bytes of components put together by hand, for files that no encoder would write.
namespace sb::test {

class ByteText {
 public:
  ByteText() = default;
  ByteText(std::initializer_list<int> bytes) { add(bytes); }

  ByteText& add(std::initializer_list<int> bytes) {
    for (const int byte : bytes) m_bytes.push_back(static_cast<std::uint8_t>(byte));
    return *this;
  }
  ByteText& add(const ByteText& other) {
    m_bytes.insert(m_bytes.end(), other.m_bytes.begin(), other.m_bytes.end());
    return *this;
  }
  ByteText& u32(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) m_bytes.push_back(static_cast<std::uint8_t>(value | 0x80));
    m_bytes.push_back(static_cast<std::uint8_t>(value));
    return *this;
  }
  /// A type index where a value type may stand: bit 6 of the last byte is a sign.
  ByteText& s33(std::uint64_t value) {
    for (; value >= 0x40; value >>= 7) m_bytes.push_back(static_cast<std::uint8_t>(value | 0x80));
    m_bytes.push_back(static_cast<std::uint8_t>(value));
    return *this;
  }
  ByteText& name(std::string_view text) {
    u32(text.size());
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    return *this;
  }
  ByteText& section(int id, const ByteText& content) { return add({id}).u32(content.size()).add(content); }

  std::size_t size() const { return m_bytes.size(); }
  const Bytes& bytes() const { return m_bytes; }

 private:
  Bytes m_bytes;
};

inline ByteText componentStart() { return {0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00}; }
inline ByteText moduleStart() { return {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00}; }

/// A component of these sections.
inline Bytes file(const ByteText& sections) { return componentStart().add(sections).bytes(); }

}  // namespace sb::test
