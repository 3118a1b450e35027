// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/plan/splice_plan.h"

namespace sb::adapt {

/// What of a function's values a tier 2 hook cannot see: "passed through unseen: what `stream<u8>` carries".
/// Empty for tier 1.
std::vector<std::string> unseenParts(const plan::AdapterRequest& request, const types::FuncType& type);

}  // namespace sb::adapt
