// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <set>

#include "core/plan/rule_selection.h"

// The sentence for a rule that selects nothing (splicer.md 2.4).
namespace sb::plan {
namespace {

std::string listed(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "none" : out;
}

std::string listed(const Patterns& patterns) {
  std::string out;
  for (const std::string& pattern : patterns) out += (out.empty() ? "" : ", ") + pattern;
  return out;
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

}  // namespace

std::string whyNothing(const EdgePlaces& places, const SpliceRule& rule) {
  if (rule.kind == SpliceRule::Kind::OnEdge) {
    std::set<std::string> all;
    for (const auto& entry : places.entries()) {
      if (all.size() < 20) all.insert(places.nameOf(entry));
    }
    return "no connection is called " + listed(rule.edges) + "; the first ones here: " + listed(all);
  }
  std::set<std::string> interfaces, nodes, allNodes;
  std::string test;
  for (const auto& entry : places.entries()) {
    if (!places.comesFromHost(entry)) interfaces.insert(entry.edge->provider.name);
    const std::vector<std::string> providers = places.providerNames(entry),
                                   consumers = places.consumerNames(entry);
    for (const auto* names : {&providers, &consumers}) {
      if (names->empty()) continue;
      allNodes.insert(names->front());
      if (carries(*entry.edge, rule.interfaces)) nodes.insert(names->front());
    }
    if (!rule.allFunctions || !carries(*entry.edge, rule.interfaces)) continue;
    const graph::Port* port = entry.level->graph->find(entry.edge->provider);
    const auto* type = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
    if (test.empty() && type && *type) test = failsTest(*rule.allFunctions, **type);
  }
  const std::string what = rule.interfaces.empty() ? "any interface" : listed(rule.interfaces);
  if (!nodes.empty() && !test.empty()) return "`all-funcs` leaves out what else fits: " + test;
  if (!nodes.empty() && !rule.interfaces.empty())
    return "no node has the name the rule gives; nodes on " + what + ": " + listed(nodes);
  if (rule.interfaces.empty()) return "there is no such node; nodes here: " + listed(allNodes);
  std::string out = "interface " + what + " not found";
  std::set<std::string> meant;
  for (const std::string& pattern : rule.interfaces) meant.merge(similar(interfaces, pattern));
  if (!meant.empty()) return out + "; did you mean " + listed(meant) + "?";
  return out + "; interfaces here: " + listed(interfaces);
}

}  // namespace sb::plan
