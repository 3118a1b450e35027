// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/engine/host_boundary.h"
#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::cli {

/// Functions that may not cross between host and guest, by type (engine/host_boundary.h): imports left to the
/// host other than WASI 0.2, and the exported function that is about to be called.
std::vector<engine::BoundaryRefusal> boundaryRefusals(const types::ComponentType& type,
                                                      std::string_view called);

/// An exported function by its path, "function" or "instance#function" with any number of levels; null when
/// there is none.
types::FuncTypeRef exportedFunction(const types::ComponentType& type, std::string_view path);

/// What `run` calls when nothing is named: "wasi:cli/run@0.2.N#run".
/// Errors: NoSuchPort, with what the component exports instead.
Result<std::string> runExport(const types::ComponentType& type);

}  // namespace sb::cli
