// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/driver/export.h"
#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/run_command.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/plan/corpus_folder.h"

using namespace sb;
namespace fs = std::filesystem;

/// Splices that no case of the corpus has, and writing the parts of one.
class TestSplice : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void splicesInsideANestedComposition();
  void writesANestedCompositionAnewOnlyAfterEdits();
  void joinsVersionsOfHostImports();
  void refusedPlansMakeNothing();
  void writesEveryPart();
  void sourceCratesAreRefused();
  void longNamesAreCut();
  void leavesTheOldFileWhenItCannotWrite();
};

namespace {

driver::SpliceOptions options() {
  driver::SpliceOptions out;
  out.baseFolder = plantest::corpus().string();
  out.splits = true;
  return out;
}

Result<driver::SpliceOutput> calcSplice() {
  SB_TRY(const plan::SpliceRules rules,
         plan::parseSpliceRules("version: 1\nrules:\n  - before: { interface: 'demo:calc/ops@0.1.0' }\n"
                                "    inject: [ { name: t1-log, path: hooks/t1-log.wasm } ]\n"));
  return driver::spliceFile(rules, (plantest::corpus() / "components/comp/calc-wac.wasm").string(),
                            options());
}

Result<std::string> stdoutOf(const Bytes& component) {
  engine::RunRequest request;
  request.component = component;
  request.args = {"prog"};
  std::string out;
  request.onStdout = [&](std::string_view piece) { out += piece; };
  SB_TRY(const engine::RunOutcome outcome, engine::runCommand(*enginetest::engine(), request));
  if (!outcome.succeeded()) return fail(ErrorCode::Trap, outcome.message);
  return out;
}

}  // namespace

void TestSplice::initTestCase() {
  if (!fs::exists(plantest::corpus())) {
    QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
  }
  if (!enginetest::engine() && enginetest::engineRequired())
    QFAIL(enginetest::engine().error().text().c_str());
}

/// calc-nested holds `service`, a composition of provider and mid: the hook goes between these two.
void TestSplice::splicesInsideANestedComposition() {
  auto opened = driver::openFile(plantest::corpus() / "components/comp/calc-nested.wasm");
  QVERIFY(opened && opened->graph);
  graph::Graph graph = *opened->graph;
  graph::Node& service = graph.nodes.at(graph.findByName("service")->id);
  QVERIFY(service.inner);
  graph::Graph inner = *service.inner;
  const auto hookFile = driver::loadComponentFile(plantest::corpus() / "hooks/t1-log.wasm");
  QVERIFY(hookFile);
  for (auto& [id, edge] : inner.edges) {
    if (edge.consumer.name != "demo:calc/ops@0.1.0" || edge.consumer.node == inner.host) continue;
    graph::Hook hook;
    hook.id = graph::HookId(inner.nextId++);
    hook.name = "t1-log";
    hook.file = *hookFile;
    edge.hooks.push_back(hook);
  }
  service.inner = std::make_shared<const graph::Graph>(inner);
  const auto spliced = driver::spliceGraph(graph, options());
  QVERIFY2(spliced, spliced ? "" : spliced.error().text().c_str());
  QCOMPARE(spliced->adapters.size(), std::size_t(1));
  SB_NEED_ENGINE();
  const auto out = stdoutOf(spliced->composed);
  QVERIFY2(out, out ? "" : out.error().text().c_str());
  QVERIFY2(out->find("[t1] before demo:calc/ops@0.1.0#add 1") != std::string::npos, out->c_str());
}

void TestSplice::writesANestedCompositionAnewOnlyAfterEdits() {
  auto opened = driver::openFile(plantest::corpus() / "components/comp/calc-nested.wasm");
  QVERIFY(opened && opened->graph);
  graph::Graph graph = *opened->graph;
  graph::Node& service = graph.nodes.at(graph.findByName("service")->id);
  const ByteSpan nested = service.file->bytes;
  const auto unchanged = driver::composeGraph(graph);
  QVERIFY(unchanged);
  QVERIFY(std::search(unchanged->begin(), unchanged->end(), nested.begin(), nested.end()) !=
          unchanged->end());
  graph::Graph inner = *service.inner;
  inner.nodes.at(inner.findByName("mid")->id).name = "middle";
  service.inner = std::make_shared<const graph::Graph>(inner);
  const auto changed = driver::composeGraph(graph);
  QVERIFY2(changed, changed ? "" : changed.error().text().c_str());
  const auto again = driver::openBytes(shareBytes(*changed), "again");
  QVERIFY(again && again->graph);
  QVERIFY(again->graph->findByName("service")->inner->findByName("middle"));
}

/// The composition speaks WASI 0.2.12, the second component 0.2.3: one import of the higher version serves
/// both.
void TestSplice::joinsVersionsOfHostImports() {
  auto opened = driver::openFile(plantest::corpus() / "components/comp/calc-wac.wasm");
  QVERIFY(opened && opened->graph);
  const auto other = driver::loadComponentFile(plantest::corpus() / "components/wat/hello-stdout.wasm");
  QVERIFY(other);
  graph::Graph graph = *opened->graph;
  graph::Node node;
  node.id = graph::NodeId(graph.nextId++);
  node.name = "hello";
  node.file = *other;
  for (const types::NamedExtern& item : (*other)->type->imports) {
    node.imports.push_back({item.name, item.type, graph::PortKind::Instance});
    graph.nodes.at(graph.host).exports.push_back(node.imports.back());
    const graph::EdgeId id(graph.nextId++);
    graph.edges.emplace(id, graph::Edge{id,
                                        {graph.host, graph::Side::Export, item.name.name},
                                        {node.id, graph::Side::Import, item.name.name},
                                        {}});
  }
  graph.nodes.emplace(node.id, node);
  const auto bytes = driver::composeGraph(graph);
  QVERIFY2(bytes, bytes ? "" : bytes.error().text().c_str());
  const auto again = driver::loadComponentBytes(shareBytes(*bytes), "again");
  QVERIFY(again);
  QVERIFY((*again)->type->findImport("wasi:io/streams@0.2.12"));
  QVERIFY(!(*again)->type->findImport("wasi:io/streams@0.2.3"));
}

void TestSplice::refusedPlansMakeNothing() {
  const auto rules = plan::parseSpliceRules(
      "version: 1\nrules:\n  - before: { interface: 'demo:calc/ops@0.1.0' }\n"
      "    inject: [ { name: block, path: hooks/t1-block.wasm } ]\n");
  QVERIFY(rules);
  const std::string input = (plantest::corpus() / "components/comp/calc-wac.wasm").string();
  const auto planned = driver::planSpliceFile(*rules, input, options());
  QVERIFY(planned);
  QVERIFY(planned->plan.refused());
  QVERIFY(planned->plan.adapters.empty());
  const auto spliced = driver::spliceFile(*rules, input, options());
  QVERIFY(!spliced);
  QVERIFY(spliced.error().code == ErrorCode::Refused);
}

void TestSplice::writesEveryPart() {
  const auto output = calcSplice();
  QVERIFY2(output, output ? "" : output.error().text().c_str());
  QTemporaryDir folder;
  const std::string base = folder.path().toStdString();
  const auto written =
      driver::exportSplice(*output, {base + "/out.wasm", base + "/out.wac", base + "/deep/splits"});
  QVERIFY2(written, written ? "" : written.error().text().c_str());
  QVERIFY(plantest::readBytes(base + "/out.wasm").value() == output->composed);
  QCOMPARE(plantest::readText(base + "/out.wac").value(), output->wac);
  QCOMPARE(written->back(), base + "/out.wasm");
  QVERIFY(plantest::readBytes(base + "/deep/splits/splicer_adapter_t1_log_demo_calc_ops_0_1_0.wasm"));
  // split0 is the whole input, and every package of the WAC text is a file that is there.
  QVERIFY(plantest::readBytes(base + "/deep/splits/split0.wasm") ==
          plantest::readBytes(plantest::corpus() / "components/comp/calc-wac.wasm"));
  for (const driver::WacDependency& dependency : output->dependencies) {
    const fs::path file =
        dependency.generated ? fs::path(base) / "deep/splits" / dependency.file : fs::path(dependency.file);
    QVERIFY2(fs::is_regular_file(file), (dependency.package + " " + file.string()).c_str());
  }
}

/// Splicer's tiers 3 and 4 name a folder with a manifest.
void TestSplice::sourceCratesAreRefused() {
  const auto rules = plan::parseSpliceRules(
      "version: 1\nrules:\n  - before: { interface: 'demo:calc/ops@0.1.0' }\n"
      "    inject: [ { name: strategy, path: hooks } ]\n");
  QVERIFY(rules);
  const std::string input = (plantest::corpus() / "components/comp/calc-wac.wasm").string();
  const auto spliced = driver::spliceFile(*rules, input, options());
  QVERIFY(!spliced);
  QVERIFY(spliced.error().code == ErrorCode::Refused);
  const QString text = QString::fromStdString(spliced.error().text());
  QVERIFY2(text.contains("`hooks` is a folder") && text.contains("rule 1, hook `strategy`"),
           qPrintable(text));
}

void TestSplice::longNamesAreCut() {
  const std::string package = "x:" + std::string(400, 'a');
  const std::string one = driver::adapterFileName("log", package + "/i@1.0.0", 1),
                    other = driver::adapterFileName("log", package + "/j@1.0.0", 1);
  QVERIFY(one != other);
  QCOMPARE(one, driver::adapterFileName("log", package + "/i@1.0.0", 1));
  QTemporaryDir folder;
  driver::SpliceOutput output;
  for (const std::string& name : {one, other}) {
    QVERIFY2(name.size() < 230 && name.substr(name.size() - 5) == ".wasm", name.c_str());
    output.adapters.push_back({name, Bytes{1}});
  }
  const auto written = driver::exportSplice(output, {"", "", folder.path().toStdString()});
  QVERIFY2(written, written ? "" : written.error().text().c_str());
  QCOMPARE(written->size(), std::size_t(2));
}

void TestSplice::leavesTheOldFileWhenItCannotWrite() {
  const auto output = calcSplice();
  QVERIFY(output);
  QTemporaryDir folder;
  const std::string base = folder.path().toStdString();
  const auto written = driver::exportSplice(*output, {base, "", ""});
  QVERIFY(!written);
  QVERIFY(written.error().code == ErrorCode::FileNotWritable);
  QVERIFY(fs::is_empty(base));
}

QTEST_APPLESS_MAIN(TestSplice)
#include "tst_splice.moc"
