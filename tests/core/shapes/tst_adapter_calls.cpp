// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <algorithm>

#include "core/interp/adapter_machine.h"
#include "core/value/value_parts.h"
#include "tests/core/shapes/adapter_request.h"

// What calls of an adapter do beyond passing values: skipping, dropping, overlapping, lasting.

using namespace sb;

namespace {

using interp::AdapterMachine;
using interp::CallOutcome;
using interp::Simulation;

struct Made {
  adapt::Adapter adapter;
  std::unique_ptr<AdapterMachine> machine;
};

Made make(const plan::AdapterRequest& request) {
  Made out;
  auto adapter = adapt::generateAdapter(request);
  if (!adapter) qFatal("not generated: %s", adapter.error().text().c_str());
  out.adapter = *std::move(adapter);
  auto machine = AdapterMachine::create(out.adapter);
  if (!machine) qFatal("not loaded: %s", machine.error().text().c_str());
  out.machine = *std::move(machine);
  return out;
}

value::Value parsed(const std::string& text, const types::ValType& type) {
  auto value = value::parseWave(text, type);
  if (!value) qFatal("%s: %s", text.c_str(), value.error().text().c_str());
  return *std::move(value);
}

Simulation answering(std::vector<value::Value> result) {
  Simulation out;
  out.downstream = [result = std::move(result)](const std::vector<value::Value>&) { return result; };
  return out;
}

QString moments(const CallOutcome& outcome) {
  QStringList out;
  for (const interp::HookCall& hook : outcome.hooks) out += QString::fromStdString(hook.moment);
  return out.join(' ');
}

/// Calls `(x: T) -> T` of function `index` with the same value in and out; the first thing that is wrong.
std::string echo(const Made& made, std::size_t index, const value::Value& value, Simulation simulation) {
  const types::ValType& type = made.adapter.functions[index].type->params[0].type;
  simulation.downstream = [&value](const std::vector<value::Value>&) {
    return std::vector<value::Value>{value};
  };
  const auto outcome = made.machine->call(index, {value}, simulation);
  const std::string about = " for " + value::printWave(value, type).substr(0, 300);
  if (!outcome) return outcome.error().text() + about;
  if (outcome->downstreamArgs != std::vector<value::Value>{value})
    return "the callee saw something else" + about;
  if (outcome->result != std::vector<value::Value>{value}) return "the caller got something else" + about;
  if (made.adapter.tier == 2) {
    if (outcome->hooks.size() != 2 || outcome->hooks[0].trees.size() != 1 ||
        outcome->hooks[1].trees.size() != 1)
      return "hooks are missing" + about;
    if (!(outcome->hooks[0].trees[0] == value::cellsOfValue(value, type, "x")))
      return "on-call saw something else" + about;
    if (!(outcome->hooks[1].trees[0] == value::cellsOfValue(value, type, "result")))
      return "on-return saw something else" + about;
  }
  return {};
}

value::Value number(std::uint64_t n) { return value::Value{n}; }

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
  void skipped_data();
  void skipped();
  void refusedWithAValue_data();
  void refusedWithAValue();
  void twoTiers_data();
  void twoTiers();
  void everyArmNumber_data();
  void everyArmNumber();
  void raggedLists();
  void synchronousCallWhileWaiting_data();
  void synchronousCallWhileWaiting();
  void overlappingCalls_data();
  void overlappingCalls();
  void synchronousFunctionMayNotWait();
  void manyCalls_data();
  void manyCalls();
  void trapInTheCallee();
  void oneHookOnly_data();
  void oneHookOnly();
  void synchronousHooks_data();
  void synchronousHooks();
};

void TestAdapterCalls::skipped_data() {
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("gate");
  QTest::addColumn<bool>("async");
  QTest::addColumn<bool>("asyncHooks");
  QTest::addColumn<bool>("skip");
  for (const bool async : {false, true})
    for (const bool asyncHooks : {false, true})
      for (const bool skip : {false, true})
        for (const auto& [tier, gate] : {std::pair(1u, false), std::pair(1u, true), std::pair(2u, true)}) {
          const QString name = QString("tier %1 %2, %3 function, %4 hook, %5")
                                   .arg(tier)
                                   .arg(gate ? "gate" : "blocking", async ? "async" : "sync",
                                        asyncHooks ? "async" : "sync", skip ? "skips" : "goes on");
          QTest::newRow(name.toUtf8().constData()) << tier << gate << async << asyncHooks << skip;
        }
}

/// Owned handles and borrows at every depth are given back also when the callee is never called.
void TestAdapterCalls::skipped() {
  QFETCH(unsigned, tier);
  QFETCH(bool, gate);
  QFETCH(bool, async);
  QFETCH(bool, asyncHooks);
  QFETCH(bool, skip);
  test::HookChoice hooks;
  hooks.blocking = !gate;
  hooks.gate = gate;
  hooks.async = asyncHooks;
  const Made made = make(test::adapterRequest(
      {{"foo",
        "(a: own<cat>, b: borrow<dog>, c: list<option<borrow<dog>>>, d: result<own<cat>, list<own<dog>>>, "
        "e: list<stream<u8>>, f: string)"}},
      tier, async, hooks));
  const std::vector<types::Param>& params = made.adapter.functions[0].type->params;
  const char* texts[] = {"<handle 1>",
                         "<handle 2>",
                         "[some(<handle 3>), none, some(<handle 4>)]",
                         "err([<handle 5>, <handle 6>])",
                         "[<handle 7>]",
                         "\"text\""};
  std::vector<value::Value> args;
  for (std::size_t i = 0; i < params.size(); ++i) args.push_back(parsed(texts[i], params[i].type));
  for (int round = 0; round < 3; ++round) {
    Simulation simulation = answering({});
    simulation.block = skip;
    simulation.suspendHooks = async && round == 1;
    const auto outcome = made.machine->call(0, args, simulation);
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QCOMPARE(outcome->calledDownstream, !skip);
    const QString verdict = gate ? "should-call" : "should-block";
    QCOMPARE(moments(*outcome), "on-call " + verdict + (skip ? "" : " on-return"));
    std::vector<std::uint32_t> dropped = outcome->droppedHandles;
    std::sort(dropped.begin(), dropped.end());
    QCOMPARE(dropped, skip ? (std::vector<std::uint32_t>{1, 5, 6, 7}) : std::vector<std::uint32_t>());
  }
}

void TestAdapterCalls::refusedWithAValue_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("text");
  const auto row = [](const char* type, const char* text) { QTest::newRow(type) << type << text; };
  row("bool", "true");
  row("s8", "-7");
  row("u64", "18446744073709551615");
  row("f32", "1.5");
  row("f64", "nan");
  row("char", "'\\u{20ac}'");
  row("string", "\"closed for today\"");
  row("list<u8>", "[1, 2, 3]");
  row("list<string>", "[\"\", \"one\", \"two\"]");
  row("list<list<u64>>", "[[], [1, 2], [3]]");
  row("record r {a: u8, b: string, c: option<u64>}", "{a: 1, b: \"b\", c: some(5)}");
  row("result<u32, string>", "err(\"refused\")");
  row("result", "err");
  row("variant v {n(u64), t(string)}", "t(\"text\")");
  row("enum e {a, b, c}", "c");
  row("flags f {a, b, c}", "{a, c}");
  row("tuple<u32>", "(9)");
  row("option<f32>", "some(2.5)");
  row("map<string, u32>", "[(\"a\", 1), (\"b\", 2)]");
  row("tuple<u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, string>",
      "(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, \"seventeen\")");
}

/// A call that the gate refuses returns the value of the options; one that it lets through the callee's.
void TestAdapterCalls::refusedWithAValue() {
  QFETCH(QString, type);
  QFETCH(QString, text);
  test::HookChoice hooks;
  hooks.gate = true;
  for (const bool async : {false, true})
    for (const bool asyncHooks : {false, true})
      for (unsigned tier = 1; tier <= 2; ++tier) {
        hooks.async = asyncHooks;
        auto request =
            test::adapterRequest({{"noise", "(a: string) -> string"},
                                  {"foo", "(a: own<cat>, b: list<borrow<dog>>) -> " + type.toStdString()}},
                                 tier, async, hooks);
        request.gateValues = {{"noise", "\"no\""}, {"foo", text.toStdString()}};
        const Made made = make(request);
        const types::FuncType& foo = *made.adapter.functions[1].type;
        const value::Value refused = parsed(text.toStdString(), foo.result),
                           other = value::exampleValue(foo.result, "other");
        for (int round = 0; round < 4; ++round) {
          const std::vector<value::Value> args{parsed("<handle 1>", foo.params[0].type),
                                               parsed("[<handle 2>, <handle 3>]", foo.params[1].type)};
          Simulation simulation = answering({other});
          simulation.block = round % 2 == 0;
          const auto outcome = made.machine->call(1, args, simulation);
          QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
          QCOMPARE(outcome->calledDownstream, !simulation.block);
          QVERIFY(outcome->result == std::vector<value::Value>{simulation.block ? refused : other});
          QCOMPARE(outcome->droppedHandles.size(), std::size_t(simulation.block ? 1 : 0));
          QCOMPARE(made.machine->live(), decltype(made.machine->live())(0));
        }
      }
}

void TestAdapterCalls::twoTiers_data() {
  QTest::addColumn<bool>("async");
  QTest::addColumn<bool>("asyncHooks");
  QTest::addColumn<bool>("refuse");
  for (const bool async : {false, true})
    for (const bool asyncHooks : {false, true})
      for (const bool refuse : {false, true})
        QTest::newRow(
            QString("%1 functions, %2 hooks, %3")
                .arg(async ? "async" : "sync", asyncHooks ? "async" : "sync", refuse ? "refused" : "made")
                .toUtf8()
                .constData())
            << async << asyncHooks << refuse;
}

/// Hooks of both tiers in one middleware: tier 1 stands outside, one call has one number.
void TestAdapterCalls::twoTiers() {
  QFETCH(bool, async);
  QFETCH(bool, asyncHooks);
  QFETCH(bool, refuse);
  auto request = test::adapterRequest({{"foo", "(x: list<string>) -> option<string>"}}, 1, async);
  request.hooks.clear();
  using graph::HookMoment;
  for (const HookMoment moment : {HookMoment::Before, HookMoment::Gate, HookMoment::After})
    for (unsigned tier = 1; tier <= 2; ++tier)
      request.hooks.push_back(test::hookInterface(moment, tier, asyncHooks));
  request.gateValues["foo"] = "some(\"no\")";
  const Made made = make(request);
  const types::FuncType& foo = *made.adapter.functions[0].type;
  const value::Value arg = parsed(R"(["a", "b"])", foo.params[0].type), result = parsed("none", foo.result);
  for (std::uint64_t round = 1; round <= 3; ++round) {
    Simulation simulation = answering({result});
    simulation.block = refuse;
    simulation.suspendHooks = async && round == 2;
    const auto outcome = made.machine->call(0, {arg}, simulation);
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QCOMPARE(moments(*outcome),
             QString(refuse ? "on-call on-call should-call"
                            : "on-call on-call should-call should-call on-return on-return"));
    for (const interp::HookCall& hook : outcome->hooks) QCOMPARE(hook.id, round);
    // The first of two is the one without values on the way in, the last one on the way out.
    QVERIFY(outcome->hooks[0].trees.empty());
    QVERIFY(outcome->hooks[1].trees.at(0) == value::cellsOfValue(arg, foo.params[0].type, "x"));
    if (!refuse) {
      QVERIFY(outcome->hooks[4].trees.at(0) == value::cellsOfValue(result, foo.result, "result"));
      QVERIFY(outcome->hooks[5].trees.empty());
    }
    QVERIFY(outcome->result ==
            std::vector<value::Value>{refuse ? parsed("some(\"no\")", foo.result) : result});
  }
}

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

void TestAdapterCalls::synchronousCallWhileWaiting_data() {
  QTest::addColumn<unsigned>("tier");
  QTest::newRow("tier 1") << 1u;
  QTest::newRow("tier 2") << 2u;
}

/// While an async call waits, a synchronous one may come in.
void TestAdapterCalls::synchronousCallWhileWaiting() {
  QFETCH(unsigned, tier);
  const std::string slow = "list<record r {name: string, ids: list<u64>}>",
                    quick = "result<list<string>, u64>";
  const Made made = make(test::adapterRequest(
      {{"slow", "async (x: " + slow + ") -> " + slow}, {"quick", "(x: " + quick + ") -> " + quick}}, tier,
      false));
  const value::Value slowValue =
      parsed(R"([{name: "a", ids: [1, 2]}, {name: "bb", ids: []}, {name: "c", ids: [3]}])",
             made.adapter.functions[0].type->params[0].type);
  const value::Value quickValue =
      parsed(R"(ok(["one", "two", "three"]))", made.adapter.functions[1].type->params[0].type);
  std::uint32_t bytes = 0;
  for (int round = 0; round < 40; ++round) {
    int nested = 0;
    std::string wrong;
    Simulation simulation;
    simulation.suspendHooks = simulation.suspendDownstream = true;
    simulation.startedFirst = round % 2 == 1;
    simulation.whileWaiting = [&] {
      ++nested;
      if (wrong.empty()) wrong = echo(made, 1, quickValue, {});
    };
    const std::string outer = echo(made, 0, slowValue, simulation);
    QVERIFY2(outer.empty(), outer.c_str());
    QVERIFY2(wrong.empty(), wrong.c_str());
    QVERIFY(nested >= 3);
    if (round == 0) bytes = made.machine->memoryBytes();
  }
  QCOMPARE(made.machine->memoryBytes(), bytes);
  QVERIFY2(made.machine->live() == 0, "the heap is not empty after the last call");
}

void TestAdapterCalls::overlappingCalls_data() {
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("numbered");
  QTest::addColumn<unsigned>("depth");
  for (const unsigned depth : {1u, 2u, 5u})
    for (unsigned tier = 1; tier <= 2; ++tier)
      for (const bool numbered : {false, true})
        QTest::addRow("tier %u%s, %u more", tier, numbered ? " numbered" : "", depth)
            << tier << numbered << depth;
}

/// Calls of one async function begin while others of it wait, for a hook or for the callee. Each has a frame
/// of its own: values, trees and results are its own, and all memory is given back.
void TestAdapterCalls::overlappingCalls() {
  QFETCH(unsigned, tier);
  QFETCH(bool, numbered);
  QFETCH(unsigned, depth);
  const std::string type =
      "list<record r {name: string, tags: list<flags f {a, b}>, c: char, n: option<u64>}>";
  test::HookChoice hooks;
  hooks.numbered = numbered;
  const Made made = make(test::adapterRequest(
      {{"foo", "async (x: " + type + ") -> " + type}, {"bar", "async (x: char) -> char"}}, tier, false,
      hooks));
  const types::ValType listType = made.adapter.functions[0].type->params[0].type;
  std::uint32_t bytes = 0;
  for (int round = 0; round < 20; ++round) {
    std::string wrong;
    unsigned nested = 0;
    std::function<void(unsigned)> call = [&](unsigned level) {
      Simulation simulation;
      simulation.suspendHooks = simulation.suspendDownstream = true;
      simulation.startedFirst = (round + level) % 2 == 1;
      bool first = true;  // of the waits of this call; each further one would double the work
      if (level < depth)
        simulation.whileWaiting = [&, level] {
          if (!std::exchange(first, false)) return;
          ++nested;
          call(level + 1);
        };
      const std::string n = std::to_string(level);
      const value::Value value =
          parsed("[{name: \"level " + n + "\", tags: [{a}, {}, {a, b}], c: '" + n + "', n: some(" + n +
                     ")}, {name: \"\", tags: [], c: 'ä', n: none}]",
                 listType);
      std::string problem = echo(made, 0, value, simulation);
      if (problem.empty()) problem = echo(made, 1, value::Value{value::CharValue{U'a' + level}}, simulation);
      if (wrong.empty()) wrong = problem;
    };
    call(0);
    QVERIFY2(wrong.empty(), wrong.c_str());
    QVERIFY(nested >= depth);
    QCOMPARE(made.machine->live(), 0u);
    if (round == 0) bytes = made.machine->memoryBytes();
  }
  QCOMPARE(made.machine->memoryBytes(), bytes);
}

void TestAdapterCalls::synchronousFunctionMayNotWait() {
  const Made made = make(test::adapterRequest({{"foo", "(x: u32)"}}, 1, false));
  Simulation simulation = answering({});
  simulation.suspendHooks = true;
  const auto outcome = made.machine->call(0, {number(1)}, simulation);
  QVERIFY(!outcome);
  QCOMPARE(outcome.error().code, ErrorCode::Trap);
  QCOMPARE(QString::fromStdString(outcome.error().message),
           QString("cannot block a synchronous task before returning"));
  QVERIFY(!made.machine->call(0, {number(1)}, answering({})));
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

void TestAdapterCalls::oneHookOnly_data() {
  QTest::addColumn<bool>("before");
  QTest::addColumn<bool>("async");
  QTest::addColumn<unsigned>("tier");
  for (const bool before : {true, false})
    for (const bool async : {true, false})
      for (unsigned tier = 1; tier <= 2; ++tier)
        QTest::newRow(QString("tier %1, only %2, %3")
                          .arg(tier)
                          .arg(before ? "before" : "after", async ? "async" : "sync")
                          .toUtf8()
                          .constData())
            << before << async << tier;
}

void TestAdapterCalls::oneHookOnly() {
  QFETCH(bool, before);
  QFETCH(bool, async);
  QFETCH(unsigned, tier);
  test::HookChoice hooks;
  hooks.before = before;
  hooks.after = !before;
  const Made made =
      make(test::adapterRequest({{"foo", "(x: list<string>) -> option<list<u8>>"}}, tier, async, hooks));
  const types::FuncType& type = *made.adapter.functions[0].type;
  const value::Value arg = parsed(R"(["a", "b"])", type.params[0].type),
                     result = parsed("some([1])", type.result);
  for (int round = 0; round < 3; ++round) {
    const auto outcome = made.machine->call(0, {arg}, answering({result}));
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QCOMPARE(moments(*outcome), QString(before ? "on-call" : "on-return"));
    QVERIFY(outcome->result == std::vector<value::Value>{result});
    if (tier == 2)
      QVERIFY(outcome->hooks[0].trees[0] == (before ? value::cellsOfValue(arg, type.params[0].type, "x")
                                                    : value::cellsOfValue(result, type.result, "result")));
  }
}

void TestAdapterCalls::synchronousHooks_data() {
  QTest::addColumn<QString>("type");
  for (const char* type : {"u64", "string", "list<record r {a: string, b: list<u32>}>", "result<u32, string>",
                           "list<u64, 17>", "variant v {a(list<char>), b(f32)}"})
    QTest::newRow(type) << type;
}

/// Hooks of the later kind, which are not async: called with a plain lowering.
void TestAdapterCalls::synchronousHooks() {
  QFETCH(QString, type);
  const std::string text = "(x: " + type.toStdString() + ") -> " + type.toStdString();
  test::HookChoice hooks;
  hooks.async = false;
  for (unsigned tier = 1; tier <= 2; ++tier)
    for (const bool async : {false, true}) {
      const Made made = make(test::adapterRequest({{"foo", text}}, tier, async, hooks));
      const value::Value value = value::exampleValue(made.adapter.functions[0].type->result, "x");
      Simulation simulation;
      simulation.suspendDownstream = async;
      const std::string wrong = echo(made, 0, value, simulation);
      QVERIFY2(wrong.empty(), wrong.c_str());
    }
}

QTEST_APPLESS_MAIN(TestAdapterCalls)
#include "tst_adapter_calls.moc"
