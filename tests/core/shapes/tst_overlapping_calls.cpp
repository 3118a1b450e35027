// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/core/shapes/adapter_calls.h"

// Calls that are in flight together, and those that may not be.

using namespace sb;
using namespace sb::test;

class TestOverlappingCalls : public QObject {
  Q_OBJECT
 private slots:
  void synchronousCallWhileWaiting_data();
  void synchronousCallWhileWaiting();
  void overlappingCalls_data();
  void overlappingCalls();
  void synchronousFunctionMayNotWait();
};

void TestOverlappingCalls::synchronousCallWhileWaiting_data() {
  QTest::addColumn<unsigned>("tier");
  QTest::newRow("tier 1") << 1u;
  QTest::newRow("tier 2") << 2u;
}

/// While an async call waits, a synchronous one may come in.
void TestOverlappingCalls::synchronousCallWhileWaiting() {
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

void TestOverlappingCalls::overlappingCalls_data() {
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
void TestOverlappingCalls::overlappingCalls() {
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

void TestOverlappingCalls::synchronousFunctionMayNotWait() {
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

QTEST_APPLESS_MAIN(TestOverlappingCalls)
#include "tst_overlapping_calls.moc"
