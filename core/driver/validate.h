// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/support/bytes.h"
#include "core/support/diagnostic.h"
#include "core/support/error.h"
#include "core/types/check_component.h"

namespace sb::driver {

/// What can be said of a file. NotChecked: nothing is wrong with what was looked at, but it has core modules
/// that use what the validator of core modules does not know, or value definitions.
enum class Verdict { Valid, NotValid, NotChecked };
/// `valid`, `not-valid`, `not-checked`: the stable spelling used in JSON output.
const char* verdictName(Verdict verdict);

struct Validation {
  Verdict verdict = Verdict::Valid;
  Diagnostics diagnostics;  ///< errors first
  /// Sentences: "core module 3 not checked: uses gc types"; of nested components with their path in front.
  std::vector<std::string> notChecked;
};

/// Decodes and checks. A file that does not decode gives one diagnostic, so that both kinds of finding look
/// alike.
Validation validateBytes(const SharedBytes& bytes, const types::CheckOptions& options = {});

/// A failed decoding as a diagnostic, with the section of the specification that was being read.
Diagnostic decodeDiagnostic(const Error& error);

}  // namespace sb::driver
