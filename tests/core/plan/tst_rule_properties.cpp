// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>
#include <random>

#include "core/graph/edit.h"
#include "core/plan/match_rules.h"
#include "core/plan/rules_of_graph.h"
#include "core/print/graph_text.h"
#include "tests/core/plan/graph_text.h"

using namespace sb;

/// Random rules on random graphs. The seed of a failing row is its name.
class TestRuleProperties : public QObject {
  Q_OBJECT
 private slots:
  void hold_data();
  void hold();
};

namespace {

struct Random {
  std::mt19937 engine;
  unsigned below(unsigned n) { return static_cast<unsigned>(engine() % n); }
  std::string node() { return std::string("n") + std::to_string(below(6)); }
  std::string interface() { return std::string("t:t/") + "abc"[below(3)] + (below(2) ? "@1.0.0" : "@1.1.0"); }
};

/// Later nodes import from earlier ones, each interface once; some come from the host, some go out.
graph::Graph randomGraph(Random& random) {
  std::string text;
  std::set<std::string> taken;
  for (unsigned i = 0; i < 12; ++i) {
    const unsigned to = random.below(6), from = random.below(7);
    const std::string provider = from >= to ? "host" : "n" + std::to_string(from);
    const std::string consumer = "n" + std::to_string(to), interface = random.interface();
    if (!taken.insert(consumer + interface).second) continue;
    text += provider + " -> " + consumer + " : " + interface + "\n";
  }
  text += random.node() + " -> host : t:t/out\n";
  return plantest::graphFrom(text);
}

std::string randomRule(Random& random, const std::string& hook) {
  const std::string inject = "\n    inject: [ { name: " + hook + ", path: x } ]\n";
  switch (random.below(4)) {
    case 0: return "  - before: { interface: '" + random.interface() + "' }" + inject;
    case 1: return "  - between: { interface: 't:t/*', outer: { name: " + random.node() + " } }" + inject;
    case 2:
      return "  - on_node: { name: [" + random.node() + ", " + random.node() + "], direction: outbound }" +
             inject;
    default: return "  - before: { interface: '*', provider: { name: 'n[0-2]' } }" + inject;
  }
}

Result<graph::Graph> with(graph::Graph graph, const std::string& rules) {
  SB_TRY(const plan::SpliceRules parsed, plan::parseSpliceRules("version: 1\nrules:\n" + rules));
  plan::HookFiles files;
  static const graph::ComponentFileRef file = plantest::tier1Hook("log");
  for (const plan::SpliceRule& rule : parsed.rules) files[rule.inject[0].name] = file;
  SB_TRY(const plan::RuleOutcome outcome, plan::matchRules(graph, parsed, files));
  SB_TRY_VOID(graph::apply(graph, outcome.edit));
  return graph;
}

/// Edges with the names of their hooks, each stack sorted: the order of unrelated rules is that of the file.
std::string unordered(const graph::Graph& graph) {
  graph::Graph copy = graph;
  for (auto& [id, edge] : copy.edges) {
    std::sort(edge.hooks.begin(), edge.hooks.end(),
              [](const graph::Hook& a, const graph::Hook& b) { return a.name < b.name; });
  }
  return plantest::textOf(copy);
}

}  // namespace

void TestRuleProperties::hold_data() {
  QTest::addColumn<unsigned>("seed");
  for (unsigned seed = 1; seed <= 500; ++seed) QTest::addRow("seed %u", seed) << seed;
}

void TestRuleProperties::hold() {
  QFETCH(unsigned, seed);
  Random random{std::mt19937(seed)};
  const graph::Graph plain = randomGraph(random);
  const std::string first = randomRule(random, "A"), second = randomRule(random, "B");
  const auto hooked = with(plain, first + second), swapped = with(plain, second + first);
  QVERIFY2(hooked && swapped, hooked ? "" : hooked.error().text().c_str());
  // A rule never sees the hooks of another one.
  QCOMPARE(unordered(*swapped), unordered(*hooked));
  const auto alone = with(plain, first);
  QVERIFY(alone);
  for (const auto& [id, edge] : alone->edges) {
    const auto& both = hooked->edges.at(id).hooks;
    const bool here =
        std::any_of(both.begin(), both.end(), [](const graph::Hook& h) { return h.name == "A"; });
    QCOMPARE(here, !edge.hooks.empty());
  }
  // Planning twice gives the same plan.
  const plan::SplicePlan plan = plan::planSplice(*hooked), again = plan::planSplice(*hooked);
  QVERIFY(!plan.refused());
  QCOMPARE(plan.wac, again.wac);
  QCOMPARE(print::graphText(plan.spliced), print::graphText(again.spliced));
  QCOMPARE(plan.steps.size(), again.steps.size());
  // The rules written from the document put the same stacks there.
  const plan::RulesOfGraph written =
      plan::rulesOf(*hooked, [](const graph::ComponentFile&) { return std::string("x"); });
  const auto read = plan::parseSpliceRules(plan::printSpliceRules(written.rules));
  QVERIFY2(read, read ? "" : read.error().text().c_str());
  graph::Graph restored = plain;
  const auto outcome = plan::matchRules(restored, *read, plan::HookFiles());
  QVERIFY(outcome && graph::apply(restored, outcome->edit));
  QCOMPARE(plantest::textOf(restored), plantest::textOf(*hooked));
  // Taking all hooks off restores the wiring.
  graph::Graph bare = *hooked;
  for (const auto& [id, edge] : hooked->edges) QVERIFY(graph::apply(bare, graph::SetHooks{id, {}}));
  QCOMPARE(plantest::textOf(bare), plantest::textOf(plain));
  QCOMPARE(plantest::textOf(plan::planSplice(bare).spliced), plantest::textOf(plain));
}

QTEST_APPLESS_MAIN(TestRuleProperties)
#include "tst_rule_properties.moc"
