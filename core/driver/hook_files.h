// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <vector>

#include "core/driver/splice.h"

namespace sb::driver {

/// Where the component of an injection lies: a built-in hook's file, or its path, counted from
/// `options.baseFolder`. Errors: BadRule for an injection without a file; those of builtinFile.
Result<std::filesystem::path> fileOf(const plan::Injection& injection, const SpliceOptions& options);

/// The file of every injection of a rule that matched. `known` stands in for files that cannot be read.
/// Errors: those of fileOf and of reading, naming rule and hook.
Result<plan::HookFiles> readHookFiles(const plan::SpliceRules& rules,
                                      const std::vector<plan::RuleMatch>& matches,
                                      const SpliceOptions& options, const plan::HookFiles& known = {});

}  // namespace sb::driver
