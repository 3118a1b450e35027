// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <string>

#include "core/support/result.h"

namespace sb::store {

/// Splice rules with other paths: relative to the project when written, absolute when read.
/// Errors: those of parseSpliceRules.
Result<std::string> rulesWithPaths(const std::string& rules,
                                   const std::function<std::string(const std::string&)>& pathOf);

}  // namespace sb::store
