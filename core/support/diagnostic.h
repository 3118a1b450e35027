// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sb {

enum class Severity { Error, Warning, Note };

/// One finding of a check that goes on after it. Shown in Problems and printed by the command line.
struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code;                     ///< stable, kebab case: "type-mismatch"
  std::string message;                  ///< lower case, names in backticks
  std::string rule;                     ///< the rule with its section of the specification, may be empty
  std::optional<std::uint64_t> offset;  ///< bytes from the start of the outermost file
  std::vector<std::string> path;        ///< outermost first: "component 2", "instance 4", "argument `x`"
  std::string wayOut;                   ///< what the user can do, may be empty

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};
using Diagnostics = std::vector<Diagnostic>;

}  // namespace sb
