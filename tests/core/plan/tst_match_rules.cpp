// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/graph/edit.h"
#include "core/plan/match_rules.h"
#include "core/plan/rules_of_graph.h"
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
  void refusesSubgraphs_data();
  void refusesSubgraphs();
  void reachesIntoNestedCompositions_data();
  void reachesIntoNestedCompositions();
  void explainsEveryEdge();
  void passesOverInterfacesOfTypes();
  void anInstanceForEachPlace();
  void leavesOutExceptions();
  void hooksBecomeRulesAndBack_data();
  void hooksBecomeRulesAndBack();
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
std::string on(const char* place, const char* hooks) {
  return std::string("  - ") + place + "\n    inject: [ " + hooks + " ]\n";
}
Result<plan::RuleOutcome> match(const graph::Graph& graph, const std::string& rules) {
  const auto parsed = plan::parseSpliceRules("version: 1\nrules:\n" + rules);
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  return plan::matchRules(graph, *parsed, plan::HookFiles());
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
  row("a list of interfaces", "p -> c : i:i/i\np -> c : i:i/j\np -> c : i:i/k",
      on("before: { interface: ['i:i/j', 'i:i/k'] }", A),
      "p -> c : i:i/i\np -> c : i:i/j [A]\np -> c : i:i/k [A]\n");
  row("globs", "p1 -> c : i:i/i\np2 -> c : i:j/i\nq -> c : i:i/k",
      on("before: { interface: 'i:i/*', provider: { name: 'p?' } }", A),
      "p1 -> c : i:i/i [A]\np2 -> c : i:j/i\nq -> c : i:i/k\n");
  row("between without inner", "p -> c : i:i/i\nq -> d : i:i/i",
      on("between: { interface: 'i:i/i', outer: { name: d } }", A), "p -> c : i:i/i\nq -> d : i:i/i [A]\n");
  row("between without outer", "p -> c : i:i/i\nq -> d : i:i/i",
      on("between: { interface: 'i:i/i', inner: { name: [p, x] } }", A),
      "p -> c : i:i/i [A]\nq -> d : i:i/i\n");
  row("on_node: both sides", Chain, on("on_node: { name: srv }", A),
      "auth -> host : i:i/run\ndb -> srv : i:i/i [A]\nsrv -> auth : i:i/i [A]\n");
  row("on_node: inbound", Chain, on("on_node: { name: srv, direction: inbound }", A),
      "auth -> host : i:i/run\ndb -> srv : i:i/i\nsrv -> auth : i:i/i [A]\n");
  row("on_node: outbound", Chain, on("on_node: { name: srv, direction: outbound }", A),
      "auth -> host : i:i/run\ndb -> srv : i:i/i [A]\nsrv -> auth : i:i/i\n");
  row("on_node: filter", "p -> c : i:i/i\np -> c : i:i/j",
      on("on_node: { name: p, filter: { interface: '*j' } }", A), "p -> c : i:i/i\np -> c : i:i/j [A]\n");
  row("on_node leaves out the host", "host -> c : i:i/i\nc -> host : i:i/run", on("on_node: { name: c }", A),
      "c -> host : i:i/run [A]\nhost -> c : i:i/i\n");
  row("on_node with a filter means the host too", "host -> c : i:i/i\nc -> host : i:i/run",
      on("on_node: { name: c, filter: { interface: 'i:i/i' } }", A),
      "c -> host : i:i/run\nhost -> c : i:i/i [A]\n");
  row("on_subgraph: edges with one end inside", Chain, on("on_subgraph: { nodes: [db, srv] }", A),
      "auth -> host : i:i/run\ndb -> srv : i:i/i\nsrv -> auth : i:i/i [A]\n");
  row("on_edge", "p -> c : i:i/i\np -> d : i:i/i", on("on_edge: 'i:i/i::d->p'", A),
      "p -> c : i:i/i\np -> d : i:i/i [A]\n");
  row("on_edge: export and import of the composition", "host -> c : i:i/i\nc -> host : i:i/run",
      on("on_edge: ['i:i/run::->c', 'i:i/i::c->']", A), "c -> host : i:i/run [A]\nhost -> c : i:i/i [A]\n");
  row("the host by name", "host -> c : i:i/i\np -> c : i:i/j",
      on("before: { interface: '*', provider: { name: host } }", A),
      "host -> c : i:i/i [A]\np -> c : i:i/j\n");
  row("exports of the composition by name", "p -> c : i:i/i\np -> host : i:i/i",
      on("between: { interface: 'i:i/i', outer: { name: host } }", A),
      "p -> c : i:i/i\np -> host : i:i/i [A]\n");
  row("all-funcs: passes", "p -> c : i:i/i", on("before: { interface: '*', all-funcs: { async: false } }", A),
      "p -> c : i:i/i [A]\n");
  row("on a version track", "p -> c : i:i/i@1.2.0", before("i:i/i@1.0.5", "", A),
      "p -> c : i:i/i@1.2.0 [A]\n");
  row("at any version", "p -> c : i:i/i@1.2.0\nq -> c : i:i/i@2.0.0", before("i:i/i", "", A),
      "p -> c : i:i/i@1.2.0 [A]\nq -> c : i:i/i@2.0.0 [A]\n");
  row("the exact version first", "p -> c : i:i/i@1.2.0\nq -> d : i:i/i@1.0.5", before("i:i/i@1.0.5", "", A),
      "p -> c : i:i/i@1.2.0\nq -> d : i:i/i@1.0.5 [A]\n");
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
  row("another track", before("demo:kv/store@2.0.1", "", A),
      "interface demo:kv/store@2.0.1 not found; did you mean demo:kv/store@1.0.0?");
  row("all-funcs: fails", on("before: { interface: '*', all-funcs: { async: true } }", A),
      "`all-funcs` leaves out what else fits: `add` is not async");
  row("no such edge", on("on_edge: 'a::b->c'", A),
      "no connection is called a::b->c; the first ones here: demo:kv/store@1.0.0::c->p");
  row("on_node: no such node", on("on_node: { name: nobody }", A), "there is no such node; nodes here: c, p");
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

void TestMatchRules::refusesSubgraphs_data() {
  QTest::addColumn<QString>("place");
  QTest::addColumn<QString>("says");
  QTest::newRow("no such node") << "on_subgraph: { nodes: [db, nobody] }"
                                << "there is no node `nobody`";
  QTest::newRow("not connected") << "on_subgraph: { nodes: [db, auth] }"
                                 << "db, auth do not hang together";
}

void TestMatchRules::refusesSubgraphs() {
  QFETCH(QString, place);
  QFETCH(QString, says);
  const auto outcome = match(plantest::graphFrom(Chain), on(place.toStdString().c_str(), A));
  QVERIFY(!outcome);
  QVERIFY(outcome.error().code == ErrorCode::BadRule);
  QVERIFY2(outcome.error().text().find(says.toStdString()) != std::string::npos,
           outcome.error().text().c_str());
}

namespace {

/// shop holds `kv -> mid`, exports mid's i:i/i and takes i:i/log from outside, which mid and kv use.
graph::Graph nested() {
  graph::Graph inner = plantest::graphFrom(
      "kv -> mid : i:i/i\nhost -> mid : i:i/log\nhost -> kv : i:i/log\nmid -> host : i:i/i");
  graph::Graph g =
      plantest::graphFrom("logger -> shop : i:i/log\nshop -> app : i:i/i\napp -> host : i:i/run");
  for (auto& [id, node] : g.nodes) {
    if (node.name != "shop") continue;
    node.kind = graph::NodeKind::Composition;
    node.inner = std::make_shared<const graph::Graph>(inner);
  }
  return g;
}

QString deepText(const graph::Graph& g) {
  std::string out = plantest::textOf(g);
  for (const auto& [id, node] : g.nodes) {
    if (node.inner) out += "in " + node.name + "\n" + plantest::textOf(*node.inner);
  }
  return QString::fromStdString(out);
}

}  // namespace

void TestMatchRules::reachesIntoNestedCompositions_data() {
  QTest::addColumn<QString>("rules");
  QTest::addColumn<QStringList>("hooked");
  const auto row = [](const char* name, const std::string& rules, const QStringList& hooked) {
    QTest::newRow(name) << QString::fromStdString(rules) << hooked;
  };
  row("an edge inside", between("i:i/i", "kv", "mid", A), {"kv -> mid : i:i/i [A]"});
  row("a provider inside, its consumer outside", between("i:i/i", "mid", "app", A),
      {"shop -> app : i:i/i [A]"});
  row("the same by the composition's name", between("i:i/i", "shop", "app", A), {"shop -> app : i:i/i [A]"});
  row("a provider outside, one consumer inside", between("i:i/log", "logger", "kv", A),
      {"host -> kv : i:i/log [A]"});
  row("once, not inside again", before("i:i/log", "logger", A), {"logger -> shop : i:i/log [A]"});
  row("every export of an interface", before("i:i/i", "", A),
      {"kv -> mid : i:i/i [A]", "shop -> app : i:i/i [A]"});
  row("by name of the connection", on("on_edge: 'i:i/log::shop/mid->'", A), {"host -> mid : i:i/log [A]"});
}

void TestMatchRules::reachesIntoNestedCompositions() {
  QFETCH(QString, rules);
  QFETCH(QStringList, hooked);
  graph::Graph g = nested();
  const QString before = deepText(g);
  const auto outcome = match(g, rules.toStdString());
  QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
  const auto undo = graph::apply(g, outcome->edit);
  QVERIFY(undo);
  QStringList found;
  for (const QString& line : deepText(g).split('\n'))
    if (line.contains("[A]")) found << line;
  found.sort();
  QCOMPARE(found, hooked);
  QVERIFY(graph::apply(g, *undo));
  QCOMPARE(deepText(g), before);
}

void TestMatchRules::explainsEveryEdge() {
  const auto rules = plan::parseSpliceRules("version: 1\nrules:\n" + between("i:i/log", "logger", "kv", A));
  QVERIFY(rules);
  const plan::Selection selection = plan::explainRule(nested(), rules->rules[0]);
  QString text;
  for (const plan::EdgeVerdict& verdict : selection.verdicts)
    text += QString::fromStdString(verdict.edge + (verdict.selected ? " yes" : " no: " + verdict.why) + "\n");
  QCOMPARE(text, QString("i:i/log::shop->logger no: the consumer is `shop`, not kv\n"
                         "i:i/i::app->shop no: it carries another interface\n"
                         "i:i/run::->app no: it carries another interface\n"
                         "i:i/i::shop/mid->shop/kv no: it carries another interface\n"
                         "i:i/log::shop/mid-> no: the consumer is `mid`, not kv\n"
                         "i:i/log::shop/kv-> yes\n"));
}

// `*` means what can be called; whoever writes the full name is told that there is nothing.
void TestMatchRules::passesOverInterfacesOfTypes() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/calls\np -> d : i:i/types");
  types::InstanceType names;
  names.exports.push_back(
      {model::ExternName("size"), types::TypeOfValue{types::makeType(types::Primitive::U32, "size")}});
  for (auto& [id, node] : g.nodes) {
    for (graph::Port& port : node.exports)
      if (port.name.name == "i:i/types") port.type = types::finish(types::InstanceType(names));
  }
  const auto selected = [&](const char* interface) {
    QStringList out;
    const auto rules = plan::parseSpliceRules("version: 1\nrules:\n" + before(interface, "", A));
    for (const plan::EdgeVerdict& verdict : plan::explainRule(g, rules->rules[0]).verdicts)
      if (verdict.selected) out << QString::fromStdString(verdict.edge);
    return out;
  };
  QCOMPARE(selected("i:i/*"), QStringList{"i:i/calls::c->p"});
  QCOMPARE(selected("i:i/types"), QStringList{"i:i/types::d->p"});
}

void TestMatchRules::anInstanceForEachPlace() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i\np -> d : i:i/i\np -> e : i:i/i");
  const auto outcome = match(g, before("i:i/i", "", "{ name: A, path: a, own-instance: true }"));
  QVERIFY(outcome && graph::apply(g, outcome->edit));
  std::vector<std::string> instances;
  for (const auto& [id, edge] : g.edges) instances.push_back(edge.hooks[0].ownInstance);
  QCOMPARE(instances, (std::vector<std::string>{"A", "A-n1", "A-n2"}));
}

/// `except` takes single connections out of what a pattern selects, and survives printing.
void TestMatchRules::leavesOutExceptions() {
  const graph::Graph graph = plantest::graphFrom("p -> c : i:i/i\np -> d : i:i/i\nq -> e : i:i/i");
  const auto rules = plan::parseSpliceRules(
      "version: 1\nrules:\n  - before: { interface: 'i:i/i' }\n"
      "    except: ['i:i/i::d->*', 'i:i/i::e->q']\n    inject: [ { name: A, path: a } ]\n");
  QVERIFY2(rules, rules ? "" : rules.error().text().c_str());
  const plan::Selection found = plan::explainRule(graph, rules->rules.front());
  QStringList selected, left;
  for (const plan::EdgeVerdict& verdict : found.verdicts)
    (verdict.selected ? selected : left) << QString::fromStdString(verdict.edge + verdict.why);
  QCOMPARE(selected, QStringList{"i:i/i::c->p"});
  QCOMPARE(left, (QStringList{"i:i/i::d->pthe rule leaves it out (`except`)",
                              "i:i/i::e->qthe rule leaves it out (`except`)"}));
  const auto again = plan::parseSpliceRules(plan::printSpliceRules(*rules));
  QVERIFY(again);
  QCOMPARE(again->rules.front().except, rules->rules.front().except);
}

void TestMatchRules::hooksBecomeRulesAndBack_data() {
  QTest::addColumn<QString>("rules");
  QTest::addColumn<int>("count");
  const auto row = [](const char* name, const std::string& rules, int count) {
    QTest::newRow(name) << QString::fromStdString(rules) << count;
  };
  row("one hook on two edges", before("i:i/i", "p", A), 1);
  row("one order everywhere", before("i:i/i", "p", A) + between("i:i/i", "p", "c", B), 2);
  row("two hooks on the same edges", before("i:i/i", "p", std::string(A).append(", ").append(B).c_str()), 1);
  row("orders that contradict each other",
      on("on_edge: ['i:i/i::c->p']", "{ name: A, path: a }, { name: B, path: b }") +
          on("on_edge: ['i:i/i::d->p']", "{ name: C, path: a, own-instance: A }, { name: D, path: b }"),
      2);
}

/// The rules written from a document put the same hooks on the same edges when they are applied to the
/// document without hooks, and so again.
void TestMatchRules::hooksBecomeRulesAndBack() {
  QFETCH(QString, rules);
  QFETCH(int, count);
  const graph::Graph plain = plantest::graphFrom("p -> c : i:i/i\np -> d : i:i/i\nq -> e : i:i/i");
  graph::Graph hooked = plain;
  const auto outcome = match(hooked, rules.toStdString());
  QVERIFY(outcome && graph::apply(hooked, outcome->edit));
  const plan::RulesOfGraph written =
      plan::rulesOf(hooked, [](const graph::ComponentFile&) { return std::string("x"); });
  QCOMPARE(static_cast<int>(written.rules.rules.size()), count);
  const auto read = plan::parseSpliceRules(plan::printSpliceRules(written.rules));
  QVERIFY2(read, read ? "" : read.error().text().c_str());
  graph::Graph again = plain;
  const auto second = plan::matchRules(again, *read, plan::HookFiles());
  QVERIFY(second && graph::apply(again, second->edit));
  QCOMPARE(QString::fromStdString(plantest::textOf(again)), QString::fromStdString(plantest::textOf(hooked)));
}

QTEST_APPLESS_MAIN(TestMatchRules)
#include "tst_match_rules.moc"
