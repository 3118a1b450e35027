// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/diagnostic.h"

namespace sb::types {

/// Collects diagnostics and knows where the check stands: a stack of frames and the offset of the current
/// definition. Frames cost nothing until something is reported.
class Reporter {
 public:
  struct Place {
    const char* what;       ///< "import", "component"
    std::string_view name;  ///< of imports and exports; empty: use the index. Outlives the frame.
    std::size_t index;
  };
  class Frame {
   public:
    Frame(Reporter& reporter, Place place, std::uint64_t offset)
        : m_reporter(reporter), m_before(reporter.m_offset) {
      reporter.m_places.push_back(place);
      if (offset != 0) reporter.m_offset = offset;
    }
    ~Frame() {
      m_reporter.m_places.pop_back();
      m_reporter.m_offset = m_before;
    }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

   private:
    Reporter& m_reporter;
    std::uint64_t m_before;
  };

  void error(std::string code, std::string message, std::string rule, std::string wayOut = {});
  void note(std::string code, std::string message, std::string rule, std::string wayOut = {});

  bool hasErrors() const { return m_errors != 0; }
  /// Grows with everything that is reported.
  std::size_t count() const { return m_errors + m_diagnostics.size(); }
  /// What is found after this many errors is counted and not kept: a broken file can hold a million.
  static constexpr std::size_t MostErrors = 1'000;
  bool isFull() const { return m_errors >= MostErrors; }
  std::uint64_t offset() const { return m_offset; }
  /// Errors first, each group in the order of the file.
  Diagnostics take();

 private:
  void report(Severity severity, std::string code, std::string message, std::string rule, std::string wayOut);

  Diagnostics m_diagnostics;
  std::vector<Place> m_places;
  std::uint64_t m_offset = 0;
  std::size_t m_errors = 0;
};

}  // namespace sb::types
