// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/call_function.h"
#include "core/graph/edit.h"
#include "tests/core/engine/engine_fixture.h"

using namespace sb;

/// Programs of a few lines, put together and hooked by edits, run in the engine.
class TestSmallPrograms : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }
  void severalInstancesKeepTheirOwnState_data();
  void severalInstancesKeepTheirOwnState();
  void middlewareOfOneFunction_data();
  void middlewareOfOneFunction();
};

namespace {

const std::filesystem::path Folder = std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "tests/fixtures/chain";

class Program {
 public:
  graph::NodeId add(const char* file, const char* name) {
    const auto component = driver::loadComponentFile(Folder / file);
    if (!component || !apply(graph::addComponent(m_graph, *component, name, {}))) qFatal("%s", file);
    return m_graph.findByName(name)->id;
  }
  bool connect(graph::NodeId provider, const char* exported, graph::NodeId consumer, const char* imported) {
    return apply(graph::connectPorts(m_graph, {provider, graph::Side::Export, exported},
                                     {consumer, graph::Side::Import, imported}));
  }
  bool hook(graph::NodeId consumer, const char* import, const char* file, graph::HookKind kind) {
    graph::Hook hook;
    hook.name = "hook";
    hook.kind = kind;
    const auto component = driver::loadComponentFile(Folder / file);
    if (!component) return false;
    hook.file = *component;
    const graph::Edge* edge = m_graph.edgeInto({consumer, graph::Side::Import, import});
    return edge && apply(graph::addHook(m_graph, edge->id, std::move(hook), 0));
  }
  /// What the exported `run` of `consumer` returns; `notes`: how often hooks noted something.
  Result<std::uint32_t> run(graph::NodeId consumer, int& notes) {
    SB_TRY(const graph::Edit exported, graph::exportPort(m_graph, {consumer, graph::Side::Export, "run"}));
    SB_TRY_VOID(graph::apply(m_graph, exported));
    SB_TRY(const driver::SpliceOutput output, driver::spliceGraph(m_graph, {}));
    engine::SessionOptions options;
    options.wasi = false;
    SB_TRY(auto session, engine::Session::create(*enginetest::engine(), output.composed, options));
    for (const char* moment : {"before", "after"})
      session->define(engine::HostFunction{"test:chain/notes", moment, [&notes](auto) {
                                             ++notes;
                                             return Result<engine::EngineValues>(engine::EngineValues());
                                           }});
    SB_TRY_VOID(session->start());
    SB_TRY(const engine::EngineValues values, session->call("run", {}));
    return std::get<std::uint32_t>(values.at(0).content);
  }

 private:
  bool apply(const Result<graph::Edit>& edit) { return edit && graph::apply(m_graph, *edit); }
  graph::Graph m_graph = graph::emptyGraph("small");
};

constexpr const char* Counter = "test:chain/y@1.0.0";

}  // namespace

void TestSmallPrograms::severalInstancesKeepTheirOwnState_data() {
  QTest::addColumn<bool>("two");
  QTest::addColumn<bool>("hooked");
  QTest::addColumn<unsigned>("answers");
  // First, first, second, first: a counter each, or one for all.
  QTest::newRow("two instances of one component") << true << false << 1'02'01'03u;
  QTest::newRow("two instances, a hook on both connections") << true << true << 1'02'01'03u;
  QTest::newRow("one instance for both") << false << false << 1'02'03'04u;
  QTest::newRow("one instance, a hook on both connections") << false << true << 1'02'03'04u;
}

void TestSmallPrograms::severalInstancesKeepTheirOwnState() {
  QFETCH(bool, two);
  QFETCH(bool, hooked);
  QFETCH(unsigned, answers);
  Program program;
  const auto first = program.add("counter.wasm", "first");
  const auto second = two ? program.add("counter.wasm", "second") : first;
  const auto top = program.add("two.wasm", "top");
  QVERIFY(program.connect(first, Counter, top, "first"));
  QVERIFY(program.connect(second, Counter, top, "second"));
  for (const char* import : {"first", "second"})
    if (hooked) QVERIFY(program.hook(top, import, "noting.wasm", graph::HookKind::Tier1));
  int notes = 0;
  SB_NEED(const std::uint32_t result, program.run(top, notes));
  QCOMPARE(result, answers);
  QCOMPARE(notes, hooked ? 8 : 0);
}

void TestSmallPrograms::middlewareOfOneFunction_data() {
  QTest::addColumn<int>("times");
  QTest::addColumn<unsigned>("answer");
  QTest::newRow("none") << 0 << 21u;
  QTest::newRow("one") << 1 << 42u;
  QTest::newRow("two, one behind the other") << 2 << 84u;
}

// A direct middleware imports and exports the function itself and has no adapter: it may change the answer.
void TestSmallPrograms::middlewareOfOneFunction() {
  QFETCH(int, times);
  QFETCH(unsigned, answer);
  Program program;
  const auto end = program.add("lone-end.wasm", "end"), top = program.add("lone-top.wasm", "top");
  QVERIFY(program.connect(end, "f", top, "f"));
  for (int i = 0; i < times; ++i)
    QVERIFY(program.hook(top, "f", "lone-double.wasm", graph::HookKind::Direct));
  int notes = 0;
  SB_NEED(const std::uint32_t result, program.run(top, notes));
  QCOMPARE(result, answer);
}

QTEST_GUILESS_MAIN(TestSmallPrograms)
#include "tst_small_programs.moc"
