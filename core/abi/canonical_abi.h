// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/types/type.h"

// Pure rules of the canonical ABI: sizes, alignments, flat forms. No instructions. Memories are 32-bit unless
// a `PointerWidth` says otherwise. Source: CanonicalABI.md, "Alignment", "Element Size", "Flattening";
// component-model.md chapter 4.
namespace sb::abi {

inline constexpr std::uint32_t MaxFlatParams = 16;
inline constexpr std::uint32_t MaxFlatAsyncParams = 4;
inline constexpr std::uint32_t MaxFlatResults = 1;

enum class CoreType : std::uint8_t { I32 = 0x7f, I64 = 0x7e, F32 = 0x7d, F64 = 0x7c };

/// Width of addresses and lengths in the selected memory (CanonicalABI.md, memory64).
enum class PointerWidth : std::uint8_t { Bits32, Bits64 };

struct SizeAlign {
  std::uint32_t size = 0;
  std::uint32_t align = 1;
  friend bool operator==(const SizeAlign&, const SizeAlign&) = default;
};
constexpr std::uint32_t alignUp(std::uint32_t offset, std::uint32_t align) {
  return (offset + align - 1) / align * align;
}

/// Size and alignment in linear memory, in bytes.
SizeAlign sizeAlign(const types::ValType& type, PointerWidth width = PointerWidth::Bits32);
/// Flat core types of a value, without any limit.
std::vector<CoreType> flatten(const types::ValType& type, PointerWidth width = PointerWidth::Bits32);
std::uint32_t flatCount(const types::ValType& type);  ///< saturating, no allocation
CoreType join(CoreType a, CoreType b);

/// Discriminant bytes (1, 2, 4) and payload offset of a variant-like type with these payloads (null: none).
struct VariantLayout {
  std::uint32_t discriminantBytes = 1;
  std::uint32_t payloadOffset = 1;
  SizeAlign whole;
};
VariantLayout variantLayout(const std::vector<types::ValType>& payloads,
                            PointerWidth width = PointerWidth::Bits32);
/// The payload list of any variant-like type (variant, enum, option, result), despecialised, in case order.
std::vector<types::ValType> casePayloads(const types::ValType& type);

/// Fields of a record, tuple, fixed list or parameter list with their offsets.
struct RecordLayout {
  std::vector<std::uint32_t> offsets;
  SizeAlign whole;
};
RecordLayout recordLayout(const std::vector<types::ValType>& fields,
                          PointerWidth width = PointerWidth::Bits32);
std::uint32_t flagsBytes(std::size_t labels);  ///< 1, 2 or 4

enum class FlattenContext : std::uint8_t { Lift, Lower };
struct CoreSignature {
  std::vector<CoreType> params, results;
  bool paramsIndirect = false;  ///< one pointer to the parameter tuple
  bool resultIndirect = false;  ///< lift: returns a pointer; lower: a trailing out-pointer
  friend bool operator==(const CoreSignature&, const CoreSignature&) = default;
};
/// Synchronous lift or lower; `asyncAbi` with Lower is the async lowering (returns a status), with Lift the
/// stackful async lift (no results) unless `callback`, which returns one i32.
CoreSignature coreSignature(const types::FuncType& type, FlattenContext context, bool asyncAbi = false,
                            bool callback = false, PointerWidth width = PointerWidth::Bits32);
/// Parameters of `task.return` for this function.
std::vector<CoreType> taskReturnParams(const types::FuncType& type, bool& indirect,
                                       PointerWidth width = PointerWidth::Bits32);

/// What a function needs from its canonical options (component-model.md 4.3).
struct NeededOptions {
  bool memory = false, realloc = false;
};
NeededOptions neededForLift(const types::FuncType& type, bool asyncAbi);
NeededOptions neededForLower(const types::FuncType& type, bool asyncAbi);

bool containsPointer(const types::ValType& type);  ///< string, list or map anywhere
bool containsBorrow(const types::ValType& type);
bool containsHandle(const types::ValType& type);  ///< own, borrow, stream, future, error-context

}  // namespace sb::abi
