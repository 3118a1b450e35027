// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/call_function.h"
#include "core/graph/edit.h"
#include "tests/core/engine/engine_fixture.h"

using namespace sb;

namespace {

const std::filesystem::path Folder = std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "tests/fixtures/chain";

}  // namespace

/// A chain of three components with a hook of `spliceboard:hook` on both connections, run in the engine: the
/// numbers say which call was made in which.
class ParentsTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }
  void callsKnowTheirParents_data();
  void callsKnowTheirParents();

 private:
  graph::NodeId add(const char* file, const char* name);
  bool apply(const Result<graph::Edit>& edit);
  bool hook(graph::NodeId consumer, const char* interface, const char* name);
  graph::Graph m_graph = graph::emptyGraph("chain");
};

bool ParentsTest::apply(const Result<graph::Edit>& edit) { return edit && graph::apply(m_graph, *edit); }

graph::NodeId ParentsTest::add(const char* file, const char* name) {
  const auto component = driver::loadComponentFile(Folder / file);
  if (!component || !apply(graph::addComponent(m_graph, *component, name, {}))) qFatal("%s", file);
  return m_graph.findByName(name)->id;
}

bool ParentsTest::hook(graph::NodeId consumer, const char* interface, const char* name) {
  graph::Hook hook;
  hook.name = name;
  const auto file = driver::loadComponentFile(Folder / "noting.wasm");
  if (!file) return false;
  hook.file = *file;
  const graph::Edge* edge = m_graph.edgeInto({consumer, graph::Side::Import, interface});
  return edge && apply(graph::addHook(m_graph, edge->id, std::move(hook), 0));
}

void ParentsTest::callsKnowTheirParents_data() {
  QTest::addColumn<QString>("second");
  QTest::newRow("one hook for both") << "notes";
  QTest::newRow("a hook each") << "more-notes";
}

void ParentsTest::callsKnowTheirParents() {
  QFETCH(QString, second);
  m_graph = graph::emptyGraph("chain");
  const auto end = add("end.wasm", "end"), middle = add("middle.wasm", "middle"),
             top = add("top.wasm", "top");
  const auto connect = [&](graph::NodeId provider, graph::NodeId consumer, const char* interface) {
    return apply(graph::connectPorts(m_graph, {provider, graph::Side::Export, interface},
                                     {consumer, graph::Side::Import, interface}));
  };
  QVERIFY(connect(end, middle, "test:chain/y@1.0.0"));
  QVERIFY(connect(middle, top, "test:chain/x@1.0.0"));
  QVERIFY(apply(graph::exportPort(m_graph, {top, graph::Side::Export, "run"})));
  QVERIFY(hook(top, "test:chain/x@1.0.0", "notes"));
  QVERIFY(hook(middle, "test:chain/y@1.0.0", second.toUtf8().constData()));
  const auto spliced = driver::spliceGraph(m_graph, {});
  QVERIFY2(spliced, spliced ? "" : spliced.error().text().c_str());
  QCOMPARE(spliced->plan.contexts.size(), std::size_t(1));

  engine::SessionOptions options;
  options.wasi = false;
  auto session = engine::Session::create(*enginetest::engine(), spliced->composed, options);
  QVERIFY2(session, session ? "" : session.error().text().c_str());
  QStringList notes;
  for (const char* moment : {"before", "after"})
    (*session)->define(engine::HostFunction{"test:chain/notes", moment, [&, moment](auto args) {
                                              notes << QString("%1 %2<%3")
                                                           .arg(moment)
                                                           .arg(std::get<std::uint64_t>(args[0].content))
                                                           .arg(std::get<std::uint64_t>(args[1].content));
                                              return Result<engine::EngineValues>(engine::EngineValues());
                                            }});
  const Result<void> started = (*session)->start();
  QVERIFY2(started, started ? "" : started.error().text().c_str());
  const auto result = (*session)->call("run", {});
  QVERIFY2(result, result ? "" : result.error().text().c_str());
  // g(10) + g(1) = 11 + 2 and g(20) + g(2) = 21 + 3
  QCOMPARE(std::get<std::uint32_t>(result->at(0).content), 13'024u);
  QCOMPARE(notes.join(", "), QString("before 1<0, before 2<1, after 2<1, before 3<1, after 3<1, after 1<0, "
                                     "before 4<0, before 5<4, after 5<4, before 6<4, after 6<4, after 4<0"));
}

QTEST_GUILESS_MAIN(ParentsTest)
#include "tst_parents.moc"
