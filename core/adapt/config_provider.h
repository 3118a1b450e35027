// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>

#include "core/adapt/func_builder.h"
#include "core/support/bytes.h"
#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::adapt {

/// A component that answers `splicer:builtin-config/get`: exports `interfaceName`, imports nothing, holds the
/// keys and values as static data. Same values, same bytes.
///
/// Shape:  the answer points into static data; the key that is asked for lands in one scratch area behind it,
///         which the next call overwrites.
/// Errors: Refused, when `type` is not `get: func(key: string) -> option<string>`.
Result<Bytes> generateConfigProvider(const std::string& interfaceName, const types::InstanceType& type,
                                     const std::map<std::string, std::string>& values);

/// A core function (address, address, count) → 1 when the bytes are the same.
FuncBody sameBytesBody();

}  // namespace sb::adapt
