// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <filesystem>

#include "core/driver/open.h"
#include "core/graph/edit_nodes.h"
#include "core/print/graph_text.h"

using namespace sb;
using namespace sb::graph;

namespace {

std::filesystem::path example(const char* name) {
  return std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "resources/examples/orders" / name;
}

Graph shop() {
  Result<driver::OpenedFile> opened = driver::openFile(example("orders.composed.wasm"));
  return opened && opened->graph ? *opened->graph : emptyGraph("missing");
}

const Edge* into(const Graph& graph, const char* node, const char* port) {
  const Node* found = graph.findByName(node);
  return found ? graph.edgeInto({found->id, Side::Import, port}) : nullptr;
}

std::string providerOf(const Graph& graph, const Edge* edge) {
  const Node* node = edge ? graph.find(edge->provider.node) : nullptr;
  return node ? node->name : "nothing";
}

}  // namespace

class TestEditReplace : public QObject {
  Q_OBJECT

 private slots:
  void healingConnectsWhatTheNodeStoodBetween();
  void healingWhatStoodBetweenNothingDeletes();
  void replacingMovesConnectionsByVersion();
  void theHostStays();
};

/// kv-disk → cache → orders becomes kv-disk → orders; taking it back gives the printed graph again.
void TestEditReplace::healingConnectsWhatTheNodeStoodBetween() {
  Graph graph = shop();
  const std::string before = print::graphText(graph);
  QCOMPARE(providerOf(graph, into(graph, "orders", "demo:kv/store@1.0.0")), std::string("cache"));
  const Result<Edit> edit = deleteAndHeal(graph, graph.findByName("cache")->id);
  QVERIFY(edit);
  const Result<Edit> inverse = apply(graph, *edit);
  QVERIFY(inverse);
  QVERIFY(!graph.findByName("cache"));
  QCOMPARE(providerOf(graph, into(graph, "orders", "demo:kv/store@1.0.0")), std::string("kv-disk"));
  // Only the cache asked for the clock: the composition does not import it any more.
  QVERIFY(!graph.find(graph.host)->findExport("wasi:clocks/wall-clock@0.2.3"));
  QVERIFY(apply(graph, *inverse));
  QCOMPARE(print::graphText(graph), before);
}

void TestEditReplace::healingWhatStoodBetweenNothingDeletes() {
  Graph graph = shop();
  const Result<Edit> edit = deleteAndHeal(graph, graph.findByName("kv-disk")->id);
  QVERIFY(edit);
  QVERIFY(apply(graph, *edit));
  QCOMPARE(providerOf(graph, into(graph, "cache", "demo:kv/store@1.0.0")), std::string("nothing"));
}

/// kv-mem exports the store in version 1.0.3 and imports nothing.
void TestEditReplace::replacingMovesConnectionsByVersion() {
  Graph graph = shop();
  const std::string before = print::graphText(graph);
  const Result<ComponentFileRef> file = driver::loadComponentFile(example("kv-mem.wasm"));
  QVERIFY(file);
  const NodeId cache = graph.findByName("cache")->id;
  const Result<Edit> edit = replaceComponent(graph, cache, *file);
  QVERIFY(edit);
  const Result<Edit> inverse = apply(graph, *edit);
  QVERIFY(inverse);
  QCOMPARE(graph.find(cache)->file->fileName, std::string("kv-mem.wasm"));
  QCOMPARE(graph.find(cache)->name, std::string("cache"));
  const Edge* store = into(graph, "orders", "demo:kv/store@1.0.0");
  QVERIFY(store);
  QCOMPARE(store->provider, (PortRef{cache, Side::Export, "demo:kv/store@1.0.3"}));
  QVERIFY(graph.find(cache)->imports.empty());
  QVERIFY(apply(graph, *inverse));
  QCOMPARE(print::graphText(graph), before);
}

void TestEditReplace::theHostStays() {
  const Graph graph = shop();
  const Result<ComponentFileRef> file = driver::loadComponentFile(example("kv-mem.wasm"));
  QVERIFY(file);
  QVERIFY(!deleteAndHeal(graph, graph.host));
  QVERIFY(!replaceComponent(graph, graph.host, *file));
  QVERIFY(!replaceComponent(graph, NodeId(9999), *file));
}

QTEST_GUILESS_MAIN(TestEditReplace)
#include "tst_edit_replace.moc"
