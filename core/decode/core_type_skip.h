// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>

#include "core/bytes/byte_reader.h"
#include "core/model/type_expr.h"

namespace sb::decode {

/// Steps over one core recursive type (`0x60` function, `0x5f` struct, `0x5e` array, `0x50`/`0x4f` subtypes,
/// `0x4e` group, `0x65` shared) and says how many types it defines. Core specification with GC, "Recursive
/// Types".
Result<std::uint32_t> skipCoreRecType(bytes::ByteReader& in);

/// The parameters and results of `0x60 params results`; nothing when a value type has operands or a count is
/// padded, so that writing it again gives other bytes.
std::optional<model::CoreFuncType> parseCoreFuncType(ByteSpan raw);

/// Reads an import or export descriptor of a core module.
Result<void> readCoreExtern(bytes::ByteReader& in, model::CoreExternType& out);

/// Reads one core value type, operands included, and returns its bytes.
Result<Bytes> readCoreValType(bytes::ByteReader& in);
Result<void> readCoreLimits(bytes::ByteReader& in, model::CoreLimits& out);

}  // namespace sb::decode
