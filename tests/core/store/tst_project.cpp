// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QTemporaryDir>
#include <QtTest>

#include "core/driver/open.h"
#include "core/graph/edit_frames.h"
#include "core/print/graph_text.h"
#include "core/store/base64.h"
#include "core/store/project.h"
#include "tests/support/corpus.h"
#include "tests/support/graph_text.h"

using namespace sb;
using namespace sb::graph;

class ProjectTest : public QObject {
  Q_OBJECT
 private slots:
  void base64_data();
  void base64();
  void roundTrip_data();
  void roundTrip();
  void viewsSurvive();
  void editsSurvive();
  void missingAndChangedFiles();
  void bytesWithoutFileAreStored();
  void brokenProjects_data();
  void brokenProjects();
  void damagedTextNeverCrashes();
  void recovery();
};

namespace {

namespace fs = std::filesystem;

/// A project folder with the orders example in it.
struct Workplace {
  QTemporaryDir dir;
  fs::path folder() const { return dir.path().toStdString(); }
  fs::path composed() const { return folder() / "orders.composed.wasm"; }
  fs::path project() const { return folder() / "shop.splice"; }

  Workplace() { fs::copy_file(example("orders.composed.wasm"), composed()); }
  static fs::path example(const char* name) {
    return fs::path(SPLICEBOARD_SOURCE_DIR) / "resources/examples/orders" / name;
  }
  Graph open() const { return *driver::openFile(composed())->graph; }
};

void must(const Result<Edit>& edit, Graph& graph) {
  QVERIFY2(edit, edit ? "" : edit.error().message.c_str());
  const Result<Edit> undo = sb::graph::apply(graph, *edit);
  QVERIFY2(undo, undo ? "" : undo.error().message.c_str());
}

QString text(const Graph& graph) { return QString::fromStdString(print::graphText(graph)); }

}  // namespace

void ProjectTest::base64_data() {
  QTest::addColumn<QByteArray>("plain");
  QTest::addColumn<QByteArray>("encoded");
  for (const char* plain : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
    QTest::newRow(*plain ? plain : "nothing") << QByteArray(plain) << QByteArray(plain).toBase64();
  QTest::newRow("all bytes") << QByteArray::fromHex("00ff10fbef")
                             << QByteArray::fromHex("00ff10fbef").toBase64();
}

void ProjectTest::base64() {
  QFETCH(QByteArray, plain);
  QFETCH(QByteArray, encoded);
  QCOMPARE(QByteArray::fromStdString(store::toBase64(test::toBytes(plain))), encoded);
  QVERIFY(store::fromBase64(encoded.toStdString()) == test::toBytes(plain));
  QVERIFY(!store::fromBase64("abc"));
  QVERIFY(!store::fromBase64("ab=c"));
  QVERIFY(!store::fromBase64("a b="));
}

void ProjectTest::roundTrip_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("orders") << QString::fromStdString(Workplace::example("orders.composed.wasm").string());
  if (!test::hasCorpus()) return;
  for (const char* folder : {"components/wat", "components/comp", "components/large"})
    for (const std::string& file : test::corpusFiles(folder, ".wasm"))
      QTest::newRow(file.c_str()) << QString::fromStdString((test::corpusFolder() / file).string());
}

void ProjectTest::roundTrip() {
  QFETCH(QString, file);
  const auto opened = driver::openFile(file.toStdString());
  QVERIFY(opened && opened->graph);
  const Graph& graph = *opened->graph;
  QTemporaryDir dir;
  const fs::path project = fs::path(dir.path().toStdString()) / "a.splice";
  const Result<void> saved = store::saveProject(project, graph);
  QVERIFY2(saved, saved ? "" : saved.error().text().c_str());
  std::vector<std::string> remarks;
  const Result<Graph> loaded = store::loadProject(project, &remarks);
  QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
  QCOMPARE(remarks, std::vector<std::string>());
  QCOMPARE(loaded->nextId, graph.nextId);
  QCOMPARE(loaded->name, graph.name);
  QVERIFY(loaded->positions == graph.positions);
  QCOMPARE(QString::fromStdString(test::edgesOf(*loaded)), QString::fromStdString(test::edgesOf(graph)));
  QStringList before = text(graph).split('\n'), after = text(*loaded).split('\n');
  // Hashes of large components are not computed when a composition is opened, and ranges inside of a range
  // count from its start: those lines name the same bytes in two ways.
  before.removeIf([](const QString& line) { return line.trimmed().startsWith("file "); });
  after.removeIf([](const QString& line) { return line.trimmed().startsWith("file "); });
  QCOMPARE(after, before);
  const fs::path folder = fs::path(dir.path().toStdString());
  QCOMPARE(store::projectText(*loaded, folder), store::projectText(graph, folder));
}

/// What is hidden or unfolded, of the graph and of what is nested in it. Nodes that are gone are not written.
void ProjectTest::viewsSurvive() {
  const Workplace place;
  const Graph graph = place.open();
  const NodeId cache = graph.findByName("cache")->id, rates = graph.findByName("rates")->id;
  QVERIFY(graph.find(rates)->inner);
  const NodeId inside = graph.find(rates)->inner->nodes.rbegin()->first;
  store::ProjectView views;
  views[{}] = {{cache}, {{rates, {"wasi:io import", "\"ß\""}}}, true, {cache, rates}};
  views[{rates}] = {{inside}, {}, false, {}};
  store::ProjectView written = views;
  written[{}].hidden.insert(NodeId(4711));
  written[{cache}] = {{cache}, {}, false, {}};  // nothing is inside of it
  QVERIFY(store::saveProject(place.project(), graph, written));
  const auto loaded = store::loadProjectView(place.project());
  QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
  QVERIFY(*loaded == views);
  QVERIFY(store::loadProject(place.project()));
  QVERIFY(!store::projectText(graph, place.folder()).empty());
  QVERIFY(store::projectText(graph, place.folder()).find("views") == std::string::npos);
  const auto none = store::projectViewFromText(R"({"format":"spliceboard-project","version":3})");
  QVERIFY(none && none->empty());
  const auto broken = store::projectViewFromText(
      R"({"format":"spliceboard-project","version":4,"views":[{"hidden":["x"]}]})");
  QVERIFY(!broken);
  QCOMPARE(QString::fromStdString(broken.error().message),
           QStringLiteral("`views[0].hidden[0]` is not a whole number"));
}

void ProjectTest::editsSurvive() {
  const Workplace place;
  Graph graph = place.open();
  const auto mail = driver::loadComponentFile(Workplace::example("kv-mem.wasm"));
  QVERIFY(mail);
  must(addComponent(graph, *mail, "", {8, 16}), graph);
  must(connectPorts(graph, test::exportOf(graph, "kv-mem", "demo:kv/store@1.0.3"),
                    test::importOf(graph, "cache", "demo:kv/store@1.0.0")),
       graph);
  must(deleteNodes(graph, {graph.findByName("kv-disk")->id}), graph);
  must(exportPort(graph, test::exportOf(graph, "cache", "demo:kv/store@1.0.0"), "kv"), graph);
  must(renameNode(graph, graph.findByName("cache")->id, "lager \"ß\" \\"), graph);
  Hook hook;
  hook.name = "audit";
  hook.kind = HookKind::Tier1;
  hook.file = *mail;
  hook.enabled = false;
  hook.ownInstance = "audit-2";
  hook.config = {{"level", "3"}, {"tag", "x y"}};
  hook.rule = "rule 1";
  hook.options = {{"get*", "put"}, {{"get", "some(1)"}}, TrapPolicy::SwitchOff, true};
  must(addHook(graph, graph.edges.rbegin()->first, hook, 0), graph);
  must(frameNodes(graph, {graph.findByName("orders")->id, graph.findByName("rates")->id}, "Shop \"ß\""),
       graph);
  QVERIFY(store::saveProject(place.project(), graph));
  const Result<Graph> loaded = store::loadProject(place.project());
  QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
  QVERIFY(loaded->frames == graph.frames && loaded->frames.size() == 1);
  const Edge& edge = loaded->edges.rbegin()->second;
  QCOMPARE(edge.hooks.size(), std::size_t(1));
  QCOMPARE(edge.hooks[0].config, hook.config);
  QVERIFY(edge.hooks[0].options == hook.options);
  QVERIFY(!edge.hooks[0].enabled && edge.hooks[0].file && edge.hooks[0].ownInstance == "audit-2" &&
          edge.hooks[0].rule == "rule 1");
  QCOMPARE(QString::fromStdString(test::edgesOf(*loaded)), QString::fromStdString(test::edgesOf(graph)));
  QCOMPARE(store::projectText(*loaded, place.folder()), store::projectText(graph, place.folder()));
  // The folder moves with what is in it.
  QTemporaryDir elsewhere;
  fs::copy(place.folder(), elsewhere.path().toStdString(), fs::copy_options::recursive);
  std::vector<std::string> remarks;
  const Result<Graph> moved =
      store::loadProject(fs::path(elsewhere.path().toStdString()) / "shop.splice", &remarks);
  QVERIFY(moved);
  QVERIFY(moved->findByName("orders")->file);
}

void ProjectTest::missingAndChangedFiles() {
  const Workplace place;
  Graph graph = place.open();
  fs::copy_file(Workplace::example("kv-mem.wasm"), place.folder() / "kv.wasm");
  const auto file = driver::loadComponentFile(place.folder() / "kv.wasm");
  must(addComponent(graph, *file, "", {}), graph);
  must(connectPorts(graph, test::exportOf(graph, "kv", "demo:kv/store@1.0.3"),
                    test::importOf(graph, "cache", "demo:kv/store@1.0.0")),
       graph);
  QVERIFY(store::saveProject(place.project(), graph));
  const std::string saved = store::projectText(graph, place.folder());

  fs::remove(place.folder() / "kv.wasm");
  std::vector<std::string> remarks;
  Result<Graph> loaded = store::loadProject(place.project(), &remarks);
  QVERIFY(loaded);
  const Node* node = loaded->findByName("kv");
  QCOMPARE(node->kind, NodeKind::Unresolved);
  QCOMPARE(QString::fromStdString(node->note), QString("kv.wasm is missing"));
  QCOMPARE(remarks, std::vector<std::string>{"`kv`: kv.wasm is missing"});
  QCOMPARE(QString::fromStdString(test::edgesOf(*loaded)), QString::fromStdString(test::edgesOf(graph)));
  QVERIFY(judgeConnection(*loaded, test::exportOf(*loaded, "kv", "demo:kv/store@1.0.3"),
                          test::importOf(*loaded, "orders", "demo:kv/store@1.0.0"))
              .fits());
  QCOMPARE(store::saveProject(place.project(), *loaded).has_value(), true);
  fs::copy_file(Workplace::example("kv-mem.wasm"), place.folder() / "kv.wasm");
  loaded = store::loadProject(place.project());
  QVERIFY(loaded && loaded->findByName("kv")->kind == NodeKind::Component);
  QCOMPARE(QString::fromStdString(store::projectText(*loaded, place.folder())).section("\"graph\"", 1),
           QString::fromStdString(saved).section("\"graph\"", 1));

  // Another component under the same name that still has the port, then one that has not.
  fs::copy_file(Workplace::example("gateway.wasm"), place.folder() / "kv.wasm",
                fs::copy_options::overwrite_existing);
  loaded = store::loadProject(place.project());
  QVERIFY(loaded);
  QCOMPARE(loaded->findByName("kv")->kind, NodeKind::Unresolved);
  QVERIFY(loaded->findByName("kv")->note.find("kv.wasm has changed") == 0);
  QVERIFY(store::saveProject(place.project(), *loaded));
  loaded = store::loadProject(place.project());
  QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
  QCOMPARE(loaded->findByName("kv")->kind, NodeKind::Unresolved);

  fs::remove(place.composed());
  loaded = store::loadProject(place.project());
  QVERIFY(loaded);
  QCOMPARE(loaded->findByName("orders")->kind, NodeKind::Unresolved);
  QCOMPARE(QString::fromStdString(test::edgesOf(*loaded)), QString::fromStdString(test::edgesOf(graph)));
}

void ProjectTest::bytesWithoutFileAreStored() {
  const Workplace place;
  Graph graph = place.open();
  const Bytes bytes = test::readFile(Workplace::example("kv-mem.wasm"));
  const auto file = driver::loadComponentBytes(shareBytes(bytes), "made.wasm");
  must(addComponent(graph, *file, "made", {}), graph);
  QVERIFY(store::saveProject(place.project(), graph));
  const Result<Graph> loaded = store::loadProject(place.project());
  QVERIFY(loaded);
  const Node* node = loaded->findByName("made");
  QCOMPARE(node->kind, NodeKind::Component);
  QVERIFY(std::equal(bytes.begin(), bytes.end(), node->file->bytes.begin(), node->file->bytes.end()));
}

void ProjectTest::brokenProjects_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<int>("code");
  QTest::addColumn<QString>("message");
  const int syntax = static_cast<int>(ErrorCode::BadSyntax);
  const auto project = [](const QByteArray& rest) {
    return R"({"format":"spliceboard-project","version":1,"name":"x","files":[],"graph":)" + rest + "}";
  };
  const QByteArray host =
      R"({"id":1,"kind":"host","name":"Host","nameFrom":"index","exports":[{"name":"a","kind":"instance"}],"imports":[{"name":"b","kind":"instance"}]})";
  const auto graph = [&](const QByteArray& nodes, const QByteArray& edges = "") {
    return project(R"({"nextId":9,"host":1,"nodes":[)" + host + nodes + R"(],"edges":[)" + edges + "]}");
  };
  const auto row = [&](const char* name, const QByteArray& text, int code, const QString& message) {
    QTest::newRow(name) << text << code << message;
  };
  row("no JSON", "{", syntax, "the project is no JSON text");
  row("a list", "[]", syntax, "this is no Spliceboard project: it has no `format`");
  row("another format", R"({"format":"x"})", syntax, "this is no Spliceboard project: its format is `x`");
  row("a later version", R"({"format":"spliceboard-project","version":5})",
      static_cast<int>(ErrorCode::BadVersion),
      "the project has version 5; this program knows versions up to 4");
  row("version is a text", R"({"format":"spliceboard-project","version":"1"})", syntax,
      "`version` is not a whole number");
  row("no graph", R"({"format":"spliceboard-project","version":1,"name":"x"})", syntax, "`` has no `graph`");
  row("no host", project(R"({"nextId":1,"host":1,"nodes":[],"edges":[]})"), syntax,
      "`graph` has no host node");
  const auto framed = [&](const QByteArray& frames) {
    return project(R"({"nextId":9,"host":1,"nodes":[)" + host + R"(],"edges":[],"frames":[)" + frames + "]}");
  };
  row("frame without a title", framed(R"({"id":2,"title":"","nodes":[1]})"), syntax,
      "`graph.frames[0]` has no title");
  row("frame around nothing known", framed(R"({"id":2,"title":"x","nodes":[7]})"), syntax,
      "`graph.frames[0].nodes[0]` is not a node of this graph");
  row("node in two frames", framed(R"({"id":2,"title":"x","nodes":[1]},{"id":3,"title":"y","nodes":[1]})"),
      syntax, "`graph.frames[1].nodes[0]` lies in two frames");
  row("two frames with one id", framed(R"({"id":2,"title":"x","nodes":[1]},{"id":2,"title":"y","nodes":[]})"),
      syntax, "`graph.frames[1]` has an id that is taken");
  row("unknown kind", graph(R"(,{"id":2,"kind":"robot","name":"r","nameFrom":"index"})"), syntax,
      "`graph.nodes[1]` has the unknown kind `robot`");
  row("second host", graph(R"(,{"id":2,"kind":"host","name":"r","nameFrom":"index"})"), syntax,
      "`graph.nodes[1]` is not the host of this graph");
  row("name twice", graph(R"(,{"id":2,"kind":"bundle","name":"Host","nameFrom":"index"})"), syntax,
      "`graph.nodes[1]` has a name that is empty or taken");
  row("id twice",
      graph(
          R"(,{"id":3,"kind":"bundle","name":"a","nameFrom":"index"},{"id":3,"kind":"bundle","name":"b","nameFrom":"index"})"),
      syntax, "`graph.nodes[2]` has an id that is taken");
  row("id too large", graph(R"(,{"id":4294967295,"kind":"bundle","name":"a","nameFrom":"index"})"), syntax,
      "`graph.nodes[1].id` is larger than 4294967280");
  row("negative id", graph(R"(,{"id":-1,"kind":"bundle","name":"a","nameFrom":"index"})"), syntax,
      "`graph.nodes[1].id` is not a whole number");
  row("file not in the list", graph(R"(,{"id":2,"kind":"component","name":"a","nameFrom":"index","file":7})"),
      syntax, "`graph.nodes[1]` names a file that is not in the list");
  row("place far away",
      graph(R"(,{"id":2,"kind":"unresolved","name":"a","nameFrom":"index","at":[1e300,0]})"), syntax,
      "`graph.nodes[1].at[0]` is not a place on the canvas");
  row("place of one number", graph(R"(,{"id":2,"kind":"unresolved","name":"a","nameFrom":"index","at":[1]})"),
      syntax, "`graph.nodes[1].at` is not a list of 2");
  row("edge from nowhere", graph("", R"({"id":5,"from":[8,"x"],"to":[1,"b"]})"), syntax,
      "`graph.edges[0].from` names a node that is not there");
  row("edge to no port", graph("", R"({"id":5,"from":[1,"a"],"to":[1,"c"]})"), syntax,
      "`graph.edges[0].to` names the port `c`, which is not there");
  row("two edges into one port",
      graph("", R"({"id":5,"from":[1,"a"],"to":[1,"b"]},{"id":6,"from":[1,"a"],"to":[1,"b"]})"), syntax,
      "`graph.edges[1]` ends at an import that has a connection already");
  row("hook kind",
      graph("", R"({"id":5,"from":[1,"a"],"to":[1,"b"],"hooks":[{"id":6,"name":"h","kind":"tier-9"}]})"),
      syntax, "`graph.edges[0].hooks[0]` has the unknown kind `tier-9`");
  const QByteArray loop =
      R"(,{"id":2,"kind":"bundle","name":"p","nameFrom":"index","imports":[{"name":"i","kind":"instance"}],"exports":[{"name":"e","kind":"instance"}]})";
  row("a loop", graph(loop, R"({"id":5,"from":[2,"e"],"to":[2,"i"]})"),
      static_cast<int>(ErrorCode::WouldCloseLoop), "`graph` has a loop of connections");
  QByteArray deep =
      R"({"nextId":1,"host":1,"nodes":[{"id":1,"kind":"host","name":"H","nameFrom":"index"}],"edges":[]})";
  for (int i = 0; i < 70; ++i)
    deep =
        R"({"nextId":1,"host":1,"nodes":[{"id":1,"kind":"host","name":"H","nameFrom":"index"},{"id":2,"kind":"composition","name":"c","nameFrom":"index","inner":)" +
        deep + "}],\"edges\":[]}";
  QTest::newRow("nested 70 deep") << project(deep) << static_cast<int>(ErrorCode::LimitExceeded) << QString();
}

void ProjectTest::brokenProjects() {
  QFETCH(QByteArray, text);
  QFETCH(int, code);
  QFETCH(QString, message);
  const Result<Graph> graph = store::projectFromText(text.toStdString(), "/tmp");
  QVERIFY(!graph);
  if (!message.isEmpty()) QCOMPARE(QString::fromStdString(graph.error().message), message);
  QCOMPARE(errorCodeName(graph.error().code), errorCodeName(static_cast<ErrorCode>(code)));
}

void ProjectTest::damagedTextNeverCrashes() {
  const Workplace place;
  const std::string good = store::projectText(place.open(), place.folder());
  std::uint32_t state = 7;
  int accepted = 0;
  for (int i = 0; i < 300; ++i) {
    std::string bad = good;
    for (int k = 0; k < 3; ++k) {
      state = state * 1664525u + 1013904223u;
      const std::size_t at = (state >> 4) % bad.size();
      if (k % 2 == 0)
        bad[at] = static_cast<char>("0159\"{}[],:a"[state >> 28 & 7]);
      else
        bad.erase(at, 1 + (state >> 20) % 40);
    }
    accepted += store::projectFromText(bad, place.folder()).has_value() ? 1 : 0;
  }
  QVERIFY(accepted < 300);
}

void ProjectTest::recovery() {
  const Workplace place;
  Graph graph = place.open();
  QCOMPARE(fs::path(store::recoveryPathFor(place.project().string())).filename().string(),
           std::string(".shop.splice.recovery"));
  QVERIFY(!store::findRecovery(place.project()));
  QVERIFY(store::writeRecovery(place.project(), graph));
  QVERIFY(store::findRecovery(place.project()));
  const Result<Graph> found = store::loadProject(*store::findRecovery(place.project()));
  QVERIFY(found);
  QCOMPARE(text(*found),
           text(*store::projectFromText(store::projectText(graph, place.folder()), place.folder())));
  QVERIFY(store::saveProject(place.project(), graph));
  fs::last_write_time(place.project(), fs::last_write_time(place.project()) + std::chrono::seconds(10));
  QVERIFY(!store::findRecovery(place.project()));
  store::discardRecovery(place.project());
  QVERIFY(!fs::exists(store::recoveryFileOf(place.project())));
  QVERIFY(!store::saveProject("/nowhere/at/all.splice", graph));
  QVERIFY(!store::loadProject("/nowhere/at/all.splice"));
}

QTEST_APPLESS_MAIN(ProjectTest)
#include "tst_project.moc"
