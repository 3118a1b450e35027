// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/adapt/lift_plan.h"

namespace sb::adapt {

/// Plans with equal keys are lifted by the same code: same cells, names and places, whoever they belong to.
/// Paths and owners do not count.
std::string liftKey(const LiftPlan& plan);

/// Whether code outside of lists writes bytes of its own per call: names of flags that are set, or a char.
bool writesScratch(const LiftNode& node);

}  // namespace sb::adapt
