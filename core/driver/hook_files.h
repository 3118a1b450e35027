// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>

#include "core/driver/splice.h"

namespace sb::driver {

/// Where the component of an injection lies: a built-in hook's file, or its path, counted from
/// `options.baseFolder`. Errors: BadRule for an injection without a file; those of builtinFile.
Result<std::filesystem::path> fileOf(const plan::Injection& injection, const SpliceOptions& options);

/// Reads the files of injections, each file once. `known` stands in, by name, for files that cannot be read;
/// it and `options` must outlive the reader. Errors: those of fileOf and of reading, naming rule and hook.
plan::HookReader hookReader(const SpliceOptions& options, const plan::HookFiles& known);

}  // namespace sb::driver
