// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QJsonDocument>
#include <QtTest/QtTest>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/driver/wire_components.h"
#include "tests/core/driver/run_program.h"
#include "tests/core/plan/corpus_folder.h"

using namespace sb;
namespace fs = std::filesystem;

/// What splicer composed of loose components, and what it refused: the same where it is right.
class TestCompose : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void runsAsRecorded_data();
  void runsAsRecorded();
  void refuses_data();
  void refuses();
};

namespace {

fs::path component(const std::string& name) { return plantest::corpus() / "components/c" / (name + ".wasm"); }

/// `[name=]stem` of components/c, separated by spaces.
Result<graph::Graph> wired(const QString& inputs) {
  std::vector<driver::NamedComponent> components;
  for (const QString& input : inputs.split(' ')) {
    const QString stem = input.section('=', -1);
    SB_TRY(graph::ComponentFileRef file, driver::loadComponentFile(component(stem.toStdString())));
    const QString name = input.contains('=') ? input.section('=', 0, 0) : stem;
    components.push_back({driver::nameFromStem(name.toStdString()), file});
  }
  return driver::wireComponents(components);
}

/// What the corpus records for the composition that `wac` made of the same parts.
QString recorded(const char* name) {
  const auto text = plantest::readText(plantest::corpus() / "components/manifest.json");
  const QJsonArray all = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).array();
  for (const QJsonValue& value : all)
    if (value["name"].toString() == name) return value["run"]["stdout"].toString();
  return {};
}

}  // namespace

void TestCompose::initTestCase() {
  if (!fs::exists(plantest::corpus()))
    QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
  if (!enginetest::engine() && enginetest::engineRequired())
    QFAIL(enginetest::engine().error().text().c_str());
}

void TestCompose::runsAsRecorded_data() {
  QTest::addColumn<QString>("inputs");
  QTest::addColumn<QString>("like");
  const auto row = [](const char* name, const char* inputs, const char* like) {
    QTest::newRow(name) << inputs << like;
  };
  row("two", "calc-provider calc-cli", "calc-wac");
  row("order does not matter", "calc-cli calc-provider", "calc-wac");
  row("names of their own", "srv=text-provider app=text-cli", "text-wac");
  row("a component that passes the interface on", "calc-provider calc-middle calc-cli", "calc-chain3");
  row("several of them, in their order", "calc-cli calc-provider a=calc-middle calc-middle-b c=calc-middle",
      "calc-chain5");
  row("a diamond whose consumers ask for less", "diamond-top diamond-left calc-provider diamond-right",
      "diamond-wac");
  row("resources", "kv-provider kv-cli", "kv-wac");
}

void TestCompose::runsAsRecorded() {
  QFETCH(QString, inputs);
  QFETCH(QString, like);
  const auto graph = wired(inputs);
  QVERIFY2(graph, graph ? "" : graph.error().text().c_str());
  const auto composed = driver::composeGraph(*graph);
  QVERIFY2(composed, composed ? "" : composed.error().text().c_str());
  if (!enginetest::engine()) return;
  const runtest::Outcome ours = runtest::run(*composed);
  QVERIFY2(ours.exited, qPrintable(ours.why));
  const QString expected = recorded(qPrintable(like));
  QVERIFY(!expected.isEmpty());
  QCOMPARE(ours.out, expected);
}

void TestCompose::refuses_data() {
  QTest::addColumn<QString>("inputs");
  QTest::addColumn<QString>("says");
  QTest::newRow("two providers") << "a=calc-provider b=calc-provider calc-cli"
                                 << "is exported by `a` and by `b`";
  QTest::newRow("one name twice") << "calc-provider calc-provider"
                                  << "two components are called `calc-provider`";
}

void TestCompose::refuses() {
  QFETCH(QString, inputs);
  QFETCH(QString, says);
  const auto graph = wired(inputs);
  QVERIFY(!graph);
  QVERIFY2(QString::fromStdString(graph.error().text()).contains(says), graph.error().text().c_str());
}

QTEST_GUILESS_MAIN(TestCompose)
#include "tst_compose.moc"
