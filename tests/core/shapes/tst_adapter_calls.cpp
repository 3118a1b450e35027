// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/core/shapes/adapter_calls.h"

// What calls of an adapter do beyond passing values: every arm, ragged lists, many calls, traps.

using namespace sb;
using namespace sb::test;

namespace {

/// Lists of u32, `depth` levels, whose lengths differ from place to place; one level has a list of 40.
value::Value raggedList(unsigned depth, unsigned level40, std::uint32_t& seed) {
  value::ListValue out;
  const std::uint32_t length = depth == level40 && seed % 3 == 0 ? 40 : seed % 4;
  seed = seed * 1664525u + 1013904223u;
  for (std::uint32_t i = 0; i < length; ++i)
    out.items.push_back(depth == 1 ? number(seed + i) : raggedList(depth - 1, level40, seed));
  return value::Value{std::move(out)};
}

}  // namespace

class TestAdapterCalls : public QObject {
  Q_OBJECT
 private slots:
  void everyArmNumber_data();
  void everyArmNumber();
  void raggedLists();
  void manyCalls_data();
  void manyCalls();
  void trapInTheCallee();
};

void TestAdapterCalls::everyArmNumber_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("pattern");
  const auto row = [](const char* type, const char* pattern) { QTest::newRow(type) << type << pattern; };
  row("result<u32, string>", "ok(%1)");
  row("result<u64, list<u8>>", "ok(%1)");
  row("variant v {num(u64), msg(string)}", "num(%1)");
  row("variant v {n(u32), c(char)}", "n(%1)");
  row("variant v {n(u32), l(list<u32>)}", "n(%1)");
  row("variant v {n(u32), f(flags f {a, b})}", "n(%1)");
  row("variant v {n(u32), e(enum e {a, b})}", "n(%1)");
  row("variant v {n(tuple<u32, u32>), l(list<list<u32>>)}", "n((%1, %1))");
  row("result<tuple<u32, u32>, string>", "ok((5, %1))");
  row("list<result<tuple<u64, u64>, list<string>>>", "[ok((%1, %1)), err([\"a\"]), ok((%1, %1))]");
  row("list<variant v {n(u64), o(option<string>), r(result<char, list<char>>)}>",
      "[n(%1), o(some(\"\")), n(%1), r(ok('x'))]");
}

void TestAdapterCalls::everyArmNumber() {
  QFETCH(QString, type);
  QFETCH(QString, pattern);
  const std::string text = "(x: " + type.toStdString() + ") -> " + type.toStdString();
  for (const bool async : {false, true}) {
    const Made made = make(test::adapterRequest({{"foo", text}}, 2, async));
    const types::ValType valType = made.adapter.functions[0].type->params[0].type;
    for (const char* n : {"0", "1", "64", "55296", "65535", "65536", "70000", "2147483648", "4294967295",
                          "281474976710655", "9223372036854775808", "18446744073709551615"}) {
      const auto value = value::parseWave(pattern.arg(n).toStdString(), valType);
      if (!value) continue;  // too large for a u32
      const std::string wrong = echo(made, 0, *value, {});
      QVERIFY2(wrong.empty(), wrong.c_str());
    }
  }
}

void TestAdapterCalls::raggedLists() {
  std::string text = "u32";
  std::uint32_t seed = 7;
  for (unsigned depth = 1; depth <= 6; ++depth) {
    text = "list<" + text + ">";
    const Made made = make(test::adapterRequest({{"foo", "(x: " + text + ") -> " + text}}, 2, false));
    for (unsigned round = 0; round < 60; ++round) {
      const std::string wrong = echo(made, 0, raggedList(depth, 1 + round % depth, seed), {});
      QVERIFY2(wrong.empty(), wrong.c_str());
    }
  }
}

void TestAdapterCalls::manyCalls_data() {
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("async");
  for (unsigned tier = 1; tier <= 2; ++tier)
    for (const bool async : {false, true})
      QTest::newRow(QString("tier %1 %2").arg(tier).arg(async ? "async" : "sync").toUtf8().constData())
          << tier << async;
}

/// Texts and lists that the caller lowers into the adapter are freed, in every call.
void TestAdapterCalls::manyCalls() {
  QFETCH(unsigned, tier);
  QFETCH(bool, async);
  const std::string type = "tuple<string, list<string>>";
  const Made made = make(test::adapterRequest({{"foo", "(x: " + type + ") -> " + type}}, tier, async));
  const value::Value value = parsed("(\"" + std::string(2000, 'x') + R"(", ["one", "two", "three"]))",
                                    made.adapter.functions[0].type->params[0].type);
  Simulation simulation;
  simulation.suspendHooks = async;
  for (int i = 0; i < 20000; ++i) {
    const std::string wrong = echo(made, 0, value, simulation);
    QVERIFY2(wrong.empty(), wrong.c_str());
  }
  QCOMPARE(made.machine->live(), 0u);
  QCOMPARE(made.machine->memoryBytes(), 65536u);
}

void TestAdapterCalls::trapInTheCallee() {
  const Made made = make(test::adapterRequest({{"foo", "(x: u32) -> string"}}, 2, false));
  const auto outcome = made.machine->call(0, {number(1)}, answering({}));
  QVERIFY(!outcome);
  QCOMPARE(QString::fromStdString(outcome.error().message), QString("the simulated callee gave 0 results"));
}

QTEST_APPLESS_MAIN(TestAdapterCalls)
#include "tst_adapter_calls.moc"
