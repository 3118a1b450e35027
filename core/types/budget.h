// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>

namespace sb::types {

/// What one check may cost. A file of a few kilobytes can ask for types that double at each level, by
/// instantiation, by imports of instance types, or by comparing; the limits are far above what compositions
/// of thousands of instances need (limits.md).
struct Budget {
  static constexpr std::uint64_t MostCopies = 2'000'000;  ///< parts of types made anew for an instance
  static constexpr std::uint64_t MostSteps = 10'000'000;  ///< parts of types looked at
  std::uint64_t copies = 0, steps = 0;

  bool isSpent() const { return copies > MostCopies || steps > MostSteps; }
  /// Both return false once the budget is spent.
  bool copy(std::uint64_t count = 1) {
    copies += count;
    return !isSpent();
  }
  bool step(std::uint64_t count = 1) {
    steps += count;
    return !isSpent();
  }
};

}  // namespace sb::types
