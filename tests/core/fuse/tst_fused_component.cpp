// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/encode/component_encoder.h"
#include "core/fuse/fused_component.h"
#include "tests/core/fuse/compose_files.h"

using namespace sb;

/// Graphs of real components become valid components.
class TestFusedComponent : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void composes_data();
  void composes();
  void embedsAFileOnce();
  void sharesHostResources();
  void writesTypesOnlyImportsDown();
  void refusesWhatNothingProvides();
  void refusesAHostImportThatNeedsAResourceFromInside();
  void sameGraphSameBytes();
};

namespace {

Result<types::CheckedComponent> fuseAndCheck(const graph::Graph& graph, Bytes* out = nullptr) {
  SB_TRY(const model::Component fused, fuse::fuseGraph(graph));
  const Bytes bytes = encode::encodeComponent(fused);
  if (out) *out = bytes;
  if (const char* folder = std::getenv("SPLICEBOARD_KEEP")) {
    static int number = 0;
    std::ofstream file(std::filesystem::path(folder) / ("fused-" + std::to_string(++number) + ".wasm"),
                       std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  SB_TRY(const model::Component again, decode::decodeComponent(shareBytes(bytes)));
  return types::checkComponent(again);
}

std::string errorsOf(const types::CheckedComponent& checked) {
  std::string out;
  for (const Diagnostic& d : checked.diagnostics) {
    if (d.severity != Severity::Error) continue;
    out += d.code + ": " + d.message;
    for (const std::string& part : d.path) out += ", " + part;
    out += "\n";
  }
  return out;
}

std::vector<std::string> importNames(const types::CheckedComponent& checked) {
  std::vector<std::string> out;
  for (const auto& item : checked.type->imports) out.push_back(item.name.name);
  return out;
}

constexpr const char* Calc =
    "p = c/calc-provider.wasm  c = c/calc-cli.wasm  p -> c : demo:calc/ops@0.1.0  c -> host : "
    "wasi:cli/run@0.2.12";

}  // namespace

void TestFusedComponent::initTestCase() {
  if (!std::filesystem::exists(plantest::corpus())) {
    QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
  }
}

void TestFusedComponent::composes_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("exports");
  const auto row = [](const char* name, const char* text, int exports) {
    QTest::newRow(name) << text << exports;
  };
  row("a pair", Calc, 1);
  row("own and borrowed resources between two nodes",
      "p = c/vault-provider.wasm c = c/vault-cli.wasm p -> c : demo:vault/types@0.3.1 p -> c : "
      "demo:vault/ops@0.3.1 c -> host : "
      "wasi:cli/run@0.2.12",
      1);
  row("an interface with its own resource",
      "p = c/kv-provider.wasm c = c/kv-cli.wasm p -> c : demo:kv/store@0.2.0 c -> host : wasi:cli/run@0.2.12",
      1);
  row("many value types",
      "p = c/text-provider.wasm c = c/text-cli.wasm p -> c : demo:text/strings@1.2.0 c -> host : "
      "wasi:cli/run@0.2.12",
      1);
  row("two interfaces",
      "p = c/dual-provider.wasm c = c/dual-cli.wasm p -> c : demo:dual/alpha@0.1.0 p -> c : "
      "demo:dual/beta@0.1.0 c -> host : wasi:cli/run@0.2.12",
      1);
  row("a diamond",
      "p = c/calc-provider.wasm l = c/diamond-left.wasm r = c/diamond-right.wasm t = c/diamond-top.wasm p -> "
      "l : demo:calc/ops@0.1.0 p -> r : "
      "demo:calc/ops@0.1.0 l -> t : demo:diamond/left@0.1.0 r -> t : demo:diamond/right@0.1.0 t -> host : "
      "wasi:cli/run@0.2.12",
      1);
  row("async functions",
      "p = c/jobs-provider.wasm c = c/jobs-driver.wasm p -> c : demo:jobs/queue@0.1.0 c -> host : "
      "demo:jobs/driver@0.1.0",
      1);
  row("from Rust",
      "p = rust/wordstat-provider.wasm c = rust/wordstat-cli.wasm p -> c : demo:wordstat/stats@0.1.0 c -> "
      "host : wasi:cli/run@0.2.12",
      1);
  row("host resources in an export", "h = c/http-hello.wasm h -> host : wasi:http/incoming-handler@0.2.12",
      1);
  row("exports with types of their own",
      "p = c/text-provider.wasm q = c/calc-provider.wasm p -> host : demo:text/strings@1.2.0 q -> host : "
      "demo:calc/ops@0.1.0",
      2);
  row("an export that uses another export's resource",
      "p = c/vault-provider.wasm p -> host : demo:vault/types@0.3.1 p -> host : demo:vault/ops@0.3.1", 2);
  row("every value type",
      "p = types/pair-provider.wasm c = types/pair-consumer.wasm p -> c : shapes:types/prims@0.9.0 p -> c : "
      "shapes:types/compound@0.9.0 p -> c : shapes:types/lists-in@0.9.0 p -> c : "
      "shapes:types/lists-bad@0.9.0 p -> c : shapes:types/wide-in@0.9.0 p -> c : shapes:types/wide-out@0.9.0 "
      "p -> c : shapes:types/single-slot@0.9.0 p -> c : shapes:types/asyncs@0.9.0 p -> c : "
      "shapes:types/resources@0.9.0",
      0);
  row("everything from the host", "e = types/everything-sync.wasm", 0);
  row("everything from the host, async", "e = types/everything-callback.wasm", 0);
  row("many imports", "e = types/only-imports.wasm", 0);
  row("a proxy", "e = types/wasi-p2-proxy.wasm", 0);
  row("later WASI", "e = types/wasi-p3-command.wasm", 0);
  row("later WASI, service", "e = types/wasi-p3-service.wasm", 0);
  row("later WASI, middleware", "e = types/wasi-p3-middleware.wasm f = types/wasi-p3-service.wasm", 0);
  row("items of the root that are no interfaces", "m = types/root-mixed.wasm", 0);
  row("map and fixed lists", "m = types/newer-types.wasm", 0);
  row("a large world", "m = types/large-types.wasm", 0);
  row("functions of the root", "m = wat/plain-funcs.wasm m -> host : add m -> host : sum", 2);
}

void TestFusedComponent::composes() {
  QFETCH(QString, text);
  QFETCH(int, exports);
  const auto graph = plantest::composeFiles(text.toStdString());
  QVERIFY2(graph, graph ? "" : graph.error().text().c_str());
  const auto checked = fuseAndCheck(*graph);
  QVERIFY2(checked, checked ? "" : checked.error().text().c_str());
  QVERIFY2(checked->valid(), errorsOf(*checked).c_str());
  QCOMPARE(static_cast<int>(checked->type->exports.size()), exports);
}

void TestFusedComponent::embedsAFileOnce() {
  const auto graph = plantest::composeFiles(
      "p = c/calc-provider.wasm m = c/calc-middle.wasm n = c/calc-middle.wasm c = c/calc-cli.wasm p -> m : "
      "demo:calc/ops@0.1.0 m -> n : "
      "demo:calc/ops@0.1.0 n -> c : demo:calc/ops@0.1.0 c -> host : wasi:cli/run@0.2.12");
  QVERIFY(graph);
  const auto fused = fuse::fuseGraph(*graph);
  QVERIFY(fused);
  const auto components = std::count_if(
      fused->sections.begin(), fused->sections.end(),
      [](const model::Section& s) { return std::holds_alternative<model::ComponentSection>(s.content); });
  QCOMPARE(components, 3);
}

/// `error` of wasi:io/streams is that of wasi:io/error, and both nodes share one import of each.
void TestFusedComponent::sharesHostResources() {
  const auto graph = plantest::composeFiles(Calc);
  QVERIFY(graph);
  const auto checked = fuseAndCheck(*graph);
  QVERIFY(checked);
  const std::vector<std::string> names = importNames(*checked);
  QCOMPARE(std::count(names.begin(), names.end(), "wasi:io/streams@0.2.12"), 1);
  const auto resourceOf = [&](const char* interface, const char* name) -> types::ResourceRef {
    const auto* import = checked->type->findImport(interface);
    const auto& instance = std::get<types::InstanceTypeRef>(import->type);
    return std::get<types::TypeOfResource>(instance->find(name)->type).resource;
  };
  QVERIFY(resourceOf("wasi:io/streams@0.2.12", "output-stream") ==
          resourceOf("wasi:cli/stdout@0.2.12", "output-stream"));
  QCOMPARE(checked->type->importedResources.size(), std::size_t(7));
}

void TestFusedComponent::writesTypesOnlyImportsDown() {
  const auto graph =
      plantest::composeFiles("h = ../hooks/t1-log.wasm h -> host : splicer:tier1/before@0.3.0");
  QVERIFY2(graph, graph ? "" : graph.error().text().c_str());
  const auto checked = fuseAndCheck(*graph);
  QVERIFY2(checked, checked ? "" : checked.error().text().c_str());
  QVERIFY2(checked->valid(), errorsOf(*checked).c_str());
  for (const std::string& name : importNames(*checked)) QVERIFY(name.rfind("splicer:", 0) != 0);
}

void TestFusedComponent::refusesWhatNothingProvides() {
  auto graph = plantest::composeFiles(Calc);
  QVERIFY(graph);
  std::erase_if(graph->edges, [](const auto& e) { return e.second.consumer.name == "demo:calc/ops@0.1.0"; });
  const auto fused = fuse::fuseGraph(*graph);
  QVERIFY(!fused);
  QVERIFY(fused.error().code == ErrorCode::NoSuchEdge);
  QCOMPARE(fused.error().text(), std::string("nothing provides `demo:calc/ops@0.1.0`, in instance `c`"));
}

void TestFusedComponent::refusesAHostImportThatNeedsAResourceFromInside() {
  const auto graph = plantest::composeFiles(
      "p = c/vault-provider.wasm c = c/vault-cli.wasm p -> c : demo:vault/types@0.3.1");
  QVERIFY(graph);
  const auto fused = fuse::fuseGraph(*graph);
  QVERIFY(!fused);
  QVERIFY2(fused.error().message.find("uses the resource `token` that `p` provides") != std::string::npos,
           fused.error().text().c_str());
}

void TestFusedComponent::sameGraphSameBytes() {
  const auto graph = plantest::composeFiles(Calc);
  QVERIFY(graph);
  Bytes first, second;
  QVERIFY(fuseAndCheck(*graph, &first) && fuseAndCheck(*graph, &second));
  QVERIFY(first == second);
}

QTEST_APPLESS_MAIN(TestFusedComponent)
#include "tst_fused_component.moc"
