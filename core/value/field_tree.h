// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/types/type.h"

namespace sb::value {

/// `field-tree` of splicer:common/types@0.2.0, with everything it is made of (splicer.md 5.3). 52 bytes,
/// align 4.
const types::ValType& fieldTreeType();
/// `field`: name and tree. 60 bytes, align 4.
const types::ValType& fieldType();
/// `call-id`: two names and a number. 24 bytes, align 8.
const types::ValType& callIdType();

}  // namespace sb::value
