// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/model/canon.h"

namespace sb::model {

/// Which immediates follow a built-in's opcode, in this order (Binary.md, "Canonical Definitions";
/// component-model.md 1.4). One table for decode and encode.
struct BuiltinShape {
  bool type = false;  ///< typeidx: resource, stream, future or (thread.*) core function type
  bool resultList = false;
  bool coreValType = false;  ///< followed by a slot number in `immediate`
  bool flag = false;         ///< one byte: `async?`, or one that must be zero
  bool immediate = false;    ///< u32: context slot, memory or table
  bool options = false;
};
BuiltinShape builtinShape(Builtin builtin);

}  // namespace sb::model
