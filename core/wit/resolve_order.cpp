// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/concat.h"
#include "core/wit/resolver_parts.h"

// An order of packages, interfaces and worlds in which each comes after what it uses (WIT.md, "Interfaces,
// worlds, and `use`").
namespace sb::wit {
namespace {

/// What an order is made of: from each node to those that come before it.
using Edges = std::vector<std::vector<std::uint32_t>>;

/// Depth first with a stack of its own: chains may be as long as the text. Calls `onCycle` with the nodes of
/// a loop, first node last, and goes on as if the last edge were not there.
template <class OnCycle>
std::vector<std::uint32_t> sorted(const Edges& edges, const std::vector<std::uint32_t>& starts,
                                  OnCycle onCycle) {
  enum class State : std::uint8_t { New, Open, Done };
  std::vector<State> states(edges.size(), State::New);
  std::vector<std::uint32_t> order;
  struct Frame {
    std::uint32_t node;
    std::size_t next;
  };
  std::vector<Frame> stack;
  for (const std::uint32_t start : starts) {
    if (states[start] != State::New) continue;
    stack.push_back({start, 0});
    states[start] = State::Open;
    while (!stack.empty()) {
      Frame& top = stack.back();
      if (top.next == edges[top.node].size()) {
        states[top.node] = State::Done;
        order.push_back(top.node);
        stack.pop_back();
        continue;
      }
      const std::uint32_t to = edges[top.node][top.next++];
      if (states[to] == State::Open) {
        std::vector<std::uint32_t> loop;
        const auto begin =
            std::find_if(stack.begin(), stack.end(), [to](const Frame& f) { return f.node == to; });
        for (auto at = begin; at != stack.end(); ++at) loop.push_back(at->node);
        loop.push_back(to);
        onCycle(loop);
      } else if (states[to] == State::New) {
        states[to] = State::Open;
        stack.push_back({to, 0});
      }
    }
  }
  return order;
}

/// "`a` → `b` → `a`", long loops shortened.
template <class NameOf>
std::string loopText(const std::vector<std::uint32_t>& loop, NameOf nameOf) {
  constexpr std::size_t Shown = 8;
  std::string out;
  for (std::size_t i = 0; i < loop.size(); ++i) {
    if (loop.size() > Shown && i == Shown / 2) out += " → …";
    if (loop.size() > Shown && i >= Shown / 2 && i + Shown / 2 < loop.size()) continue;
    out += concat(i == 0 ? "`" : " → `", nameOf(loop[i]), "`");
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> Resolver::packageOrder() {
  Edges edges(m_packages.size());
  std::vector<Wanted> paths;
  for (const Declaration& declaration : m_declarations) {
    paths.clear();
    forEachPath(declaration, paths);
    for (const Wanted& wanted : paths) {
      if (!wanted.path->package || !enabled(*wanted.attributes)) continue;
      const auto to = findPackage(*wanted.path->package);
      if (to && *to != declaration.package) edges[declaration.package].push_back(*to);
    }
  }
  std::vector<std::uint32_t> starts(m_packages.size());
  for (std::uint32_t i = 0; i < starts.size(); ++i) starts[i] = i;
  return sorted(edges, starts, [this](const std::vector<std::uint32_t>& loop) {
    m_problems.error(
        "package-cycle",
        concat("packages use each other in a loop: ",
               loopText(loop, [this](std::uint32_t i) { return packageText(m_packages[i].name); })),
        m_packages[loop.front()].name.place, "move what both need to a package of its own");
  });
}

std::vector<std::uint32_t> Resolver::declarationOrder(const std::vector<std::uint32_t>& packages) {
  Edges edges(m_declarations.size());
  std::vector<Wanted> paths;
  std::vector<std::vector<std::uint32_t>> ofPackage(m_packages.size());
  for (std::uint32_t i = 0; i < m_declarations.size(); ++i) {
    const Declaration& declaration = m_declarations[i];
    ofPackage[declaration.package].push_back(i);
    paths.clear();
    forEachPath(declaration, paths);
    for (const Wanted& wanted : paths) {
      if (!enabled(*wanted.attributes)) continue;
      const auto to = lookUp(*wanted.path, declaration.package, declaration.file, false);
      if (to && m_declarations[*to].isWorld() <= declaration.isWorld()) edges[i].push_back(*to);
    }
  }
  std::vector<std::uint32_t> starts;
  for (const std::uint32_t package : packages) {
    // Interfaces before worlds: a world does not change the order of the interfaces it names.
    std::stable_partition(ofPackage[package].begin(), ofPackage[package].end(),
                          [this](std::uint32_t i) { return !m_declarations[i].isWorld(); });
    starts.insert(starts.end(), ofPackage[package].begin(), ofPackage[package].end());
  }
  return sorted(edges, starts, [this](const std::vector<std::uint32_t>& loop) {
    m_problems.error(
        "cycle",
        concat("interfaces or worlds use each other in a loop: ",
               loopText(loop, [this](std::uint32_t i) { return m_declarations[i].name().text; })),
        m_declarations[loop.front()].name().place, "move what both need to an interface of its own");
  });
}

}  // namespace sb::wit
