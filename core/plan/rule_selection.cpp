// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/rule_selection.h"

#include <algorithm>
#include <set>

#include "core/support/concat.h"
#include "core/support/glob.h"
#include "core/types/interface_name.h"

namespace sb::plan {
namespace {

using Entry = EdgePlaces::Entry;

std::string joined(const std::vector<std::string>& items, const char* between = ", ") {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : between) + item;
  return out;
}

/// Same interface and, when the pattern has a version, one on its track.
bool sameButVersion(const std::string& pattern, const std::string& name) {
  const types::InterfaceName wanted = types::parseInterfaceName(pattern),
                             found = types::parseInterfaceName(name);
  if (wanted.package.empty() || wanted.withoutVersion() != found.withoutVersion()) return false;
  if (wanted.version.empty()) return true;
  const auto a = types::parseSemver(wanted.version), b = types::parseSemver(found.version);
  return a && b && types::sameTrack(*a, *b);
}

/// The patterns of a rule, and for those that name no interface there is the names that they mean by version.
class Interfaces {
 public:
  Interfaces(const EdgePlaces& places, const Patterns& patterns, std::vector<std::string>& notes)
      : m_patterns(patterns) {
    for (const std::string& pattern : patterns) {
      std::set<std::string> byVersion;
      bool exact = isGlob(pattern);
      for (const Entry& entry : places.entries()) {
        for (const std::string* name : {&entry.edge->consumer.name, &entry.edge->provider.name}) {
          exact = exact || *name == pattern;
          if (!exact && sameButVersion(pattern, *name)) byVersion.insert(*name);
        }
        if (exact) break;
      }
      if (exact) continue;
      for (const std::string& name : byVersion) {
        m_patterns.push_back(name);
        notes.push_back(concat(pattern, " is here as ", name));
      }
    }
  }
  bool carriedBy(const graph::Edge& edge) const { return carries(edge, m_patterns); }

 private:
  Patterns m_patterns;
};

std::string namesNot(const char* which, const std::vector<std::string>& names, const Patterns& wanted) {
  return concat("the ", which, " is ", names.empty() ? "the host" : "`" + names.front() + "`", ", not ",
                joined(wanted, " or "));
}

class Selector {
 public:
  Selector(const EdgePlaces& places, const SpliceRule& rule) : m_places(places), m_rule(rule) {}

  Result<Selection> select() {
    Selection out;
    const Interfaces interfaces(m_places, m_rule.interfaces, out.notes);
    SB_TRY_VOID(checkSubgraph());
    std::vector<bool> fromHost;
    bool anyFromNode = false;
    for (const Entry& entry : m_places.entries()) {
      EdgeVerdict verdict{entry.place(), m_places.nameOf(entry), false, {}};
      verdict.why =
          interfaces.carriedBy(*entry.edge) ? whyNot(entry, verdict.edge) : "it carries another interface";
      if (verdict.why.empty() && !isNamed(*entry.edge) && hasTypesOnly(entry))
        verdict.why = "it has types alone, nothing to call";
      verdict.selected = verdict.why.empty();
      fromHost.push_back(verdict.selected && leavesOutTheHost() && m_places.comesFromHost(entry));
      anyFromNode = anyFromNode || (verdict.selected && !fromHost.back());
      out.verdicts.push_back(std::move(verdict));
    }
    const bool onNode =
        m_rule.kind == SpliceRule::Kind::OnNode || m_rule.kind == SpliceRule::Kind::OnSubgraph;
    const bool noHost = anyFromNode || (onNode && m_rule.interfaces.empty());
    for (std::size_t i = 0; i < fromHost.size(); ++i) {
      if (fromHost[i] && noHost)
        drop(out.verdicts[i], "it comes from the host; name it with `host` to hook it");
    }
    dropServedFromOutside(out);
    if (!out.any()) out.whyNot = whyNothing(m_places, m_rule);
    return out;
  }

 private:
  static void drop(EdgeVerdict& verdict, std::string why) {
    verdict.selected = false;
    verdict.why = std::move(why);
  }

  /// By its full name, which asks for this very interface.
  bool isNamed(const graph::Edge& edge) const {
    return std::any_of(m_rule.interfaces.begin(), m_rule.interfaces.end(), [&](const std::string& pattern) {
      return !isGlob(pattern) && carries(edge, {pattern});
    });
  }

  static bool hasTypesOnly(const Entry& entry) {
    const graph::Port* port = entry.level->graph->find(entry.edge->provider);
    const auto* type = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
    return type && *type && !(*type)->exports.empty() && types::isTypesOnly(**type);
  }

  /// Rules that say nothing about the provider mean the exports of nodes; the host counts only where no node
  /// is selected.
  bool leavesOutTheHost() const {
    switch (m_rule.kind) {
      case SpliceRule::Kind::Before: return m_rule.provider.names.empty();
      case SpliceRule::Kind::Between: return m_rule.provider.names.empty();
      case SpliceRule::Kind::OnNode: return true;
      case SpliceRule::Kind::OnSubgraph: return true;
      case SpliceRule::Kind::OnEdge: return false;
    }
    return false;
  }

  /// Calls that pass a selected edge around a composition are not hooked again inside of it.
  void dropServedFromOutside(Selection& out) const {
    std::set<EdgePlace> selected;
    for (const EdgeVerdict& verdict : out.verdicts)
      if (verdict.selected) selected.insert(verdict.place);
    for (std::size_t i = 0; i < out.verdicts.size(); ++i) {
      if (!out.verdicts[i].selected) continue;
      for (const Entry* from = m_places.feeding(m_places.entries()[i]); from;
           from = m_places.feeding(*from)) {
        if (selected.count(from->place()) == 0) continue;
        drop(out.verdicts[i], "its calls pass the hook on " + m_places.nameOf(*from) + " already");
        break;
      }
    }
  }

  std::string whyNot(const Entry& entry, const std::string& edgeName) const {
    std::string why;
    switch (m_rule.kind) {
      case SpliceRule::Kind::Before: why = whyNotBetween(entry); break;
      case SpliceRule::Kind::Between: why = whyNotBetween(entry); break;
      case SpliceRule::Kind::OnNode: why = whyNotOnNode(entry); break;
      case SpliceRule::Kind::OnSubgraph: why = whyNotOnSubgraph(entry); break;
      case SpliceRule::Kind::OnEdge:
        if (!meansName(m_rule.edges, {edgeName})) why = "the rule names other connections";
        break;
    }
    if (why.empty() && !m_rule.except.empty() && meansName(m_rule.except, {edgeName}))
      return "the rule leaves it out (`except`)";
    if (!why.empty() || !m_rule.allFunctions) return why;
    const graph::Port* port = entry.level->graph->find(entry.edge->provider);
    const auto* type = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
    return type && *type ? failsTest(*m_rule.allFunctions, **type) : "it carries no interface";
  }

  std::string whyNotBetween(const Entry& entry) const {
    const std::vector<std::string> providers = m_places.providerNames(entry),
                                   consumers = m_places.consumerNames(entry);
    if (!meansName(m_rule.provider.names, providers))
      return namesNot("provider", providers, m_rule.provider.names);
    if (!meansName(m_rule.consumer.names, consumers))
      return namesNot("consumer", consumers, m_rule.consumer.names);
    return {};
  }

  std::string whyNotOnNode(const Entry& entry) const {
    const bool in = m_rule.direction != SpliceRule::Direction::Outbound &&
                    meansName(m_rule.provider.names, m_places.providerNames(entry));
    const bool out = m_rule.direction != SpliceRule::Direction::Inbound &&
                     meansName(m_rule.provider.names, m_places.consumerNames(entry));
    if (in || out) return {};
    switch (m_rule.direction) {
      case SpliceRule::Direction::Both: break;
      case SpliceRule::Direction::Inbound:
        return joined(m_rule.provider.names, " or ") + " does not provide it";
      case SpliceRule::Direction::Outbound:
        return joined(m_rule.provider.names, " or ") + " does not call it";
    }
    return joined(m_rule.provider.names, " or ") + " is at neither end";
  }

  std::string whyNotOnSubgraph(const Entry& entry) const {
    const auto inSet = [&](graph::NodeId node) {
      const auto names = m_places.namesOf(*entry.level, node);
      return node != entry.level->graph->host && meansName(m_rule.nodes, names);
    };
    const bool provider = inSet(entry.edge->provider.node), consumer = inSet(entry.edge->consumer.node);
    if (provider && consumer) return "both ends are in the subgraph";
    if (!provider && !consumer) return "no end is in the subgraph";
    if (provider && m_rule.direction == SpliceRule::Direction::Outbound)
      return "the subgraph provides it, and the rule is for outbound connections";
    if (consumer && m_rule.direction == SpliceRule::Direction::Inbound)
      return "the subgraph calls it, and the rule is for inbound connections";
    return {};
  }

  Result<void> checkSubgraph() const {
    if (m_rule.kind != SpliceRule::Kind::OnSubgraph) return {};
    const auto bad = [&](const std::string& message) {
      return fail(ErrorCode::BadRule, concat("line ", std::to_string(m_rule.line), ", column ",
                                             std::to_string(m_rule.column), ": on_subgraph: ", message));
    };
    std::string missing;
    for (const auto& level : m_places.levels()) {
      std::set<graph::NodeId> nodes;
      std::string here;
      for (const std::string& pattern : m_rule.nodes) {
        bool found = false;
        for (const auto& [id, node] : level->graph->nodes) {
          if (id == level->graph->host || !meansName({pattern}, m_places.namesOf(*level, id))) continue;
          nodes.insert(id);
          found = true;
        }
        if (!found && here.empty()) here = pattern;
      }
      if (here.empty()) {
        if (hangsTogether(*level->graph, nodes)) return {};
        return bad("the nodes " + joined(m_rule.nodes) + " do not hang together; add those between them");
      }
      if (missing.empty()) missing = here;
    }
    return bad("there is no node `" + missing + "`");
  }

  static bool hangsTogether(const graph::Graph& graph, const std::set<graph::NodeId>& nodes) {
    std::map<graph::NodeId, std::vector<graph::NodeId>> next;
    for (const auto& [id, edge] : graph.edges) {
      if (nodes.count(edge.provider.node) == 0 || nodes.count(edge.consumer.node) == 0) continue;
      next[edge.provider.node].push_back(edge.consumer.node);
      next[edge.consumer.node].push_back(edge.provider.node);
    }
    std::set<graph::NodeId> seen{*nodes.begin()};
    std::vector<graph::NodeId> open{*nodes.begin()};
    while (!open.empty()) {
      const graph::NodeId id = open.back();
      open.pop_back();
      for (const graph::NodeId other : next[id])
        if (seen.insert(other).second) open.push_back(other);
    }
    return seen.size() == nodes.size();
  }

  const EdgePlaces& m_places;
  const SpliceRule& m_rule;
};

}  // namespace

bool Selection::any() const {
  return std::any_of(verdicts.begin(), verdicts.end(), [](const EdgeVerdict& v) { return v.selected; });
}

bool meansName(const Patterns& patterns, const std::vector<std::string>& names) {
  if (patterns.empty()) return true;
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
      // "host" is no node's name, so that a glob does not mean it.
      return name == "host" ? pattern == name : globMatches(pattern, name);
    });
  });
}

bool carries(const graph::Edge& edge, const Patterns& interfaces) {
  return interfaces.empty() ||
         std::any_of(interfaces.begin(), interfaces.end(), [&](const std::string& pattern) {
           return globMatches(pattern, edge.provider.name) || globMatches(pattern, edge.consumer.name);
         });
}

Result<Selection> selectEdges(const EdgePlaces& places, const SpliceRule& rule) {
  return Selector(places, rule).select();
}

}  // namespace sb::plan
