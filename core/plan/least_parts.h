// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>

#include "core/plan/splice_plan.h"

namespace sb::plan {

/// How many components and core modules the file of a plan will have at least. Adapters may need more: how
/// much code they share is known when they are generated.
std::uint32_t leastParts(const SplicePlan& plan);

}  // namespace sb::plan
