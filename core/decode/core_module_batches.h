// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <vector>

#include "core/decode/core_sections.h"

namespace sb::decode {

/// How large a core module must be to be cut, and how many bytes of function bodies a batch holds at most.
/// A function that is larger is a batch of its own.
struct CoreBatchSizes {
  std::size_t whole = std::size_t{1} << 20;
  std::size_t batch = std::size_t{1} << 19;
};

/// A large core module as a row of small ones, for readers that build a tree of what they read: each has all
/// definitions of the module, with their indices and names, but the bodies of one batch of functions only.
/// The other functions trap at once (their locals are kept, because they have names), data segments are
/// empty.
///
/// What holds of the definitions and of one body holds of the module and of all of them: whoever has read
/// every batch has read the module, but for `data`.
class CoreModuleBatches {
 public:
  /// Nothing when the module is small or has small functions and little data, or when the parts that must be
  /// cut are not understood: whoever reads it whole says why.
  static std::optional<CoreModuleBatches> of(ByteSpan module, const CoreBatchSizes& sizes = {});

  /// Functions by number, imported ones not counted: from `first`, not including `end`.
  struct Functions {
    std::size_t first = 0, end = 0;
  };
  const std::vector<Functions>& batches() const { return m_batches; }
  Bytes module(const Functions& batch) const;
  /// What the data segments hold.
  const std::vector<ByteSpan>& data() const { return m_data; }

 private:
  struct Body {
    ByteSpan all;     ///< locals and instructions
    ByteSpan locals;  ///< the beginning of it
  };
  CoreModuleBatches() = default;
  Result<void> readSections(ByteSpan module);
  Result<void> readCode(ByteSpan content);
  Result<void> readData(ByteSpan content);
  bool fillBatches(std::size_t bytes);

  ByteSpan m_preamble;
  std::vector<CoreSection> m_sections;
  std::vector<Body> m_bodies;
  Bytes m_emptyData;  ///< content of the data section
  std::vector<ByteSpan> m_data;
  std::vector<Functions> m_batches;
  bool m_isPlain = true;  ///< nothing in it refers to places in function bodies
};

}  // namespace sb::decode
