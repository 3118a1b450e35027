// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/bytes/byte_writer.h"

namespace sb::bytes {

void ByteWriter::u64(std::uint64_t value) {
  do {
    std::uint8_t group = value & 0x7f;
    value >>= 7;
    if (value != 0) group |= 0x80;
    byte(group);
  } while (value != 0);
}

void ByteWriter::u32(std::uint32_t value) { u64(value); }

void ByteWriter::s33(std::int64_t value) {
  for (;;) {
    const std::uint8_t group = value & 0x7f;
    value >>= 7;
    const bool signBit = group & 0x40;
    if ((value == 0 && !signBit) || (value == -1 && signBit)) return byte(group);
    byte(group | 0x80);
  }
}

void ByteWriter::name(std::string_view text) {
  u32(static_cast<std::uint32_t>(text.size()));
  m_bytes.insert(m_bytes.end(), text.begin(), text.end());
}

void ByteWriter::sized(const ByteWriter& content) {
  u32(static_cast<std::uint32_t>(content.size()));
  raw(content.bytes());
}

}  // namespace sb::bytes
