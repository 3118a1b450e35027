// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstring>
#include <vector>

#include "core/value/value.h"

namespace sb::test {

/// A memory of fixed size with a bump allocator, filled with a pattern so that unwritten bytes show.
struct FlatMemory {
  std::vector<std::uint8_t> bytes;
  std::uint32_t next = 64;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> allocations;  ///< align, size

  explicit FlatMemory(std::size_t size, std::uint8_t pattern = 0xa5) : bytes(size, pattern) {}

  value::Memory memory() {
    value::Memory out;
    out.allocate = [this](std::uint32_t align, std::uint32_t size) {
      allocations.emplace_back(align, size);
      next = (next + align - 1) / align * align;
      const std::uint32_t address = next;
      next += size;
      if (next > bytes.size()) bytes.resize(next + 65536, 0xa5);
      return address;
    };
    out.write = [this](std::uint32_t address, const std::uint8_t* from, std::uint32_t size) {
      if (size != 0) std::memcpy(bytes.data() + address, from, size);
    };
    out.read = [this](std::uint32_t address, std::uint8_t* to, std::uint32_t size) {
      if (std::uint64_t(address) + size > bytes.size()) return false;
      if (size != 0) std::memcpy(to, bytes.data() + address, size);
      return true;
    };
    return out;
  }

  void put32(std::uint32_t address, std::uint32_t word) {
    for (unsigned i = 0; i < 4; ++i) bytes[address + i] = static_cast<std::uint8_t>(word >> (8 * i));
  }
};

}  // namespace sb::test
