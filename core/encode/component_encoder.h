// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/model/component.h"
#include "core/support/bytes.h"

namespace sb::encode {

/// Encodes a component. Total: a valid model encodes. For every component that was decoded from canonical
/// bytes the result is those bytes; over-long LEB128 numbers of the input become short ones and nothing else
/// changes.
Bytes encodeComponent(const model::Component& component);

}  // namespace sb::encode
