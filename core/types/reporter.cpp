// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/reporter.h"

#include <algorithm>

#include "core/support/concat.h"

namespace sb::types {

void Reporter::report(Severity severity, std::string code, std::string message, std::string rule,
                      std::string wayOut) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.rule = std::move(rule);
  diagnostic.wayOut = std::move(wayOut);
  if (m_offset != 0) diagnostic.offset = m_offset;
  for (const Place& place : m_places) {
    diagnostic.path.push_back(place.name.empty() ? concat(place.what, " ", std::to_string(place.index))
                                                 : concat(place.what, " `", place.name, "`"));
  }
  m_diagnostics.push_back(std::move(diagnostic));
}

void Reporter::error(std::string code, std::string message, std::string rule, std::string wayOut) {
  if (m_errors++ >= MostErrors) return;
  report(Severity::Error, std::move(code), std::move(message), std::move(rule), std::move(wayOut));
}

void Reporter::note(std::string code, std::string message, std::string rule, std::string wayOut) {
  report(Severity::Note, std::move(code), std::move(message), std::move(rule), std::move(wayOut));
}

Diagnostics Reporter::take() {
  std::stable_sort(m_diagnostics.begin(), m_diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.severity < b.severity; });
  if (m_errors >= MostErrors) {
    Diagnostic more;
    more.severity = Severity::Note;
    more.code = "more-errors";
    more.message = concat("the check ended after ", std::to_string(MostErrors), " errors");
    more.rule = "limits.md, Reading";
    more.wayOut = "mend these first";
    m_diagnostics.push_back(std::move(more));
  }
  return std::move(m_diagnostics);
}

}  // namespace sb::types
