// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>

#include "core/driver/open.h"

namespace sb::driver {

/// What stands in a file before the place where it is broken; nothing when that is nothing to show.
std::optional<OpenedFile> openedBeginning(const SharedBytes& bytes, const std::string& name,
                                          const std::string& path, const decode::DecodeProgress& progress);

}  // namespace sb::driver
