// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <set>

#include "core/interp/adapter_machine.h"
#include "tests/core/shapes/adapter_request.h"

using namespace sb;
using interp::AdapterMachine;
using interp::Simulation;

namespace {

struct Running {
  adapt::Adapter adapter;
  std::unique_ptr<AdapterMachine> machine;
};

Running start(const plan::AdapterRequest& request) {
  auto adapter = adapt::generateAdapter(request);
  SB_CHECK(adapter, "the request was taken before");
  Running out{*std::move(adapter), nullptr};
  auto machine = AdapterMachine::create(out.adapter);
  SB_CHECK(machine, "the adapter loads");
  out.machine = *std::move(machine);
  return out;
}

Simulation answering(std::vector<value::Value> result) {
  Simulation simulation;
  simulation.downstream = [result = std::move(result)](const std::vector<value::Value>&) { return result; };
  return simulation;
}

value::Value textValue(std::string text) {
  value::Value out;
  out.content = std::move(text);
  return out;
}

value::Value handleValue(std::uint32_t number) {
  value::Value out;
  out.content = value::HandleValue{number};
  return out;
}

QString moments(const interp::CallOutcome& outcome) {
  QStringList out;
  for (const interp::HookCall& hook : outcome.hooks) out << QString::fromStdString(hook.moment);
  return out.join(' ');
}

}  // namespace

// What a call does besides lifting values: order, verdicts, handles, overlapping calls.
class TestCallOrder : public QObject {
  Q_OBJECT
 private slots:
  void orderOfHooks_data();
  void orderOfHooks();
  void verdicts_data();
  void verdicts();
  void skippedCallsDropEveryHandle_data();
  void skippedCallsDropEveryHandle();
  void syncCallWhileAnAsyncOneWaits();
};

void TestCallOrder::orderOfHooks_data() {
  QTest::addColumn<bool>("before");
  QTest::addColumn<bool>("blocking");
  QTest::addColumn<bool>("after");
  QTest::addColumn<QString>("expected");
  QTest::newRow("before") << true << false << false << "on-call";
  QTest::newRow("after") << false << false << true << "on-return";
  QTest::newRow("both") << true << false << true << "on-call on-return";
  QTest::newRow("all three") << true << true << true << "on-call should-block on-return";
  QTest::newRow("blocking alone") << false << true << false << "should-block";
}

void TestCallOrder::orderOfHooks() {
  QFETCH(bool, before);
  QFETCH(bool, blocking);
  QFETCH(bool, after);
  QFETCH(QString, expected);
  for (const bool asyncHooks : {false, true})
    for (const bool async : {false, true}) {
      test::HookChoice choice;
      choice.before = before;
      choice.blocking = blocking;
      choice.after = after;
      choice.async = asyncHooks;
      Running running = start(test::adapterRequest({{"note", "(text: string)"}}, 1, async, choice));
      for (std::uint64_t id = 1; id <= 3; ++id) {
        const auto outcome = running.machine->call(0, {textValue("x")}, answering({}));
        QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
        QCOMPARE(moments(*outcome), expected);
        QVERIFY(outcome->calledDownstream);
        for (const interp::HookCall& hook : outcome->hooks) {
          QCOMPARE(hook.id, id);
          QCOMPARE(QString::fromStdString(hook.functionName), QString("note"));
        }
      }
    }
}

void TestCallOrder::verdicts_data() {
  QTest::addColumn<bool>("gate");
  QTest::addColumn<unsigned>("tier");
  QTest::newRow("blocking: true skips") << false << 1u;
  QTest::newRow("gate: true goes on") << true << 1u;
  QTest::newRow("gate that sees arguments") << true << 2u;
}

void TestCallOrder::verdicts() {
  QFETCH(bool, gate);
  QFETCH(unsigned, tier);
  for (const bool asyncHooks : {false, true})
    for (const bool async : {false, true})
      for (const bool skip : {false, true}) {
        test::HookChoice choice;
        choice.blocking = !gate;
        choice.gate = gate;
        choice.async = asyncHooks;
        Running running = start(test::adapterRequest({{"note", "(text: string)"}}, tier, async, choice));
        Simulation simulation = answering({});
        simulation.block = skip;
        const auto outcome = running.machine->call(0, {textValue("x")}, simulation);
        QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
        QCOMPARE(outcome->calledDownstream, !skip);
        QCOMPARE(outcome->hooks.back().moment == "on-return", !skip);
      }
}

void TestCallOrder::skippedCallsDropEveryHandle_data() {
  QTest::addColumn<QString>("function");
  QTest::addColumn<int>("owned");
  QTest::newRow("own") << "(a: own<cat>)" << 1;
  QTest::newRow("own and borrow") << "(a: own<cat>, b: borrow<dog>)" << 1;
  QTest::newRow("list of own") << "(a: list<own<cat>>)" << 3;
  QTest::newRow("records in a list") << "(a: list<record r {o: own<cat>, b: borrow<dog>}>)" << 3;
  QTest::newRow("stream and future") << "(a: stream<u8>, b: future<string>)" << 2;
  QTest::newRow("more than 16") << "(a: list<own<cat>, 20>)" << 20;
}

namespace {

/// A value with three items in every list and handles numbered in order.
value::Value filled(const types::ValType& type, std::uint32_t& handle) {
  value::Value out;
  if (const auto* list = std::get_if<types::List>(&type->kind)) {
    value::ListValue items;
    for (int i = 0; i < 3; ++i) items.items.push_back(filled(list->element, handle));
    out.content = std::move(items);
  } else if (const auto* fixed = std::get_if<types::FixedList>(&type->kind)) {
    value::ListValue items;
    for (std::uint32_t i = 0; i < fixed->length; ++i) items.items.push_back(filled(fixed->element, handle));
    out.content = std::move(items);
  } else if (const auto* record = std::get_if<types::Record>(&type->kind)) {
    value::RecordValue fields;
    for (const types::Field& field : record->fields) fields.fields.push_back(filled(field.type, handle));
    out.content = std::move(fields);
  } else {
    return handleValue(handle++);
  }
  return out;
}

}  // namespace

void TestCallOrder::skippedCallsDropEveryHandle() {
  QFETCH(QString, function);
  QFETCH(int, owned);
  for (const bool async : {false, true}) {
    test::HookChoice choice;
    choice.blocking = true;
    Running running = start(test::adapterRequest({{"take", function.toStdString()}}, 1, async, choice));
    std::vector<value::Value> args;
    std::uint32_t handle = 1;
    for (const types::Param& param : running.adapter.functions[0].type->params)
      args.push_back(filled(param.type, handle));
    Simulation simulation = answering({});
    simulation.block = true;
    // Borrows that are left over are an error of the machine.
    const auto outcome = running.machine->call(0, args, simulation);
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QCOMPARE(
        static_cast<int>(
            std::set<std::uint32_t>(outcome->droppedHandles.begin(), outcome->droppedHandles.end()).size()),
        owned);
    simulation.block = false;
    const auto passed = running.machine->call(0, args, simulation);
    QVERIFY2(passed, passed ? "" : passed.error().text().c_str());
    QVERIFY(passed->droppedHandles.empty());
  }
}

// Synchronous functions may come in, and must leave the waiting call as it is.
void TestCallOrder::syncCallWhileAnAsyncOneWaits() {
  auto request = test::adapterRequest({{"slow", "(a: list<string>, b: u64, c: string) -> list<string>"},
                                       {"quick", "(a: list<string>, b: u64, c: string) -> list<string>"}},
                                      2, false);
  types::InstanceType target = *request.target;
  for (types::NamedExtern& item : target.exports) {
    if (item.name.name != "slow") continue;
    types::FuncType type = *std::get<types::FuncTypeRef>(item.type);
    type.async = true;
    item.type = std::make_shared<const types::FuncType>(std::move(type));
  }
  request.target = std::make_shared<const types::InstanceType>(std::move(target));
  Running running = start(request);
  const auto call = [&](std::size_t function, const std::string& word, std::function<void()> whileWaiting) {
    const types::FuncType& type = *running.adapter.functions[function].type;
    value::ListValue words{{textValue(word), textValue(word + word)}};
    value::Value list, number;
    list.content = words;
    number.content = std::uint64_t{7};
    Simulation simulation = answering({list});
    simulation.suspendHooks = simulation.suspendDownstream = type.async;
    simulation.whileWaiting = std::move(whileWaiting);
    const std::vector<value::Value> args{list, number, textValue(word)};
    const auto outcome = running.machine->call(function, args, simulation);
    if (!outcome) return QString::fromStdString(outcome.error().text());
    if (!(outcome->result.at(0) == list) || !(outcome->downstreamArgs == args))
      return QString("changed values");
    const auto expected = value::cellsOfValue(list, type.params[0].type, "a");
    if (!(outcome->hooks.at(0).trees.at(0) == expected)) return QString("the hook saw other values");
    if (!(outcome->hooks.at(1).trees.at(0) == value::cellsOfValue(list, type.result, "result")))
      return QString("the hook saw another result");
    return QString();
  };
  int nested = 0;
  QString inner;
  const QString outer = call(0, "slow and long", [&] {
    ++nested;
    if (const QString wrong = call(1, "quick", {}); !wrong.isEmpty()) inner = wrong;
  });
  QCOMPARE(inner, QString());
  QCOMPARE(outer, QString());
  QCOMPARE(nested, 3);
  QCOMPARE(running.machine->live(), 0u);
}

QTEST_APPLESS_MAIN(TestCallOrder)
#include "tst_call_order.moc"
