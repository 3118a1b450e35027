// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

#include "core/driver/open.h"
#include "core/graph/auto_layout.h"
#include "core/graph/edit.h"
#include "core/graph/edit_frames.h"
#include "core/print/graph_dot.h"
#include "core/print/graph_json.h"
#include "core/print/graph_mermaid.h"
#include "core/print/graph_svg.h"
#include "core/print/graph_text.h"
#include "tests/support/corpus.h"
#include "tests/support/graph_text.h"

using namespace sb;
using namespace sb::graph;

class GraphFormatsTest : public QObject {
  Q_OBJECT
 private slots:
  void smallGraph();
  void svgHasFramesAndWiresAroundNodes();
  void textTellsEverything();
  void strangeNames();
  void everyFormatOfTheCorpus_data();
  void everyFormatOfTheCorpus();
};

namespace {

const char* const Shop = R"(
  host imports demo:shop/orders@1.0.0
  cache exports demo:kv/store@1.0.2 { put: (string) -> u32 }
  orders imports demo:kv/store@1.0.0 { put: (string) -> u32 }
  orders imports demo:mail/send@0.1.0 { send: (string) }
  orders exports demo:shop/orders@1.0.0
  cache -> orders : demo:kv/store@1.0.0 as demo:kv/store@1.0.2
  orders -> host : demo:shop/orders@1.0.0
)";

Graph shop() {
  Graph graph = test::graphFrom(Shop);
  for (const char* name : {"audit", "trace"}) {
    Hook hook;
    hook.id = HookId(graph.nextId++);
    hook.name = name;
    hook.enabled = std::string(name) == "audit";
    graph.edges.begin()->second.hooks.push_back(hook);
  }
  graph.positions.clear();
  return graph;
}

}  // namespace

void GraphFormatsTest::smallGraph() {
  const Graph graph = shop();
  QCOMPARE(QString::fromStdString(print::graphMermaid(graph)),
           QString("flowchart LR\n"
                   "  n1([\"Host\"])\n"
                   "  n2[\"cache\"]\n"
                   "  n3[\"orders\"]\n"
                   "  n2 -- \"demo:kv/store • audit • trace (off)\" --> n3\n"
                   "  out5>\"demo:shop/orders\"]\n"
                   "  n3 --> out5\n"));
  const QString dot = QString::fromStdString(print::graphDot(graph));
  QVERIFY(dot.contains("  n2:e0 -> n3:i0 [label=\"audit, trace (off)\", penwidth=2];\n"));
  QVERIFY(
      dot.contains("  n3 [label=\"{{<i0> demo:kv/store@1.0.0|<i1> "
                   "demo:mail/send@0.1.0}|orders\\ncomponent|{<e0> demo:shop/orders@1.0.0}}\"];\n"));
  QCOMPARE(QString::fromStdString(print::graphText(graph)),
           QString("node 1 host \"Host\" by index\n"
                   "  import instance \"demo:shop/orders@1.0.0\" : instance { go: func() }\n"
                   "node 2 component \"cache\" by user\n"
                   "  export instance \"demo:kv/store@1.0.2\" : instance { put: func(a: string) -> u32 }\n"
                   "node 3 component \"orders\" by user\n"
                   "  import instance \"demo:kv/store@1.0.0\" : instance { put: func(a: string) -> u32 }\n"
                   "  import instance \"demo:mail/send@0.1.0\" : instance { send: func(a: string) }\n"
                   "  export instance \"demo:shop/orders@1.0.0\" : instance { go: func() }\n"
                   "edge 4 2.\"demo:kv/store@1.0.2\" -> 3.\"demo:kv/store@1.0.0\"\n"
                   "  hook 6 tier1 \"audit\"\n"
                   "  hook 7 tier1 \"trace\" off\n"
                   "edge 5 3.\"demo:shop/orders@1.0.0\" -> 1.\"demo:shop/orders@1.0.0\"\n"));
  const QJsonObject json =
      QJsonDocument::fromJson(QByteArray::fromStdString(print::graphJson(graph))).object();
  QCOMPARE(json["format"].toString(), QString("spliceboard-graph"));
  QCOMPARE(json["version"].toInt(), 1);
  QCOMPARE(json["nodes"].toArray().size(), 3);
  QCOMPARE(json["connections"][0]["hooks"][1]["enabled"].toBool(true), false);
  QCOMPARE(json["nodes"][1]["exports"][0]["functions"][0].toString(), QString("put: func(a: string) -> u32"));
  const QString svg = QString::fromStdString(print::graphSvg(graph));
  for (const char* words :
       {">orders<", ">store<", ">audit<", ">trace off<", ">out<", ">nothing provides this<", ">host import<"})
    QVERIFY2(svg.contains(words), words);
}

/// The picture has the frames of the window, and its wires go around nodes as there.
void GraphFormatsTest::svgHasFramesAndWiresAroundNodes() {
  Graph graph = test::graphFrom(
      "near exports a:b/one@1.0.0\n"
      "middle exports a:b/two@1.0.0\n"
      "far imports a:b/one@1.0.0\n"
      "near -> far : a:b/one@1.0.0\n");
  for (const auto& [name, x] : {std::pair("near", 0.0), std::pair("middle", 300.0), std::pair("far", 600.0)})
    graph.positions[graph.findByName(name)->id] = {x, 100};
  graph.positions[graph.host] = {0, 900};
  const auto frame = graph::frameNodes(graph, {graph.findByName("near")->id, graph.findByName("middle")->id},
                                       "Stores & caches");
  QVERIFY(frame && graph::apply(graph, *frame));
  const QString svg = QString::fromStdString(print::graphSvg(graph));
  QVERIFY(svg.contains(">Stores &amp; caches<"));
  // the frame's ground comes before what lies on it: from 16 left of `near` to 16 right of `middle`
  const QRegularExpression ground(R"re(<rect x="-16" y="64" width="(\d+)")re");
  const auto found = ground.match(svg);
  QVERIFY2(found.hasMatch(), qPrintable(svg));
  const double middleWidth = graph::defaultNodeSize(*graph.findByName("middle")).width;
  QCOMPARE(found.captured(1).toDouble(), 300 + middleWidth + 32);
  QVERIFY(found.capturedStart() < svg.indexOf("<path"));
  const QRegularExpressionMatch wire =
      QRegularExpression(R"re(<path d="M([\d. -]+(?: L[\d. -]+)+)")re").match(svg);
  QVERIFY2(wire.hasMatch(), "the only wire is a line around the node in its way");
  const double height = graph::defaultNodeSize(*graph.findByName("middle")).height;
  for (const QString& point : wire.captured(1).split(" L")) {
    const double x = point.section(' ', 0, 0).toDouble(), y = point.section(' ', 1, 1).toDouble();
    QVERIFY2(!(x > 301 && x < 299 + middleWidth && y > 101 && y < 99 + height), qPrintable(point));
  }
}

void GraphFormatsTest::textTellsEverything() {
  const std::string before = print::graphText(shop());
  const auto differs = [&](auto change) {
    Graph graph = shop();
    change(graph);
    return print::graphText(graph) != before;
  };
  QVERIFY(differs([](Graph& g) { g.nodes.begin()->second.name = "x"; }));
  QVERIFY(differs([](Graph& g) { g.nodes.begin()->second.imports[0].pinned = true; }));
  QVERIFY(differs([](Graph& g) { g.nodes.rbegin()->second.note = "x"; }));
  QVERIFY(differs([](Graph& g) { g.edges.begin()->second.hooks[0].config["a"] = "b"; }));
  QVERIFY(differs(
      [](Graph& g) { std::swap(g.edges.begin()->second.hooks[0], g.edges.begin()->second.hooks[1]); }));
  QVERIFY(differs([](Graph& g) { g.edges.begin()->second.hooks[0].ownInstance = "x"; }));
  QVERIFY(differs([](Graph& g) { g.edges.begin()->second.hooks[0].options.functions = {"get"}; }));
  QVERIFY(differs([](Graph& g) { g.edges.begin()->second.hooks[0].options.gateValues["get"] = "1"; }));
  QVERIFY(differs([](Graph& g) { g.edges.begin()->second.hooks[0].options.onTrap = TrapPolicy::SwitchOff; }));
  QVERIFY(differs([](Graph& g) { g.edges.begin()->second.hooks[0].options.retypeToSync = true; }));
  QVERIFY(!differs([](Graph& g) { g.positions[g.host] = {4, 5}; }));
  QVERIFY(!differs([](Graph& g) { g.nextId += 7; }));
}

void GraphFormatsTest::strangeNames() {
  Graph graph = shop();
  graph.nodes.rbegin()->second.name = "a\"b<c>&{d|e}\\f#\n\x01ß";
  for (const char* name :
       {"a\"b<c>&{d|e}\\f#\n\x01ß", "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß", "aßßßßßßßßßßßßßßßßßßßßßßßßßßßßß"}) {
    Graph named = graph;
    named.nodes.rbegin()->second.name = name;
    QXmlStreamReader reader(QByteArray::fromStdString(print::graphSvg(named)));
    while (!reader.atEnd()) reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
  }
  QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(print::graphJson(graph))).isNull());
  const QString dot = QString::fromStdString(print::graphDot(graph));
  QVERIFY(dot.contains("a\\\"b\\<c\\>&\\{d\\|e\\}\\\\f#"));
  QVERIFY(
      QString::fromStdString(print::graphMermaid(graph)).contains("a#34;b#60;c#62;#38;{d|e}\\f#35;#10;#1;ß"));
}

void GraphFormatsTest::everyFormatOfTheCorpus_data() {
  if (!test::hasCorpus()) QSKIP("the reference corpus is not there");
  QTest::addColumn<QString>("file");
  for (const char* folder : {"components/wat", "components/comp", "components/large"})
    for (const std::string& file : test::corpusFiles(folder, ".wasm"))
      QTest::newRow(file.c_str()) << QString::fromStdString(file);
}

void GraphFormatsTest::everyFormatOfTheCorpus() {
  QFETCH(QString, file);
  const auto path = test::corpusFolder() / file.toStdString();
  const auto opened = driver::openFile(path), again = driver::openFile(path);
  QVERIFY(opened && opened->graph && again && again->graph);
  const Graph &graph = *opened->graph, &same = *again->graph;
  QCOMPARE(print::graphText(same), print::graphText(graph));
  QCOMPARE(print::graphSvg(same), print::graphSvg(graph));
  QCOMPARE(print::graphDot(same), print::graphDot(graph));
  QCOMPARE(print::graphMermaid(same), print::graphMermaid(graph));
  QCOMPARE(print::graphJson(same), print::graphJson(graph));
  QXmlStreamReader reader(QByteArray::fromStdString(print::graphSvg(graph)));
  while (!reader.atEnd()) reader.readNext();
  QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
  QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(print::graphJson(graph))).isNull());
}

QTEST_APPLESS_MAIN(GraphFormatsTest)
#include "tst_graph_formats.moc"
