// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/model/component.h"

namespace sb::graph {

/// True when an outer alias of a nested component reaches a scope outside of it: its bytes are no component
/// by themselves (Binary.md, "Alias Definitions", `outer`).
bool reachesOutside(const model::Component& component);

}  // namespace sb::graph
