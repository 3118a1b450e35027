// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/core/shapes/adapter_calls.h"

// Which hooks are called in a call, and what becomes of one that a hook refuses.

using namespace sb;
using namespace sb::test;

class TestHookedCalls : public QObject {
  Q_OBJECT
 private slots:
  void skipped_data();
  void skipped();
  void refusedWithAValue_data();
  void refusedWithAValue();
  void twoTiers_data();
  void twoTiers();
  void oneHookOnly_data();
  void oneHookOnly();
  void synchronousHooks_data();
  void synchronousHooks();
};

void TestHookedCalls::skipped_data() {
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
void TestHookedCalls::skipped() {
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

void TestHookedCalls::refusedWithAValue_data() {
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
void TestHookedCalls::refusedWithAValue() {
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

void TestHookedCalls::twoTiers_data() {
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
void TestHookedCalls::twoTiers() {
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

void TestHookedCalls::oneHookOnly_data() {
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

void TestHookedCalls::oneHookOnly() {
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

void TestHookedCalls::synchronousHooks_data() {
  QTest::addColumn<QString>("type");
  for (const char* type : {"u64", "string", "list<record r {a: string, b: list<u32>}>", "result<u32, string>",
                           "list<u64, 17>", "variant v {a(list<char>), b(f32)}"})
    QTest::newRow(type) << type;
}

/// Hooks of the later kind, which are not async: called with a plain lowering.
void TestHookedCalls::synchronousHooks() {
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

QTEST_APPLESS_MAIN(TestHookedCalls)
#include "tst_hooked_calls.moc"
