// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/adapt/adapter.h"
#include "core/driver/builtins.h"
#include "core/graph/graph.h"
#include "core/plan/match_rules.h"
#include "core/plan/splice_plan.h"
#include "core/plan/splice_rules.h"
#include "core/support/bytes.h"
#include "core/support/diagnostic.h"
#include "core/support/result.h"
#include "core/types/check_component.h"

namespace sb::driver {

struct SpliceOptions {
  std::string packageName = "example:composition";  ///< of the WAC text
  /// Relative hook paths of rules are taken from here; empty: the current folder.
  std::string baseFolder;
  BuiltinFolders builtins;  ///< of the rules' `builtin` entries
  bool validate = true;     ///< check the result before handing it out
  bool planOnly = false;    ///< of planSpliceFile: nothing will be made of the plan
  bool splits = false;      ///< fill `splits`, which copies every component
  bool strict = false;      ///< a rule that matches nothing is an error
  bool wac = true;          ///< write WAC text, and say in the plan which lines are whose
};

struct OutputFile {
  std::string name;  ///< base name
  Bytes bytes;
};

/// A package that the WAC text names and the file it stands for: a file of `splits` or `adapters` by base
/// name, or the path of a hook.
struct WacDependency {
  std::string package;  ///< "my:audit"
  std::string file;
  bool generated = false;  ///< one of the output files; false: a path on disk
};

/// Everything a splice makes, in memory. Nothing is written here (see export.h). Same input, same bytes.
struct SpliceOutput {
  plan::SplicePlan plan;  ///< the generated adapters are in its spliced graph
  std::map<plan::AdapterId, std::shared_ptr<const adapt::Adapter>> generated;
  Bytes composed;
  std::vector<OutputFile>
      adapters;  ///< "splicer_adapter_tier2_audit_demo_kv_store_1_0_0.wasm" (splicer.md 6.1)
  std::vector<OutputFile>
      splits;  ///< "split0.wasm" is the composition itself, then its components in pre-order
  std::vector<OutputFile> parts;  ///< with the splits: small components that only the WAC text needs
  std::string wac;
  std::vector<WacDependency> dependencies;
  Diagnostics diagnostics;  ///< warnings of rules and plan, notes of the check
};

/// A composition with hooks from rules, planned but not made.
struct PlannedSplice {
  plan::SplicePlan plan;                         ///< its original graph has hook stacks and aliases
  std::vector<graph::ComponentFileRef> retyped;  ///< files of hooks that the plan has made synchronous
  types::CheckedParts checkedParts;              ///< of the file; they need no check in the result
  bool anyRuleMatched = false;
  Diagnostics diagnostics;  ///< a warning for each rule that matches nothing
};

/// What rules make of a graph: the edit that puts their hooks on its edges, with the hooks' files read.
/// Errors: BadRule; FileNotFound for a hook's file, naming the hook.
Result<plan::RuleOutcome> rulesForGraph(const plan::SpliceRules& rules, const graph::Graph& graph,
                                        const plan::OtherNames& names, const SpliceOptions& options);

/// Applies rules to a graph, such as a document's, and plans. Errors: as above.
Result<PlannedSplice> planSpliceGraph(const plan::SpliceRules& rules, graph::Graph graph,
                                      const plan::OtherNames& names, const SpliceOptions& options = {});

/// Opens a composed file, applies rules to it and plans.
/// Errors: those of reading and opening; BadRule; FileNotFound for a hook's file, naming the hook.
Result<PlannedSplice> planSpliceFile(const plan::SpliceRules& rules, const std::string& composedPath,
                                     const SpliceOptions& options = {});

/// Generates, fuses, encodes and checks what a graph's hooks ask for.
/// Errors: Refused with every refusal of the plan; those of adapters and fusing; Invalid when our own checker
/// refuses the result, with its first errors.
Result<SpliceOutput> spliceGraph(const graph::Graph& graph, const SpliceOptions& options = {});

/// Makes what was planned from rules; the plan moves into what is made. Errors: those of spliceGraph; Refused
/// when no rule matched anything, or one of them did not and `strict` is set.
Result<SpliceOutput> splicePlanned(PlannedSplice&& planned, const SpliceOptions& options = {});

/// Both of them. Errors: also Refused when no rule matched anything, with the reason for each rule.
Result<SpliceOutput> spliceFile(const plan::SpliceRules& rules, const std::string& composedPath,
                                const SpliceOptions& options = {});

/// Writes a graph without hooks as a component: fuse, encode, check.
Result<Bytes> composeGraph(const graph::Graph& graph, bool validate = true);

/// "splicer_adapter_t1_log_demo_calc_ops_0_1_0.wasm"
std::string adapterFileName(std::string_view hook, std::string_view interfaceName, unsigned tier);

}  // namespace sb::driver
