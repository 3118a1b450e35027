// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/document_rules.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/driver/hook_files.h"
#include "core/graph/inner_graph.h"
#include "core/plan/match_rules.h"
#include "core/support/concat.h"

namespace sb::driver {
namespace {

using graph::Graph;
using graph::Hook;

/// A graph with only those hooks, nested compositions included, that pass a test.
Graph withHooks(const Graph& graph, const std::function<bool(const Hook&)>& stays) {
  Graph out = graph;
  for (auto& [id, edge] : out.edges) {
    edge.hooks.erase(
        std::remove_if(edge.hooks.begin(), edge.hooks.end(), [&](const Hook& hook) { return !stays(hook); }),
        edge.hooks.end());
  }
  for (auto& [id, node] : out.nodes) {
    if (node.inner) node.inner = std::make_shared<const Graph>(withHooks(*node.inner, stays));
  }
  return out;
}

void collectFiles(const Graph& graph, bool ofRules, plan::HookFiles& files) {
  for (const auto& [id, edge] : graph.edges) {
    for (const Hook& hook : edge.hooks) {
      if (hook.file && !hook.rule.empty() == ofRules) files.emplace(hook.name, hook.file);
    }
  }
  for (const auto& [id, node] : graph.nodes) {
    if (node.inner) collectFiles(*node.inner, ofRules, files);
  }
}

bool sameBytes(const graph::ComponentFileRef& a, const graph::ComponentFileRef& b) {
  if (a == b) return true;
  return a && b && std::equal(a->bytes.begin(), a->bytes.end(), b->bytes.begin(), b->bytes.end());
}

/// True when both have the same stacks, whoever put them there.
bool sameStacks(const Graph& a, const Graph& b) {
  for (const auto& [id, edge] : a.edges) {
    const graph::Edge* other = b.find(id);
    if (!other || edge.hooks.size() != other->hooks.size()) return false;
    for (std::size_t i = 0; i < edge.hooks.size(); ++i) {
      const Hook &x = edge.hooks[i], &y = other->hooks[i];
      if (x.name != y.name || x.kind != y.kind || x.enabled != y.enabled || x.ownInstance != y.ownInstance ||
          x.config != y.config || x.options != y.options || !sameBytes(x.file, y.file))
        return false;
    }
  }
  for (const auto& [id, node] : a.nodes) {
    const graph::Node* other = b.find(id);
    if (!other || !node.inner != !other->inner) return false;
    if (node.inner && !sameStacks(*node.inner, *other->inner)) return false;
  }
  return true;
}

/// True when two injections of one name stand for different files.
bool namesClash(const plan::SpliceRules& rules) {
  std::map<std::string, std::pair<std::string, std::string>> files;
  for (const plan::SpliceRule& rule : rules.rules) {
    for (const plan::Injection& one : rule.inject) {
      const auto [at, fresh] = files.emplace(one.name, std::pair(one.path, one.builtin));
      if (!fresh && at->second != std::pair(one.path, one.builtin)) return true;
    }
  }
  return false;
}

/// True when the rules make the graph's stacks on the graph without hooks.
bool makesStacksOf(const plan::SpliceRules& rules, const Graph& graph) {
  plan::HookFiles files, byHand;
  collectFiles(graph, true, files);
  collectFiles(graph, false, byHand);
  for (const auto& [name, file] : byHand) {
    if (const auto [at, fresh] = files.emplace(name, file); !fresh && !sameBytes(at->second, file))
      return false;
  }
  Graph bare = withHooks(graph, [](const Hook&) { return false; });
  const Result<plan::RuleOutcome> outcome = plan::matchRules(bare, rules, files);
  return outcome && graph::apply(bare, outcome->edit) && sameStacks(graph, bare);
}

}  // namespace

std::vector<RuleNotApplied> rulesNotApplied(const Graph& graph) {
  std::vector<RuleNotApplied> out;
  const Result<plan::SpliceRules> rules = keptRules(graph);
  if (!rules) return out;
  for (std::size_t i = 0; i < rules->rules.size(); ++i) {
    const plan::SpliceRule& rule = rules->rules[i];
    const std::string mark = concat("rule ", std::to_string(i + 1));
    for (const plan::EdgeVerdict& verdict : plan::explainRule(graph, rule).verdicts) {
      const Graph* level = verdict.selected ? graph::graphInside(graph, verdict.place.inside) : nullptr;
      const graph::Edge* edge = level ? level->find(verdict.place.edge) : nullptr;
      if (!edge) continue;
      const auto placed = std::count_if(edge->hooks.begin(), edge->hooks.end(),
                                        [&](const Hook& hook) { return hook.rule == mark; });
      if (static_cast<std::size_t>(placed) != rule.inject.size()) out.push_back({i, verdict.place});
    }
  }
  return out;
}

Result<plan::SpliceRules> keptRules(const Graph& graph) {
  if (graph.rules.empty()) return plan::SpliceRules();
  return inContext(plan::parseSpliceRules(graph.rules), "in the rules of the document");
}

Result<RuleChange> changeRules(const Graph& graph, const plan::SpliceRules& rules,
                               const SpliceOptions& options) {
  plan::HookFiles known;
  collectFiles(graph, true, known);
  SB_TRY(plan::RuleOutcome outcome, plan::matchRules(graph, rules, hookReader(options, known)));
  plan::SpliceRules kept = rules;
  for (plan::SpliceRule& rule : kept.rules) {
    for (plan::Injection& one : rule.inject) {
      if (one.path.empty()) continue;
      SB_TRY(const std::filesystem::path path, fileOf(one, options));
      std::error_code failed;
      const std::filesystem::path whole = std::filesystem::absolute(path, failed);
      one.path = (failed ? path : whole).lexically_normal().generic_string();
    }
  }
  auto both = std::make_shared<graph::Batch>();
  both->edits = {std::move(outcome.edit),
                 graph::SetRules{kept.rules.empty() ? std::string() : plan::printSpliceRules(kept)}};
  return RuleChange{graph::Edit(std::shared_ptr<const graph::Batch>(std::move(both))),
                    std::move(outcome.matches)};
}

plan::RulesOfGraph rulesOfDocument(const Graph& graph,
                                   const std::function<std::string(const graph::ComponentFile&)>& pathOf) {
  const Result<plan::SpliceRules> kept = keptRules(graph);
  if (kept && !kept->rules.empty()) {
    plan::RulesOfGraph out =
        plan::rulesOf(withHooks(graph, [](const Hook& hook) { return hook.rule.empty(); }), pathOf);
    out.rules.rules.insert(out.rules.rules.end(), kept->rules.begin(), kept->rules.end());
    for (plan::SpliceRule& rule : out.rules.rules) {
      for (plan::Injection& one : rule.inject) {
        if (!std::filesystem::path(one.path).is_absolute()) continue;
        graph::ComponentFile file;
        file.path = one.path;
        one.path = pathOf(file);
      }
    }
    if (!namesClash(out.rules) && makesStacksOf(out.rules, graph)) return out;
  }
  plan::RulesOfGraph out = plan::rulesOf(graph, pathOf);
  if (!kept || !kept->rules.empty())
    out.remarks.push_back(
        "hooks were changed by hand, so that the document's rules no longer make them: they are written "
        "connection by connection");
  return out;
}

}  // namespace sb::driver
