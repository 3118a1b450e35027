// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/support/bytes.h"

namespace sb::compare {

/// A digest of a core module's sections without its custom ones: names and producers do not matter, nor how
/// the sizes of sections are written.
std::string moduleMeaning(ByteSpan module);

/// What differs between two core modules, one sentence each: imports, exports, number of functions, sizes.
std::vector<std::string> moduleDifferences(ByteSpan before, ByteSpan after);

/// The names that a core module exports, sorted.
std::vector<std::string> moduleExports(ByteSpan module);

}  // namespace sb::compare
