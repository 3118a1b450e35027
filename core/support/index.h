// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace sb {

/// A position in one index space. Ordered, no arithmetic; two spaces never mix.
template <class Space>
struct Index {
  std::uint32_t value = 0;
  constexpr Index() = default;
  explicit constexpr Index(std::uint32_t v) : value(v) {}
  friend constexpr auto operator<=>(Index, Index) = default;
};

/// An identity that is never reused. Compared for equality; ordered only so that it can key a map.
template <class Kind>
struct Id {
  std::uint32_t value = 0;  ///< 0 means "none"
  constexpr Id() = default;
  explicit constexpr Id(std::uint32_t v) : value(v) {}
  constexpr bool valid() const { return value != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace sb

template <class S>
struct std::hash<sb::Index<S>> {
  std::size_t operator()(sb::Index<S> i) const noexcept { return std::hash<std::uint32_t>()(i.value); }
};
template <class K>
struct std::hash<sb::Id<K>> {
  std::size_t operator()(sb::Id<K> i) const noexcept { return std::hash<std::uint32_t>()(i.value); }
};
