// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/types/type.h"
#include "core/value/value.h"
#include "core/value/wave_cursor.h"

namespace sb::value {

/// The WAVE text of a value without parts. Errors: BadSyntax at the first character of the value.
Result<Value> waveScalar(WaveCursor& cursor, types::Primitive primitive);
/// `<handle 3>`.
Result<Value> waveHandle(WaveCursor& cursor);

}  // namespace sb::value
