// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/rules_of_graph.h"

#include <algorithm>
#include <deque>
#include <set>

#include "core/plan/edge_places.h"
#include "core/support/concat.h"

namespace sb::plan {
namespace {

/// Hooks that one injection can stand for.
bool sameHook(const graph::Hook& a, const graph::Hook& b) {
  return a.name == b.name && a.file == b.file && a.missing == b.missing && a.ownInstance == b.ownInstance &&
         a.config == b.config && a.enabled == b.enabled && a.options == b.options;
}

struct Stack {
  std::string edge;
  std::deque<const graph::Hook*> left;  ///< nearest the caller first
  bool startsWith(const graph::Hook& hook) const { return !left.empty() && sameHook(*left.front(), hook); }
};

class Writer {
 public:
  Writer(const graph::Graph& graph, const std::function<std::string(const graph::ComponentFile&)>& pathOf)
      : m_pathOf(pathOf) {
    const EdgePlaces places(graph);
    for (const EdgePlaces::Entry& entry : places.entries()) {
      Stack stack{places.nameOf(entry), {}};
      for (const graph::Hook& hook : entry.edge->hooks) {
        stack.left.push_back(&hook);
        m_names.insert(hook.name);
      }
      if (!stack.left.empty()) m_stacks.push_back(std::move(stack));
    }
  }

  RulesOfGraph write() {
    while (const graph::Hook* hook = next()) {
      Patterns edges;
      for (Stack& stack : m_stacks) {
        if (!stack.startsWith(*hook)) continue;
        edges.push_back(stack.edge);
        stack.left.pop_front();
      }
      add(injectionFor(*hook), std::move(edges));
    }
    return std::move(m_out);
  }

 private:
  /// The first hook that is on top wherever it is left; when stacks contradict each other the first there is.
  const graph::Hook* next() const {
    const graph::Hook* first = nullptr;
    for (const Stack& stack : m_stacks) {
      if (stack.left.empty()) continue;
      const graph::Hook* hook = stack.left.front();
      if (!first) first = hook;
      const bool onTop = std::all_of(m_stacks.begin(), m_stacks.end(), [&](const Stack& other) {
        const auto uses = std::count_if(other.left.begin(), other.left.end(),
                                        [&](const auto* one) { return sameHook(*one, *hook); });
        return uses == 0 || (uses == 1 && other.startsWith(*hook));
      });
      if (onTop) return hook;
    }
    return first;
  }

  std::string freshName(const std::string& wanted) {
    if (m_written.insert(wanted).second) return wanted;
    for (unsigned n = 2;; ++n) {
      std::string name = concat(wanted, "-", std::to_string(n));
      if (m_names.count(name) == 0 && m_written.insert(name).second) return name;
    }
  }

  Injection injectionFor(const graph::Hook& hook) {
    Injection injection;
    injection.name = freshName(hook.name);
    injection.instance = hook.ownInstance;
    if (injection.name != hook.name && injection.instance.empty()) shareInstance(hook, injection);
    injection.config = hook.config;
    injection.options = hook.options;
    injection.enabled = hook.enabled;
    const graph::ComponentFile* file = hook.file ? hook.file.get() : hook.missing.get();
    if (file) injection.path = m_pathOf(*file);
    if (injection.path.empty())
      m_out.remarks.push_back(concat("hook `", hook.name, "` has no file; its rule needs a `path`"));
    return injection;
  }

  /// The hook is written a second time: both get the instance's name, so that they go on sharing it.
  void shareInstance(const graph::Hook& hook, Injection& injection) {
    for (SpliceRule& rule : m_out.rules.rules) {
      for (Injection& other : rule.inject)
        if (other.name == hook.name) other.instance = hook.name;
    }
    injection.instance = hook.name;
  }

  void add(Injection injection, Patterns edges) {
    std::vector<SpliceRule>& rules = m_out.rules.rules;
    if (!rules.empty() && rules.back().edges == edges) {
      rules.back().inject.push_back(std::move(injection));
      return;
    }
    SpliceRule rule;
    rule.kind = SpliceRule::Kind::OnEdge;
    rule.edges = std::move(edges);
    rule.inject.push_back(std::move(injection));
    rules.push_back(std::move(rule));
  }

  const std::function<std::string(const graph::ComponentFile&)>& m_pathOf;
  std::vector<Stack> m_stacks;
  std::set<std::string> m_names, m_written;
  RulesOfGraph m_out;
};

}  // namespace

RulesOfGraph rulesOf(const graph::Graph& graph,
                     const std::function<std::string(const graph::ComponentFile&)>& pathOf) {
  return Writer(graph, pathOf).write();
}

}  // namespace sb::plan
