// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "app/cli/wit_input.h"

namespace sb::cli {

/// `validate` of WIT text, or of the folder `name` when there is no file: with all unstable features on and
/// with none, since either can be what others get. Data on standard output, the exit code is that of
/// `validate`.
int validateWit(const std::string& name, const InputFile* file, bool json, Surroundings& io);

}  // namespace sb::cli
