// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstddef>
#include <cstdint>

// Bounds of what is read, so that hostile text ends in an error and not in a long wait. Those that the binary
// format has too carry its numbers (component-model.md 3.7).
namespace sb::wit {

/// All texts of one reading together. The whole of WASI is below 1 MiB.
inline constexpr std::size_t MaxTextBytes = 8u << 20;
/// Files of one reading.
inline constexpr std::size_t MaxFiles = 10'000;
/// `list<list<…>>`, in one expression and through names; as in binaries.
inline constexpr std::uint32_t MaxTypeDepth = 100;
/// Parts of one type with everything it names, shared parts counted each time; as in binaries.
inline constexpr std::uint32_t MaxTypeSize = 1'000'000;
/// `type a = b` of `type b = c` …; each link is a name of its own in a binary.
inline constexpr std::uint32_t MaxAliasChain = 1'000;
/// Imports and exports of all worlds together, with what they include and what follows from `use`.
inline constexpr std::size_t MaxWorldItems = 50'000;

}  // namespace sb::wit
