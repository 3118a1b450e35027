// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/wit/ast.h"
#include "core/wit/problem.h"

namespace sb::wit {

/// Warns of items with a weaker gate than what they lie in or refer to: what is there without a feature, or
/// since an earlier version, cannot need what is not. WIT.md, "Rules for feature gate usage", calls it an
/// error; the packages of today break the rule and the tools of today take them, so it is a warning.
///
/// Looks at what one interface or world says of itself: its items, the functions of its resources, the types
/// that they name.
void warnOfWeakGates(const ast::File& file, Problems& problems);

}  // namespace sb::wit
