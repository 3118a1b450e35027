// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <iosfwd>

#include "app/cli/json_output.h"
#include "core/plan/splice_plan.h"

namespace sb::cli {

/// Numbered steps with reasons, refusals and warnings.
void printPlan(const plan::SplicePlan& plan, std::ostream& out);
Json planToJson(const plan::SplicePlan& plan);

}  // namespace sb::cli
