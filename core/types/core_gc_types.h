// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/support/bytes.h"
#include "core/types/type.h"

namespace sb::types {

/// A core value or storage type: its first byte (`i32` 7f, `i8` 78, `externref` 6f, `(ref …)` 64, `(ref null
/// …)` 63) and for references with an operand the heap type: an index, or a negative abstract type.
struct CoreStorageType {
  std::uint8_t head = 0x7f;
  std::optional<std::int64_t> heap;
  bool isExtern() const { return head == 0x6f || (heap && *heap == -0x11); }
  std::optional<std::uint32_t> typeIdx() const {
    return heap && *heap >= 0 ? std::optional(static_cast<std::uint32_t>(*heap)) : std::nullopt;
  }
};

/// One type of a core type definition that model::CoreTypeRaw keeps as bytes.
struct CoreCompositeType {
  enum class Kind { Func, Struct, Array, Continuation } kind = Kind::Func;
  std::vector<CoreStorageType> params, results;  ///< Func
  std::vector<CoreStorageType> fields;           ///< Struct; one for Array
  std::vector<std::uint32_t> supertypes;
  bool final = true;
};

/// Reads the bytes of a recursion group, the component-level `00` prefix included; nothing when they break
/// the grammar. Source: core specification, "Binary Format, Recursive Types"; Binary.md, "Core Type
/// Definitions".
std::optional<std::vector<CoreCompositeType>> readCoreTypes(ByteSpan bytes);
/// A plain function type in the same form.
CoreCompositeType compositeOf(const model::CoreFuncType& type);

/// Whether a component value may be lowered to this core type with the `gc` option, else what is wrong.
/// `lookup` answers what a type index stands for, null when unknown. Source: component-model.md 1.2, GC ABI
/// (of wasm-tools only).
using CoreTypeLookup = std::function<const CoreCompositeType*(std::uint32_t)>;
std::optional<std::string> gcMismatch(const FuncType& func, const CoreCompositeType& core, bool utf16,
                                      const CoreTypeLookup& lookup);

}  // namespace sb::types
