// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/model/component.h"
#include "core/support/bytes.h"

namespace sb::encode {

/// What becomes of nested components that were decoded: written anew from their definitions, or copied as
/// they lie in the file they came from.
enum class Nested : bool { Anew, Copied };

/// Encodes a component. Total: a valid model encodes. For every component that was decoded from canonical
/// bytes the result is those bytes; over-long LEB128 numbers of the input become short ones, except in what
/// is copied, and nothing else changes.
Bytes encodeComponent(const model::Component& component, Nested nested = Nested::Anew);

}  // namespace sb::encode
