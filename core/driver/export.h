// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/driver/splice.h"
#include "core/support/result.h"

namespace sb::driver {

/// Where the parts of a splice go. Empty paths leave the part out.
struct ExportTargets {
  std::string composed;      ///< file
  std::string wac;           ///< file
  std::string splitsFolder;  ///< made when missing, never cleaned; gets splits and adapters
};

/// Writes the parts of a splice that have a target, the composed file last, so that it is there only when
/// everything else is. Returns the paths written, in order. Errors: FileNotWritable; what was written before
/// stays.
Result<std::vector<std::string>> exportSplice(const SpliceOutput& output, const ExportTargets& targets);

}  // namespace sb::driver
