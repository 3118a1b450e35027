// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <memory>

#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb {

/// Writes a file so that readers and a crash see either the old content or the whole new one: a temporary
/// file in the same folder is written, flushed to disk and renamed over `path`. A symbolic link is followed,
/// the permissions of a file that is replaced are kept. A failure leaves the old file untouched and nothing
/// beside it. A device or a pipe (`/dev/null`) is no file to be replaced and is written straight into.
///
/// Errors: FileNotWritable with the cause: the folder is missing or read-only, the disk is full, `path` is a
/// folder.
Result<void> writeFileAtomically(const std::filesystem::path& path, ByteSpan content);

/// The same for content that comes piece by piece. Without `commit` nothing has happened.
class AtomicFile {
 public:
  static Result<AtomicFile> open(const std::filesystem::path& path);
  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  /// After an error nothing more is written, and `commit` gives it.
  void write(ByteSpan piece);
  Result<void> commit();

 private:
  class TemporaryFile;
  AtomicFile();
  std::filesystem::path m_path, m_target;
  std::unique_ptr<TemporaryFile> m_file;
  int m_cause = 0;
};

}  // namespace sb
