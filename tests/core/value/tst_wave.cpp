// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QRegularExpression>
#include <QSet>
#include <QtTest>
#include <random>

#include "core/value/example_call.h"
#include "core/value/value.h"
#include "tests/core/value/random_type.h"
#include "tests/support/type_text.h"

using namespace sb;

class TestWave : public QObject {
  Q_OBJECT
 private slots:
  void reads_data();
  void reads();
  void refuses_data();
  void refuses();
  void arguments_data();
  void arguments();
  void roundTrip();
  void examples_data();
  void examples();
  void handlesOfAnExampleCallDiffer();
};

void TestWave::reads_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("printed");
  const auto row = [](const char* name, const char* type, const char* text, const char* printed) {
    QTest::newRow(name) << type << text << printed;
  };
  // clang-format off
  row("bool", "bool", " true ", "true");
  row("largest u64", "u64", "18446744073709551615", "18446744073709551615");
  row("least s64", "s64", "-9223372036854775808", "-9223372036854775808");
  row("least s8", "s8", "-128", "-128");
  row("f32", "f32", "1.5", "1.5");
  row("f32 whole", "f32", "3", "3");
  row("f64 exponent", "f64", "6.022e+23", "6.022e+23");
  row("nan", "f64", "nan", "nan");
  row("minus infinity", "f32", "-inf", "-inf");
  row("minus zero", "f64", "-0", "-0");
  row("char", "char", "'x'", "'x'");
  row("char quote", "char", R"('\'')", R"('\'')");
  row("char code point", "char", R"('\u{1F44B}')", "'👋'");
  row("string", "string", R"("a \"b\" \n \u{0} ü")", R"("a \"b\" \n \u{0} ü")");
  row("string with apostrophe", "string", R"("it's")", R"("it's")");
  row("multi-line string", "string", "\"\"\"\n  one\n    two\n  \"\"\"", R"("one\n  two")");
  row("list", "list<u8>", "[1, 2 , 3,]", "[1, 2, 3]");
  row("empty list", "list<string>", "[]", "[]");
  row("fixed list", "list<u16, 2>", "[1, 2]", "[1, 2]");
  row("tuple", "tuple<u8, string>", R"((1, "x"))", R"((1, "x"))");
  row("record in any order", "record r {a: u8, b: string}", R"({b: "x", a: 1})", R"({a: 1, b: "x"})");
  row("record without its options", "record r {a: u8, b: option<u8>}", "{a: 1}", "{a: 1, b: none}");
  row("record of nothing but options", "record r {b: option<u8>}", "{:}", "{b: none}");
  row("field named like a keyword", "record r {ok: u8}", "{%ok: 1}", "{%ok: 1}");
  row("variant without payload", "variant v {none, msg(string)}", "%none", "%none");
  row("variant with payload", "variant v {none, msg(string)}", R"(msg("x"))", R"(msg("x"))");
  row("enum", "enum e {red, green}", "green", "green");
  row("flags", "flags f {r, w, x}", "{x, r}", "{r, x}");
  row("no flags", "flags f {r}", "{}", "{}");
  row("some", "option<u8>", "some(1)", "some(1)");
  row("some without the word", "option<u8>", "1", "some(1)");
  row("none", "option<u8>", "none", "none");
  row("nested options", "option<option<u8>>", "some(none)", "some(none)");
  row("escaped label in an option", "option<enum e {none, some}>", "%none", "some(%none)");
  row("ok", "result<u8, string>", "ok(1)", "ok(1)");
  row("ok without the word", "result<u8, string>", "1", "ok(1)");
  row("err", "result<u8, string>", R"(err("x"))", R"(err("x"))");
  row("ok without payload", "result", "ok", "ok");
  row("err without payload", "result<u8>", "err", "err");
  row("handle", "own<cat>", "<handle 3>", "<handle 3>");
  row("map as list of pairs", "map<string, u8>", R"([("a", 1)])", R"([("a", 1)])");
  row("comments", "list<u8>", "[1, // one\n 2]", "[1, 2]");
  // clang-format on
}

void TestWave::reads() {
  QFETCH(QString, type);
  QFETCH(QString, text);
  QFETCH(QString, printed);
  const types::ValType valType = test::typeOf(type.toStdString());
  const auto value = value::parseWave(text.toStdString(), valType);
  QVERIFY2(value, value ? "" : value.error().text().c_str());
  QCOMPARE(QString::fromStdString(value::printWave(*value, valType)), printed);
}

void TestWave::refuses_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<int>("offset");
  QTest::addColumn<QString>("message");
  const auto row = [](const char* name, const char* type, const QByteArray& text, int offset,
                      const char* message) { QTest::newRow(name) << type << text << offset << message; };
  // clang-format off
  row("u8 too large", "u8", "300", 0, "300 is out of range for u8 (0 to 255)");
  row("negative u8", "u8", "-1", 0, "-1 is out of range for u8 (0 to 255)");
  row("s8 too small", "s8", "-129", 0, "-129 is out of range for s8 (-128 to 127)");
  row("number with a point", "u32", "1.5", 0, "`1.5` is not a whole number (u32)");
  row("text for a number", "u32", R"("a")", 0, "expected a number (u32), found `\"`");
  row("number too big for f32", "f32", "1e40", 0, "1e40 is out of range for f32");
  row("end of the text", "tuple<u8, u8>", "(1,", 3, "expected a number (u8), found the end of the text");
  row("text after the value", "u8", "1 2", 2, "expected the end of the value, found `2`");
  row("string without end", "string", "\"abc", 0, "the string has no closing quote");
  row("unknown escape", "string", R"("a\q")", 2, R"(unknown escape; known are \n \r \t \\ \' \" and \u{…})");
  row("surrogate escape", "string", R"("\u{d800}")", 1, "`\\u{…}` does not name a character (surrogate or above 10ffff)");
  row("two characters", "char", "'ab'", 0, "expected one character between the quotes");
  row("unknown case", "enum color {red, green}", "blue", 0, "expected a case of `color`: `red`, `green`, found `blue`");
  row("payload too much", "variant v {a, b(u8)}", "a(1)", 1, "`a` has no payload");
  row("payload missing", "variant v {a, b(u8)}", "b", 1, "expected `(` and the payload of `b`, found the end of the text");
  row("unknown field", "record r {a: u8}", "{b: 1}", 1, "no field `b`; there is `a`");
  row("missing field", "record r {a: u8, b: u8}", "{a: 1}", 0, "field `b` is missing");
  row("field twice", "record r {a: u8}", "{a: 1, a: 2}", 7, "`a` is given twice");
  row("unknown flag", "flags f {r, w}", "{q}", 1, "expected a flag: `r`, `w`, found `q`");
  row("tuple too short", "tuple<u8, u8>", "(1)", 0, "the tuple has 2 elements, found 1");
  row("tuple too long", "tuple<u8>", "(1, 2)", 4, "the tuple has only 1 elements");
  row("fixed list length", "list<u8, 2>", "[1]", 0, "the list has a fixed length of 2, found 1 elements");
  row("nested option needs its word", "option<option<u8>>", "1", 0, "expected `some(…)` or `none`, found `1`");
  row("comma missing", "list<u8>", "[1 2]", 3, "expected `,` or `]`, found `2`");
  row("not UTF-8", "string", QByteArray("\"a\xff\"", 4), 2, "the text is not UTF-8 here");
  // clang-format on
}

void TestWave::refuses() {
  QFETCH(QString, type);
  QFETCH(QByteArray, text);
  QFETCH(int, offset);
  QFETCH(QString, message);
  const auto value = value::parseWave(text.toStdString(), test::typeOf(type.toStdString()));
  QVERIFY(!value);
  QCOMPARE(value.error().code, ErrorCode::BadSyntax);
  QCOMPARE(QString::fromStdString(value.error().message), message);
  QCOMPARE(static_cast<int>(value.error().offset.value_or(9999)), offset);
}

void TestWave::arguments_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("printed");
  // parameters: key: string, entry: record { size: u32 }, ttl: option<u32>
  // clang-format off
  QTest::newRow("named") << R"(key: "a", entry: {size: 1}, ttl: 5)" << R"("a" | {size: 1} | some(5))";
  QTest::newRow("named in any order, option left out") << R"(entry: {size: 1}, key: "a")" << R"("a" | {size: 1} | none)";
  QTest::newRow("positional") << R"("a", {size: 1}, none)" << R"("a" | {size: 1} | none)";
  QTest::newRow("positional, then named") << R"("a", ttl: 3, entry: {size: 1})" << R"("a" | {size: 1} | some(3))";
  QTest::newRow("too many") << R"("a", {size: 1}, none, 5)" << "too many arguments: the function takes 3";
  QTest::newRow("missing") << R"("a")" << "argument `entry` is missing";
  QTest::newRow("unknown") << R"(kye: "a")" << "no argument `kye`; there is `key`, `entry`, `ttl`";
  // clang-format on
}

void TestWave::arguments() {
  QFETCH(QString, text);
  QFETCH(QString, printed);
  const std::vector<types::Param> params{{"key", test::typeOf("string")},
                                         {"entry", test::typeOf("record entry {size: u32}")},
                                         {"ttl", test::typeOf("option<u32>")}};
  const auto values = value::parseWaveArguments(text.toStdString(), params);
  std::string found;
  if (values)
    for (std::size_t i = 0; i < params.size(); ++i)
      found += (i ? " | " : "") + value::printWave((*values)[i], params[i].type);
  else
    found = values.error().message;
  QCOMPARE(QString::fromStdString(found), printed);
}

void TestWave::roundTrip() {
  std::mt19937_64 engine(7);
  const std::function<std::uint64_t()> next = [&engine] { return engine(); };
  for (int i = 0; i < 10000; ++i) {
    const types::ValType type = test::randomType(next, 4, true);
    const value::Value value = value::randomValue(type, next, 1);
    const std::string text = value::printWave(value, type);
    const auto again = value::parseWave(text, type);
    QVERIFY2(again, (text + ": " + (again ? "" : again.error().text())).c_str());
    QVERIFY2(*again == value, text.c_str());
  }
}

void TestWave::examples_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("printed");
  // clang-format off
  QTest::newRow("key") << "string" << "key" << R"("order/4711")";
  QTest::newRow("list of keys") << "list<string>" << "keys" << R"(["order/4711", "order/4712"])";
  QTest::newRow("number") << "u32" << "x" << "900";
  QTest::newRow("number in a byte") << "u8" << "x" << "7";
  QTest::newRow("option") << "option<u32>" << "ttl" << "some(900)";
  QTest::newRow("result") << "result<string, u8>" << "value" << R"(ok("two boxes"))";
  QTest::newRow("record") << "record entry {value: list<u8>, ttl: option<u32>}" << "entry"
                          << "{value: [116, 119, 111, 32, 98, 111, 120, 101, 115], ttl: some(900)}";
  QTest::newRow("variant takes the first payload") << "variant v {unit, msg(string)}" << "v" << R"(msg("hello"))";
  QTest::newRow("flags") << "flags f {a, b, c}" << "f" << "{a, c}";
  QTest::newRow("enums in a list") << "list<enum e {a, b, c}>" << "f" << "[a, b]";
  // clang-format on
}

void TestWave::examples() {
  QFETCH(QString, type);
  QFETCH(QString, name);
  QFETCH(QString, printed);
  const types::ValType valType = test::typeOf(type.toStdString());
  const value::Value value = value::exampleValue(valType, name.toStdString());
  QCOMPARE(QString::fromStdString(value::printWave(value, valType)), printed);
  QVERIFY(value == value::exampleValue(valType, name.toStdString()));
}

/// In a call all handles lie in one table: no two of them may have one number.
void TestWave::handlesOfAnExampleCallDiffer() {
  const auto file = std::make_shared<types::Resource>();
  const auto typeOf = [&](const char* text) {
    test::TypeText reader(text);
    reader.resources().emplace("file", file);
    return reader.whole();
  };
  types::FuncType open;
  open.params = {{"self", typeOf("borrow<file>")},
                 {"others", typeOf("record r {a: own<file>, b: option<own<file>>, c: list<own<file>>}")},
                 {"count", typeOf("u32")}};
  open.result = typeOf("result<own<file>, string>");
  const value::ExampleCall call = value::exampleCall(open);
  QString printed;
  for (std::size_t i = 0; i < open.params.size(); ++i)
    printed += QString::fromStdString(value::printWave(call.args[i], open.params[i].type)) + "; ";
  printed += QString::fromStdString(value::printWave(call.result.front(), open.result));
  QStringList handles;
  const QRegularExpression number("<handle (\\d+)>");
  for (auto at = number.globalMatch(printed); at.hasNext();) handles << at.next().captured(1);
  QVERIFY2(handles.size() >= 5, qPrintable(printed));
  QCOMPARE(QSet<QString>(handles.begin(), handles.end()).size(), handles.size());
  QCOMPARE(handles.last(), QString::number(value::FirstResultHandle));
}

QTEST_APPLESS_MAIN(TestWave)
#include "tst_wave.moc"
