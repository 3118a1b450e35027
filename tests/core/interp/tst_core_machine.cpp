// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <cstring>

#include "core/interp/core_machine.h"
#include "wabt/binary-writer.h"
#include "wabt/wast-parser.h"

using namespace sb::interp;

namespace {

std::vector<std::uint8_t> moduleFrom(const char* text) {
  wabt::Errors errors;
  auto lexer = wabt::WastLexer::CreateBufferLexer("test", text, std::strlen(text), &errors);
  wabt::Features features;
  wabt::WastParseOptions options(features);
  std::unique_ptr<wabt::Module> module;
  if (Failed(wabt::ParseWatModule(lexer.get(), &module, &errors, &options)))
    qFatal("%s", errors.front().message.c_str());
  wabt::MemoryStream stream;
  if (Failed(wabt::WriteBinaryModule(&stream, module.get(), wabt::WriteBinaryOptions())))
    qFatal("not written");
  return stream.output_buffer().data;
}

std::string add(CoreMachine& machine, const char* name, const char* text, const HostBinder& bind = {}) {
  const std::vector<std::uint8_t> bytes = moduleFrom(text);
  return machine.add(name, bytes.data(), bytes.size(), bind);
}

constexpr const char* MemoryModule = R"((module
  (memory (export "memory") 1)
  (global (export "bump") (mut i32) (i32.const 16))
  (data (i32.const 4) "\07\00\00\00")
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))))";

}  // namespace

class TestCoreMachine : public QObject {
  Q_OBJECT
 private slots:
  void linksAndCalls();
  void hostFunctions();
  void nestedCalls();
  void traps_data();
  void traps();
  void missingImport();
  void invalidModule();
  void fuel();
  void tracing();
  void values();
};

void TestCoreMachine::linksAndCalls() {
  CoreMachine machine;
  QCOMPARE(add(machine, "memory", MemoryModule), std::string());
  QCOMPARE(add(machine, "glue", R"((module
      (import "memory" "load" (func $load (param i32) (result i32)))
      (import "memory" "bump" (global $bump (mut i32)))
      (import "memory" "memory" (memory 1))
      (func (export "run") (param i32) (result i32)
        (global.set $bump (i32.const 99))
        (i32.store (i32.const 8) (i32.const 35))
        (i32.add (call $load (local.get 0)) (i32.load (i32.const 8))))))"),
           std::string());
  const CoreOutcome outcome = machine.call("glue", "run", {4});
  QVERIFY2(outcome.kind == CoreOutcome::Kind::Returned, outcome.message.c_str());
  QCOMPARE(outcome.results, std::vector<std::uint64_t>{42});
  std::uint64_t bump = 0;
  QVERIFY(machine.readGlobal("memory", "bump", bump));
  QCOMPARE(bump, std::uint64_t(99));
  QCOMPARE(machine.memorySize(), std::uint64_t(65536));
  QCOMPARE(int(machine.memoryData()[8]), 35);
}

void TestCoreMachine::hostFunctions() {
  CoreMachine machine;
  std::vector<std::uint64_t> seen;
  const HostBinder bind = [&seen](const CoreFunctionImport& import) -> HostFunction {
    if (import.name != "twice" || import.params != std::vector<std::uint8_t>{0x7e}) return {};
    return [&seen](const std::vector<std::uint64_t>& params) {
      seen = params;
      return HostReply{{params[0] * 2}, {}};
    };
  };
  QCOMPARE(add(machine, "m", R"((module
      (import "host" "twice" (func $twice (param i64) (result i64)))
      (func (export "run") (result i64) (call $twice (i64.const 0x100000000)))))",
               bind),
           std::string());
  QCOMPARE(machine.call("m", "run", {}).results, std::vector<std::uint64_t>{0x200000000});
  QCOMPARE(seen, std::vector<std::uint64_t>{0x100000000});
}

void TestCoreMachine::nestedCalls() {
  CoreMachine machine;
  const HostBinder bind = [&machine](const CoreFunctionImport&) -> HostFunction {
    return [&machine](const std::vector<std::uint64_t>& params) {
      return HostReply{machine.call("m", "inc", params).results, {}};
    };
  };
  QCOMPARE(add(machine, "m", R"((module
      (import "host" "back" (func $back (param i32) (result i32)))
      (func (export "inc") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
      (func (export "run") (result i32) (i32.mul (call $back (i32.const 4)) (i32.const 10)))))",
               bind),
           std::string());
  QCOMPARE(machine.call("m", "run", {}).results, std::vector<std::uint64_t>{50});
}

void TestCoreMachine::traps_data() {
  QTest::addColumn<QString>("body");
  QTest::addColumn<QString>("message");
  QTest::newRow("unreachable") << "unreachable"
                               << "unreachable executed";
  QTest::newRow("division") << "(drop (i32.div_u (i32.const 1) (i32.const 0)))"
                            << "integer divide by zero";
  QTest::newRow("out of bounds") << "(drop (i32.load (i32.const 65536)))"
                                 << "out of bounds memory access: access at 65536+4 >= max value 65536";
  QTest::newRow("host") << "(call $fail)"
                        << "the host says no";
}

void TestCoreMachine::traps() {
  QFETCH(QString, body);
  QFETCH(QString, message);
  CoreMachine machine;
  const HostBinder bind = [](const CoreFunctionImport&) -> HostFunction {
    return [](const std::vector<std::uint64_t>&) { return HostReply{{}, "the host says no"}; };
  };
  const std::string text =
      R"((module (import "host" "fail" (func $fail)) (memory (export "memory") 1) (func (export "run") )" +
      body.toStdString() + "))";
  QCOMPARE(add(machine, "m", text.c_str(), bind), std::string());
  const CoreOutcome outcome = machine.call("m", "run", {});
  QCOMPARE(outcome.kind, CoreOutcome::Kind::Trapped);
  QCOMPARE(QString::fromStdString(outcome.message), message);
}

void TestCoreMachine::missingImport() {
  CoreMachine machine;
  QCOMPARE(add(machine, "m", R"((module (import "host" "f" (func))))"),
           std::string("module `m`: nothing provides `host` `f`"));
  QCOMPARE(machine.call("m", "f", {}).kind, CoreOutcome::Kind::NoSuchFunction);
}

void TestCoreMachine::invalidModule() {
  CoreMachine machine;
  const std::vector<std::uint8_t> bytes{0, 'a', 's', 'm', 1, 0, 0, 0, 9};
  QVERIFY(QString::fromStdString(machine.add("m", bytes.data(), bytes.size(), {}))
              .startsWith("module `m` is not valid"));
}

void TestCoreMachine::fuel() {
  CoreMachine machine;
  QCOMPARE(add(machine, "m", R"((module (func (export "run") (loop (br 0)))))"), std::string());
  machine.setFuel(100000);
  const CoreOutcome outcome = machine.call("m", "run", {});
  QCOMPARE(outcome.kind, CoreOutcome::Kind::OutOfFuel);
  QCOMPARE(machine.fuel(), std::uint64_t(0));
}

void TestCoreMachine::tracing() {
  CoreMachine machine;
  QCOMPARE(add(machine, "m", R"((module (memory (export "memory") 1)
      (func (export "run")
        (i64.store offset=8 (i32.const 16) (i64.const 1))
        (i32.store8 (i32.const 40) (i32.const 1))
        (drop (i32.load16_u offset=2 (i32.const 24)))
        (memory.copy (i32.const 100) (i32.const 16) (i32.const 12))
        (memory.fill (i32.const 200) (i32.const 0) (i32.const 7)))))"),
           std::string());
  machine.setTracing(true);
  QCOMPARE(machine.call("m", "run", {}).kind, CoreOutcome::Kind::Returned);
  QStringList found;
  for (const TracedAccess& access : machine.takeAccesses())
    found += QString("%1%2+%3").arg(access.write ? "w" : "r").arg(access.address).arg(access.size);
  QCOMPARE(found.join(' '), QString("w24+8 w40+1 r26+2 r16+12 w100+12 w200+7"));
}

void TestCoreMachine::values() {
  CoreMachine machine;
  QCOMPARE(add(machine, "m", R"((module (func (export "run") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
      local.get 3 local.get 2 local.get 1 local.get 0)))"),
           std::string());
  const std::vector<std::uint64_t> params{0xffffffff, 0x8000000000000001, 0x3fc00000, 0x3ff8000000000000};
  QCOMPARE(machine.call("m", "run", params).results,
           std::vector<std::uint64_t>(params.rbegin(), params.rend()));
}

QTEST_APPLESS_MAIN(TestCoreMachine)
#include "tst_core_machine.moc"
