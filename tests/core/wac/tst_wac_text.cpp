// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/types/type_text.h"
#include "core/wac/resolve_wac.h"
#include "tests/core/plan/graph_text.h"

using namespace sb;

/// WAC text and what it means (component-model.md 6.1).
class TestWacText : public QObject {
  Q_OBJECT
 private slots:
  void means_data();
  void means();
  void refuses_data();
  void refuses();
  void readsTypesOfImports();
  void typesMayHaveOtherNames();
  void namesThePackagesItNeeds();
  void keepsDeclarationsInTheirPlaces();
};

namespace {

types::ComponentTypeRef component(const std::vector<std::string>& imports,
                                  const std::vector<std::string>& exports) {
  types::ComponentType type;
  for (const std::string& name : imports)
    type.imports.push_back({model::ExternName(name), plantest::someInterface()});
  for (const std::string& name : exports)
    type.exports.push_back({model::ExternName(name), plantest::someInterface()});
  return types::finish(std::move(type));
}

wac::Package package(const types::ComponentTypeRef& type) {
  auto file = std::make_shared<graph::ComponentFile>();
  file->type = type;
  file->component = std::make_shared<const model::Component>();
  return {file, type, nullptr};
}

wac::Packages packages() {
  wac::Packages out;
  out["t:store"] = package(component({}, {"demo:kv/store@1.0.0", "demo:kv/admin@1.0.0"}));
  out["t:cache"] = package(component({"demo:kv/store@1.0.0", "demo:log/sink"}, {"demo:kv/store@1.0.0"}));
  out["t:app"] = package(component({"demo:kv/store@1.0.0"}, {"demo:app/run", "demo:app/stop"}));
  out["t:versioned@1.2.0"] = package(component({}, {"demo:kv/store@1.0.0"}));
  // An interface of a WIT package, as its binary form has it.
  types::ComponentType wrapper, wit, world, worldWrapper;
  wrapper.exports.push_back({"demo:log/sink", plantest::someInterface()});
  wit.exports.push_back({"sink", types::TypeOfComponent{types::finish(std::move(wrapper))}});
  world.imports.push_back({"demo:log/sink", plantest::someInterface()});
  world.exports.push_back({"demo:app/run", plantest::someInterface()});
  worldWrapper.exports.push_back({"demo:log/host", types::finish(std::move(world))});
  wit.exports.push_back({"host", types::TypeOfComponent{types::finish(std::move(worldWrapper))}});
  out["demo:log"] = {nullptr, types::finish(std::move(wit)), nullptr};
  return out;
}

Result<graph::Graph> resolve(const QString& text) {
  SB_TRY(const wac::Document document, wac::parseWac(text.toStdString()));
  SB_TRY(graph::Graph graph, wac::resolveWac(document, packages()));
  graph.nodes.at(graph.host).name = "host";
  return graph;
}

}  // namespace

void TestWacText::means_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("edges");
  const auto row = [](const char* name, const char* text, const char* edges) {
    QTest::newRow(name) << QString("package t:doc;\n") + text << edges;
  };
  row("named arguments and an export", R"(
    let s = new t:store {};
    let a = new t:app { "demo:kv/store@1.0.0": s["demo:kv/store@1.0.0"] };
    export a["demo:app/run"];)",
      "a -> host : demo:app/run\ns -> a : demo:kv/store@1.0.0\n");
  row("names by their last part", R"(
    let s = new t:store {};
    let a = new t:app { store: s.store };
    export a.run;)",
      "a -> host : demo:app/run\ns -> a : demo:kv/store@1.0.0\n");
  row("an inferred argument, by where it came from", R"(
    let s = new t:store {}; let anything = s.store;
    let a = new t:app { anything };)",
      "s -> a : demo:kv/store@1.0.0\n");
  row("an inferred argument, by its name", R"(
    let s = new t:store {}; let store = s.admin;
    let a = new t:app { store };)",
      "s -> a : demo:kv/store@1.0.0 (from demo:kv/admin@1.0.0)\n");
  row("the rest left to the host", R"(
    let s = new t:store {};
    let c = new t:cache { store: s.store, ... };)",
      "host -> c : demo:log/sink\ns -> c : demo:kv/store@1.0.0\n");
  row("a spread argument", R"(
    let s = new t:store {};
    let c = new t:cache { ...s, ... };)",
      "host -> c : demo:log/sink\ns -> c : demo:kv/store@1.0.0\n");
  row("a spread export leaves out what is exported", R"(
    let s = new t:store {};
    let a = new t:app { store: s.store };
    export a.stop as "demo:app/run";
    export a...;)",
      "a -> host : demo:app/run (from demo:app/stop)\na -> host : demo:app/stop\ns -> a : "
      "demo:kv/store@1.0.0\n");
  row("an instance made in place", R"(let a = new t:app { store: (new t:store {}).store };)",
      "store -> a : demo:kv/store@1.0.0\n");
  row("a whole instance", R"(
    let s = new t:store {};
    export s as "everything";)",
      "s -> s-exports : demo:kv/admin@1.0.0\ns -> s-exports : demo:kv/store@1.0.0\ns-exports -> host : "
      "everything\n");
  row("an import by its path", R"(
    import log: demo:log/sink;
    let s = new t:store {};
    let c = new t:cache { store: s.store, sink: log };)",
      "host -> c : demo:log/sink\ns -> c : demo:kv/store@1.0.0\n");
  row("an import under another name", R"(
    import log as "my-log": demo:log/sink;
    let s = new t:store {};
    let c = new t:cache { store: s.store, "demo:log/sink": log };)",
      "host -> c : demo:log/sink (from my-log)\ns -> c : demo:kv/store@1.0.0\n");
  row("an import exported again", "import log: demo:log/sink;\nexport log;",
      "host -> host : demo:log/sink\n");
  row("one function of an interface", R"(
    let s = new t:store {};
    export s.store.add;)",
      "s -> host : add (from demo:kv/store@1.0.0#add)\n");
  row("a package with a version", R"(let s = new t:versioned@1.2.0 {}; export s.store;)",
      "s -> host : demo:kv/store@1.0.0\n");
  row("comments, keywords as names", R"(
    // a line
    /* a block /* in a block */ */
    let %let = new t:store {};  /// a doc comment
    export %let.store;)",
      "let -> host : demo:kv/store@1.0.0\n");
}

void TestWacText::means() {
  QFETCH(QString, text);
  QFETCH(QString, edges);
  const auto graph = resolve(text);
  QVERIFY2(graph, graph ? "" : graph.error().text().c_str());
  QCOMPARE(QString::fromStdString(plantest::textOf(*graph)), edges);
}

void TestWacText::refuses_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("says");
  const auto row = [](const char* name, const char* text, const char* says) {
    QTest::newRow(name) << QString("package t:doc;\n") + text << says;
  };
  QTest::newRow("no package") << "let a = b;"
                              << "line 1, column 1: expected `package`";
  row("an unknown name", "export a.b;", "line 2, column 8: the name `a` is not known");
  row("an unknown package", "let a = new t:nothing {};", "the package `t:nothing` is not known");
  row("a missing argument", "let a = new t:app {};", "nothing is given for the import `demo:kv/store@1.0.0`");
  row("an argument without an import", R"(let s = new t:store {}; let a = new t:store { "x": s.store };)",
      "there is no import `x`; there are none");
  row("an argument twice", R"(let s = new t:store {}; let a = new t:app { store: s.store, store: s.admin };)",
      "`demo:kv/store@1.0.0` is given twice");
  row("no such export", "let s = new t:store {}; export s.nope;",
      "there is no export `nope`; it exports demo:kv/store@1.0.0, demo:kv/admin@1.0.0");
  row("a name twice", "let s = new t:store {}; let s = new t:store {};", "`s` has a meaning already");
  row("an export twice", "let s = new t:store {}; export s.store; export s.store;",
      "exports `demo:kv/store@1.0.0` already");
  row("an instance without a name", "let s = new t:store {}; export s;", "write `as \"name\"`");
  row("types do not fit", R"(let s = new t:store {}; let a = new t:app { store: s.store.add };)",
      "demo:kv/store@1.0.0");
  row("fill in the middle", "let a = new t:app { ..., x };",
      "line 2, column 26: `...` has to be the last argument");
  row("a spread without a match", "let s = new t:store {}; let b = new t:store { ...s };",
      "`...s` has no export that is still needed");
  for (const char* word : {"record", "variant", "enum", "flags"}) {
    row(word, (std::string(word) + " x { }").c_str(),
        ("line 2, column 1: `" + std::string(word) +
         "` stands outside of an interface, where no import may mention it; put it into one")
            .c_str());
  }
  row("a type's name twice", "type a = u8; type a = u16;", "line 2, column 19: `a` is declared twice");
  row("a name for what is nothing", "type a = b;", "line 2, column 10: the type `b` is declared elsewhere");
  row("a function's type as a value's", "type f = func(); import g: func(a: f);",
      "line 2, column 36: `f` is a function's type");
  row("a value's type as a function's", "type a = u8; import g: a;",
      "line 2, column 24: `a` is no function's type");
  row("a declaration without an end", "interface x { f: func();",
      "line 2, column 1: `interface` has no closing `}`");
  row("a declaration without a name", "world { }", "line 2, column 7: expected a name for what is declared");
  row("a type that is not declared", "import a: x;", "line 2, column 11: `x` is not declared here");
  row("a statement of another language", "use a:b/c.{d};",
      "line 2, column 1: expected `import`, `let`, `export`");
  row("types cannot be instantiated", "let a = new demo:log {};", "holds types only");
  row("no closing quote", "let a = b[\"x];", "the text has no closing quote");
  row("no end of a comment", "/* x", "line 2, column 1: the comment has no end");
  row("mixed case", "let aB = b;", "`aB` is no name");
  row("a control character", "// \x01", "a control character stands here");
  row("direction of text", "// \xe2\x80\xae", "changes the direction of the text");
  row("a strange character", "let a = $b;", "`$` has no meaning here");
  row("imported twice", "import log: demo:log/sink; import other as \"demo:log/sink\": demo:log/sink;",
      "`demo:log/sink` is imported already");
  row("imported and left to the host", R"(
    import log: demo:log/sink;
    let s = new t:store {};
    let c = new t:cache { store: s.store, ... };)",
      "is imported by name and left to the host");
  row("a type declared elsewhere", "import f: func(a: point);", "the type `point` is declared elsewhere");
  QTest::newRow("too deep") << "package t:doc; let a = " + QString("(").repeated(200) << "nested too deeply";
  QTest::newRow("target: an import too many")
      << R"(package t:doc targets demo:log/host; let a = new t:app { ... }; export a.run;)"
      << "has no import `demo:kv/store@1.0.0`";
  QTest::newRow("target: an export too few") << "package t:doc targets demo:log/host;"
                                             << "asks for the export `demo:app/run`";
}

void TestWacText::refuses() {
  QFETCH(QString, text);
  QFETCH(QString, says);
  const auto graph = resolve(text);
  QVERIFY(!graph);
  const QString error = QString::fromStdString(graph.error().text());
  QVERIFY2(error.startsWith("line "), qPrintable(error));
  QVERIFY2(error.contains(says), qPrintable(error));
}

void TestWacText::readsTypesOfImports() {
  const auto document = wac::parseWac(
      "package t:doc;\nimport f: async func(a: list<u8>, b: option<string>) -> result<_, tuple<s64, char>>;\n"
      "import i: interface { get: func() -> stream<u8>; put: func(x: result); };\n");
  QVERIFY2(document, document ? "" : document.error().text().c_str());
  const auto& f = std::get<types::ExternType>(std::get<wac::ImportStatement>(document->statements[0]).type);
  const types::FuncType& function = *std::get<types::FuncTypeRef>(f);
  QVERIFY(function.async);
  QCOMPARE(function.params.size(), std::size_t(2));
  const auto& result = std::get<types::ResultType>(function.result->kind);
  QVERIFY(!result.ok);
  QCOMPARE(std::get<types::Tuple>(result.error->kind).types.size(), std::size_t(2));
  const auto& i = std::get<types::ExternType>(std::get<wac::ImportStatement>(document->statements[1]).type);
  QCOMPARE(std::get<types::InstanceTypeRef>(i)->exports.size(), std::size_t(2));
}

void TestWacText::typesMayHaveOtherNames() {
  const auto document = wac::parseWac(
      "package t:doc;\ntype id = u64; type ids = list<id>; type find = func(of: ids) -> option<id>;\n"
      "type again = find; import f: again; import i: interface { all: find; };\n");
  QVERIFY2(document, document ? "" : document.error().text().c_str());
  const auto typeOf = [&](std::size_t i) {
    return std::get<types::ExternType>(std::get<wac::ImportStatement>(document->statements[i]).type);
  };
  const auto f = std::get<types::FuncTypeRef>(typeOf(0));
  QCOMPARE(types::typeText(f->params[0].type), std::string("list<u64>"));
  QCOMPARE(types::typeText(f->result), std::string("option<u64>"));
  const auto i = std::get<types::InstanceTypeRef>(typeOf(1));
  QCOMPARE(std::get<types::FuncTypeRef>(i->exports[0].type), f);
}

void TestWacText::namesThePackagesItNeeds() {
  const auto document = wac::parseWac(
      "package t:doc targets w:w/w@1.0.0;\nimport a: x:y/z;\nlet b = new c:d { e: (new f:g@2.0.0 {}).h, ... "
      "};\n"
      "export new c:d {} as i;");
  QVERIFY2(document, document ? "" : document.error().text().c_str());
  QStringList names;
  for (const wac::PackagePath& path : wac::packagesOf(*document))
    names << QString::fromStdString(path.name());
  QCOMPARE(names, (QStringList{"x:y/z", "c:d", "f:g@2.0.0", "w:w/w@1.0.0"}));
}

/// What reads the WIT tells places of the WAC text.
void TestWacText::keepsDeclarationsInTheirPlaces() {
  const std::string text =
      "package t:doc@1.0.0 targets t:doc/w@1.0.0;\n"
      "let a = new t:store {}; interface i { f: func(); } export a;\n"
      "world w { import i; record r { x: u32 } } let b = a;\n";
  const auto document = wac::parseWac(text);
  QVERIFY2(document, document ? "" : document.error().text().c_str());
  QCOMPARE(document->statements.size(), std::size_t(3));
  QCOMPARE(document->declared.size(), std::size_t(2));
  QCOMPARE(document->declared[1].text, std::string("w"));
  const QStringList lines = QString::fromStdString(document->witText).split('\n');
  QCOMPARE(lines[0], "package t:doc@1.0.0 " + QString(21, ' ') + ";");
  QCOMPARE(lines[1].trimmed(), QString("interface i { f: func(); }"));
  QCOMPARE(lines[1].indexOf("interface"), 24);
  QCOMPARE(lines[2], "world w { import i; record r { x: u32 } }" + QString(11, ' '));
  QVERIFY(wac::packagesOf(*document).size() == 1);  // its own is none that it needs
}

QTEST_APPLESS_MAIN(TestWacText)
#include "tst_wac_text.moc"
