// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/match_rules.h"

#include <algorithm>
#include <memory>

#include "core/graph/hook_kind.h"
#include "core/support/concat.h"

namespace sb::plan {
namespace {

/// The kind that an injection would have on this edge. The planner judges again and refuses with a reason.
graph::HookKind kindOn(const graph::Graph& graph, const graph::Edge& edge,
                       const graph::ComponentFileRef& file) {
  if (!file || !file->type) return graph::HookKind::Tier1;
  const graph::Port* provider = graph.find(edge.provider);
  const graph::Port* consumer = graph.find(edge.consumer);
  const auto* provided = provider ? std::get_if<types::InstanceTypeRef>(&provider->type) : nullptr;
  const auto* wanted = consumer ? std::get_if<types::InstanceTypeRef>(&consumer->type) : nullptr;
  if (provided && wanted) {
    const graph::HookVerdict verdict = graph::judgeHook(*file->type, edge.provider.name, **provided, **wanted,
                                                        edge.provider.node == graph.host);
    if (verdict.kind) return *verdict.kind;
  }
  const graph::HookAbility ability = graph::hookAbility(*file->type);
  return ability.tier2   ? graph::HookKind::Tier2
         : ability.tier1 ? graph::HookKind::Tier1
                         : graph::HookKind::Direct;
}

/// New names that rules give to nodes, with the rule that gave them.
class Aliases {
 public:
  Result<void> add(const EdgePlaces::Level& level, const NodeSelector& selector, graph::NodeId node,
                   std::size_t rule) {
    if (selector.alias.empty() || node == level.graph->host) return {};
    const std::string& name = level.graph->nodes.at(node).name;
    const auto same = [&](const auto& entry) {
      return entry.second.name == selector.alias && entry.first.first == level.inside &&
             entry.first.second != node;
    };
    if (const auto other = std::find_if(m_aliases.begin(), m_aliases.end(), same); other != m_aliases.end()) {
      return fail(
          ErrorCode::BadRule,
          concat("rule ", std::to_string(rule + 1), " gives the alias `", selector.alias, "` to `", name,
                 "` and to `", level.graph->nodes.at(other->first.second).name, "`; name one node"));
    }
    const auto [entry, fresh] = m_aliases.emplace(Key{level.inside, node}, Alias{selector.alias, rule});
    if (fresh || entry->second.name == selector.alias) return {};
    return fail(ErrorCode::BadRule, concat("rule ", std::to_string(rule + 1), " renames `", name, "` to `",
                                           selector.alias, "`, rule ", std::to_string(entry->second.rule + 1),
                                           " to `", entry->second.name, "`; give one alias"));
  }
  void appendTo(std::map<NodePath, std::vector<graph::Edit>>& edits) const {
    for (const auto& [key, alias] : m_aliases) {
      edits[key.first].push_back(graph::RenameNode{key.second, alias.name, graph::NameSource::User});
    }
  }

 private:
  using Key = std::pair<NodePath, graph::NodeId>;
  struct Alias {
    std::string name;
    std::size_t rule;
  };
  std::map<Key, Alias> m_aliases;
};

/// The edits of a graph and of everything nested in it, as one.
Result<graph::Edit> together(const graph::Graph& graph, const NodePath& inside,
                             const std::map<NodePath, std::vector<graph::Edit>>& edits) {
  auto batch = std::make_shared<graph::Batch>();
  if (const auto own = edits.find(inside); own != edits.end()) batch->edits = own->second;
  for (auto it = edits.upper_bound(inside); it != edits.end();) {
    const NodePath& path = it->first;
    if (path.size() <= inside.size() || !std::equal(inside.begin(), inside.end(), path.begin())) break;
    NodePath child(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(inside.size()) + 1);
    graph::Graph inner = *graph.nodes.at(child.back()).inner;
    SB_TRY(const graph::Edit edit, together(inner, child, edits));
    SB_TRY_VOID(graph::apply(inner, edit));
    batch->edits.push_back(graph::SetInner{child.back(), std::make_shared<const graph::Graph>(inner)});
    while (it != edits.end() && it->first.size() >= child.size() &&
           std::equal(child.begin(), child.end(), it->first.begin()))
      ++it;
  }
  return graph::Edit(std::shared_ptr<const graph::Batch>(std::move(batch)));
}

class Matcher {
 public:
  Matcher(const EdgePlaces& places, const HookReader& read) : m_places(places), m_read(read) {
    for (const EdgePlaces::Entry& entry : places.entries()) keepOtherHooks(entry);
  }

  Result<RuleMatch> add(const SpliceRule& rule, std::size_t index) {
    RuleMatch match;
    match.rule = index;
    SB_TRY(Selection selection,
           inContext(selectEdges(m_places, rule), "in rule " + std::to_string(index + 1)));
    match.whyNot = std::move(selection.whyNot);
    match.notes = std::move(selection.notes);
    std::vector<graph::ComponentFileRef> files;
    for (std::size_t i = 0; i < selection.verdicts.size(); ++i) {
      if (!selection.verdicts[i].selected) continue;
      const EdgePlaces::Entry& entry = m_places.entries()[i];
      match.edges.push_back(selection.verdicts[i].place);
      if (files.empty()) {
        for (const Injection& injection : rule.inject) {
          SB_TRY(files.emplace_back(), m_read(injection, index));
        }
      }
      for (std::size_t k = 0; k < files.size(); ++k) put(entry, rule.inject[k], files[k], index);
      SB_TRY_VOID(addAliases(entry, rule, index));
    }
    return match;
  }

  std::map<NodePath, std::vector<graph::Edit>> edits() {
    std::map<NodePath, std::vector<graph::Edit>> out;
    for (auto& [place, stack] : m_stacks)
      out[place.inside].push_back(graph::SetHooks{place.edge, std::move(stack)});
    m_aliases.appendTo(out);
    return out;
  }

 private:
  void keepOtherHooks(const EdgePlaces::Entry& entry) {
    const std::vector<graph::Hook>& hooks = entry.edge->hooks;
    const auto byHand = [](const graph::Hook& hook) { return hook.rule.empty(); };
    if (std::all_of(hooks.begin(), hooks.end(), byHand)) return;
    std::vector<graph::Hook>& stack = m_stacks[entry.place()];
    std::copy_if(hooks.begin(), hooks.end(), std::back_inserter(stack), byHand);
  }

  void put(const EdgePlaces::Entry& entry, const Injection& injection, const graph::ComponentFileRef& file,
           std::size_t rule) {
    const std::size_t uses = ++m_uses[injection.name];
    graph::Hook hook;
    hook.id = graph::HookId(m_nextId.try_emplace(entry.level, entry.level->graph->nextId).first->second++);
    hook.name = injection.name;
    hook.file = file;
    hook.kind = kindOn(*entry.level->graph, *entry.edge, hook.file);
    hook.enabled = injection.enabled;
    hook.ownInstance = injection.instance;
    if (injection.ownInstance)
      hook.ownInstance = uses == 1 ? injection.name : concat(injection.name, "-n", std::to_string(uses - 1));
    hook.config = injection.config;
    hook.options = injection.options;
    hook.rule = "rule " + std::to_string(rule + 1);
    m_stacks.try_emplace(entry.place(), entry.edge->hooks).first->second.push_back(std::move(hook));
  }

  Result<void> addAliases(const EdgePlaces::Entry& entry, const SpliceRule& rule, std::size_t index) {
    const graph::NodeId provider = entry.edge->provider.node, consumer = entry.edge->consumer.node;
    if (rule.kind != SpliceRule::Kind::OnNode) {
      SB_TRY_VOID(m_aliases.add(*entry.level, rule.provider, provider, index));
      return m_aliases.add(*entry.level, rule.consumer, consumer, index);
    }
    for (const graph::NodeId node : {provider, consumer}) {
      if (meansName(rule.provider.names, m_places.namesOf(*entry.level, node)))
        SB_TRY_VOID(m_aliases.add(*entry.level, rule.provider, node, index));
    }
    return {};
  }

  const EdgePlaces& m_places;
  const HookReader& m_read;
  std::map<EdgePlace, std::vector<graph::Hook>> m_stacks;
  std::map<const EdgePlaces::Level*, std::uint32_t> m_nextId;
  std::map<std::string, std::size_t> m_uses;
  Aliases m_aliases;
};

}  // namespace

Result<RuleOutcome> matchRules(const graph::Graph& graph, const SpliceRules& rules, const HookFiles& files) {
  return matchRules(graph, rules,
                    [&](const Injection& injection, std::size_t) -> Result<graph::ComponentFileRef> {
                      const auto file = files.find(injection.name);
                      return file == files.end() ? nullptr : file->second;
                    });
}

Result<RuleOutcome> matchRules(const graph::Graph& graph, const SpliceRules& rules, const HookReader& read,
                               const OtherNames& otherNames) {
  RuleOutcome outcome;
  const EdgePlaces places(graph, otherNames);
  Matcher matcher(places, read);
  for (std::size_t index = 0; index < rules.rules.size(); ++index) {
    SB_TRY(RuleMatch match, matcher.add(rules.rules[index], index));
    outcome.anyMatched |= !match.edges.empty();
    outcome.matches.push_back(std::move(match));
  }
  SB_TRY(outcome.edit, together(graph, {}, matcher.edits()));
  return outcome;
}

Selection explainRule(const graph::Graph& graph, const SpliceRule& rule, const OtherNames& otherNames) {
  const EdgePlaces places(graph, otherNames);
  Result<Selection> selection = selectEdges(places, rule);
  if (selection) return *std::move(selection);
  Selection out;
  out.whyNot = selection.error().message;
  for (const EdgePlaces::Entry& entry : places.entries())
    out.verdicts.push_back({entry.place(), places.nameOf(entry), false, out.whyNot});
  return out;
}

}  // namespace sb::plan
