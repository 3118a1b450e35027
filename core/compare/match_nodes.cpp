// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/match_nodes.h"

#include <algorithm>
#include <unordered_map>

#include "core/compare/module_facts.h"
#include "core/support/concat.h"

namespace sb::compare {
namespace {

/// The names on the outside of an instance's content.
std::string outsideOf(const ShapeNode& node) {
  std::string out = node.core ? "core" : "component";
  if (node.content.module)
    for (const std::string& name : moduleExports(node.content.module->bytes)) out += concat("\n", name);
  if (node.content.shape) {
    for (const auto& [name, key] : node.content.shape->importKeys) out += concat("\ni ", name);
    for (const auto& [name, key] : node.content.shape->exportKeys) out += concat("\ne ", name);
  }
  return out;
}
/// The exports only, versions left out: what an instance still has in common with a later version of it.
std::string exportsOf(const ShapeNode& node) {
  if (!node.content.shape || node.content.shape->exportKeys.empty()) return {};
  std::string out = "exports";
  for (const auto& [name, key] : node.content.shape->exportKeys)
    out += concat("\n", name.substr(0, name.find('@')));
  return out;
}

class Matcher {
 public:
  Matcher(const Shape& before, const Shape& after,
          const std::function<std::string(const std::string&)>& importName)
      : m_before(before), m_after(after), m_importName(importName) {
    m_match.toAfter.resize(before.nodes.size());
    m_match.toBefore.resize(after.nodes.size());
  }

  NodeMatch run() {
    // Of instances that mean the same one is as good as another; the name says which one a person means.
    byNameAnd([](const ShapeNode& node) { return node.colour; });
    by([](const ShapeNode& node) { return node.colour; });
    byNameAnd([](const ShapeNode& node) { return node.upstream; });
    by([](const ShapeNode& node) { return node.upstream; });
    byNameAnd([](const ShapeNode& node) { return node.content.term; });
    byNameAnd([](const ShapeNode& node) { return std::string(node.core ? "c" : "i"); });
    by([](const ShapeNode& node) { return node.content.term; });
    by(outsideOf);
    by(exportsOf);
    return std::move(m_match);
  }

 private:
  /// Pairs instances that are free and have the same key; of several the ones most alike in their arguments.
  void by(const std::function<std::string(const ShapeNode&)>& key) {
    std::unordered_map<std::string, std::vector<NodeIndex>> free;
    for (NodeIndex i = 0; i < m_after.nodes.size(); ++i)
      if (!m_match.toBefore[i])
        if (const std::string k = key(m_after.nodes[i]); !k.empty()) free[k].push_back(i);
    for (NodeIndex i = 0; i < m_before.nodes.size(); ++i) {
      if (m_match.toAfter[i]) continue;
      const auto candidates = free.find(key(m_before.nodes[i]));
      if (candidates == free.end() || candidates->second.empty()) continue;
      std::vector<NodeIndex>& list = candidates->second;
      const auto best = mostAlike(i, list);
      m_match.toAfter[i] = *best;
      m_match.toBefore[*best] = i;
      list.erase(best);
    }
  }

  void byNameAnd(const std::function<std::string(const ShapeNode&)>& key) {
    by([&](const ShapeNode& node) {
      return node.name.empty() ? std::string() : concat(key(node), "\n", node.name);
    });
  }

  std::vector<NodeIndex>::iterator mostAlike(NodeIndex before, std::vector<NodeIndex>& candidates) {
    constexpr std::size_t WorthComparing = 64;  // of thousands that look alike the order decides
    auto best = candidates.begin();
    if (candidates.size() == 1 || candidates.size() > WorthComparing) return best;
    int bestScore = -1;
    for (auto at = candidates.begin(); at != candidates.end(); ++at) {
      const int score = likeness(m_before.nodes[before], m_after.nodes[*at]);
      if (score > bestScore) {
        best = at;
        bestScore = score;
      }
    }
    return best;
  }

  int likeness(const ShapeNode& a, const ShapeNode& b) const {
    int score = a.name == b.name ? 1 : 0;
    for (const auto& [name, term] : a.args) {
      const auto other = b.args.find(name);
      if (other != b.args.end() && translated(term, m_match, m_importName) == other->second) score += 2;
    }
    return score;
  }

  const Shape& m_before;
  const Shape& m_after;
  const std::function<std::string(const std::string&)>& m_importName;
  NodeMatch m_match;
};

}  // namespace

std::string translated(const std::string& term, const NodeMatch& match,
                       const std::function<std::string(const std::string&)>& importName) {
  return rewriteImports(rewriteNodes(term,
                                     [&](NodeIndex node) {
                                       const auto& partner = match.toAfter[node];
                                       return partner ? nodeTerm(*partner)
                                                      : concat("gone ", std::to_string(node));
                                     }),
                        importName);
}

NodeMatch matchNodes(const Shape& before, const Shape& after,
                     const std::function<std::string(const std::string&)>& importName) {
  return Matcher(before, after, importName).run();
}

}  // namespace sb::compare
