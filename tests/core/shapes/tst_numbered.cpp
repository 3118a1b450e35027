// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/interp/adapter_machine.h"
#include "tests/core/shapes/adapter_request.h"

using namespace sb;

namespace {

using Functions = std::vector<std::pair<std::string, std::string>>;

test::HookChoice numbered(bool before, bool gate, bool after) {
  test::HookChoice out;
  out.before = before;
  out.gate = gate;
  out.after = after;
  out.numbered = true;
  return out;
}

std::unique_ptr<interp::AdapterMachine> machine(const plan::AdapterRequest& request, QString& problem) {
  const auto adapter = adapt::generateAdapter(request);
  if (!adapter) {
    problem = QString::fromStdString(adapter.error().text());
    return nullptr;
  }
  auto made = interp::AdapterMachine::create(*adapter);
  if (!made) problem = QString::fromStdString(made.error().text());
  return made ? std::move(*made) : nullptr;
}

}  // namespace

/// Adapters of `spliceboard:hook`: what they tell when they start, and what gates do.
class TestNumbered : public QObject {
  Q_OBJECT
 private slots:
  void registersOnce();
  void registersNoTypesForTier1();
  void gateDecides_data();
  void gateDecides();
  void equalInterfacesHaveEqualGlue();
  void sharedNumbers();
};

void TestNumbered::registersOnce() {
  const Functions functions = {
      {"put", "(key: string, entry: record entry {value: list<u8>, ttl: option<u32>}) -> result<_, string>"},
      {"keys", "() -> list<string>"}};
  QString problem;
  const auto made = machine(test::adapterRequest(functions, 2, false, numbered(true, false, true)), problem);
  QVERIFY2(made, qPrintable(problem));
  QCOMPARE(made->registrations().size(), std::size_t(1));
  const std::string told = value::printWave(made->registrations()[0], test::typeOf(test::ConnectionText));
  // Written down from the WIT and the two functions: a type behind the types it is made of, each once.
  QCOMPARE(
      QString::fromStdString(told),
      QStringLiteral(
          "{interface-name: \"test:shapes/api@1.0.0\", caller: \"orders\", provider: \"cache\", "
          "functions: ["
          "{name: \"put\", params: [{name: \"key\", type: some(0)}, {name: \"entry\", type: some(4)}], "
          "result: some(5), is-async: false}, "
          "{name: \"keys\", params: [], result: some(6), is-async: false}], "
          "types: ["
          "{kind: text, name: \"\", parts: [], length: 0}, "
          "{kind: bytes, name: \"\", parts: [], length: 0}, "
          "{kind: u32, name: \"\", parts: [], length: 0}, "
          "{kind: option, name: \"\", parts: [{name: \"none\", type: none}, {name: \"some\", type: "
          "some(2)}], "
          "length: 0}, "
          "{kind: record, name: \"entry\", parts: [{name: \"value\", type: some(1)}, "
          "{name: \"ttl\", type: some(3)}], length: 0}, "
          "{kind: result, name: \"\", parts: [{name: \"ok\", type: none}, {name: \"err\", type: some(0)}], "
          "length: 0}, "
          "{kind: list, name: \"\", parts: [{name: \"\", type: some(0)}], length: 0}]}"));
}

void TestNumbered::registersNoTypesForTier1() {
  QString problem;
  const auto made = machine(
      test::adapterRequest({{"add", "(a: u32, b: u32) -> u32"}}, 1, false, numbered(true, false, false)),
      problem);
  QVERIFY2(made, qPrintable(problem));
  QCOMPARE(
      QString::fromStdString(
          value::printWave(made->registrations().at(0), test::typeOf(test::ConnectionText))),
      QStringLiteral("{interface-name: \"test:shapes/api@1.0.0\", caller: \"orders\", provider: \"cache\", "
                     "functions: [{name: \"add\", params: [{name: \"a\", type: none}, "
                     "{name: \"b\", type: none}], result: none, is-async: false}], types: []}"));
}

void TestNumbered::gateDecides_data() {
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("async");
  QTest::addColumn<bool>("skip");
  for (const unsigned tier : {1u, 2u})
    for (const bool async : {false, true})
      for (const bool skip : {false, true})
        QTest::addRow("tier %u%s, %s", tier, async ? " async" : "", skip ? "skipped" : "goes on")
            << tier << async << skip;
}

void TestNumbered::gateDecides() {
  QFETCH(unsigned, tier);
  QFETCH(bool, async);
  QFETCH(bool, skip);
  QString problem;
  const auto made = machine(test::adapterRequest({{"other", "(x: string)"}, {"mark", "(x: string)"}}, tier,
                                                 async, numbered(true, true, true)),
                            problem);
  QVERIFY2(made, qPrintable(problem));
  interp::Simulation simulation;
  simulation.block = skip;
  const std::vector<value::Value> args{value::Value{std::string("here")}};
  for (std::uint64_t call = 1; call <= 3; ++call) {
    const auto outcome = made->call(1, args, simulation);
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QCOMPARE(outcome->calledDownstream, !skip);
    QStringList moments;
    for (const interp::HookCall& hook : outcome->hooks) {
      moments << QString::fromStdString(hook.moment);
      QCOMPARE(hook.id, call);
      QCOMPARE(hook.functionName, std::string("mark"));
    }
    QCOMPARE(moments.join(' '), QString(skip ? "on-call should-call" : "on-call should-call on-return"));
    if (tier == 2) {
      QCOMPARE(outcome->hooks[1].trees.at(0).text, std::string("here"));
    }
  }
}

/// Only the names of instances differ, and these are data: the code can be one module.
void TestNumbered::equalInterfacesHaveEqualGlue() {
  plan::AdapterRequest request =
      test::adapterRequest({{"put", "(key: string) -> u32"}}, 2, false, numbered(true, false, true));
  const auto first = adapt::generateAdapter(request);
  request.callerName = "a consumer of another name";
  request.providerName.clear();
  const auto second = adapt::generateAdapter(request);
  QVERIFY(first && second);
  QCOMPARE(first->glueModule, second->glueModule);
  QVERIFY(first->memoryModule != second->memoryModule);
}

/// Numbers from what adapters share, which the simulation stands in for: a call made while another waits is
/// nobody's, and one made after it has ended neither.
void TestNumbered::sharedNumbers() {
  plan::AdapterRequest request = test::adapterRequest({{"slow", "async (x: u32)"}, {"quick", "(x: u32)"}}, 1,
                                                      false, numbered(true, false, true));
  request.callContext = true;
  QString problem;
  const auto made = machine(request, problem);
  QVERIFY2(made, qPrintable(problem));
  const std::vector<value::Value> args{value::Value{std::uint64_t{5}}};
  std::vector<std::pair<std::uint64_t, std::uint64_t>> inner;
  interp::Simulation simulation;
  simulation.suspendDownstream = true;
  simulation.whileWaiting = [&] {
    const auto outcome = made->call(1, args, {});
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    for (const interp::HookCall& hook : outcome->hooks) inner.emplace_back(hook.id, hook.parent);
  };
  const auto outcome = made->call(0, args, simulation);
  QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
  for (const interp::HookCall& hook : outcome->hooks) {
    QCOMPARE(hook.id, std::uint64_t{1});
    QCOMPARE(hook.parent, std::uint64_t{0});
  }
  QCOMPARE(inner, (std::vector<std::pair<std::uint64_t, std::uint64_t>>{{2, 0}, {2, 0}}));
}

QTEST_APPLESS_MAIN(TestNumbered)
#include "tst_numbered.moc"
