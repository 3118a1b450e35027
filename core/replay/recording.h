// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/support/result.h"

namespace sb::replay {

/// One call as the hook `record` wrote it (resources/hooks/record).
struct RecordedCall {
  std::size_t line = 0;  ///< of the call, from 1
  std::uint64_t id = 0, parent = 0;
  std::string interfaceName, function, caller, provider;
  std::vector<std::pair<std::string, std::string>> arguments;  ///< name and WAVE text
  std::optional<std::string> result;                           ///< WAVE text; none: the function has none
  bool returned = false;                                       ///< false: it trapped, or the recording ends
  std::size_t returnLine = 0;
};

/// Reads lines of JSON. Lines that do not begin with `{"record":` are the program's own output and passed
/// over. Errors: BadSyntax with the line.
Result<std::vector<RecordedCall>> readRecording(std::string_view text);

}  // namespace sb::replay
