// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::plan {

/// `{ name, alias }` of a rule's place.
struct NodeSelector {
  std::string name;   ///< empty: any
  std::string alias;  ///< new name for the node in the output, may be empty
};

/// One injection of a rule (splicer.md 2.1).
struct Injection {
  std::string name;                           ///< effective name: alias, builtin name or name
  std::string path;                           ///< user form
  std::string builtin;                        ///< builtin form
  std::map<std::string, std::string> config;  ///< values as canonical text
  graph::HookOptions options;                 ///< `functions`, `gate-values`, `on-trap`, `retype-to-sync`
  bool ownInstance = false;                   ///< an instance for each place instead of a shared one
  unsigned line = 0, column = 0;              ///< 1-based, in the YAML text
};

struct SpliceRule {
  enum class Kind : std::uint8_t { Before, Between };
  Kind kind = Kind::Between;
  std::string interfaceName;
  NodeSelector provider;  ///< Before: optional; Between: `inner`
  NodeSelector consumer;  ///< Between: `outer`
  std::vector<Injection> inject;
  unsigned line = 0, column = 0;
};

struct SpliceRules {
  std::vector<SpliceRule> rules;
};

/// Reads the YAML of splicer 2.4.1. Errors: BadSyntax or BadRule with line, column and a hint; unknown keys
/// are errors that name the nearest known key.
Result<SpliceRules> parseSpliceRules(std::string_view yaml);
/// The rules as YAML, in the order and form that parseSpliceRules reads.
std::string printSpliceRules(const SpliceRules& rules);

}  // namespace sb::plan
