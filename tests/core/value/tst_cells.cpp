// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/abi/canonical_abi.h"
#include "core/value/field_tree.h"
#include "core/value/value.h"
#include "tests/core/value/flat_memory.h"
#include "tests/support/type_text.h"

using namespace sb;

namespace {

/// "record-of entry{ key:text, … }": kinds, names and contents on one line.
std::string outline(const cells::CellTree& tree) {
  std::string out = tree.field + ":" + cells::cellKindName(tree.kind);
  if (!tree.typeName.empty()) out += " " + tree.typeName;
  if (tree.kind == cells::CellKind::VariantCase || tree.kind == cells::CellKind::EnumCase)
    out += " " + tree.text;
  if (tree.children.empty()) {
    const std::string text = cells::toWave(tree);
    return tree.kind == cells::CellKind::EnumCase || tree.kind == cells::CellKind::VariantCase
               ? out
               : out + "=" + text;
  }
  out += "(";
  for (std::size_t i = 0; i < tree.children.size(); ++i)
    out.append(i ? " " : "").append(outline(tree.children[i]));
  return out + ")";
}

value::Value parsed(const char* text, const types::ValType& type) {
  auto value = value::parseWave(text, type);
  if (!value) qFatal("%s: %s", text, value.error().text().c_str());
  return *std::move(value);
}

}  // namespace

class TestCells : public QObject {
  Q_OBJECT
 private slots:
  void ofValue_data();
  void ofValue();
  void fieldTreeLayout();
  void reads_data();
  void reads();
  void refuses_data();
  void refuses();
  void refusesBadUnreachableCell();
  void addresses();
  void json();
};

void TestCells::ofValue_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("value");
  QTest::addColumn<QString>("expected");
  // clang-format off
  QTest::newRow("u64 keeps its bits") << "u64" << "18446744073709551615" << "x:integer=-1";
  QTest::newRow("char is text") << "char" << "'👋'" << "x:text=\"👋\"";
  QTest::newRow("f32 is widened") << "f32" << "0.1" << "x:floating=0.10000000149011612";
  QTest::newRow("bytes") << "list<u8>" << "[1, 2]" << "x:bytes=[1, 2]";
  QTest::newRow("list of an alias of u8") << "list<(b = u8)>" << "[1]" << "x:list-of([0]:integer=1)";
  QTest::newRow("record") << "record point {x: u32, y: u32}" << "{x: 1, y: 2}" << "x:record-of point(x:integer=1 y:integer=2)";
  QTest::newRow("alias of a record has the record's name") << "(spot = record point {x: u32})" << "{x: 1}" << "x:record-of point(x:integer=1)";
  QTest::newRow("tuple") << "tuple<bool, string>" << "(true, \"a\")" << "x:tuple-of([0]:bool=true [1]:text=\"a\")";
  QTest::newRow("fixed list is a tuple") << "list<u8, 2>" << "[1, 2]" << "x:tuple-of([0]:integer=1 [1]:integer=2)";
  QTest::newRow("some") << "option<u8>" << "some(1)" << "x:option-some(some:integer=1)";
  QTest::newRow("none") << "option<u8>" << "none" << "x:option-none=none";
  QTest::newRow("ok") << "result<u8, string>" << "ok(1)" << "x:result-ok(ok:integer=1)";
  QTest::newRow("err without payload") << "result<u8>" << "err" << "x:result-err=err";
  QTest::newRow("variant") << "variant v {a, b(u8)}" << "b(1)" << "x:variant-case v b(b:integer=1)";
  QTest::newRow("variant without payload") << "variant v {a, b(u8)}" << "a" << "x:variant-case v a";
  QTest::newRow("enum") << "enum color {red, green}" << "green" << "x:enum-case color green";
  QTest::newRow("flags") << "flags perms {r, w, x}" << "{x, r}" << "x:flags-set perms={r, x}";
  QTest::newRow("own") << "own<cat>" << "<handle 3>" << "x:resource-handle cat=<handle 3>";
  QTest::newRow("stream of a named type") << "stream<record point {x: u8}>" << "<handle 3>" << "x:stream-handle point=<handle 3>";
  QTest::newRow("stream of a handle") << "stream<own<cat>>" << "<handle 3>" << "x:stream-handle cat=<handle 3>";
  QTest::newRow("future of a primitive") << "future<u8>" << "<handle 3>" << "x:future-handle=<handle 3>";
  QTest::newRow("error context") << "error-context" << "<handle 3>" << "x:error-context-handle=<handle 3>";
  QTest::newRow("map is a list of tuples") << "map<string, u8>" << "[(\"a\", 1)]" << "x:list-of([0]:tuple-of([0]:text=\"a\" [1]:integer=1))";
  // clang-format on
}

void TestCells::ofValue() {
  QFETCH(QString, type);
  QFETCH(QString, value);
  QFETCH(QString, expected);
  const types::ValType valType = test::typeOf(type.toStdString());
  const value::Value v = parsed(value.toUtf8().constData(), valType);
  QCOMPARE(QString::fromStdString(outline(value::cellsOfValue(v, valType, "x"))), expected);
}

/// The numbers of splicer.md 7.1.
void TestCells::fieldTreeLayout() {
  QCOMPARE(abi::sizeAlign(value::fieldTreeType()), (abi::SizeAlign{52, 4}));
  QCOMPARE(abi::sizeAlign(value::fieldType()), (abi::SizeAlign{60, 4}));
  QCOMPARE(abi::sizeAlign(value::callIdType()), (abi::SizeAlign{24, 8}));
}

void TestCells::reads_data() {
  QTest::addColumn<QString>("tree");
  QTest::addColumn<QString>("expected");
  const QString empty =
      "record-infos: [], flags-infos: [], enum-infos: [], variant-infos: [], handle-infos: []";
  // clang-format off
  QTest::newRow("one cell") << "{cells: [integer(7)], " + empty + ", root: 0}" << ":integer=7";
  QTest::newRow("children before parents") << "{cells: [integer(7), text(\"a\"), tuple-of([0, 1])], " + empty + ", root: 2}" << ":tuple-of([0]:integer=7 [1]:text=\"a\")";
  QTest::newRow("result without payload") << "{cells: [result-ok(none)], " + empty + ", root: 0}" << ":result-ok=ok";
  QTest::newRow("inert cells are skipped") << "{cells: [option-none, integer(1), result-err(some(1))], " + empty + ", root: 2}" << ":result-err(err:integer=1)";
  QTest::newRow("record") << R"({cells: [bool(true), record-of(0)], record-infos: [{type-name: "r", fields: [("a", 0)]}], flags-infos: [], enum-infos: [], variant-infos: [], handle-infos: [], root: 1})" << ":record-of r(a:bool=true)";
  QTest::newRow("flags, enum, variant, handle in a list") <<
      R"({cells: [flags-set(0), enum-case(1), variant-case(0), resource-handle(0), list-of([0, 1, 2, 3])], record-infos: [], flags-infos: [{type-name: "f", set-flags: ["a", "b"]}],
          enum-infos: [{type-name: "e", case-name: "x"}, {type-name: "e", case-name: "y"}], variant-infos: [{type-name: "v", case-name: "c", payload: none}], handle-infos: [{type-name: "cat", id: 9}], root: 4})"
      << ":list-of([0]:flags-set f={a, b} [1]:enum-case e y [2]:variant-case v c [3]:resource-handle cat=<handle 9>)";
  // clang-format on
}

void TestCells::reads() {
  QFETCH(QString, tree);
  QFETCH(QString, expected);
  test::FlatMemory flat(4096);
  value::Memory memory = flat.memory();
  value::store(parsed(tree.toUtf8().constData(), value::fieldTreeType()), value::fieldTreeType(), 0, memory);
  const auto read = value::readFieldTree(0, memory);
  QVERIFY2(read, read ? "" : read.error().text().c_str());
  QCOMPARE(QString::fromStdString(outline(*read)), expected);
}

void TestCells::refuses_data() {
  QTest::addColumn<QString>("cells");
  QTest::addColumn<int>("root");
  QTest::addColumn<QString>("message");
  // clang-format off
  QTest::newRow("root out of range") << "[]" << 0 << "cell index 0 in a tree of 0 cells";
  QTest::newRow("child out of range") << "[option-some(5)]" << 0 << "cell index 5 in a tree of 1 cells";
  QTest::newRow("own parent") << "[list-of([0])]" << 0 << "cell 0 has two parents or is its own ancestor";
  QTest::newRow("cycle of two") << "[option-some(1), list-of([0])]" << 0 << "cell 0 has two parents or is its own ancestor";
  QTest::newRow("shared child") << "[integer(1), tuple-of([0, 0])]" << 1 << "cell 0 has two parents or is its own ancestor";
  QTest::newRow("info out of range") << "[record-of(0)]" << 0 << "info index 0 in a table of 0 entries, for record-of cell 0";
  // clang-format on
}

void TestCells::refuses() {
  QFETCH(QString, cells);
  QFETCH(int, root);
  QFETCH(QString, message);
  const QString text =
      QString(
          "{cells: %1, record-infos: [], flags-infos: [], enum-infos: [], variant-infos: [], "
          "handle-infos: [], root: %2}")
          .arg(cells)
          .arg(root);
  test::FlatMemory flat(4096);
  value::Memory memory = flat.memory();
  value::store(parsed(text.toUtf8().constData(), value::fieldTreeType()), value::fieldTreeType(), 0, memory);
  const auto read = value::readFieldTree(0, memory);
  QVERIFY(!read);
  QCOMPARE(QString::fromStdString(read.error().message), message);
}

/// A cell that no root leads to is lifted all the same (splicer.md 7.2).
void TestCells::refusesBadUnreachableCell() {
  const auto treeWith = [](test::FlatMemory& flat) {
    value::Memory memory = flat.memory();
    value::store(
        parsed("{cells: [integer(1), text(\"\")], record-infos: [], flags-infos: [], enum-infos: [], "
               "variant-infos: [], handle-infos: [], root: 0}",
               value::fieldTreeType()),
        value::fieldTreeType(), 0, memory);
    return std::uint32_t(flat.bytes[0]) | std::uint32_t(flat.bytes[1]) << 8;
  };
  test::FlatMemory text(4096), kind(4096);
  const std::uint32_t cellsAt = treeWith(text);
  text.put32(cellsAt + 16 + 8, 70000);
  QVERIFY(!value::readFieldTree(0, text.memory()));
  kind.bytes[treeWith(kind) + 16] = 19;
  QVERIFY(!value::readFieldTree(0, kind.memory()));
}

void TestCells::addresses() {
  test::FlatMemory flat(4096);
  value::Memory memory = flat.memory();
  value::store(
      parsed(
          "{cells: [text(\"abc\"), record-of(0)], record-infos: [{type-name: \"r\", fields: [(\"a\", 0)]}], "
          "flags-infos: [], enum-infos: [], variant-infos: [], handle-infos: [], root: 1}",
          value::fieldTreeType()),
      value::fieldTreeType(), 0, memory);
  const auto read = value::readFieldTree(0, memory);
  QVERIFY(read);
  QCOMPARE(read->cell, 1u);
  const cells::CellTree& text = read->children.front();
  QCOMPARE(text.address + 16, read->address);
  QCOMPARE(std::string(reinterpret_cast<const char*>(flat.bytes.data()) + text.contentAddress, 3),
           std::string("abc"));
  QVERIFY(read->infoAddress % 4 == 0 && read->infoAddress != 0);
}

void TestCells::json() {
  const types::ValType type = test::typeOf("record entry {value: list<u8>, ttl: option<f32>}");
  const auto tree = value::cellsOfValue(parsed("{value: [1, 255], ttl: some(nan)}", type), type, "entry");
  QCOMPARE(QString::fromStdString(cells::toJson(tree)), QString(R"({
  "field": "entry",
  "kind": "record-of",
  "type": "entry",
  "children": [
    {
      "field": "value",
      "kind": "bytes",
      "hex": "01ff"
    },
    {
      "field": "ttl",
      "kind": "option-some",
      "children": [
        {
          "field": "some",
          "kind": "floating",
          "value": "nan"
        }
      ]
    }
  ]
})"));
  QCOMPARE(QString::fromStdString(cells::toWave(tree)), QString("{value: [1, 255], ttl: some(nan)}"));
}

QTEST_APPLESS_MAIN(TestCells)
#include "tst_cells.moc"
