// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sb::adapt {

/// A string in the adapter's memory, as the canonical ABI has it. The empty string is (0, 0).
struct NameRef {
  std::uint32_t address = 0, bytes = 0;
};

/// All names an adapter hands to hooks, each distinct one once, in the order of first use. The pool starts at
/// address 0.
class NamePool {
 public:
  void add(std::string_view name);
  /// Ends the program for a name that was never added.
  NameRef operator[](std::string_view name) const;

  struct Entry {
    std::string text;
    std::uint32_t address = 0;
  };
  const std::vector<Entry>& entries() const { return m_entries; }
  std::uint32_t bytes() const { return m_bytes; }

 private:
  std::vector<Entry> m_entries;
  std::map<std::string, std::uint32_t, std::less<>> m_byText;
  std::uint32_t m_bytes = 0;
};

}  // namespace sb::adapt
