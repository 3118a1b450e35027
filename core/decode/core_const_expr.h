// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/bytes/byte_reader.h"

namespace sb::decode {

/// Steps over a constant expression, its `end` included. Core specification, "Constant Expressions", with the
/// extended constants and the GC constructors.
Result<void> skipCoreConstExpr(bytes::ByteReader& in);

}  // namespace sb::decode
