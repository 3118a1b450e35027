// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

// wabt behind a header that names no type of it.
namespace sb::types {

/// The features of wabt that can be switched, in the order of the bits of `off`.
enum class WabtFeature : std::uint8_t {
  Exceptions,
  MutableGlobals,
  SatFloatToInt,
  SignExtension,
  Simd,
  Threads,
  MultiValue,
  TailCall,
  BulkMemory,
  ReferenceTypes,
  Memory64,
  MultiMemory,
  ExtendedConst,
  RelaxedSimd,
  EarlierGlobals,  ///< ours: constant expressions read globals that are not imported
};
constexpr std::uint32_t wabtBit(WabtFeature feature) { return 1U << static_cast<unsigned>(feature); }

/// Reads and validates a core module with every feature but those of `off`: the first error, nothing for a
/// valid module. Validates while it reads, so that it needs memory for the definitions and one function at a
/// time, whatever the size of the module.
std::optional<std::string> wabtError(const std::uint8_t* bytes, std::size_t size, std::uint32_t off);

}  // namespace sb::types
