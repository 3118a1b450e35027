// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/types/type.h"

namespace sb::wit {

/// Reads WIT that was written for a component and compares the world's type with the component's, in both
/// directions. Empty: they are equal. Else a sentence with the first difference, or with what the reader did
/// not take.
std::string differenceAfterReading(const std::string& text, const std::string& world,
                                   const types::ComponentTypeRef& type);

/// Whether two component types are equal: each fits where the other is expected. Empty when they are.
std::string differenceOf(const types::ComponentTypeRef& a, const types::ComponentTypeRef& b);

}  // namespace sb::wit
