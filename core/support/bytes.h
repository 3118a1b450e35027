// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace sb {

using Bytes = std::vector<std::uint8_t>;
using ByteSpan = std::span<const std::uint8_t>;

/// A part of the outermost file, in bytes.
struct SourceRange {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  friend bool operator==(const SourceRange&, const SourceRange&) = default;
};

/// Bytes that several values look into: a mapped file or a generated buffer. Shared because spans into it
/// (embedded modules, nested components) live in models, graphs and undo entries of any age.
class ByteOwner {
 public:
  virtual ~ByteOwner() = default;
  virtual ByteSpan span() const = 0;
};
using SharedBytes = std::shared_ptr<const ByteOwner>;

/// Takes a buffer over.
SharedBytes shareBytes(Bytes bytes);

}  // namespace sb
