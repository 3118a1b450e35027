// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::driver {

/// What in a component may have to wait, in words; nothing when it cannot: everything in it is lifted and
/// lowered synchronously, it imports no async function, and it uses no built-in that suspends.
std::optional<std::string> whatMayWait(const graph::ComponentFile& file);

/// The component with every async function type made synchronous. Its code is the same: what is lifted
/// synchronously and cannot wait does what it did, and is called at the cost of a plain function
/// (docs/hooks.md). Errors: Refused, with what may wait; those of reading the result.
Result<graph::ComponentFileRef> retypedToSync(const graph::ComponentFileRef& file);

/// Retypes the files of those hooks that ask for it (`HookOptions::retypeToSync`) and can be, in nested
/// compositions too, and returns the new files, each once. The others keep theirs; the plan says so.
std::vector<graph::ComponentFileRef> retypeHooks(graph::Graph& graph);

}  // namespace sb::driver
