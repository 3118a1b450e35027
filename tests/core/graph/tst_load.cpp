// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QElapsedTimer>
#include <QJsonArray>
#include <QtTest>
#include <set>

#include "core/driver/open.h"
#include "core/graph/load.h"
#include "core/print/graph_text.h"
#include "tests/support/corpus.h"
#include "tests/support/graph_text.h"
#include "tests/support/hex.h"

using namespace sb;
using namespace sb::graph;

class LoadTest : public QObject {
  Q_OBJECT
 private slots:
  void corpusCompositions_data();
  void corpusCompositions();
  void shapes_data();
  void shapes();
  void oneComponentFileForSeveralInstances();
  void tenThousandInstances();
  void otherFiles();
};

namespace {

std::filesystem::path componentFile(const std::string& file) {
  return test::corpusFolder() / "components" / file;
}

Result<driver::OpenedFile> open(const std::string& file) {
  if (file.size() < 4 || file.substr(file.size() - 4) != ".zst") return driver::openFile(componentFile(file));
  return driver::openBytes(shareBytes(test::unpackZstd(componentFile(file))), file);
}

/// Every edge ends at ports that exist, every import has one edge at most, names differ.
QString soundness(const Graph& graph) {
  std::set<PortRef> taken;
  std::set<std::string> names;
  for (const auto& [id, node] : graph.nodes) {
    if (!names.insert(node.name).second)
      return QString("two nodes %1").arg(QString::fromStdString(node.name));
    if (node.inner) {
      const QString inside = soundness(*node.inner);
      if (!inside.isEmpty()) return inside;
    }
  }
  for (const auto& [id, edge] : graph.edges) {
    if (!graph.find(edge.provider)) return "no port " + QString::fromStdString(edge.provider.name);
    if (!graph.find(edge.consumer)) return "no port " + QString::fromStdString(edge.consumer.name);
    if (!taken.insert(edge.consumer).second)
      return "taken twice " + QString::fromStdString(edge.consumer.name);
  }
  return {};
}

}  // namespace

void LoadTest::corpusCompositions_data() {
  if (!test::hasCorpus()) QSKIP("the reference corpus is not there");
  QTest::addColumn<QString>("file");
  QTest::addColumn<QJsonObject>("graph");
  QFile manifest(QString::fromStdString(componentFile("manifest.json").string()));
  QVERIFY(manifest.open(QIODevice::ReadOnly));
  for (const QJsonValue entry : QJsonDocument::fromJson(manifest.readAll()).array()) {
    if (!entry["composed"].toBool()) continue;
    QTest::newRow(qPrintable(entry["name"].toString()))
        << entry["file"].toString() << entry["graph"].toObject();
  }
}

void LoadTest::corpusCompositions() {
  QFETCH(QString, file);
  QFETCH(QJsonObject, graph);
  const auto opened = open(file.toStdString());
  QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
  QVERIFY(opened->graph);
  const Graph& loaded = *opened->graph;
  QCOMPARE(soundness(loaded), QString());
  QCOMPARE(loaded.positions.size(), loaded.nodes.size());
  const Node& last = loaded.nodes.rbegin()->second;
  if (opened->kind == driver::OpenedKind::Component) QVERIFY(!last.note.empty());
  if (graph.isEmpty()) return;
  QCOMPARE(opened->kind, driver::OpenedKind::Composition);
  QStringList instances;
  for (const auto& [id, node] : loaded.nodes)
    if (node.kind != NodeKind::Host) instances << QString::fromStdString(node.name);
  QStringList expected;
  for (const QJsonValue name : graph["instances"].toArray()) expected << name.toString();
  QCOMPARE(instances, expected);
  QStringList edges, expectedEdges;
  for (const auto& [id, edge] : loaded.edges) {
    if (edge.provider.node == loaded.host || edge.consumer.node == loaded.host) continue;
    edges << QString::fromStdString(loaded.nodes.at(edge.consumer.node).name + " " + edge.consumer.name +
                                    " " + loaded.nodes.at(edge.provider.node).name);
  }
  for (const QJsonValue edge : graph["edges"].toArray())
    expectedEdges << edge[0].toString() + " " + edge[1].toString() + " " + edge[2].toString();
  edges.sort();
  expectedEdges.sort();
  QCOMPARE(edges, expectedEdges);
}

void LoadTest::shapes_data() {
  if (!test::hasCorpus()) QSKIP("the reference corpus is not there");
  QTest::addColumn<QString>("edges");
  QTest::addColumn<QString>("note");
  QTest::newRow("wat/bundle.wasm") << "a -> both : one as mini:bun/p#one\n"
                                      "b -> both : two as mini:bun/q#two\n"
                                      "both -> u : mini:bun/both\n"
                                      "u -> Host : mini:bun/app\n"
                                   << "";
  QTest::newRow("wat/host-through.wasm") << "Host -> u : mini:host/env@0.1.0\n"
                                            "u -> Host : mini:host/api@0.1.0\n"
                                            "Host -> Host : mini:host/env@0.1.0\n"
                                         << "";
  QTest::newRow("wat/version-crossed.wasm")
      << "p -> c : mini:ver/api@0.2.0 as mini:ver/api@0.2.3\nc -> Host : go\n"
      << "";
  QTest::newRow("wat/chain3-stripped.wasm") << "api -> api-2 : mini:chain/api@0.1.0\n"
                                               "api-2 -> api-3 : mini:chain/api@0.1.0\n"
                                               "api-3 -> app : mini:chain/api@0.1.0\n"
                                               "app -> Host : mini:chain/app@0.1.0\n"
                                            << "";
  QTest::newRow("wat/func-args.wasm")
      << "func-args -> Host : go\n"
      << "Shown as one node: `factory` of `u` is a component, not an instance";
  QTest::newRow("wat/outer-alias.wasm") << "u1 -> Host : mini:outer/user\nu2 -> Host : mini:outer/leaf\n"
                                        << "";
  QTest::newRow("comp/calc-service-imported.wasm")
      << "*"
      << "Shown as one node: it creates an instance of `unlocked-dep=<c:calc-provider>`, a component that it "
         "imports";
}

void LoadTest::shapes() {
  QFETCH(QString, edges);
  QFETCH(QString, note);
  const auto opened = open(QTest::currentDataTag());
  QVERIFY(opened && opened->graph);
  if (edges != "*") QCOMPARE(QString::fromStdString(test::edgesOf(*opened->graph)), edges);
  QCOMPARE(QString::fromStdString(opened->graph->nodes.rbegin()->second.note), note);
}

void LoadTest::oneComponentFileForSeveralInstances() {
  if (!test::hasCorpus()) QSKIP("the reference corpus is not there");
  const auto opened = open("comp/calc-chain5.wasm");
  QVERIFY(opened && opened->graph);
  std::map<ComponentFileRef, int> uses;
  for (const auto& [id, node] : opened->graph->nodes)
    if (node.file) ++uses[node.file];
  QCOMPARE(uses.size(), std::size_t(4));
  const Node* middle = opened->graph->findByName("mid-a");
  QVERIFY(middle && middle->file);
  QCOMPARE(uses[middle->file], 2);
  const auto whole = test::readFile(componentFile("comp/calc-chain5.wasm"));
  const SourceRange range = middle->file->range;
  QVERIFY(std::equal(middle->file->bytes.begin(), middle->file->bytes.end(),
                     whole.begin() + static_cast<std::ptrdiff_t>(range.offset)));
  QVERIFY(!middle->file->producer.empty());
}

void LoadTest::tenThousandInstances() {
  if (!test::hasCorpus()) QSKIP("the reference corpus is not there");
  const Bytes bytes = test::unpackZstd(componentFile("large/groups-10000.wasm.zst"));
  QVERIFY2(!bytes.empty(), "zstd unpacks the corpus and is not installed");
  QElapsedTimer timer;
  timer.start();
  const auto opened = driver::openBytes(shareBytes(bytes), "groups-10000.wasm");
  const qint64 elapsedMs = timer.elapsed();
  QVERIFY(opened && opened->graph);
  QCOMPARE(opened->kind, driver::OpenedKind::Composition);
  std::size_t instances = 0;
  for (const auto& [id, node] : opened->graph->nodes) {
    if (node.kind == NodeKind::Component) ++instances;
    if (node.inner) instances += node.inner->nodes.size() - 1;
  }
  QVERIFY2(instances >= 9'980, qPrintable(QString::number(instances)));
  QVERIFY2(elapsedMs < 1'000, qPrintable(QString::number(elapsedMs)));
}

void LoadTest::otherFiles() {
  const auto module = driver::openBytes(shareBytes(test::fromHex(test::CoreModulePreamble)), "libkv.wasm");
  QVERIFY(module);
  QCOMPARE(module->kind, driver::OpenedKind::CoreModule);
  QCOMPARE(QString::fromStdString(module->sentence),
           QString("libkv.wasm is a core module, not a component."));
  const auto empty = driver::openBytes(shareBytes(test::fromHex(test::ComponentPreamble)), "empty.wasm");
  QVERIFY(empty && empty->graph);
  QCOMPARE(empty->kind, driver::OpenedKind::Component);
  QVERIFY(!driver::openBytes(shareBytes({1, 2, 3}), "short.wasm"));
  const auto missing = driver::openFile("/nowhere/at/all.wasm");
  QVERIFY(!missing);
  QCOMPARE(missing.error().code, ErrorCode::FileNotFound);
  QVERIFY(!driver::loadComponentBytes(shareBytes(test::fromHex(test::CoreModulePreamble)), "libkv.wasm"));
}

QTEST_APPLESS_MAIN(LoadTest)
#include "tst_load.moc"
