// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/locate/find_item.h"

namespace sb::print {

/// Everything of one definition as JSON: `"format": "spliceboard-print", "version": 1`, then the item with
/// its path, place and index, what it says, what its type resolves to, and the items inside of it. Members
/// are only added within one version; docs/cli.md describes them.
std::string componentJson(const std::string& fileName, const model::Component& root,
                          const locate::Found& found);

}  // namespace sb::print
