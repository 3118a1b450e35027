// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/cli/exit_codes.h"
#include "app/cli/surroundings.h"
#include "core/support/bytes.h"
#include "core/support/diagnostic.h"
#include "core/support/result.h"
#include "core/support/text_sink.h"

namespace sb::cli {

/// The name that stands for standard input or standard output.
inline constexpr std::string_view StandardStream = "-";

/// A file named on the command line. `-` is read from standard input once and kept in a private folder until
/// the command ends, so that everything that takes a path works on it too.
class InputFile {
 public:
  static Result<InputFile> open(const std::string& name, Surroundings& io);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  const std::string& path() const { return m_path; }
  /// As a person named it: the path, or "standard input".
  const std::string& shownName() const { return m_shownName; }
  bool isStandardInput() const { return !m_privateFolder.empty(); }
  const SharedBytes& bytes() const { return m_bytes; }
  std::string text() const;
  /// A document of ours (`.splice`), by its name or its first character.
  bool isDocument() const;

 private:
  InputFile() = default;
  std::string m_path, m_shownName;
  SharedBytes m_bytes;
  std::filesystem::path m_privateFolder;  ///< empty: nothing to remove
};

/// Writes a file atomically, or to standard output for `-`.
Result<void> writeOutput(const std::string& name, ByteSpan content, Surroundings& io);
Result<void> writeOutput(const std::string& name, std::string_view text, Surroundings& io);

/// The same for text that comes piece by piece, none of which is held. `write` gets the sink and makes the
/// text.
Result<void> writeOutput(const std::string& name, Surroundings& io,
                         const std::function<void(const TextSink&)>& write);

/// "splicectl: message at byte 0x10, in alias 3" on the error stream; returns the exit code for it.
int report(const Error& error, Surroundings& io);
/// The same with the file's name in front.
int report(const std::string& file, const Error& error, Surroundings& io);
/// "warning: …" or "note: …" lines on the error stream.
void warn(const Diagnostics& diagnostics, Surroundings& io);

/// "error[type-mismatch] at 0x1a2: message" and, below, where, rule and way out.
std::string diagnosticText(const Diagnostic& diagnostic);
const char* severityName(Severity severity);
/// "35,963 bytes"
std::string byteCount(std::uint64_t bytes);
/// "1 import", "3 imports"
std::string counted(std::size_t count, std::string_view noun);
std::string hexOffset(std::uint64_t offset);

}  // namespace sb::cli
