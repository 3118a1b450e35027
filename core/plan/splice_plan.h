// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/graph/hook_kind.h"
#include "core/plan/splice_rules.h"
#include "core/support/result.h"

namespace sb::plan {

/// Why something cannot be done: the rule, and the way out.
struct Refusal {
  std::string code;  ///< stable: "contract", "blocking-needs-void", "resource-origin", …
  std::string rule;  ///< in words, lower case
  std::string wayOut;
  /// Of "contract": the path to where the two types differ, outermost first, and what is there.
  std::vector<std::string> path = {};
  std::string found = {}, expected = {};
};

enum class StepKind : std::uint8_t { TakeApart, MatchRule, GenerateAdapter, Instantiate, Rewire, Export };
const char* stepKindName(StepKind kind);

/// Names one adapter to be generated: one for each (edge, tiered hook).
using AdapterId = Id<struct AdapterTag>;

struct Step {
  StepKind kind = StepKind::TakeApart;
  std::string title;                 ///< "Generate adapter"
  std::string subject;               ///< "audit on demo:kv/store@1.0.0"
  std::string reason;                ///< why this step is there
  std::vector<std::string> inputs;   ///< names of files, nodes, adapters it takes
  std::vector<std::string> outputs;  ///< and makes
  graph::EdgeId edge;                ///< of the document's graph, when the step serves one
  graph::HookId hook;
  AdapterId adapter;  ///< GenerateAdapter
  std::vector<graph::NodeId>
      inside;          ///< the nested compositions that the ids below belong to, outermost first
  graph::NodeId node;  ///< node of the spliced graph that the step makes or changes
  std::vector<graph::NodeId> nodes;  ///< further nodes of the spliced graph this step adds
  std::vector<graph::EdgeId> edgesAdded,
      edgesRemoved;  ///< ids in the spliced (added) and original (removed) graph
  std::vector<std::pair<unsigned, unsigned>> wacLines;  ///< 1-based, inclusive ranges in the plan's WAC text
  std::optional<Refusal> refusal;                       ///< the step cannot be done
  std::vector<std::string> warnings;  ///< "hooks are async, the three functions are not: …"
};

/// One adapter that has to be generated.
struct AdapterRequest {
  AdapterId id;
  std::vector<graph::NodeId> inside;  ///< nested compositions that edge and node belong to, outermost first
  graph::EdgeId edge;
  graph::HookId hook;
  std::string name;               ///< "audit on demo:kv/store@1.0.0"
  std::string interfaceName;      ///< as the adapter exports it (the consumer's import name)
  std::string importName;         ///< as the adapter imports it (the provider's export name)
  types::InstanceTypeRef target;  ///< type of the interface, as the provider exports it
  /// The connection carries one function instead of an interface: import and export are that function, and
  /// `target` has it under the name that hooks are told.
  bool bareFunction = false;
  std::vector<graph::HookInterface> hooks;    ///< in the order before, blocking or gate, after
  std::optional<graph::HookInterface> names;  ///< `spliceboard:hook/names`, when the hook exports it
  std::string callerName, providerName;       ///< of the two instances; empty for the host
  bool callContext = false;                   ///< it imports what adapters share (adapt/call_context.h)
  /// Records, variants, enums and flags that the target mentions and does not export, inner ones first, under
  /// names of their own. They have no resource in them, so any equal definition will do.
  std::vector<types::NamedExtern> foreignTypes;
  /// Interfaces whose resources the target uses, or types with such resources in them: extern name and type,
  /// in dependency order. The adapter imports them.
  std::vector<types::NamedExtern> usedInterfaces;
  graph::NodeId node;          ///< adapter node in the spliced graph
  graph::HookOptions options;  ///< as chosen; what they mean for this target is in the two fields below
  /// Functions of the target that the hook's filter leaves out: passed on without a frame.
  std::set<std::string> unhooked = {};
  /// Function of the target → WAVE text: what it returns when a gate refuses the call.
  std::map<std::string, std::string> gateValues = {};
  /// Every interface that the adapter imports from the hook.
  std::vector<graph::HookInterface> hookInterfaces() const;
};

/// A node of the spliced graph that gives the calls of several adapters their numbers.
struct CallContext {
  std::vector<graph::NodeId> inside;  ///< nested compositions that the node belongs to, outermost first
  graph::NodeId node;
};

/// An edge of a graph, or of a composition nested in it.
struct EdgePlace {
  std::vector<graph::NodeId> inside;  ///< the nested compositions on the way to it, outermost first
  graph::EdgeId edge;
  friend auto operator<=>(const EdgePlace&, const EdgePlace&) = default;
};

/// One provider of configuration that has to be generated, for one instance of a hook.
struct ConfigRequest {
  std::vector<graph::NodeId> inside;  ///< nested compositions that the nodes belong to, outermost first
  graph::NodeId node, hookNode;       ///< in the spliced graph
  std::string name;                   ///< of the node
  std::string interfaceName;          ///< "splicer:builtin-config/get@0.1.0"
  types::InstanceTypeRef type;
  std::map<std::string, std::string> values;  ///< canonical WAVE text
};

struct RuleMatch {
  std::size_t rule = 0;  ///< index into the rules
  std::vector<EdgePlace> edges;
  std::string whyNot;              ///< when there are none: "interface not found; did you mean …"
  std::vector<std::string> notes;  ///< "demo:kv/store@1.0.1 is here as demo:kv/store@1.0.0"
};

/// The whole plan, a value: nothing is generated that is not in here.
struct SplicePlan {
  std::vector<Step> steps;
  std::vector<AdapterRequest> adapters;
  std::vector<CallContext> contexts;
  std::vector<ConfigRequest> configs;
  std::vector<RuleMatch> matches;
  graph::Graph original;  ///< the document's graph
  graph::Graph spliced;   ///< beads expanded to nodes; adapters have no file before they are generated
  std::string wac;        ///< WAC text of the spliced graph
  bool refused() const;
};

/// Plans the splice of a graph whose edges carry hook stacks. Never fails: what cannot be done is a step with
/// a refusal.
/// `lines`: whether the plan has WAC text, and its steps say which lines are theirs.
enum class WacLines : bool { LeftOut, Told };
SplicePlan planSplice(graph::Graph graph, WacLines lines = WacLines::Told);

/// The graph as it is before (done = i) or after (done = i + 1) step i: the original with the additions and
/// removals of the first `done` steps.
graph::Graph graphAfter(const SplicePlan& plan, std::size_t done);

}  // namespace sb::plan
