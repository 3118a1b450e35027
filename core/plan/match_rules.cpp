// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/match_rules.h"

#include <algorithm>
#include <memory>
#include <set>

#include "core/graph/hook_kind.h"

namespace sb::plan {
namespace {

bool carries(const graph::Edge& edge, const std::string& interfaceName) {
  return edge.provider.name == interfaceName || edge.consumer.name == interfaceName;
}

const std::string& nameOf(const graph::Graph& graph, graph::NodeId node) {
  static const std::string none;
  const graph::Node* found = graph.find(node);
  return found ? found->name : none;
}

class Selection {
 public:
  Selection(const graph::Graph& graph, const SpliceRule& rule, const OtherNames& otherNames)
      : m_graph(graph), m_rule(rule), m_otherNames(otherNames) {}

  std::vector<graph::EdgeId> edges() const {
    std::vector<graph::EdgeId> fromNodes, fromHost;
    for (const auto& [id, edge] : m_graph.edges) {
      if (selects(edge)) (edge.provider.node == m_graph.host ? fromHost : fromNodes).push_back(id);
    }
    if (fromNodes.empty() || !m_rule.provider.name.empty()) {
      fromNodes.insert(fromNodes.end(), fromHost.begin(), fromHost.end());
    }
    return fromNodes;
  }

 private:
  bool isNamed(graph::NodeId node, const std::string& name) const {
    const auto other = m_otherNames.find(node);
    return nameOf(m_graph, node) == name || (other != m_otherNames.end() && other->second == name);
  }
  bool selects(const graph::Edge& edge) const {
    if (!carries(edge, m_rule.interfaceName)) return false;
    const bool provider = m_rule.provider.name.empty() || isNamed(edge.provider.node, m_rule.provider.name);
    switch (m_rule.kind) {
      case SpliceRule::Kind::Before: return provider;
      case SpliceRule::Kind::Between: return provider && isNamed(edge.consumer.node, m_rule.consumer.name);
    }
    return false;
  }

  const graph::Graph& m_graph;
  const SpliceRule& m_rule;
  const OtherNames& m_otherNames;
};

std::string listed(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "none" : out;
}

/// Names that were probably meant: the same up to the version, or one the beginning of the other.
std::set<std::string> similar(const std::set<std::string>& names, const std::string& wanted) {
  std::set<std::string> out;
  for (const std::string& name : names) {
    const bool sameUpToVersion = name.substr(0, name.find('@')) == wanted.substr(0, wanted.find('@'));
    const bool prefix = name.rfind(wanted, 0) == 0 || wanted.rfind(name, 0) == 0;
    const auto shortName = [](const std::string& text) {
      const std::size_t slash = text.rfind('/');
      return text.substr(slash == std::string::npos ? 0 : slash + 1, text.find('@', slash) - slash - 1);
    };
    const bool sameInterface = wanted.find('/') == std::string::npos && shortName(name) == shortName(wanted);
    if (sameUpToVersion || prefix || sameInterface) out.insert(name);
  }
  return out;
}

/// The nested composition in which an edge carries the interface, or null.
const graph::Node* compositionAround(const graph::Graph& graph, const std::string& interfaceName) {
  for (const auto& entry : graph.nodes) {
    const graph::Node& node = entry.second;
    if (!node.inner) continue;
    const auto& edges = node.inner->edges;
    const bool here = std::any_of(edges.begin(), edges.end(), [&](const auto& e) {
      return e.second.provider.node != node.inner->host && carries(e.second, interfaceName);
    });
    if (here) return &node;
  }
  return nullptr;
}

std::string whyNot(const graph::Graph& graph, const SpliceRule& rule) {
  const graph::Node* around = compositionAround(graph, rule.interfaceName);
  const std::string inside =
      around ? "; rules do not reach into the nested composition `" + around->name + "`" : "";
  std::set<std::string> interfaces, nodes;
  for (const auto& [id, edge] : graph.edges) {
    if (edge.provider.node != graph.host) interfaces.insert(edge.provider.name);
    if (!carries(edge, rule.interfaceName)) continue;
    nodes.insert(nameOf(graph, edge.provider.node));
    nodes.insert(nameOf(graph, edge.consumer.node));
  }
  if (!nodes.empty()) {
    return "no node has the name the rule gives; nodes on " + rule.interfaceName + ": " + listed(nodes) +
           inside;
  }
  std::string out = "interface " + rule.interfaceName + " not found" + inside;
  const std::set<std::string> meant = similar(interfaces, rule.interfaceName);
  if (!meant.empty()) return out + "; did you mean " + listed(meant) + "?";
  return out + "; interfaces here: " + listed(interfaces);
}

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
  Result<void> add(const graph::Graph& graph, const NodeSelector& selector, graph::NodeId node,
                   std::size_t rule) {
    if (selector.alias.empty() || node == graph.host) return {};
    const auto [entry, fresh] = m_aliases.emplace(node, Alias{selector.alias, rule});
    if (fresh || entry->second.name == selector.alias) return {};
    return fail(ErrorCode::BadRule, "rule " + std::to_string(rule + 1) + " renames `" + nameOf(graph, node) +
                                        "` to `" + selector.alias + "`, rule " +
                                        std::to_string(entry->second.rule + 1) + " to `" +
                                        entry->second.name + "`; give one alias");
  }
  void appendTo(std::vector<graph::Edit>& edits) const {
    for (const auto& [node, alias] : m_aliases) {
      edits.push_back(graph::RenameNode{node, alias.name, graph::NameSource::User});
    }
  }

 private:
  struct Alias {
    std::string name;
    std::size_t rule;
  };
  std::map<graph::NodeId, Alias> m_aliases;
};

}  // namespace

Result<RuleOutcome> matchRules(const graph::Graph& graph, const SpliceRules& rules, const HookFiles& files,
                               const OtherNames& otherNames) {
  RuleOutcome outcome;
  std::map<graph::EdgeId, std::vector<graph::Hook>> stacks;
  Aliases aliases;
  for (const auto& [id, edge] : graph.edges) {
    const bool fromRule =
        std::any_of(edge.hooks.begin(), edge.hooks.end(), [](const auto& h) { return !h.rule.empty(); });
    if (!fromRule) continue;
    std::vector<graph::Hook>& stack = stacks[id];
    std::copy_if(edge.hooks.begin(), edge.hooks.end(), std::back_inserter(stack),
                 [](const auto& h) { return h.rule.empty(); });
  }
  std::uint32_t nextId = graph.nextId;
  for (std::size_t index = 0; index < rules.rules.size(); ++index) {
    const SpliceRule& rule = rules.rules[index];
    RuleMatch match{index, Selection(graph, rule, otherNames).edges(), {}};
    if (match.edges.empty()) match.whyNot = whyNot(graph, rule);
    for (const graph::EdgeId id : match.edges) {
      const graph::Edge& edge = graph.edges.at(id);
      std::vector<graph::Hook>& stack = stacks.try_emplace(id, edge.hooks).first->second;
      for (const Injection& injection : rule.inject) {
        const auto file = files.find(injection.name);
        graph::Hook hook;
        hook.id = graph::HookId(nextId++);
        hook.name = injection.name;
        hook.file = file == files.end() ? nullptr : file->second;
        hook.kind = kindOn(graph, edge, hook.file);
        hook.config = injection.config;
        hook.rule = "rule " + std::to_string(index + 1);
        stack.push_back(std::move(hook));
      }
      SB_TRY_VOID(aliases.add(graph, rule.provider, edge.provider.node, index));
      SB_TRY_VOID(aliases.add(graph, rule.consumer, edge.consumer.node, index));
    }
    outcome.anyMatched |= !match.edges.empty();
    outcome.matches.push_back(std::move(match));
  }
  auto batch = std::make_shared<graph::Batch>();
  for (auto& [id, stack] : stacks) batch->edits.push_back(graph::SetHooks{id, std::move(stack)});
  aliases.appendTo(batch->edits);
  outcome.edit = std::shared_ptr<const graph::Batch>(std::move(batch));
  return outcome;
}

}  // namespace sb::plan
