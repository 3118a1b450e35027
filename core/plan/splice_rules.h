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

/// Texts or flat globs; a name matches when one of them does. Empty: any name.
using Patterns = std::vector<std::string>;

/// `{ name, alias }` of a rule's place.
struct NodeSelector {
  Patterns names;     ///< empty: any
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
  std::string instance;                       ///< hooks with one file and this text share an instance
  bool enabled = true;                        ///< false: it is put there without effect
  unsigned line = 0, column = 0;              ///< 1-based, in the YAML text
};

/// `all-funcs`: what every function of the interface has to be (splicer.md 2.3).
struct FunctionTest {
  enum class Scope : std::uint8_t { Any, Interface, Resource };
  /// Concrete: no handle, stream or future in it. Defaultable: it has a value to begin with, such as 0.
  struct Values {
    bool concrete = false, defaultable = false;
  };
  std::optional<bool> async;
  Scope scope = Scope::Any;  ///< functions of the interface itself, or of its resources
  Values args, results;
};

struct SpliceRule {
  enum class Kind : std::uint8_t { Before, Between, OnNode, OnSubgraph, OnEdge };
  enum class Direction : std::uint8_t { Both, Inbound, Outbound };
  Kind kind = Kind::Between;
  Patterns interfaces;                    ///< empty: any
  NodeSelector provider;                  ///< Before: optional; Between: `inner`; OnNode: the node
  NodeSelector consumer;                  ///< Between: `outer`
  Direction direction = Direction::Both;  ///< OnNode, OnSubgraph
  Patterns nodes;                         ///< OnSubgraph
  Patterns edges;                         ///< OnEdge: names of connections (plan/edge_places.h)
  std::optional<FunctionTest> allFunctions;
  Patterns except;  ///< names of connections (plan/edge_places.h) that are not selected all the same
  std::vector<Injection> inject;
  unsigned line = 0, column = 0;
};
const char* ruleKindName(SpliceRule::Kind kind);  ///< "before", "between", "on_node", …

struct SpliceRules {
  std::vector<SpliceRule> rules;
};

/// Reads the YAML of splicer 2.4.1 with its later selectors and our own keys. Errors: BadSyntax or BadRule
/// with line, column and a hint; unknown keys are errors that name the nearest known key.
Result<SpliceRules> parseSpliceRules(std::string_view yaml);
/// The rules as YAML, in the order and form that parseSpliceRules reads.
std::string printSpliceRules(const SpliceRules& rules);

}  // namespace sb::plan
