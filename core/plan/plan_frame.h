// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/plan/splice_plan.h"

namespace sb::plan {

/// "1 hook", "2 hooks"
std::string counted(std::size_t count, const char* one, const char* many);

/// Puts the first and the last step around those of the hooks.
void framePlan(SplicePlan& plan);
/// Prints the spliced graph as WAC and marks the lines of each step in it.
void addWac(SplicePlan& plan);

}  // namespace sb::plan
