// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <vector>

#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::decode {

/// A core heap type: an index, or an abstract one by its byte (0x70 func, 0x6e any, …).
struct CoreHeapType {
  bool shared = false;
  std::int64_t code = 0;  ///< as read: not negative is an index
  bool isIndex() const { return code >= 0; }
  std::uint8_t abstractByte() const { return static_cast<std::uint8_t>(code & 0x7f); }
};
/// A core value or storage type: its first byte, and the heap type behind 0x63 (`ref null`), 0x64 (`ref`) and
/// 0x62 (exact).
struct CoreStorage {
  std::uint8_t head = 0x7f;
  std::optional<CoreHeapType> heap;
};
struct CoreField {
  CoreStorage type;
  bool isMutable = false;
};
/// One type of a recursion group.
struct CoreSubType {
  enum class Kind { Func, Struct, Array, Continuation } kind = Kind::Func;
  bool isFinal = true;
  bool shared = false;
  std::vector<std::uint32_t> supertypes;
  std::vector<CoreStorage> params, results;  ///< Func
  std::vector<CoreField> fields;             ///< Struct; one for Array
  CoreHeapType continued;                    ///< Continuation
};
struct CoreRecType {
  bool isGroup = false;  ///< written as a group; without it there is exactly one type
  std::vector<CoreSubType> types;
};

/// Reads the bytes of one core type definition in full (model::CoreTypeRaw::bytes, the `00` prefix of a
/// subtype that is not final included). Source: core specification, "Binary Format, Recursive Types".
/// Errors: UnexpectedEnd, BadType.
Result<CoreRecType> decodeCoreRecType(ByteSpan bytes);
/// Reads one value type, for example model::CoreExternType::refType.
Result<CoreStorage> decodeCoreStorage(ByteSpan bytes);

}  // namespace sb::decode
