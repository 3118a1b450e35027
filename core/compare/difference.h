// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sb::compare {

enum class Change : std::uint8_t {
  Added,    ///< only in the second
  Removed,  ///< only in the first
  Changed,  ///< the same thing, with other content
  Rewired,  ///< a connection comes from somewhere else
  Renamed,
  Version,  ///< an interface at another version
  Moved,    ///< the same thing, in another component
};
const char* changeName(Change change);

enum class Subject : std::uint8_t {
  Import,
  Export,
  Instance,
  CoreInstance,
  Connection,  ///< an argument of an instance, or what an export comes from
  Function,    ///< of an interface
  Type,        ///< of an interface
  CoreModule,
  Component,
};
const char* subjectName(Subject subject);

/// One difference between two components.
struct Difference {
  Change change{};
  Subject subject{};
  std::string name;                   ///< in the first; in the second for what was added
  std::string before, after;          ///< in words; empty where one side has none
  std::vector<std::string> where;     ///< names of the instances it lies in, outermost first
  std::string pathBefore, pathAfter;  ///< item paths, where there is a definition to show
  std::vector<std::string> details;   ///< one sentence each
  std::string identity;               ///< hash of what was added or removed, for recognising what moved

  friend bool operator==(const Difference&, const Difference&) = default;
};

struct Comparison {
  std::vector<Difference> differences;
  std::vector<std::string>
      notes;  ///< what is not the same in the files but means the same: names, custom sections
  std::uint64_t bytesBefore = 0, bytesAfter = 0;
  std::string hashBefore, hashAfter;  ///< of the meaning; equal when there is no difference
  bool same() const { return differences.empty(); }
};

}  // namespace sb::compare
