// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/types/type.h"

namespace sb::types {

/// Upper bound of every saturating count in this room; far above any limit of component-model.md 3.7.
inline constexpr std::uint32_t SaturatedCount = 0x7fff'ffff;
inline constexpr std::uint64_t SaturatedSize = std::uint64_t{1} << 60;

/// a + b, at most SaturatedCount.
constexpr std::uint32_t addCounts(std::uint32_t a, std::uint32_t b) {
  return a >= SaturatedCount - b ? SaturatedCount : a + b;
}

/// The children of a type in the order of its definition; absent payloads are left out.
std::vector<const ValType*> childrenOf(const ValKind& kind);

/// Records, variants, flags and enums: imports and exports may mention them by name only.
/// Source: Binary.md, "Import and Export Definitions" (component-model.md 3.4).
bool needsName(const ValKind& kind);

/// Depth, effective size and facts of a node with this kind, from the facts of its children.
struct NodeMeasures {
  std::uint32_t depth = 1;
  std::uint32_t effectiveSize = 1;
  TypeFacts facts;
};
NodeMeasures measure(const ValKind& kind);

}  // namespace sb::types
