// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/support/diagnostic.h"
#include "core/wit/source.h"

namespace sb::wit {

/// One finding in WIT text. Reading goes on after it, so that a person sees several at once.
struct Problem {
  Severity severity = Severity::Error;
  std::string code;     ///< stable, kebab case: "unknown-name"
  std::string message;  ///< lower case, names in backticks
  Place place;
  std::string wayOut;  ///< what the user can do, may be empty
  std::string rule;    ///< section of WIT.md
};

/// Findings in the order they were made, at most as many as a person reads.
class Problems {
 public:
  static constexpr std::size_t MaxProblems = 50;

  void error(std::string code, std::string message, const Place& place, std::string wayOut = {});
  void warning(std::string code, std::string message, const Place& place, std::string wayOut = {});
  bool hasErrors() const { return m_errors > 0; }
  std::size_t errors() const { return m_errors; }
  /// True when the list is full: whoever collects can stop.
  bool full() const { return m_items.size() >= MaxProblems; }
  const std::vector<Problem>& items() const { return m_items; }

 private:
  std::vector<Problem> m_items;
  std::size_t m_errors = 0;
};

/// `store.wit:3:7: error[unknown-name]: …` with the line of the text, a mark below it and the way out.
std::string problemText(const Problem& problem, const Sources& sources);
/// For lists that also hold findings about components; the path names file, line and column.
Diagnostic asDiagnostic(const Problem& problem, const Sources& sources);

}  // namespace sb::wit
