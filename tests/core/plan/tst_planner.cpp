// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/model/component_builder.h"
#include "core/plan/splice_plan.h"
#include "tests/core/plan/graph_text.h"

using namespace sb;

/// Plans as text: the steps, then the spliced graph.
class TestPlanner : public QObject {
  Q_OBJECT
 private slots:
  void expandsOneHook();
  void stacksFromTheProviderOutwards();
  void sharesOneInstanceByNameAndFile();
  void givesAnInstanceOfItsOwn();
  void directHooksNeedNoAdapter();
  void wrapsAnExportOfTheComposition();
  void skipsDisabledHooks();
  void refuses_data();
  void refuses();
  void usesTheResourceOfItsProvider();
  void warnsOfAsyncHooks();
  void graphAfterEveryStep();
  void plansInsideNestedCompositions();
  void plansTheSameTwice();
  void refusesMoreThanAFileCanHold_data();
  void refusesMoreThanAFileCanHold();
  void countsAChangedCompositionByItsInside();
};

namespace {

graph::Edge& edgeTo(graph::Graph& graph, const std::string& consumer) {
  for (auto& [id, edge] : graph.edges) {
    if (graph.nodes.at(edge.consumer.node).name == consumer) return edge;
  }
  qFatal("no such edge");
}

graph::Hook& hook(graph::Graph& graph, const std::string& consumer, const std::string& name,
                  const graph::ComponentFileRef& file) {
  graph::Hook one;
  one.id = graph::HookId(graph.nextId++);
  one.name = name;
  one.file = file;
  graph::Edge& edge = edgeTo(graph, consumer);
  edge.hooks.push_back(one);
  return edge.hooks.back();
}

std::string steps(const plan::SplicePlan& plan) {
  std::string out;
  for (const plan::Step& step : plan.steps) {
    out += step.title + " | " + step.subject + " | " + step.reason;
    for (const auto& [first, last] : step.wacLines)
      out += " | L " + std::to_string(first) + "-" + std::to_string(last);
    if (step.refusal) out += " | refused: " + step.refusal->code;
    for (const std::string& warning : step.warnings) out += " | warning: " + warning;
    out += "\n";
  }
  return out;
}

QString text(const std::string& raw) { return QString::fromStdString(raw); }

}  // namespace

void TestPlanner::expandsOneHook() {
  graph::Graph g =
      plantest::graphFrom("cache -> orders : demo:kv/store@1.0.0\norders -> host : demo:shop/run");
  hook(g, "orders", "audit", plantest::tier1Hook("audit", {"before", "after"}, false)).rule = "rule 1";
  g.originFile = "/somewhere/orders.composed.wasm";
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(!plan.refused());
  QCOMPARE(text(plantest::textOf(plan.spliced)),
           text("audit -> audit-adapter-demo-kv-store-v1-v0-v0 : splicer:tier1/after@0.3.0\n"
                "audit -> audit-adapter-demo-kv-store-v1-v0-v0 : splicer:tier1/before@0.3.0\n"
                "audit-adapter-demo-kv-store-v1-v0-v0 -> orders : demo:kv/store@1.0.0\n"
                "cache -> audit-adapter-demo-kv-store-v1-v0-v0 : demo:kv/store@1.0.0\n"
                "orders -> host : demo:shop/run\n"));
  QCOMPARE(text(steps(plan)),
           text("Split the composition | 2 components | every component is taken over as it is\n"
                "Match rule 1 | demo:kv/store@1.0.0 → orders | 1 of 1 connection\n"
                "Generate adapter | audit on demo:kv/store@1.0.0 | audit is called by name and value, it "
                "does not speak "
                "store itself | L 7-11\n"
                "Instantiate audit | one instance, shared state | hooks with one name and one file share "
                "their instance | L "
                "5-5 | L 9-9 | L 10-10\n"
                "Reconnect orders | its store now comes from the adapter | calls from here have to pass 1 "
                "hook first | L "
                "13-15\n"
                "Validate and write | orders.spliced.wasm | the result is checked before it is written | L "
                "1-17\n"));
  QCOMPARE(
      text(plan.wac),
      text("package example:composition;\n\n"
           "let cache = new my:cache {};\n\n"
           "let audit = new my:audit {};\n\n"
           "let audit-adapter-demo-kv-store-v1-v0-v0 = new my:audit-adapter-demo-kv-store-v1-v0-v0 {\n"
           "    \"demo:kv/store@1.0.0\": cache[\"demo:kv/store@1.0.0\"],\n"
           "    \"splicer:tier1/before@0.3.0\": audit[\"splicer:tier1/before@0.3.0\"],\n"
           "    \"splicer:tier1/after@0.3.0\": audit[\"splicer:tier1/after@0.3.0\"],\n"
           "};\n\n"
           "let orders = new my:orders {\n"
           "    \"demo:kv/store@1.0.0\": audit-adapter-demo-kv-store-v1-v0-v0[\"demo:kv/store@1.0.0\"],\n"
           "};\n\n"
           "export orders[\"demo:shop/run\"];\n"));
  QCOMPARE(plan.adapters.size(), std::size_t(1));
  const plan::AdapterRequest& request = plan.adapters[0];
  QCOMPARE(request.name, std::string("audit on demo:kv/store@1.0.0"));
  QCOMPARE(request.hooks.size(), std::size_t(2));
  QVERIFY(request.target && request.target->find("add"));
  QVERIFY(plan.spliced.find(request.node)->kind == graph::NodeKind::Adapter);
}

void TestPlanner::stacksFromTheProviderOutwards() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  hook(g, "c", "A", plantest::tier1Hook("A"));
  hook(g, "c", "mid", plantest::directHook("mid", "i:i/i"));
  hook(g, "c", "B", plantest::tier1Hook("B"));
  const std::string spliced = plantest::textOf(plan::planSplice(g).spliced);
  for (const char* line : {"A-adapter-i-i-i -> c : i:i/i", "mid -> A-adapter-i-i-i : i:i/i",
                           "B-adapter-i-i-i -> mid : i:i/i", "p -> B-adapter-i-i-i : i:i/i"}) {
    QVERIFY2(spliced.find(line) != std::string::npos, (std::string(line) + "\n" + spliced).c_str());
  }
}

void TestPlanner::sharesOneInstanceByNameAndFile() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i\np -> d : i:i/i");
  const auto file = plantest::tier1Hook("log");
  hook(g, "c", "log", file);
  hook(g, "d", "log", file);
  const plan::SplicePlan plan = plan::planSplice(g);
  QCOMPARE(plan.adapters.size(), std::size_t(2));
  QCOMPARE(plan.spliced.find(plan.adapters[1].node)->name, std::string("log-adapter-i-i-i-n1"));
  const auto hooks = std::count_if(plan.spliced.nodes.begin(), plan.spliced.nodes.end(),
                                   [](const auto& n) { return n.second.kind == graph::NodeKind::Hook; });
  QCOMPARE(hooks, 1);
}

void TestPlanner::givesAnInstanceOfItsOwn() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i\np -> d : i:i/i");
  const auto file = plantest::tier1Hook("log");
  hook(g, "c", "log", file);
  hook(g, "d", "log", file).ownInstance = "log-d";
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(plan.spliced.findByName("log"));
  QVERIFY(plan.spliced.findByName("log-d"));
}

void TestPlanner::directHooksNeedNoAdapter() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i\np -> d : i:i/i");
  const auto file = plantest::directHook("mid", "i:i/i");
  hook(g, "c", "mid", file);
  hook(g, "d", "mid", file);
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(plan.adapters.empty());
  QCOMPARE(
      text(plantest::textOf(plan.spliced)),
      text("host -> mid : wasi:cli/stdout@0.2.0\nhost -> mid-n1 : wasi:cli/stdout@0.2.0\nmid -> c : i:i/i\n"
           "mid-n1 -> d : i:i/i\np -> mid : i:i/i\np -> mid-n1 : i:i/i\n"));
}

void TestPlanner::wrapsAnExportOfTheComposition() {
  graph::Graph g = plantest::graphFrom("p -> host : i:i/i");
  hook(g, "host", "log", plantest::tier1Hook("log"));
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(!plan.refused());
  QVERIFY(plantest::textOf(plan.spliced).find("log-adapter-i-i-i -> host : i:i/i") != std::string::npos);
  QVERIFY(plan.wac.find("export log-adapter-i-i-i[\"i:i/i\"];") != std::string::npos);
}

void TestPlanner::skipsDisabledHooks() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  hook(g, "c", "log", plantest::tier1Hook("log")).enabled = false;
  const plan::SplicePlan plan = plan::planSplice(g);
  QCOMPARE(text(plantest::textOf(plan.spliced)), text("p -> c : i:i/i\n"));
  QCOMPARE(plan.steps.size(), std::size_t(2));
}

void TestPlanner::refuses_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("code");
  for (const auto& [kind, code] :
       {std::pair("no file", "hook-file-missing"), std::pair("unknown", "unknown-hook"),
        std::pair("nothing", "not-a-hook"), std::pair("contract", "contract"),
        std::pair("export only", "one-sided"), std::pair("function edge", "not-an-interface")}) {
    QTest::newRow(kind) << kind << code;
  }
}

void TestPlanner::refuses() {
  QFETCH(QString, kind);
  QFETCH(QString, code);
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  auto type = std::make_shared<types::ComponentType>();
  auto file = std::make_shared<graph::ComponentFile>();
  if (kind == "unknown") type->exports = {{"splicer:tier1/before@0.1.0", plantest::someInterface()}};
  if (kind == "contract") *type = *plantest::directHook("x", "i:i/i", plantest::someInterface(true))->type;
  if (kind == "export only") type->exports = {{"i:i/i", plantest::someInterface()}};
  file->type = type;
  const bool tiered = kind == "function edge";
  hook(g, "c", "x",
       kind == "no file" ? nullptr
       : tiered          ? plantest::tier1Hook("x")
                         : graph::ComponentFileRef(file));
  if (tiered) {
    for (auto& [id, node] : g.nodes) {
      for (graph::Port& port : node.exports)
        port.type = std::get<types::FuncTypeRef>(plantest::someInterface()->exports[0].type);
    }
  }
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(plan.refused());
  QCOMPARE(text(plantest::textOf(plan.spliced)), text("p -> c : i:i/i\n"));
  for (const plan::Step& step : plan.steps) {
    if (!step.refusal) continue;
    QCOMPARE(text(step.refusal->code), code);
    QVERIFY(!step.refusal->rule.empty() && !step.refusal->wayOut.empty());
  }
}

/// `ops` uses the resource that `types` of the same provider introduces: the adapter gets it from there.
void TestPlanner::usesTheResourceOfItsProvider() {
  const auto token = std::make_shared<const types::Resource>(types::Resource{"token", false, 0x7f});
  types::InstanceType kinds, ops;
  kinds.exports = {{"token", types::TypeOfResource{token}}};
  kinds.definedResources = {token};
  auto burn = std::make_shared<types::FuncType>();
  burn->params = {{"t", types::makeType(types::Own{token})}};
  ops.exports = {{"token", types::TypeOfResource{token}}, {"burn", types::FuncTypeRef(burn)}};
  graph::Graph g = plantest::graphFrom("p -> c : v:v/types\np -> c : v:v/ops");
  for (auto& [id, node] : g.nodes) {
    for (auto* ports : {&node.imports, &node.exports}) {
      for (graph::Port& port : *ports)
        port.type = std::make_shared<const types::InstanceType>(port.name.name == "v:v/ops" ? ops : kinds);
    }
  }
  for (auto& [id, edge] : g.edges) {
    if (edge.consumer.name == "v:v/ops")
      edge.hooks.push_back(
          {graph::HookId(50), "log", graph::HookKind::Tier1, plantest::tier1Hook("log"), true, {}, {}, {}});
  }
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY2(!plan.refused(), steps(plan).c_str());
  const plan::AdapterRequest& request = plan.adapters.at(0);
  QCOMPARE(request.usedInterfaces.size(), std::size_t(1));
  QCOMPARE(request.usedInterfaces[0].name.name, std::string("v:v/types"));
  QVERIFY(request.target->definedResources.empty());
  QVERIFY(plantest::textOf(plan.spliced).find("p -> log-adapter-v-v-ops : v:v/types\n") != std::string::npos);
}

void TestPlanner::warnsOfAsyncHooks() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  hook(g, "c", "log", plantest::tier1Hook("log", {"before"}, true));
  QVERIFY(steps(plan::planSplice(g))
              .find("warning: hooks are async, the function is not: a hook that waits would trap") !=
          std::string::npos);
  graph::Graph h = plantest::graphFrom("p -> c : i:i/i", plantest::someInterface(true));
  hook(h, "c", "log", plantest::tier1Hook("log", {"before"}, true));
  QVERIFY(steps(plan::planSplice(h)).find("warning") == std::string::npos);
}

void TestPlanner::graphAfterEveryStep() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i\nc -> host : i:i/run");
  hook(g, "c", "A", plantest::tier1Hook("A"));
  hook(g, "c", "mid", plantest::directHook("mid", "i:i/i"));
  const plan::SplicePlan plan = plan::planSplice(g);
  graph::Graph last = plan::graphAfter(plan, 0);
  QVERIFY(last.nodes.size() == g.nodes.size() && last.edges.size() == g.edges.size());
  for (std::size_t i = 1; i <= plan.steps.size(); ++i) {
    const graph::Graph now = plan::graphAfter(plan, i);
    QVERIFY(now.nodes.size() >= last.nodes.size());
    for (const auto& [id, edge] : now.edges) QVERIFY(now.find(edge.provider) && now.find(edge.consumer));
    last = now;
  }
  const graph::Graph beforeWriting = plan::graphAfter(plan, plan.steps.size() - 1);
  QCOMPARE(text(plantest::textOf(beforeWriting)), text(plantest::textOf(plan.spliced)));
}

void TestPlanner::plansInsideNestedCompositions() {
  graph::Graph inner = plantest::graphFrom("p -> m : i:i/i\nm -> host : i:i/i");
  hook(inner, "m", "mid", plantest::directHook("mid", "i:i/i"));
  graph::Graph g = plantest::graphFrom("service -> c : i:i/i");
  graph::Node& service = g.nodes.at(g.findByName("service")->id);
  service.kind = graph::NodeKind::Composition;
  service.inner = std::make_shared<const graph::Graph>(inner);
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(!plan.refused());
  const graph::Node* changed = plan.spliced.findByName("service");
  QVERIFY(changed->file == nullptr);
  QVERIFY(plantest::textOf(*changed->inner).find("mid -> m : i:i/i") != std::string::npos);
  // The hook's import from the host goes through both levels.
  QVERIFY(plantest::textOf(plan.spliced).find("host -> service : wasi:cli/stdout@0.2.0") !=
          std::string::npos);
  QVERIFY(std::any_of(plan.steps.begin(), plan.steps.end(),
                      [&](const plan::Step& s) { return s.inside == std::vector{service.id}; }));
}

void TestPlanner::plansTheSameTwice() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i\np -> d : i:i/i");
  hook(g, "c", "log", plantest::tier1Hook("log"));
  hook(g, "d", "mid", plantest::directHook("mid", "i:i/i"));
  const plan::SplicePlan first = plan::planSplice(g), second = plan::planSplice(g);
  QCOMPARE(steps(first), steps(second));
  QCOMPARE(plantest::textOf(first.spliced), plantest::textOf(second.spliced));
  QCOMPARE(first.wac, second.wac);
}

void TestPlanner::refusesMoreThanAFileCanHold_data() {
  QTest::addColumn<int>("interfaces");
  QTest::addColumn<QString>("parts");
  // The root, both ends, the hook, a module of code; for each interface an adapter and a module with its
  // names.
  QTest::newRow("as many as fit") << 497 << QString();
  QTest::newRow("one more") << 498 << QStringLiteral("1001 components");
}

void TestPlanner::refusesMoreThanAFileCanHold() {
  QFETCH(int, interfaces);
  QFETCH(QString, parts);
  std::string lines;
  for (int i = 0; i < interfaces; ++i) lines += "p -> c : i:i/i" + std::to_string(i) + "\n";
  graph::Graph g = plantest::graphFrom(lines);
  const auto file = plantest::tier1Hook("log");
  for (auto& [id, edge] : g.edges) {
    graph::Hook one;
    one.id = graph::HookId(g.nextId++);
    one.name = "log";
    one.file = file;
    edge.hooks.push_back(one);
  }
  const plan::SplicePlan plan = plan::planSplice(g, plan::WacLines::LeftOut);
  QCOMPARE(plan.refused(), !parts.isEmpty());
  if (parts.isEmpty()) return;
  const plan::Step& last = plan.steps.back();
  QVERIFY(last.kind == plan::StepKind::Export && last.refusal);
  QCOMPARE(last.refusal->code, std::string("too-many-parts"));
  QVERIFY2(text(last.refusal->rule).contains(parts), last.refusal->rule.c_str());
  for (auto& [id, edge] : g.edges) edge.hooks.clear();  // without hooks it is a plan as before
  QVERIFY(!plan::planSplice(g, plan::WacLines::LeftOut).refused());
}

/// What was thrown out of a nested composition does not count, whatever its file once had.
void TestPlanner::countsAChangedCompositionByItsInside() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  hook(g, "c", "log", plantest::tier1Hook("log"));
  QVERIFY(!plan::planSplice(g).refused());
  model::ComponentBuilder many;
  for (int i = 0; i < 1'000; ++i)
    many.component(std::make_shared<const model::Component>(model::ComponentBuilder().finish()));
  auto file = std::make_shared<graph::ComponentFile>();
  file->component = std::make_shared<const model::Component>(many.finish());
  graph::Node& provider = g.nodes.at(g.findByName("p")->id);
  provider.file = file;
  QVERIFY(plan::planSplice(g).refused());
  provider.inner = std::make_shared<const graph::Graph>(graph::emptyGraph("inside"));
  QVERIFY(!plan::planSplice(g).refused());
}

QTEST_APPLESS_MAIN(TestPlanner)
#include "tst_planner.moc"
