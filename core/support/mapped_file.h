// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>

#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb {

/// Maps a regular file into memory, read only. The mapping lives as long as the result or anything that
/// shares it; it keeps the old content when the file is replaced by renaming (see atomic_file.h). A file that
/// another program shortens in place while it is mapped is outside of what this can guard against.
///
/// Errors: FileNotFound, FileNotReadable (a folder, no permission, not a regular file), with the path in the
/// message.
Result<SharedBytes> mapFile(const std::filesystem::path& path);

}  // namespace sb
