// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "core/driver/open.h"
#include "core/driver/open_wac.h"
#include "core/driver/splice.h"
#include "core/engine/validate.h"
#include "core/types/type_text.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/support/component_text.h"

using namespace sb;
namespace fs = std::filesystem;

/// WAC texts that declare interfaces and worlds, or take them from packages of WIT text.
class TestWacDeclarations : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void reads_data();
  void reads();
  void refuses_data();
  void refuses();

 private:
  Result<graph::Graph> open(const QString& text) {
    driver::WacPackages packages;
    packages.folder = fs::path(m_folder.path().toStdString()) / "deps";
    return driver::graphFromWac(text.toStdString(), "test.wac", packages);
  }
  QTemporaryDir m_folder;
};

namespace {

/// Imports `sink`, which has a record and a function that takes it; exports `run`.
const char* const App = R"((component
  (import "sink" (instance $sink (type $p' (record (field "x" u32) (field "y" u32)))
    (export "point" (type $p (eq $p'))) (export "put" (func (param "p" $p)))))
  (core func $put (canon lower (func $sink "put")))
  (core module $m (import "h" "put" (func $put (param i32 i32)))
    (func (export "run") (call $put (i32.const 1) (i32.const 2))))
  (core instance $i (instantiate $m (with "h" (instance (export "put" (func $put))))))
  (func (export "run") (canon lift (core func $i "run")))))";

const char* const Sink = "interface points { record point { x: u32, y: u32 } put: func(p: point); }\n";

}  // namespace

void TestWacDeclarations::initTestCase() {
  SB_NEED_ENGINE();
  const fs::path deps = fs::path(m_folder.path().toStdString()) / "deps/t";
  fs::create_directories(deps / "folder");
  SB_NEED(const Bytes app, test::componentFromText(*enginetest::engine(), App));
  std::ofstream(deps / "app.wasm", std::ios::binary)
      .write(reinterpret_cast<const char*>(app.data()), static_cast<std::streamsize>(app.size()));
  std::ofstream(deps / "text.wit") << "package t:text;\n"
                                   << Sink
                                   << "world runs { import sink: interface { record point { x: u32, y: u32 } "
                                      "put: func(p: point); } export run: func(); }\n";
  std::ofstream(deps / "folder/one.wit")
      << "package t:folder;\ninterface points { record point { x: u32, y: u32 } put: func(p: point); }\n";
  std::ofstream(deps / "folder/two.wit") << "package t:folder;\nworld empty { }\n";
  std::ofstream(deps / "broken.wit") << "package t:broken;\ninterface i { f: func(a: nothing); }\n";
}

void TestWacDeclarations::reads_data() {
  QTest::addColumn<QString>("text");
  const auto row = [](const char* name, const std::string& text) {
    QTest::newRow(name) << QString::fromStdString(text);
  };
  const std::string rest = "let a = new t:app { sink: sink };\nexport a[\"run\"];\n";
  row("an interface that an import names",
      std::string("package t:doc;\n") + Sink + "import sink: points;\n" + rest);
  row("an import under another name",
      std::string("package t:doc;\n") + Sink +
          "import it as \"sink\": points;\nlet a = new t:app { sink: it };\nexport a[\"run\"];");
  row("declared behind its use", std::string("package t:doc;\nimport sink: points;\n") + rest + Sink);
  row("its path in full", std::string("package t:doc@1.2.0;\n") + Sink +
                              "import it as \"sink\": t:doc/points@1.2.0;\n" +
                              "let a = new t:app { sink: it };\nexport a[\"run\"];");
  row("a world that the text targets",
      std::string("package t:doc targets t:doc/runs;\n") + Sink +
          "world runs { import sink: interface { record point { x: u32, y: u32 } put: func(p: point); }\n"
          "  export run: func(); }\nimport sink: points;\n" +
          rest);
  row("a world in WIT text",
      "package t:doc targets t:text/runs;\nlet a = new t:app { ... };\nexport a[\"run\"];\n");
  row("an interface in WIT text", "package t:doc;\nimport sink as \"sink\": t:text/points;\n" + rest);
  row("an interface in a folder of WIT text",
      "package t:doc;\nimport sink as \"sink\": t:folder/points;\n" + rest);
}

/// All of them are the same composition: the host provides `sink`, and `run` is exported.
void TestWacDeclarations::reads() {
  QFETCH(QString, text);
  SB_NEED(const graph::Graph graph, open(text));
  SB_NEED(const Bytes composed, driver::composeGraph(graph));
  const auto valid = engine::validateWithEngine(*enginetest::engine(), composed);
  QVERIFY2(valid, valid ? "" : valid.error().text().c_str());
  SB_NEED(const graph::ComponentFileRef file,
          driver::loadComponentBytes(shareBytes(composed), "composed.wasm"));
  QCOMPARE(file->type->imports.size(), std::size_t(1));
  QCOMPARE(file->type->exports.size(), std::size_t(1));
  const types::NamedExtern* sink = file->type->findImport("sink");
  QVERIFY(sink && file->type->findExport("run"));
  const auto* instance = std::get_if<types::InstanceTypeRef>(&sink->type);
  QVERIFY(instance && (*instance)->find("put") && (*instance)->find("point"));
}

void TestWacDeclarations::refuses_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("says");
  const auto row = [](const char* name, const std::string& text, const char* says) {
    QTest::newRow(name) << QString::fromStdString("package t:doc;\n" + text) << says;
  };
  row("an unknown type in an interface", "interface i {\n  f: func(a: nothing);\n}",
      "line 3, column 14: there is no type `nothing`");
  row("an interface of a package that is not there", "interface i { use other:pkg/things.{thing}; }",
      "line 2, column");
  row("declared twice", "interface i { f: func(); }\ninterface i { g: func(); }", "line 3, column 11");
  row("an import that does not fit",
      "interface other { put: func(p: u8); }\nimport sink: other;\nlet a = new t:app { sink: sink };",
      "line 4, column 21");
  row("a world as a type of an instance", "world w { }\nimport x: w;\nlet a = new t:app { sink: x };",
      "line 4, column 21");
  row("WIT text that is broken", "import x: t:broken/i;", "there is no type `nothing`");
  row("no such interface in WIT text", "import x: t:text/nothing;", "the package `t:text` has no `nothing`");
}

void TestWacDeclarations::refuses() {
  QFETCH(QString, text);
  QFETCH(QString, says);
  const auto graph = open(text);
  QVERIFY(!graph);
  QVERIFY2(QString::fromStdString(graph.error().text()).contains(says), graph.error().text().c_str());
}

QTEST_GUILESS_MAIN(TestWacDeclarations)
#include "tst_wac_declarations.moc"
