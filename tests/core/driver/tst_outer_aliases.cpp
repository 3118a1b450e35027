// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/shape.h"
#include "core/decode/component_decoder.h"
#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/driver/split_files.h"
#include "core/engine/call_function.h"
#include "core/engine/validate.h"
#include "core/graph/load.h"
#include "core/graph/reaches_out.h"
#include "core/types/check_component.h"
#include "tests/core/adapt/text_programs.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/support/component_text.h"

using namespace sb;

/// Nested components that reach into the components around them: each part of a split is a component by
/// itself, the composition is taken apart, hooked and written again, and does what it did.
class TestOuterAliases : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void partsStandAlone_data();
  void partsStandAlone();
  void cannotStandAlone_data();
  void cannotStandAlone();

 private:
  static void check(const Bytes& bytes, const char* what);
  static quint32 run(const Bytes& bytes);
};

namespace {

/// A component with a core module of its own whose `run` gives this number; `more` is put in front.
std::string leaf(const std::string& more, const std::string& body) {
  return "(component $leaf " + more + body + ")";
}
const char* const RunSeven =
    "(core module $own (func (export \"run\") (result i32) (i32.const 7))) (core instance $i (instantiate "
    "$own))"
    "(func (export \"run\") (result u32) (canon lift (core func $i \"run\")))";
/// `take` has a parameter of the type `$t`, a list of pairs.
const char* const TakesList =
    "(core module $own (memory (export \"memory\") 1)"
    "  (func (export \"realloc\") (param i32 i32 i32 i32) (result i32) (i32.const 8))"
    "  (func (export \"take\") (param i32 i32) (result i32) (local.get 1))"
    "  (func (export \"run\") (result i32) (i32.const 7)))"
    "(core instance $i (instantiate $own))"
    "(func (export \"run\") (result u32) (canon lift (core func $i \"run\")))"
    "(func (export \"take\") (param \"l\" $t) (result u32) (canon lift (core func $i \"take\")"
    "  (memory (core memory $i \"memory\")) (realloc (core func $i \"realloc\"))))";
const char* const Shared = "(core module $shared (func (export \"run\") (result i32) (i32.const 8)))";
const char* const RunShared =
    "(alias outer $root $shared (core module $s)) (core instance $i (instantiate $s))"
    "(func (export \"run\") (result u32) (canon lift (core func $i \"run\")))";
const char* const Instance = "(instance $a (instantiate $leaf)) (export \"run\" (func $a \"run\"))";
const char* const TakeToo = "(export \"take\" (func $a \"take\"))";

std::string root(const std::string& inside) { return "(component $root " + inside + ")"; }

}  // namespace

void TestOuterAliases::initTestCase() { SB_NEED_ENGINE(); }

void TestOuterAliases::partsStandAlone_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<quint32>("result");
  const auto row = [](const char* name, const std::string& text, quint32 result) {
    QTest::newRow(name) << QString::fromStdString(root(text)) << result;
  };
  const std::string pair = "(type $pair (tuple u32 u32)) (type $list (list $pair))",
                    list = "(alias outer $root $list (type $t))";
  row("a type with another one in it", pair + leaf(list, TakesList) + Instance + TakeToo, 7);
  row("a type behind an alias",
      pair + "(alias outer 0 $list (type $again))" + leaf("(alias outer $root $again (type $t))", TakesList) +
          Instance + TakeToo,
      7);
  row("a type of a bundle",
      pair +
          "(instance $bundle (export \"pair\" (type $pair))) (alias export $bundle \"pair\" (type $same))"
          "(type $more (list $same))" +
          leaf("(alias outer $root $more (type $t))", TakesList) + Instance + TakeToo,
      7);
  row("a type of another nested component",
      "(component $types (type $p (tuple u32 u32)) (export \"pair\" (type $p))) (instance $ti (instantiate "
      "$types))"
      "(alias export $ti \"pair\" (type $same)) (type $more (list $same))" +
          leaf("(alias outer $root $more (type $t))", TakesList) + Instance + TakeToo,
      7);
  row("a type of an imported instance",
      "(import \"t:t/types\" (instance $imp (type $p (tuple u32 u32)) (export \"pair\" (type (eq $p)))))"
      "(alias export $imp \"pair\" (type $same)) (type $more (list $same))" +
          leaf("(alias outer $root $more (type $t))", TakesList) + Instance + TakeToo,
      7);
  row("a core module", Shared + leaf("", RunShared) + Instance, 8);
  row("definitions of its own in between",
      std::string("(type $u u32)") + Shared + "(type $f (func (result $u)))" +
          leaf(
              "(type $mine (tuple u8 u8)) (alias outer $root $f (type $ft))"
              "(alias outer $root $shared (core module $s)) (core module $own (func (export \"rest\") (param "
              "i32 i32) "
              "(result i32) (local.get 1)))",
              "(core instance $i (instantiate $s)) (core instance $j (instantiate $own))"
              "(func $r (type $ft) (canon lift (core func $i \"run\")))"
              "(func (export \"rest\") (param \"a\" $mine) (result u32) (canon lift (core func $j \"rest\")))"
              "(export \"run\" (func $r))") +
          Instance,
      8);
  row("a component",
      "(component $other " + std::string(RunSeven) + ")" +
          leaf("(alias outer $root $other (component $o))",
               "(instance $x (instantiate $o)) (export \"run\" (func $x \"run\"))") +
          Instance,
      7);
  row("a component beside core code of its own",
      "(component $other " + std::string(RunSeven) + ")" +
          leaf("(alias outer $root $other (component $o))",
               "(instance $x (instantiate $o)) (core func $seven (canon lower (func $x \"run\")))"
               "(core module $own (import \"h\" \"f\" (func $f (result i32)))"
               "  (func (export \"run\") (result i32) (i32.add (call $f) (i32.const 100))))"
               "(core instance $i (instantiate $own (with \"h\" (instance (export \"f\" (func $seven))))))"
               "(func (export \"run\") (result u32) (canon lift (core func $i \"run\")))") +
          Instance,
      107);
  row("a component that reaches out as well",
      Shared + ("(component $other " + std::string(RunShared) + ")") +
          leaf("(alias outer $root $other (component $o))",
               "(instance $x (instantiate $o)) (core func $eight (canon lower (func $x \"run\")))"
               "(core module $own (import \"h\" \"f\" (func $f (result i32)))"
               "  (func (export \"run\") (result i32) (i32.add (call $f) (i32.const 100))))"
               "(core instance $i (instantiate $own (with \"h\" (instance (export \"f\" (func $eight))))))"
               "(func (export \"run\") (result u32) (canon lift (core func $i \"run\")))") +
          Instance,
      108);
  row("two scopes further out",
      Shared + ("(component $mid " + leaf("", RunShared) +
                "(instance $x (instantiate $leaf)) (export \"run\" (func $x \"run\")))"
                "(instance $a (instantiate $mid)) (export \"run\" (func $a \"run\"))"),
      8);
  row("two scopes further out, from a component with core code",
      pair + Shared + "(component $mid (core module $none) (core instance (instantiate $none))" +
          leaf("(alias outer $root $pair (type $t))", RunShared) +
          "(instance $x (instantiate $leaf)) (export \"run\" (func $x \"run\")))"
          "(instance $a (instantiate $mid)) (export \"run\" (func $a \"run\"))",
      8);
  row("the type of an instance that reaches out itself",
      pair +
          "(type $dep (instance (alias outer $root $pair (type $p)) (export \"f\" (func (param \"p\" $p) "
          "(result "
          "u32)))))"
          "(component $sum (core module $m (func (export \"f\") (param i32 i32) (result i32) (i32.add "
          "(local.get 0) "
          "(local.get 1)))) (core instance $i (instantiate $m))"
          "  (func $f (param \"p\" (tuple u32 u32)) (result u32) (canon lift (core func $i \"f\")))"
          "  (instance $x (export \"f\" (func $f))) (export \"t:t/dep\" (instance $x)))" +
          leaf("(alias outer $root $dep (type $d)) (import \"t:t/dep\" (instance $imp (type $d)))",
               "(core func $f (canon lower (func $imp \"f\")))"
               "(core module $own (import \"h\" \"f\" (func $f (param i32 i32) (result i32)))"
               "  (func (export \"run\") (result i32) (call $f (i32.const 40) (i32.const 2))))"
               "(core instance $i (instantiate $own (with \"h\" (instance (export \"f\" (func $f))))))"
               "(func (export \"run\") (result u32) (canon lift (core func $i \"run\")))") +
          "(instance $s (instantiate $sum)) (instance $a (instantiate $leaf (with \"t:t/dep\" (instance $s "
          "\"t:t/dep\")))) (export \"run\" (func $a \"run\"))",
      42);
}

void TestOuterAliases::check(const Bytes& bytes, const char* what) {
  const auto valid = engine::validateWithEngine(*enginetest::engine(), bytes);
  QVERIFY2(valid, valid ? "" : (std::string(what) + ": " + valid.error().text()).c_str());
  const auto component = decode::decodeComponent(shareBytes(bytes));
  QVERIFY2(component, component ? "" : component.error().text().c_str());
  const types::CheckedComponent checked = types::checkComponent(*component);
  QVERIFY2(checked.valid(),
           checked.valid() ? "" : (what + (": " + checked.diagnostics.front().message)).c_str());
}

quint32 TestOuterAliases::run(const Bytes& bytes) {
  engine::SessionOptions options;
  options.wasi = false;
  auto session = engine::Session::create(*enginetest::engine(), bytes, options);
  if (!session || !(*session)->start()) return 0;
  const auto out = (*session)->call("run", {});
  return out ? std::get<std::uint32_t>(out->at(0).content) : 0;
}

void TestOuterAliases::partsStandAlone() {
  QFETCH(QString, text);
  QFETCH(quint32, result);
  SB_NEED(const Bytes bytes, test::componentFromText(*enginetest::engine(), text.toStdString()));
  QCOMPARE(run(bytes), result);
  SB_NEED(const driver::OpenedFile opened, driver::openBytes(shareBytes(bytes), "program.wasm"));
  QVERIFY2(opened.kind == driver::OpenedKind::Composition, opened.sentence.c_str());
  const std::vector<driver::SplitFile> splits = driver::splitFiles(*opened.graph);
  QVERIFY(splits.size() > 1);
  QCOMPARE(splits[0].file.bytes, bytes);
  for (const driver::SplitFile& split : splits) {
    QCOMPARE(QString::fromStdString(split.reachesOut), QString());
    check(split.file.bytes, split.file.name.c_str());
  }
  // Written again from its parts.
  SB_NEED(const Bytes again, driver::composeGraph(*opened.graph));
  check(again, "composed again");
  QCOMPARE(run(again), result);
  const auto before = decode::decodeComponent(shareBytes(bytes)),
             after = decode::decodeComponent(shareBytes(again));
  QVERIFY(before && after);
  SB_NEED(const compare::ShapeRef first, compare::shapeOf(*before));
  SB_NEED(const compare::ShapeRef second, compare::shapeOf(*after));
  QCOMPARE(second->hash, first->hash);
  // And with a hook on the export.
  graph::Graph hooked = *opened.graph;
  graph::Hook hook;
  hook.name = "note";
  SB_NEED(const Bytes note, test::componentFromText(*enginetest::engine(), test::noteHook()));
  SB_NEED(hook.file, driver::loadComponentBytes(shareBytes(note), "note.wasm"));
  for (auto& [id, edge] : hooked.edges) {
    if (edge.consumer.name != "run" || edge.consumer.node != hooked.host) continue;
    hook.id = graph::HookId(hooked.nextId++);
    edge.hooks.push_back(hook);
  }
  driver::SpliceOptions options;
  options.splits = true;
  SB_NEED(const driver::SpliceOutput spliced, driver::spliceGraph(hooked, options));
  QCOMPARE(spliced.adapters.size(), std::size_t(1));
  check(spliced.composed, "spliced");
  // The command that composes the WAC text finds each part among the files.
  for (const driver::WacDependency& one : spliced.dependencies)
    QVERIFY2(one.generated || one.package == "my:note", (one.package + " " + one.file).c_str());
}

void TestOuterAliases::cannotStandAlone_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("why");
  QTest::newRow("a core module that is imported")
      << QString::fromStdString(
             root("(import \"m\" (core module $shared (export \"run\" (func (result i32)))))" +
                  leaf("", RunShared)))
      << "it uses core module `m`, which an enclosing component imports";
  QTest::newRow("a component that is imported")
      << QString::fromStdString(
             root("(import \"c\" (component $other (export \"run\" (func (result u32)))))" +
                  leaf("(alias outer $root $other (component $o))",
                       "(instance $x (instantiate $o)) (export \"run\" (func $x \"run\"))")))
      << "it uses component `c`, which an enclosing component imports";
}

void TestOuterAliases::cannotStandAlone() {
  QFETCH(QString, text);
  SB_NEED(const Bytes bytes, test::componentFromText(*enginetest::engine(), text.toStdString()));
  SB_NEED(const driver::OpenedFile opened, driver::openBytes(shareBytes(bytes), "program.wasm"));
  const std::vector<driver::SplitFile> splits = driver::splitFiles(*opened.graph);
  QCOMPARE(splits.size(), std::size_t(2));
  QTEST(QString::fromStdString(splits[1].reachesOut), "why");
}

QTEST_GUILESS_MAIN(TestOuterAliases)
#include "tst_outer_aliases.moc"
