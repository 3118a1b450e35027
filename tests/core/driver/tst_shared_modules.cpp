// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <algorithm>

#include "core/decode/component_decoder.h"
#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/call_function.h"
#include "core/graph/edit.h"
#include "core/types/check_component.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/support/component_text.h"

using namespace sb;

/// Adapters of interfaces with equal functions have their code in common: it is in the composition once.
class TestSharedModules : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }
  void codeIsWrittenOnce_data();
  void codeIsWrittenOnce();
};

namespace {

const std::filesystem::path Source = SPLICEBOARD_SOURCE_DIR;

/// Exports `interface` with a `g` that adds `more`.
std::string provider(const std::string& interface, int more) {
  return R"((component (core module $m (func (export "g") (param i32) (result i32)
      (i32.add (local.get 0) (i32.const )" +
         std::to_string(more) + R"()))) (core instance $i (instantiate $m))
    (func $g (param "n" u32) (result u32) (canon lift (core func $i "g")))
    (instance $y (export "g" (func $g))) (export ")" +
         interface + R"(" (instance $y))))";
}

/// `run` is the sum of what both answer.
std::string consumer(const std::string& one, const std::string& two) {
  return R"((component
    (import ")" +
         one + R"(" (instance $a (export "g" (func (param "n" u32) (result u32)))))
    (import ")" +
         two + R"(" (instance $b (export "g" (func (param "n" u32) (result u32)))))
    (core func $a (canon lower (func $a "g"))) (core func $b (canon lower (func $b "g")))
    (core module $m (import "" "a" (func $a (param i32) (result i32)))
      (import "" "b" (func $b (param i32) (result i32)))
      (func (export "run") (param i32) (result i32)
        (i32.add (call $a (local.get 0)) (call $b (local.get 0)))))
    (core instance $i (instantiate $m (with "" (instance (export "a" (func $a)) (export "b" (func $b))))))
    (func $run (param "n" u32) (result u32) (canon lift (core func $i "run")))
    (export "run" (func $run))))";
}

/// Core modules of a component, those of nested components included; of all, and that differ.
void collectModules(const model::Component& component, std::vector<std::string>& out) {
  for (const model::Section& section : component.sections) {
    if (const auto* module = std::get_if<model::CoreModuleSection>(&section.content))
      out.emplace_back(module->module.bytes.begin(), module->module.bytes.end());
    if (const auto* nested = std::get_if<model::ComponentSection>(&section.content))
      collectModules(*nested->component, out);
  }
}

}  // namespace

void TestSharedModules::codeIsWrittenOnce_data() {
  QTest::addColumn<QString>("hookFile");
  QTest::addColumn<unsigned>("generated");
  QTest::addColumn<int>("seen");
  // The memory module, the glue module, and the module that counts calls.
  QTest::newRow("a hook that asks for no names") << "tests/fixtures/chain/noting.wasm" << 3u << 4;
  // The names are in the memory's content: there are two of it. One module more answers for the
  // configuration.
  QTest::newRow("a hook that is told names") << "resources/hooks/count/count.wasm" << 6u << 0;
}

void TestSharedModules::codeIsWrittenOnce() {
  QFETCH(QString, hookFile);
  QFETCH(unsigned, generated);
  QFETCH(int, seen);
  const std::string names[] = {"test:pair/one@1.0.0", "test:pair/two@1.0.0"};
  graph::Graph graph = graph::emptyGraph("pair");
  const auto apply = [&](const Result<graph::Edit>& edit) { return edit && graph::apply(graph, *edit); };
  const auto add = [&](const std::string& text, const char* name) {
    const auto bytes = test::componentFromText(*enginetest::engine(), text);
    const auto file = bytes ? driver::loadComponentBytes(shareBytes(*bytes), name)
                            : Result<graph::ComponentFileRef>(tl::unexpected<Error>(bytes.error()));
    if (!file || !apply(graph::addComponent(graph, *file, name, {}))) qFatal("%s", name);
    return graph.findByName(name)->id;
  };
  const graph::NodeId top = add(consumer(names[0], names[1]), "top");
  for (int i = 0; i < 2; ++i) {
    const graph::NodeId end = add(provider(names[i], i + 1), i == 0 ? "one" : "two");
    QVERIFY(apply(graph::connectPorts(graph, {end, graph::Side::Export, names[i]},
                                      {top, graph::Side::Import, names[i]})));
    graph::Hook hook;
    hook.name = "hook";
    hook.kind = graph::HookKind::Tier1;
    SB_NEED(hook.file, driver::loadComponentFile(Source / hookFile.toStdString()));
    const graph::Edge* edge = graph.edgeInto({top, graph::Side::Import, names[i]});
    QVERIFY(edge && apply(graph::addHook(graph, edge->id, std::move(hook), 0)));
  }
  QVERIFY(apply(graph::exportPort(graph, {top, graph::Side::Export, "run"})));
  SB_NEED(const driver::SpliceOutput output, driver::spliceGraph(graph, {}));

  // Those of the three components and of the hook are there as they were.
  SB_NEED(const model::Component composed, decode::decodeComponent(shareBytes(output.composed)));
  std::vector<std::string> modules;
  collectModules(composed, modules);
  SB_NEED(const graph::ComponentFileRef hook, driver::loadComponentFile(Source / hookFile.toStdString()));
  std::vector<std::string> ofHook;
  collectModules(*hook->component, ofHook);
  QCOMPARE(modules.size(), generated + 3 + ofHook.size());
  std::sort(modules.begin(), modules.end());
  QVERIFY(std::adjacent_find(modules.begin(), modules.end()) == modules.end());

  // Each adapter as a file of its own has all of its code.
  for (const driver::OutputFile& adapter : output.adapters) {
    if (adapter.name.find("_adapter_") == std::string::npos) continue;  // calls, configuration
    SB_NEED(const model::Component alone, decode::decodeComponent(shareBytes(adapter.bytes)));
    std::vector<std::string> own;
    collectModules(alone, own);
    QCOMPARE(own.size(), 2u);
    QVERIFY(types::checkComponent(alone).valid());
  }

  int notes = 0;
  engine::SessionOptions options;
  auto session = engine::Session::create(*enginetest::engine(), output.composed, options);
  QVERIFY2(session, session ? "" : session.error().text().c_str());
  for (const char* moment : {"before", "after"})
    (*session)->define(engine::HostFunction{"test:chain/notes", moment, [&notes](auto) {
                                              ++notes;
                                              return Result<engine::EngineValues>(engine::EngineValues());
                                            }});
  QVERIFY((*session)->start());
  SB_NEED(const engine::EngineValues values, (*session)->call("run", {engine::EngineValue{20u}}));
  QCOMPARE(std::get<std::uint32_t>(values.at(0).content), 43u);
  QCOMPARE(notes, seen);

  // Opened again, each part stands alone.
  SB_NEED(const driver::OpenedFile opened, driver::openBytes(shareBytes(output.composed), "again.wasm"));
  QVERIFY(opened.graph);
  for (const auto& [id, node] : opened.graph->nodes)
    if (node.file) QVERIFY2(types::checkComponent(*node.file->component).valid(), node.name.c_str());
}

QTEST_GUILESS_MAIN(TestSharedModules)
#include "tst_shared_modules.moc"
