// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/problem.h"

#include <algorithm>

#include "core/support/concat.h"

namespace sb::wit {
namespace {

/// Longer lines are not shown: no terminal has room for them.
constexpr std::size_t MaxShownLine = 200;

const char* word(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
  }
  return "error";
}

std::string marked(const Problem& problem, const Sources& sources) {
  const std::string_view line = sources.line(problem.place);
  if (line.empty() || line.size() > MaxShownLine) return {};
  const LineColumn at = sources.lineColumn(problem.place);
  const std::string number = std::to_string(at.line);
  std::string below;
  std::size_t columns = 0;
  for (const char c : line) {
    if ((static_cast<unsigned char>(c) & 0xc0u) == 0x80u) continue;
    if (++columns == at.column) break;
    below += c == '\t' ? '\t' : ' ';
  }
  const std::size_t room = line.size() > below.size() ? line.size() - below.size() : 1;
  below.append(std::clamp<std::size_t>(problem.place.size, 1, room), '^');
  return concat("  ", number, " | ", line, "\n  ", std::string(number.size(), ' '), " | ", below, "\n");
}

}  // namespace

void Problems::error(std::string code, std::string message, const Place& place, std::string wayOut) {
  for (const Problem& known : m_items) {
    const bool samePlace = known.place.file == place.file && known.place.offset == place.offset;
    if (samePlace && known.code == code && known.message == message) return;  // met on two ways
  }
  ++m_errors;
  if (full()) return;
  m_items.push_back(
      {Severity::Error, std::move(code), std::move(message), place, std::move(wayOut), "WIT.md"});
}

void Problems::warning(std::string code, std::string message, const Place& place, std::string wayOut) {
  if (full()) return;
  m_items.push_back(
      {Severity::Warning, std::move(code), std::move(message), place, std::move(wayOut), "WIT.md"});
}

std::string problemText(const Problem& problem, const Sources& sources) {
  const std::string where = sources.describe(problem.place);
  std::string text = concat(where, where.empty() ? "" : ": ", word(problem.severity), "[", problem.code,
                            "]: ", problem.message, "\n", marked(problem, sources));
  if (!problem.wayOut.empty()) text += concat("  way out: ", problem.wayOut, "\n");
  return text;
}

Diagnostic asDiagnostic(const Problem& problem, const Sources& sources) {
  Diagnostic out;
  out.severity = problem.severity;
  out.code = problem.code;
  out.message = problem.message;
  out.rule = problem.rule;
  out.wayOut = problem.wayOut;
  if (problem.place.known()) {
    const LineColumn at = sources.lineColumn(problem.place);
    out.offset = problem.place.offset;
    out.path = {sources.file(problem.place.file).name, concat("line ", std::to_string(at.line)),
                concat("column ", std::to_string(at.column))};
  }
  return out;
}

}  // namespace sb::wit
