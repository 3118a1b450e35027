// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest/QtTest>
#include <chrono>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/run_command.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/plan/corpus_folder.h"
#include "tests/core/plan/graph_text.h"

using namespace sb;
namespace fs = std::filesystem;

/// Every composition of the corpus, opened and written again without a change: valid, the same graph, the
/// same output.
class TestRoundTrip : public QObject {
  Q_OBJECT
 private slots:
  void compositions_data();
  void compositions();
};

void TestRoundTrip::compositions_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<bool>("runs");
  QTest::addColumn<QString>("invoke");
  QTest::addColumn<QString>("out");
  const auto manifest = plantest::readText(plantest::corpus() / "components/manifest.json");
  if (!std::filesystem::exists(plantest::corpus()))
    QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
  QVERIFY2(manifest, "the corpus has no list of its components");
  for (const QJsonValue& entry : QJsonDocument::fromJson(QByteArray::fromStdString(*manifest)).array()) {
    const QString file = entry["file"].toString();
    if (file.endsWith(".zst") || !entry["valid_all_features"].toBool()) continue;
    const QJsonObject run = entry["run"].toObject();
    // Arguments of recorded calls are plain JSON without widths: only commands are run again here.
    const bool runs = !run.isEmpty() && run["export"].toString().isEmpty();
    QTest::newRow(qPrintable(file)) << file << runs << run["export"].toString() << run["stdout"].toString();
  }
}

void TestRoundTrip::compositions() {
  QFETCH(QString, file);
  QFETCH(bool, runs);
  const auto opened = driver::openFile(plantest::corpus() / "components" / file.toStdString());
  QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
  QVERIFY2(opened->graph, "no graph");
  const auto bytes = driver::composeGraph(*opened->graph);
  QVERIFY2(bytes, bytes ? "" : bytes.error().text().c_str());
  if (const char* folder = std::getenv("SPLICEBOARD_KEEP")) {
    std::ofstream kept(fs::path(folder) / ("again-" + file.section('/', -1).toStdString()), std::ios::binary);
    kept.write(reinterpret_cast<const char*>(bytes->data()), static_cast<std::streamsize>(bytes->size()));
  }
  const auto again = driver::openBytes(shareBytes(*bytes), opened->graph->name);
  QVERIFY2(again && again->graph, again ? "no graph" : again.error().text().c_str());
  if (opened->kind == driver::OpenedKind::Composition) {
    QCOMPARE(QString::fromStdString(plantest::textOf(*again->graph)),
             QString::fromStdString(plantest::textOf(*opened->graph)));
  }
  if (!runs || !enginetest::engine()) return;
  engine::RunRequest request;
  request.component = *bytes;
  request.args = {"prog"};
  request.timeLimit = std::chrono::seconds(60);
  QByteArray out;
  request.onStdout = [&](std::string_view piece) {
    out.append(piece.data(), static_cast<int>(piece.size()));
  };
  const auto outcome = engine::runCommand(*enginetest::engine(), request);
  QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
  QTEST(QString::fromUtf8(out), "out");
}

QTEST_APPLESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
