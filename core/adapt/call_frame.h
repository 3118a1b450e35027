// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/adapt/core_module_builder.h"

namespace sb::adapt {

/// Functions of the glue module that give each call a frame: the one with fixed addresses when it is free,
/// and a copy of it from the heap while another call has it. A frame's first word says that it is taken.
struct CallFrames {
  /// (address, bytes) → how far the call's frame is from `address`: 0 for the frame itself.
  FuncRef take;
  /// (address, what `take` gave).
  FuncRef giveBack;
};

/// `realloc`: (0, 0, align, size) → address; `free`: (address).
CallFrames addCallFrames(CoreModuleBuilder& module, const FuncRef& realloc, const FuncRef& free);

}  // namespace sb::adapt
