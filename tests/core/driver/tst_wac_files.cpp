// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <fstream>
#include <set>

#include "core/driver/export.h"
#include "core/driver/open.h"
#include "core/driver/open_wac.h"
#include "core/driver/splice.h"
#include "core/print/wac.h"
#include "tests/core/driver/run_program.h"
#include "tests/core/plan/corpus_folder.h"

using namespace sb;
namespace fs = std::filesystem;

/// WAC texts of the corpus become the components that `wac` made of them, and every composition's WAC text is
/// read back to the same graph.
class TestWacFiles : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void composesAsWacDoes_data();
  void composesAsWacDoes();
  void readsBackWhatItWrites_data();
  void readsBackWhatItWrites();
};

namespace {

fs::path components() { return plantest::corpus() / "components"; }

QJsonArray manifest() {
  const auto text = plantest::readText(components() / "manifest.json");
  return text ? QJsonDocument::fromJson(QByteArray::fromStdString(*text)).array() : QJsonArray();
}
QJsonObject entryOf(const QString& name) {
  const QJsonArray all = manifest();
  for (const QJsonValue& value : all)
    if (value["name"].toString() == name) return value.toObject();
  return {};
}

/// Every component file of the corpus under the package that its recipes call it.
driver::WacPackages corpusPackages() {
  driver::WacPackages packages;
  for (const char* folder : {"c", "comp", "rust", "types"}) {
    for (const auto& entry : fs::directory_iterator(components() / folder)) {
      if (entry.path().extension() == ".wasm")
        packages.files["c:" + entry.path().stem().string()] = entry.path();
    }
  }
  return packages;
}

/// `demo:calc/ops` counts in s32.
bool isSigned(const QJsonObject& recorded) { return recorded["export"].toString().startsWith("demo:calc/"); }

/// Edges by the names that nodes have in WAC text; bundles by what they bundle.
QString edgesOf(const graph::Graph& graph) {
  QStringList lines;
  const auto name = [&](graph::NodeId id) {
    if (id == graph.host) return std::string("host");
    const graph::Node& node = graph.nodes.at(id);
    return node.kind == graph::NodeKind::Bundle ? std::string("bundle") : print::wacName(node.name);
  };
  for (const auto& [id, edge] : graph.edges) {
    lines << QString::fromStdString(name(edge.provider.node) + "." + edge.provider.name + " -> " +
                                    name(edge.consumer.node) + "." + edge.consumer.name);
  }
  lines.sort();
  return lines.join('\n');
}

}  // namespace

void TestWacFiles::initTestCase() {
  if (!fs::exists(plantest::corpus()))
    QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
  if (!enginetest::engine() && enginetest::engineRequired())
    QFAIL(enginetest::engine().error().text().c_str());
}

void TestWacFiles::composesAsWacDoes_data() {
  QTest::addColumn<QString>("name");
  for (const auto& entry : fs::directory_iterator(components() / "comp")) {
    if (entry.path().extension() == ".wac")
      QTest::newRow(entry.path().stem().c_str()) << QString::fromStdString(entry.path().stem());
  }
}

void TestWacFiles::composesAsWacDoes() {
  QFETCH(QString, name);
  const auto graph = driver::openWac(components() / "comp" / (name.toStdString() + ".wac"), corpusPackages());
  QVERIFY2(graph, graph ? "" : graph.error().text().c_str());
  const auto composed = driver::composeGraph(*graph);
  QVERIFY2(composed, composed ? "" : composed.error().text().c_str());
  const QJsonObject recorded = entryOf(name)["run"].toObject();
  if (recorded["stdout"].toString().isEmpty() || !enginetest::engine()) return;
  const runtest::Outcome ours = runtest::run(*composed, recorded, isSigned(recorded));
  QVERIFY2(ours.exited, qPrintable(ours.why));
  QCOMPARE(ours.out, recorded["stdout"].toString());
}

void TestWacFiles::readsBackWhatItWrites_data() {
  QTest::addColumn<QString>("file");
  const QJsonArray all = manifest();
  const std::set<QString> without = {"component-values", "calc-service-imported"};  // not taken apart
  for (const QJsonValue& value : all) {
    const QString file = value["file"].toString(), name = value["name"].toString();
    if (value["composed"].toBool() && file.endsWith(".wasm") && without.count(name) == 0)
      QTest::newRow(qPrintable(name)) << file;
  }
}

void TestWacFiles::readsBackWhatItWrites() {
  QFETCH(QString, file);
  const auto opened = driver::openFile(components() / file.toStdString());
  QVERIFY2(opened && opened->graph, opened ? "" : opened.error().text().c_str());
  driver::SpliceOptions options;
  options.splits = true;
  const auto output = driver::spliceGraph(*opened->graph, options);
  QVERIFY2(output, output ? "" : output.error().text().c_str());
  for (const Diagnostic& note : output->diagnostics) QVERIFY2(note.code != "wac-part", note.message.c_str());
  QTemporaryDir folder;
  const fs::path splits = fs::path(folder.path().toStdString()) / "splits";
  const auto written =
      driver::exportSplice(*output, {{}, (splits.parent_path() / "out.wac").string(), splits.string()});
  QVERIFY2(written, written ? "" : written.error().text().c_str());
  driver::WacPackages packages;
  for (const driver::WacDependency& one : output->dependencies)
    packages.files[one.package] = one.generated ? splits / one.file : fs::path(one.file);
  const auto again = driver::graphFromWac(output->wac, "again", packages);
  QVERIFY2(again, again ? "" : (again.error().text() + "\n" + output->wac).c_str());
  QCOMPARE(edgesOf(*again), edgesOf(*opened->graph));
  const auto composed = driver::composeGraph(*again);
  QVERIFY2(composed, composed ? "" : composed.error().text().c_str());
  const QJsonObject recorded = entryOf(QTest::currentDataTag())["run"].toObject();
  const bool runs =
      !recorded["stdout"].toString().isEmpty() && enginetest::engine() && runtest::takesNumbers(recorded);
  if (runs) {
    const runtest::Outcome ours = runtest::run(*composed, recorded, isSigned(recorded));
    QVERIFY2(ours.exited, qPrintable(ours.why));
    QCOMPARE(ours.out, recorded["stdout"].toString());
  }
  // Where the `wac` program is installed, it makes a component of the same text that does the same.
  const QString wac = QStandardPaths::findExecutable("wac");
  if (wac.isEmpty()) return;
  QStringList arguments{"compose", folder.filePath("out.wac"), "-o", folder.filePath("wac.wasm")};
  for (const auto& [package, path] : packages.files)
    arguments << "--dep" << QString::fromStdString(package + "=" + path.string());
  QProcess process;
  process.start(wac, arguments);
  QVERIFY(process.waitForFinished(60000));
  const QByteArray said = process.readAllStandardError();
  if (said.contains("instances count exceeds limit of 1000")) return;  // wac 0.12 reads no larger package
  QVERIFY2(process.exitCode() == 0, (said + QByteArray::fromStdString(output->wac)).constData());
  if (!runs) return;
  const auto theirs = plantest::readBytes(folder.filePath("wac.wasm").toStdString());
  QVERIFY(theirs);
  QCOMPARE(runtest::run(*theirs, recorded, isSigned(recorded)).out, recorded["stdout"].toString());
}

QTEST_GUILESS_MAIN(TestWacFiles)
#include "tst_wac_files.moc"
