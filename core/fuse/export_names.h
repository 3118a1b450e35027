// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>

#include "core/fuse/type_writer.h"

namespace sb::fuse {

/// The type under which an item has to be exported so that every type it mentions has a name
/// (component-model.md 3.4, last rule): a function or instance that mentions a type which another import or
/// export names is ascribed with that one. Nothing when the item can be exported as it is, or when the names
/// are missing and the checker will say so.
Result<std::optional<model::ExternType>> exportAscription(TypeWriter& writer, TypeScope& root,
                                                          const types::ExternType& type);

}  // namespace sb::fuse
