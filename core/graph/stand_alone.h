// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/model/component.h"
#include "core/support/result.h"

namespace sb::graph {

/// How much may be copied, in bytes and steps, over all calls that share it: small files can ask for very
/// much.
struct CopyBudget {
  std::uint64_t left = 32u << 20;
};

/// A nested component as one that is valid by itself: what its outer aliases reach (types, core modules,
/// components, with everything these need) is copied to its beginning. Imports, exports and behaviour are the
/// same. A component that reaches nothing outside is returned as it is.
///
/// Shape:  `enclosing` are the components around it, the innermost first. The result has bytes of its own;
/// its
///         owner's span is the file that `nested` was read from, so that both are known to belong together.
/// Errors: LimitExceeded when the budget is spent; UnsupportedFeature, when an alias reaches what an
/// enclosing component imports or what only an instance
///         has. Source: Binary.md, "Alias Definitions".
Result<std::shared_ptr<const model::Component>> standAlone(
    const std::shared_ptr<const model::Component>& nested,
    const std::vector<const model::Component*>& enclosing, CopyBudget& budget);

}  // namespace sb::graph
