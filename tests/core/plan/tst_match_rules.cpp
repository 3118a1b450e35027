// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/graph/edit.h"
#include "core/plan/match_rules.h"
#include "tests/core/plan/graph_text.h"

using namespace sb;

/// Which edges a rule selects and in which order its hooks stack (splicer.md 2.4 to 2.6).
class TestMatchRules : public QObject {
  Q_OBJECT
 private slots:
  void selects_data();
  void selects();
  void explains_data();
  void explains();
  void keepsHooksOfNoRule();
  void renamesNodes();
  void refusesTwoAliases();
};

namespace {

std::string before(const char* interface, const char* provider, const char* hooks) {
  std::string out = std::string("  - before: { interface: '") + interface + "'";
  if (*provider) out += std::string(", provider: { name: ") + provider + " }";
  return out + " }\n    inject: [ " + hooks + " ]\n";
}
std::string between(const char* interface, const char* inner, const char* outer, const char* hooks) {
  return std::string("  - between: { interface: '") + interface + "', inner: { name: " + inner +
         " }, outer: { name: " + outer + " } }\n    inject: [ " + hooks + " ]\n";
}
Result<plan::RuleOutcome> match(const graph::Graph& graph, const std::string& rules) {
  const auto parsed = plan::parseSpliceRules("version: 1\nrules:\n" + rules);
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  return plan::matchRules(graph, *parsed, {});
}

constexpr const char* A = "{ name: A, path: a }";
constexpr const char* B = "{ name: B, path: b }";
constexpr const char* C = "{ name: C, path: c }";
constexpr const char* Chain = "db -> srv : i:i/i\nsrv -> auth : i:i/i\nauth -> host : i:i/run";

}  // namespace

void TestMatchRules::selects_data() {
  QTest::addColumn<QString>("graph");
  QTest::addColumn<QString>("rules");
  QTest::addColumn<QString>("hooked");
  const auto row = [](const char* name, const char* graph, const std::string& rules, const char* hooked) {
    QTest::newRow(name) << graph << QString::fromStdString(rules) << hooked;
  };
  row("the worked example of 2.5", Chain,
      between("i:i/i", "db", "srv", A) + between("i:i/i", "srv", "auth", B) + before("i:i/i", "db", C),
      "auth -> host : i:i/run\ndb -> srv : i:i/i [A, C]\nsrv -> auth : i:i/i [B]\n");
  row("first entry of a rule is nearest the caller", Chain,
      between("i:i/i", "db", "srv", "{ name: A, path: a }, { name: B, path: b }"),
      "auth -> host : i:i/run\ndb -> srv : i:i/i [A, B]\nsrv -> auth : i:i/i\n");
  row("before without a provider takes every export", Chain, before("i:i/i", "", A),
      "auth -> host : i:i/run\ndb -> srv : i:i/i [A]\nsrv -> auth : i:i/i [A]\n");
  row("an export of the composition counts", Chain, before("i:i/run", "", A),
      "auth -> host : i:i/run [A]\ndb -> srv : i:i/i\nsrv -> auth : i:i/i\n");
  row("fan-in: every consumer", "p -> c : i:i/i\np -> d : i:i/i", before("i:i/i", "p", A),
      "p -> c : i:i/i [A]\np -> d : i:i/i [A]\n");
  row("fan-in: one consumer by name", "p -> c : i:i/i\np -> d : i:i/i", between("i:i/i", "p", "c", A),
      "p -> c : i:i/i [A]\np -> d : i:i/i\n");
  row("parallel pairs keep apart", "p -> c : i:i/i\nq -> d : i:i/i", between("i:i/i", "q", "d", A),
      "p -> c : i:i/i\nq -> d : i:i/i [A]\n");
  row("consumed inside and exported", "p -> c : i:i/i\np -> host : i:i/i", before("i:i/i", "p", A),
      "p -> c : i:i/i [A]\np -> host : i:i/i [A]\n");
  row("not adjacent: no match", Chain, between("i:i/i", "db", "auth", A) + before("i:i/run", "", B),
      "auth -> host : i:i/run [B]\ndb -> srv : i:i/i\nsrv -> auth : i:i/i\n");
  row("a host import when nobody inside provides it", "host -> c : i:i/i", before("i:i/i", "", A),
      "host -> c : i:i/i [A]\n");
  row("host imports stay out when a node provides the interface", "host -> p : i:i/i\np -> c : i:i/i",
      before("i:i/i", "", A), "host -> p : i:i/i\np -> c : i:i/i [A]\n");
}

void TestMatchRules::selects() {
  QFETCH(QString, graph);
  QFETCH(QString, rules);
  QFETCH(QString, hooked);
  graph::Graph g = plantest::graphFrom(graph.toStdString());
  const auto outcome = match(g, rules.toStdString());
  QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
  QVERIFY(graph::apply(g, outcome->edit));
  QCOMPARE(QString::fromStdString(plantest::textOf(g)), hooked);
}

void TestMatchRules::explains_data() {
  QTest::addColumn<QString>("rules");
  QTest::addColumn<QString>("why");
  const auto row = [](const char* name, const std::string& rules, const char* why) {
    QTest::newRow(name) << QString::fromStdString(rules) << why;
  };
  row("no such interface", before("x:y/z@1.0.0", "", A),
      "interface x:y/z@1.0.0 not found; interfaces here: demo:kv/store@1.0.0");
  row("another version", before("demo:kv/store@1.0.1", "", A),
      "interface demo:kv/store@1.0.1 not found; did you mean demo:kv/store@1.0.0?");
  row("no version", before("demo:kv/store", "", A), "did you mean demo:kv/store@1.0.0?");
  row("only the name", before("store", "", A), "did you mean demo:kv/store@1.0.0?");
  row("no such node", between("demo:kv/store@1.0.0", "nobody", "c", A), "nodes on demo:kv/store@1.0.0: c, p");
}

void TestMatchRules::explains() {
  QFETCH(QString, rules);
  QFETCH(QString, why);
  const auto outcome = match(plantest::graphFrom("p -> c : demo:kv/store@1.0.0"), rules.toStdString());
  QVERIFY(outcome);
  QVERIFY(!outcome->anyMatched);
  QVERIFY2(QString::fromStdString(outcome->matches[0].whyNot).contains(why),
           outcome->matches[0].whyNot.c_str());
}

void TestMatchRules::keepsHooksOfNoRule() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  graph::Hook byHand, byRule;
  byHand.id = graph::HookId(90);
  byHand.name = "hand";
  byRule.id = graph::HookId(91);
  byRule.name = "old";
  byRule.rule = "rule 1";
  g.edges.begin()->second.hooks = {byHand, byRule};
  g.nextId = 92;
  const auto outcome = match(g, before("i:i/i", "", A));
  QVERIFY(outcome);
  QVERIFY(graph::apply(g, outcome->edit));
  QCOMPARE(QString::fromStdString(plantest::textOf(g)), QString("p -> c : i:i/i [hand, A]\n"));
  QCOMPARE(g.edges.begin()->second.hooks[1].rule, std::string("rule 1"));
  QVERIFY(g.nextId > g.edges.begin()->second.hooks[1].id.value);
}

void TestMatchRules::renamesNodes() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  const auto outcome = match(g,
                             "  - between: { interface: 'i:i/i', inner: { name: p, alias: q }, outer: { "
                             "name: c, alias: d } }\n    inject: [ { name: A, path: a } ]\n");
  QVERIFY(outcome);
  QVERIFY(graph::apply(g, outcome->edit));
  QCOMPARE(QString::fromStdString(plantest::textOf(g)), QString("q -> d : i:i/i [A]\n"));
}

void TestMatchRules::refusesTwoAliases() {
  const auto outcome = match(plantest::graphFrom("p -> c : i:i/i"),
                             "  - before: { interface: 'i:i/i', provider: { name: p, alias: q } }\n    "
                             "inject: [ { name: A, path: a } ]\n"
                             "  - before: { interface: 'i:i/i', provider: { name: p, alias: r } }\n    "
                             "inject: [ { name: B, path: b } ]\n");
  QVERIFY(!outcome);
  QVERIFY(outcome.error().code == ErrorCode::BadRule);
  QVERIFY2(outcome.error().message == "rule 2 renames `p` to `r`, rule 1 to `q`; give one alias",
           outcome.error().message.c_str());
}

QTEST_APPLESS_MAIN(TestMatchRules)
#include "tst_match_rules.moc"
