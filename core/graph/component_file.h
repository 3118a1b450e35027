// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string>

#include "core/graph/graph.h"

namespace sb::graph {

/// A component nested in a composition, as a file of its own. Decoded components carry their bytes; one that
/// was built in memory has none, its model is what counts.
ComponentFileRef embeddedFile(const std::shared_ptr<const model::Component>& component,
                              types::ComponentTypeRef type, const std::string& compositionName);

/// The hash of the file's bytes in hexadecimal: the stored one, else computed now. Empty for a file without
/// bytes.
std::string sha256Of(const ComponentFile& file);

}  // namespace sb::graph
