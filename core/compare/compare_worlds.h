// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/compare/difference.h"
#include "core/compare/shape.h"

namespace sb::compare {

/// Which name on one side of a world stands for which of the other: renamed ones and other versions.
using NameMap = std::map<std::string, std::string>;

/// Compares one side of two worlds name by name. Differences of interfaces are told function by function.
/// What is missing on one side and new on the other with an equal type is renamed; with another version of
/// one name it is that.
NameMap compareSide(const Shape& before, const Shape& after, Subject side, std::vector<Difference>& out);

}  // namespace sb::compare
