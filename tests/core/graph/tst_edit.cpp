// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <functional>

#include "core/graph/edit.h"
#include "core/print/graph_text.h"
#include "tests/support/graph_text.h"

using namespace sb;
using namespace sb::graph;

class EditTest : public QObject {
  Q_OBJECT
 private slots:
  void everyEditHasAnInverse_data();
  void everyEditHasAnInverse();
  void refusals_data();
  void refusals();
  void aFailingBatchChangesNothing();
  void idsAreNotReused();
  void autoWireTakesTheOnlyProvider();
  void replugKeepsHooks();
  void hostPortsFollowTheirWires();
};

namespace {

using Make = std::function<Result<Edit>(const Graph&)>;

const char* const Shop = R"(
  host exports wasi:clocks/wall-clock@0.2.3
  host imports demo:shop/orders@1.0.0
  kv-disk exports demo:kv/store@1.0.0
  cache imports demo:kv/store@1.0.0
  cache imports wasi:clocks/wall-clock@0.2.3
  cache exports demo:kv/store@1.0.0
  orders imports demo:kv/store@1.0.0
  orders imports demo:mail/send@0.1.0
  orders exports demo:shop/orders@1.0.0
  spare exports demo:kv/store@1.0.2
  kv-disk -> cache : demo:kv/store@1.0.0
  host -> cache : wasi:clocks/wall-clock@0.2.3
  cache -> orders : demo:kv/store@1.0.0
  orders -> host : demo:shop/orders@1.0.0
)";

Graph shop() {
  Graph graph = test::graphFrom(Shop);
  Edge& edge = graph.edges.rbegin()->second;
  for (const char* name : {"audit", "trace"}) {
    Hook hook;
    hook.id = HookId(graph.nextId++);
    hook.name = name;
    edge.hooks.push_back(hook);
  }
  return graph;
}

NodeId node(const Graph& graph, const char* name) { return graph.findByName(name)->id; }
EdgeId wire(const Graph& graph, const char* consumer, const char* interface) {
  return graph.edgeInto(test::importOf(graph, consumer, interface))->id;
}
EdgeId hooked(const Graph& graph) { return graph.edges.rbegin()->first; }
HookId hook(const Graph& graph, std::size_t at) { return graph.edges.rbegin()->second.hooks.at(at).id; }
Hook newHook(const char* name) {
  Hook hook;
  hook.name = name;
  return hook;
}

std::map<std::string, Make> makers() {
  const auto store = [](const Graph& g, const char* name) {
    return test::importOf(g, name, "demo:kv/store@1.0.0");
  };
  return {
      {"connect",
       [=](const Graph& g) {
         return connectPorts(g, test::exportOf(g, "spare", "demo:kv/store@1.0.2"), store(g, "orders"));
       }},
      {"disconnect",
       [](const Graph& g) { return sb::graph::disconnect(g, wire(g, "cache", "demo:kv/store@1.0.0")); }},
      {"disconnect from host",
       [](const Graph& g) {
         return sb::graph::disconnect(g, wire(g, "cache", "wasi:clocks/wall-clock@0.2.3"));
       }},
      {"disconnect export", [](const Graph& g) { return sb::graph::disconnect(g, hooked(g)); }},
      {"delete one", [](const Graph& g) { return deleteNodes(g, {node(g, "cache")}); }},
      {"delete two",
       [](const Graph& g) {
         return deleteNodes(g, {node(g, "cache"), node(g, "orders"), node(g, "cache")});
       }},
      {"duplicate",
       [](const Graph& g) {
         return duplicateNode(g, node(g, "cache"), {8, 16});
       }},
      {"rename", [](const Graph& g) { return renameNode(g, node(g, "cache"), "store"); }},
      {"export",
       [](const Graph& g) { return exportPort(g, test::exportOf(g, "spare", "demo:kv/store@1.0.2")); }},
      {"export under a name",
       [](const Graph& g) {
         return exportPort(g, test::exportOf(g, "spare", "demo:kv/store@1.0.2"), "store");
       }},
      {"leave to host",
       [](const Graph& g) { return leaveToHost(g, test::importOf(g, "orders", "demo:mail/send@0.1.0")); }},
      {"leave a connected one to host", [=](const Graph& g) { return leaveToHost(g, store(g, "orders")); }},
      {"add hook",
       [](const Graph& g) {
         return addHook(g, wire(g, "orders", "demo:kv/store@1.0.0"), newHook("count"), 9);
       }},
      {"remove hook", [](const Graph& g) { return removeHook(g, hooked(g), hook(g, 0)); }},
      {"move hook", [](const Graph& g) { return moveHook(g, hooked(g), hook(g, 0), 1); }},
      {"bypass hook", [](const Graph& g) { return enableHook(g, hooked(g), hook(g, 1), false); }},
      {"change hook",
       [](const Graph& g) {
         Hook changed = g.find(hooked(g))->hooks[0];
         changed.options.functions = {"get"};
         return changeHook(g, hooked(g), changed);
       }},
      {"move nodes",
       [](const Graph& g) {
         return Result<Edit>(Edit(MoveNodes{{{node(g, "cache"), {1, 2}}}}));
       }},
      {"tidy",
       [](const Graph& g) {
         MoveNodes all;
         for (const auto& [id, n] : g.nodes) all.to[id] = {3, 4};
         return Result<Edit>(Edit(std::move(all)));
       }},
      {"add missing node",
       [](const Graph& g) {
         Node n;
         n.id = NodeId(g.nextId + 5);
         n.kind = NodeKind::Unresolved;
         n.name = "later";
         return Result<Edit>(Edit(AddNode{n, {1, 1}}));
       }},
      {"replace node",
       [](const Graph& g) {
         Node n = *g.findByName("cache");
         n.name = "cache2";
         n.note = "other";
         return Result<Edit>(Edit(ReplaceNode{n}));
       }},
      {"hook two wires",
       [](const Graph& g) {
         auto batch = std::make_shared<Batch>();
         for (const char* name : {"orders", "cache"}) {
           Hook h = newHook("audit");
           h.id = HookId(g.nextId + static_cast<std::uint32_t>(batch->edits.size()));
           batch->edits.push_back(SetHooks{wire(g, name, "demo:kv/store@1.0.0"), {h}});
         }
         return Result<Edit>(Edit(std::shared_ptr<const Batch>(batch)));
       }},
  };
}

}  // namespace

void EditTest::everyEditHasAnInverse_data() {
  QTest::addColumn<QString>("undoText");
  const std::map<std::string, QString> texts = {
      {"connect", "Connect orders to spare (demo:kv/store)"},
      {"disconnect", "Disconnect cache from kv-disk (demo:kv/store)"},
      {"disconnect from host", "Disconnect cache from the host (wasi:clocks/wall-clock)"},
      {"disconnect export", "Disconnect the host from orders (demo:shop/orders)"},
      {"delete one", "Delete cache"},
      {"delete two", "Delete 2 nodes"},
      {"duplicate", "Duplicate as cache-2"},
      {"rename", "Rename cache to store"},
      {"export", "Export demo:kv/store from spare"},
      {"export under a name", "Export store from spare"},
      {"leave to host", "Leave demo:mail/send of orders to the host"},
      {"leave a connected one to host", "Leave demo:kv/store of orders to the host"},
      {"add hook", "Hook count on demo:kv/store"},
      {"remove hook", "Remove hook audit on demo:shop/orders"},
      {"move hook", "Reorder hooks on demo:shop/orders"},
      {"bypass hook", "Bypass trace on demo:shop/orders"},
      {"change hook", "Change hook audit on demo:shop/orders"},
      {"move nodes", "Move cache"},
      {"tidy", "Tidy 5 nodes"},
      {"add missing node", "Add later"},
      {"replace node", "Replace cache"},
      {"hook two wires", "Hook audit on 2 connections"},
  };
  for (const auto& [name, make] : makers()) QTest::newRow(name.c_str()) << texts.at(name);
}

void EditTest::everyEditHasAnInverse() {
  QFETCH(QString, undoText);
  const Make make = makers().at(QTest::currentDataTag());
  Graph graph = shop();
  const std::string before = print::graphText(graph);
  const auto positions = graph.positions;
  const Result<Edit> edit = make(graph);
  QVERIFY2(edit, edit ? "" : edit.error().message.c_str());
  QCOMPARE(QString::fromStdString(describe(graph, *edit)), undoText);
  const Result<Edit> undo = sb::graph::apply(graph, *edit);
  QVERIFY2(undo, undo ? "" : undo.error().message.c_str());
  const std::string after = print::graphText(graph);
  QCOMPARE(after == before, isViewOnly(*edit));
  const Result<Edit> redo = sb::graph::apply(graph, *undo);
  QVERIFY(redo);
  QCOMPARE(QString::fromStdString(print::graphText(graph)), QString::fromStdString(before));
  QVERIFY(graph.positions == positions);
  QVERIFY(sb::graph::apply(graph, *redo));
  QCOMPARE(QString::fromStdString(print::graphText(graph)), QString::fromStdString(after));
}

void EditTest::refusals_data() {
  QTest::addColumn<int>("code");
  const std::pair<const char*, ErrorCode> rows[] = {
      {"remove a connected node", ErrorCode::PortTaken},
      {"remove the host", ErrorCode::Refused},
      {"remove an unknown node", ErrorCode::NoSuchNode},
      {"add a taken id", ErrorCode::DuplicateName},
      {"add a taken name", ErrorCode::DuplicateName},
      {"add a second host", ErrorCode::Refused},
      {"rename to a taken name", ErrorCode::DuplicateName},
      {"rename to nothing", ErrorCode::BadName},
      {"replace without a used port", ErrorCode::NoSuchPort},
      {"connect a taken import", ErrorCode::PortTaken},
      {"connect a loop", ErrorCode::WouldCloseLoop},
      {"connect an unknown port", ErrorCode::NoSuchPort},
      {"disconnect an unknown wire", ErrorCode::NoSuchEdge},
      {"two hooks with one id", ErrorCode::DuplicateName},
      {"hooks on an unknown wire", ErrorCode::NoSuchEdge},
      {"move an unknown node", ErrorCode::NoSuchNode},
      {"host without a used port", ErrorCode::NoSuchPort},
      {"inside of a component", ErrorCode::Refused},
  };
  for (const auto& [name, code] : rows) QTest::newRow(name) << static_cast<int>(code);
}

void EditTest::refusals() {
  QFETCH(int, code);
  Graph graph = shop();
  const NodeId cache = node(graph, "cache"), unknown(999);
  const auto named = [&](std::uint32_t id, const char* name, NodeKind kind = NodeKind::Component) {
    Node n;
    n.id = NodeId(id);
    n.name = name;
    n.kind = kind;
    return n;
  };
  const PortRef store{cache, Side::Import, "demo:kv/store@1.0.0"};
  const PortRef spare = test::exportOf(graph, "spare", "demo:kv/store@1.0.2");
  Graph loop = graph;
  loop.nodes.at(node(graph, "kv-disk")).imports.push_back(graph.findByName("orders")->imports.front());
  const std::map<std::string, Edit> edits = {
      {"remove a connected node", RemoveNode{cache}},
      {"remove the host", RemoveNode{graph.host}},
      {"remove an unknown node", RemoveNode{unknown}},
      {"add a taken id", AddNode{named(cache.value, "x"), {}}},
      {"add a taken name", AddNode{named(500, "cache"), {}}},
      {"add a second host", AddNode{named(500, "x", NodeKind::Host), {}}},
      {"rename to a taken name", RenameNode{cache, "orders"}},
      {"rename to nothing", RenameNode{cache, ""}},
      {"replace without a used port", ReplaceNode{named(cache.value, "cache")}},
      {"connect a taken import", Connect{Edge{EdgeId(500), spare, store, {}}}},
      {"connect a loop", Connect{Edge{EdgeId(500),
                                      test::exportOf(graph, "cache", "demo:kv/store@1.0.0"),
                                      {node(graph, "kv-disk"), Side::Import, "demo:kv/store@1.0.0"},
                                      {}}}},
      {"connect an unknown port", Connect{Edge{EdgeId(500), spare, {cache, Side::Import, "nothing"}, {}}}},
      {"disconnect an unknown wire", Disconnect{EdgeId(999)}},
      {"two hooks with one id",
       SetHooks{hooked(graph),
                {graph.edges.rbegin()->second.hooks[0], graph.edges.rbegin()->second.hooks[0]}}},
      {"hooks on an unknown wire", SetHooks{EdgeId(999), {}}},
      {"move an unknown node", MoveNodes{{{cache, {}}, {unknown, {}}}}},
      {"host without a used port", SetHostPorts{}},
      {"inside of a component", SetInner{cache, nullptr}},
  };
  const std::string tag = QTest::currentDataTag();
  if (tag == "connect a loop") graph = loop;
  const std::string before = print::graphText(graph);
  const Result<Edit> undo = sb::graph::apply(graph, edits.at(tag));
  QVERIFY(!undo);
  QCOMPARE(errorCodeName(undo.error().code), errorCodeName(static_cast<ErrorCode>(code)));
  QCOMPARE(print::graphText(graph), before);
}

void EditTest::aFailingBatchChangesNothing() {
  Graph graph = shop();
  const std::string before = print::graphText(graph);
  const std::uint32_t nextId = graph.nextId;
  auto batch = std::make_shared<Batch>();
  batch->edits = {Disconnect{wire(graph, "orders", "demo:kv/store@1.0.0")},
                  RenameNode{node(graph, "cache"), "store"}, RemoveNode{node(graph, "kv-disk")}};
  const Result<Edit> undo = sb::graph::apply(graph, std::shared_ptr<const Batch>(batch));
  QVERIFY(!undo);
  QCOMPARE(print::graphText(graph), before);
  QCOMPARE(graph.nextId, nextId);
}

void EditTest::idsAreNotReused() {
  Graph graph = shop();
  const Result<Edit> first = duplicateNode(graph, node(graph, "spare"), {});
  const NodeId given = std::get<AddNode>(*first).node.id;
  const Result<Edit> undo = sb::graph::apply(graph, *first);
  QVERIFY(sb::graph::apply(graph, *undo));
  const Result<Edit> second = duplicateNode(graph, node(graph, "spare"), {});
  QVERIFY(std::get<AddNode>(*second).node.id != given);
}

void EditTest::autoWireTakesTheOnlyProvider() {
  Graph graph = test::graphFrom(R"(
    host exports a:b/c@1.0.0
    one exports a:b/c@1.0.0
    two exports a:b/d@1.0.2
    three exports a:b/e@1.0.0
    four exports a:b/e@1.0.0
    user imports a:b/c@1.0.0
    user imports a:b/d@1.0.0
    user imports a:b/e@1.0.0
    user exports a:b/f@1.0.0
    loop imports a:b/f@1.0.0
    loop exports a:b/g@1.0.0
    one imports a:b/g@1.0.0
  )");
  const Result<Edit> edit = autoWire(graph, {});
  QVERIFY(edit);
  QCOMPARE(QString::fromStdString(describe(graph, *edit)), QString("Auto-wire 3 connections"));
  QVERIFY(sb::graph::apply(graph, *edit));
  // `e` has two providers; of the loop one → user → loop → one the last wire is left out.
  QCOMPARE(QString::fromStdString(test::edgesOf(graph)),
           QString("loop -> one : a:b/g@1.0.0\n"
                   "one -> user : a:b/c@1.0.0\n"
                   "two -> user : a:b/d@1.0.0 as a:b/d@1.0.2\n"));
  QVERIFY(!autoWire(graph, {node(graph, "one")}));
}

void EditTest::replugKeepsHooks() {
  Graph graph = shop();
  const Result<Edit> hooks =
      addHook(graph, wire(graph, "orders", "demo:kv/store@1.0.0"), newHook("count"), 0);
  QVERIFY(sb::graph::apply(graph, *hooks));
  const Result<Edit> edit = makers().at("connect")(graph);
  QVERIFY(sb::graph::apply(graph, *edit));
  QVERIFY(test::edgesOf(graph).find("spare -> orders : demo:kv/store@1.0.0 as demo:kv/store@1.0.2 [count]") !=
          std::string::npos);
}

void EditTest::hostPortsFollowTheirWires() {
  Graph graph = shop();
  QVERIFY(sb::graph::apply(
      graph, *sb::graph::disconnect(graph, wire(graph, "cache", "wasi:clocks/wall-clock@0.2.3"))));
  QVERIFY(!graph.nodes.at(graph.host).findExport("wasi:clocks/wall-clock@0.2.3"));
  QVERIFY(sb::graph::apply(
      graph, *leaveToHost(graph, test::importOf(graph, "cache", "wasi:clocks/wall-clock@0.2.3"))));
  QVERIFY(graph.nodes.at(graph.host).findExport("wasi:clocks/wall-clock@0.2.3"));
  QVERIFY(sb::graph::apply(graph, *deleteNodes(graph, {node(graph, "orders")})));
  QVERIFY(graph.nodes.at(graph.host).imports.empty());
}

QTEST_APPLESS_MAIN(EditTest)
#include "tst_edit.moc"
