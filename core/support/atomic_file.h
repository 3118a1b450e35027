// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>

#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb {

/// Writes a file so that readers and a crash see either the old content or the whole new one: a temporary
/// file in the same folder is written, flushed to disk and renamed over `path`. A symbolic link is followed,
/// the permissions of a file that is replaced are kept. A failure leaves the old file untouched and nothing
/// beside it.
///
/// Errors: FileNotWritable with the cause: the folder is missing or read-only, the disk is full, `path` is a
/// folder.
Result<void> writeFileAtomically(const std::filesystem::path& path, ByteSpan content);

}  // namespace sb
