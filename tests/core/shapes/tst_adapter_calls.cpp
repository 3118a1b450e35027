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
