// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/graph.h"
#include "core/support/result.h"
#include "core/wac/wac_document.h"

namespace sb::wac {

/// The composition may import less and export more than the world it targets. Errors: TypeMismatch, at the
/// place of `path`.
Result<void> fitsTarget(const graph::Graph& graph, const types::ComponentType& world,
                        const PackagePath& path);

}  // namespace sb::wac
