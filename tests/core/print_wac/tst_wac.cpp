// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/print/wac.h"
#include "tests/core/plan/graph_text.h"

using namespace sb;

/// The WAC text of graphs (splicer.md 2.7).
class TestWac : public QObject {
  Q_OBJECT
 private slots:
  void names_data();
  void names();
  void printsArgumentsAndExports();
  void leavesImportsToTheHost();
  void sharesPackagesByFile();
  void keepsNamesApart();
  void escapesKeywords();
  void namesPartsOfExports();
  void marksLines();
};

namespace {
QString printed(const graph::Graph& graph) { return QString::fromStdString(print::printWac(graph).text); }
}  // namespace

void TestWac::names_data() {
  QTest::addColumn<QString>("raw");
  QTest::addColumn<QString>("name");
  const auto row = [](const char* raw, const char* name) { QTest::newRow(raw) << raw << name; };
  row("srv", "srv");
  row("$srv", "srv");
  row("demo:calc/ops@0.1.0", "demo-calc-ops-v0-v1-v0");
  row("My Mw_1", "my-mw-v1");
  row("instance_14", "instance-v14");
  row("API-V2", "API-V2");
  row("", "unnamed");
  row("--", "unnamed");
  row("ünïcode", "n-code");
}

void TestWac::names() {
  QFETCH(QString, raw);
  QFETCH(QString, name);
  QCOMPARE(QString::fromStdString(print::wacName(raw.toStdString())), name);
}

void TestWac::printsArgumentsAndExports() {
  QCOMPARE(
      printed(plantest::graphFrom("p -> c : i:i/i@1.0.0\nc -> host : i:i/run")),
      QString(
          "package example:composition;\n\nlet p = new my:p {};\n\n"
          "let c = new my:c {\n    \"i:i/i@1.0.0\": p[\"i:i/i@1.0.0\"],\n};\n\nexport c[\"i:i/run\"];\n"));
}

void TestWac::leavesImportsToTheHost() {
  QCOMPARE(
      printed(plantest::graphFrom("host -> c : w:w/w\nc -> host : i:i/run")),
      QString("package example:composition;\n\nlet c = new my:c {\n    ...\n};\n\nexport c[\"i:i/run\"];\n"));
}

void TestWac::sharesPackagesByFile() {
  graph::Graph g = plantest::graphFrom("a -> c : i:i/i\nb -> c : i:i/j");
  g.nodes.at(g.findByName("b")->id).file = g.findByName("a")->file;
  const print::WacText wac = print::printWac(g);
  QVERIFY(wac.text.find("let b = new my:a {};") != std::string::npos);
  QCOMPARE(wac.packages.size(), std::size_t(2));
}

void TestWac::keepsNamesApart() {
  graph::Graph g = plantest::graphFrom("a -> c : i:i/i\nb -> c : i:i/j");
  g.nodes.at(g.findByName("b")->id).name = "A";
  QVERIFY(printed(g).contains("let A-n1 = new my:a-n1 {};"));
}

void TestWac::escapesKeywords() {
  const QString text = printed(plantest::graphFrom("use -> c : as:type/use@0.1.0"));
  QVERIFY(text.contains("let %use = new my:use {};"));
  QVERIFY(text.contains("\"as:type/use@0.1.0\": %use[\"as:type/use@0.1.0\"],"));
}

void TestWac::namesPartsOfExports() {
  graph::Graph g = plantest::graphFrom("p -> c : get");
  graph::Node& p = g.nodes.at(g.findByName("p")->id);
  p.exports[0].name = model::ExternName("m:f/p#get");
  p.exports[0].path = {"m:f/p", "get"};
  g.edges.begin()->second.provider.name = "m:f/p#get";
  QVERIFY(printed(g).contains("\"get\": p[\"m:f/p\"][\"get\"],"));
}

void TestWac::marksLines() {
  const graph::Graph g = plantest::graphFrom("p -> c : i:i/i\nc -> host : i:i/run");
  const print::WacText wac = print::printWac(g);
  QCOMPARE(wac.lines, 9U);
  QCOMPARE(wac.nodes.at(g.findByName("p")->id), (print::LineRange{3, 3}));
  QCOMPARE(wac.nodes.at(g.findByName("c")->id), (print::LineRange{5, 7}));
  QCOMPARE(wac.edges.begin()->second, (print::LineRange{6, 6}));
  QCOMPARE(std::next(wac.edges.begin())->second, (print::LineRange{9, 9}));
}

QTEST_APPLESS_MAIN(TestWac)
#include "tst_wac.moc"
