// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <random>

#include "core/abi/canonical_abi.h"
#include "core/value/value.h"
#include "tests/core/value/flat_memory.h"
#include "tests/core/value/random_type.h"
#include "tests/support/type_text.h"

using namespace sb;

namespace {

QString hex(const std::vector<std::uint8_t>& bytes, std::uint32_t from, std::uint32_t size) {
  return QString::fromLatin1(
      QByteArray(reinterpret_cast<const char*>(bytes.data() + from), static_cast<int>(size)).toHex());
}

}  // namespace

class TestCanonicalValues : public QObject {
  Q_OBJECT
 private slots:
  void stored_data();
  void stored();
  void flat_data();
  void flat();
  void traps_data();
  void traps();
  void flatTraps();
  void emptyContentIsAllocated();
  void randomStoreLoad();
  void randomFlat();
};

void TestCanonicalValues::stored_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("value");
  QTest::addColumn<QString>("bytes");  // pattern byte a5 where nothing is written; content begins at 64
  // clang-format off
  QTest::newRow("u16") << "u16" << "500" << "f401";
  QTest::newRow("s32") << "s32" << "-2" << "feffffff";
  QTest::newRow("char") << "char" << "'ü'" << "fc000000";
  QTest::newRow("f32") << "f32" << "1.5" << "0000c03f";
  QTest::newRow("string") << "string" << R"("abc")" << "4000000003000000";
  QTest::newRow("record with padding") << "record r {a: u8, b: u32, c: u8}" << "{a: 1, b: 2, c: 3}" << "01a5a5a50200000003a5a5a5";
  QTest::newRow("option") << "option<u32>" << "7" << "01a5a5a507000000";
  QTest::newRow("none keeps its payload bytes") << "option<u32>" << "none" << "00a5a5a5a5a5a5a5";
  QTest::newRow("result of u64") << "result<u8, u64>" << "err(1)" << "01a5a5a5a5a5a5a50100000000000000";
  QTest::newRow("flags of 9") << "flags#9 f" << "{f0, f8}" << "0101";
  QTest::newRow("enum of 300") << "enum#300 e" << "c299" << "2b01";
  QTest::newRow("fixed list") << "list<u16, 2>" << "[1, 2]" << "01000200";
  QTest::newRow("handle") << "own<r>" << "<handle 9>" << "09000000";
  // clang-format on
}

void TestCanonicalValues::stored() {
  QFETCH(QString, type);
  QFETCH(QString, value);
  QFETCH(QString, bytes);
  const types::ValType valType = test::typeOf(type.toStdString());
  const auto parsed = value::parseWave(value.toStdString(), valType);
  QVERIFY(parsed);
  test::FlatMemory flat(256);
  value::Memory memory = flat.memory();
  value::store(*parsed, valType, 0, memory);
  QCOMPARE(hex(flat.bytes, 0, abi::sizeAlign(valType).size), bytes);
  const auto loaded = value::load(valType, 0, memory);
  QVERIFY(loaded && *loaded == *parsed);
}

void TestCanonicalValues::flat_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("value");
  QTest::addColumn<QString>("words");
  // clang-format off
  QTest::newRow("s8 is sign-extended to 32 bits") << "s8" << "-1" << "i32:ffffffff";
  QTest::newRow("string") << "string" << R"("abc")" << "i32:40 i32:3";
  QTest::newRow("unused slots are zero") << "variant v {a, b(tuple<u32, u64>)}" << "a" << "i32:0 i32:0 i64:0";
  QTest::newRow("trap 33: f32 in a joined slot") << "variant v {f(f32), n(u64)}" << "f(1.5)" << "i32:0 i64:3fc00000";
  QTest::newRow("f32 joined with u32") << "variant v {f(f32), n(u32)}" << "f(1.5)" << "i32:0 i32:3fc00000";
  QTest::newRow("f64 joined with u32") << "result<f64, u32>" << "ok(1)" << "i32:0 i64:3ff0000000000000";
  QTest::newRow("text joined with u64") << "variant v {s(string), n(u64)}" << R"(s("ab"))" << "i32:0 i64:40 i32:2";
  QTest::newRow("negative in a joined slot keeps 32 bits") << "variant v {s(s32), n(u64)}" << "s(-1)" << "i32:0 i64:ffffffff";
  // clang-format on
}

void TestCanonicalValues::flat() {
  QFETCH(QString, type);
  QFETCH(QString, value);
  QFETCH(QString, words);
  const types::ValType valType = test::typeOf(type.toStdString());
  const auto parsed = value::parseWave(value.toStdString(), valType);
  QVERIFY(parsed);
  test::FlatMemory memoryBytes(256);
  value::Memory memory = memoryBytes.memory();
  const std::vector<value::CoreValue> values = value::lowerFlat(*parsed, valType, memory);
  QStringList found;
  for (const value::CoreValue& core : values) {
    const char* name = core.type == 0x7f   ? "i32"
                       : core.type == 0x7e ? "i64"
                       : core.type == 0x7d ? "f32"
                                           : "f64";
    found += QString("%1:%2").arg(name).arg(static_cast<qulonglong>(core.bits), 0, 16);
  }
  QCOMPARE(found.join(QChar(32)), words);
  std::size_t position = 0;
  const auto lifted = value::liftFlat(valType, values, position, memory);
  QVERIFY(lifted && *lifted == *parsed);
  QCOMPARE(position, values.size());
}

void TestCanonicalValues::traps_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("message");
  const auto row = [](const char* name, const char* type, const char* bytes, const char* message) {
    QTest::newRow(name) << type << QByteArray::fromHex(bytes) << message;
  };
  // clang-format off
  row("text out of bounds", "string", "0001000001000000", "a string of 1 bytes at 256 is out of bounds");
  row("trap 35: empty text beyond the end", "string", "0101000000000000", "a string of 0 bytes at 257 is out of bounds");
  row("text that is not UTF-8", "string", "2000000003000000", "a string is not UTF-8 at byte 0 of 3");
  row("too long a text", "string", "0000000000000010", "a string is longer than 2^28 - 1 bytes");
  row("list not aligned", "list<u32>", "0200000001000000", "a list at 2 is not aligned to 4");
  row("trap 35: empty list not aligned", "list<u32>", "0200000000000000", "a list at 2 is not aligned to 4");
  row("trap 35: empty list beyond the end", "list<u64>", "0801000000000000", "a list of 0 bytes at 264 is out of bounds");
  row("list out of bounds", "list<u64>", "f800000002000000", "a list of 16 bytes at 248 is out of bounds");
  row("discriminant", "option<u8>", "0200", "discriminant 2 of a type with 2 cases");
  row("enum", "enum e {a, b, c}", "03", "discriminant 3 of a type with 3 cases");
  row("surrogate", "char", "00d80000", "a char is not a Unicode scalar value: 55296");
  row("char too large", "char", "00001100", "a char is not a Unicode scalar value: 1114112");
  row("any bool byte is fine", "bool", "02", "");
  row("superfluous flag bits are dropped", "flags f {a}", "ff", "");
  row("trap 35: empty text at the end", "string", "0001000000000000", "");
  // clang-format on
}

void TestCanonicalValues::traps() {
  QFETCH(QString, type);
  QFETCH(QByteArray, bytes);
  QFETCH(QString, message);
  test::FlatMemory flat(256, 0xff);
  std::copy(bytes.begin(), bytes.end(), flat.bytes.begin());
  const auto loaded = value::load(test::typeOf(type.toStdString()), 0, flat.memory());
  QCOMPARE(loaded ? QString() : QString::fromStdString(loaded.error().message), message);
  if (!loaded) QCOMPARE(loaded.error().code, ErrorCode::Trap);
}

void TestCanonicalValues::flatTraps() {
  test::FlatMemory flat(256);
  std::size_t position = 0;
  const types::ValType type = test::typeOf("variant v {s(string), n(u64)}");
  QVERIFY(!value::liftFlat(type, {{0x7f, 2}, {0x7e, 0}, {0x7f, 0}}, position, flat.memory()));
  position = 0;
  QVERIFY(!value::liftFlat(type, {{0x7f, 0}, {0x7e, 0x1000}, {0x7f, 0}}, position, flat.memory()));
  position = 0;
  QVERIFY(value::liftFlat(type, {{0x7f, 1}, {0x7e, ~0ull}, {0x7f, 77}}, position, flat.memory()));
  QCOMPARE(position, std::size_t(3));
  // trap 33: of an f32 in a slot of 64 bits the upper half is not looked at
  position = 0;
  const types::ValType joined = test::typeOf("variant v {f(f32), n(u64)}");
  const auto lifted =
      value::liftFlat(joined, {{0x7f, 0}, {0x7e, 0xdeadbeef'3fc00000}}, position, flat.memory());
  QVERIFY(lifted);
  QCOMPARE(value::printWave(*lifted, joined), std::string("f(1.5)"));
}

void TestCanonicalValues::emptyContentIsAllocated() {
  test::FlatMemory flat(256);
  value::Memory memory = flat.memory();
  const types::ValType type = test::typeOf("tuple<string, list<u64>>");
  value::lowerFlat(*value::parseWave("(\"\", [])", type), type, memory);
  QCOMPARE(flat.allocations.size(), std::size_t(2));
  QCOMPARE(flat.allocations[1], std::make_pair(8u, 0u));
}

void TestCanonicalValues::randomStoreLoad() {
  std::mt19937_64 engine(11);
  const std::function<std::uint64_t()> next = [&engine] { return engine(); };
  for (int i = 0; i < 3000; ++i) {
    const types::ValType type = test::randomType(next, 4, true);
    const value::Value value = value::randomValue(type, next, 1);
    test::FlatMemory flat(1 << 16);
    value::Memory memory = flat.memory();
    const std::uint32_t address = memory.allocate(abi::sizeAlign(type).align, abi::sizeAlign(type).size);
    value::store(value, type, address, memory);
    const auto loaded = value::load(type, address, memory);
    QVERIFY2(loaded, value::printWave(value, type).c_str());
    QVERIFY2(*loaded == value, value::printWave(value, type).c_str());
  }
}

void TestCanonicalValues::randomFlat() {
  std::mt19937_64 engine(13);
  const std::function<std::uint64_t()> next = [&engine] { return engine(); };
  for (int i = 0; i < 3000; ++i) {
    const types::ValType type = test::randomType(next, 3, true);
    const value::Value value = value::randomValue(type, next, 1);
    test::FlatMemory flat(1 << 16);
    value::Memory memory = flat.memory();
    const std::vector<value::CoreValue> values = value::lowerFlat(value, type, memory);
    const std::vector<abi::CoreType> expected = abi::flatten(type);
    QCOMPARE(values.size(), expected.size());
    for (std::size_t k = 0; k < values.size(); ++k)
      QCOMPARE(values[k].type, static_cast<std::uint8_t>(expected[k]));
    std::size_t position = 0;
    const auto lifted = value::liftFlat(type, values, position, memory);
    QVERIFY2(lifted && *lifted == value, value::printWave(value, type).c_str());
    QCOMPARE(position, values.size());
  }
}

QTEST_APPLESS_MAIN(TestCanonicalValues)
#include "tst_canonical_values.moc"
