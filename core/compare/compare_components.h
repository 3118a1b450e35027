// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/compare/difference.h"
#include "core/model/component.h"
#include "core/support/result.h"

namespace sb::compare {

/// What the second component does differently from the first: its imports and exports down to functions and
/// types, its instances, and what each is given. How a component is written does not matter: order and
/// splitting of sections, aliases, padded numbers, names and other custom sections; what differs in those is
/// a note. A component in which something differs is looked into, at any depth. Errors: Invalid, when the
/// types of one of them cannot be resolved; the context says of which.
Result<Comparison> compareComponents(const model::Component& before, const model::Component& after);

}  // namespace sb::compare
