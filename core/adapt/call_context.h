// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/model/component.h"
#include "core/types/type.h"

namespace sb::adapt {

/// What adapters of one composition share, so that their calls have numbers of their own and know who caused
/// whom:
///
///     enter:  func() -> u64           a new call begins; its number
///     parent: func() -> u64           the call that was going on when the last one began, or 0
///     leave:  func(call: u64)         this call goes on now; 0: none that is known
///
/// A component without memory, imports nothing.
inline constexpr const char* CallContextInterface = "spliceboard:runtime/calls@0.1.0";
model::Component callContext();
types::InstanceTypeRef callContextType();

}  // namespace sb::adapt
