// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <chrono>
#include <thread>

#include "core/engine/run_command.h"
#include "engine_fixture.h"
#include "guests.h"

using namespace sb;
using namespace sb::engine;
using namespace std::chrono_literals;
using Kind = RunOutcome::Kind;

namespace {

/// The request looks into `component`, which lives on the caller's side.
RunRequest requestFor(const std::string& component) {
  RunRequest request;
  request.component = enginetest::bytesOf(component);
  return request;
}

QByteArray fileBytes(const std::filesystem::path& path) {
  QFile file(QString::fromStdString(path.string()));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TstRunCommand : public QObject {
  Q_OBJECT

  Result<RunOutcome> run(const RunRequest& request) { return runCommand(*enginetest::engine(), request); }

 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }

  void succeeds() {
    const std::string text = guests::command(R"((func (export "run") (result i32) (i32.const 0)))");
    SB_NEED(const RunOutcome outcome, run(requestFor(text)));
    QVERIFY(outcome.succeeded());
    QVERIFY(outcome.message.empty());
  }

  void anErrorResultIsExitCode1() {
    const std::string text = guests::command(R"((func (export "run") (result i32) (i32.const 1)))");
    SB_NEED(const RunOutcome outcome, run(requestFor(text)));
    QCOMPARE(outcome.kind, Kind::Exited);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(!outcome.message.empty());
  }

  void exitCodes_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("atStart");
    QTest::newRow("ok in the call") << 0 << false;
    QTest::newRow("error in the call") << 1 << false;
    QTest::newRow("ok while instantiating") << 0 << true;
    QTest::newRow("error while instantiating") << 1 << true;
  }
  void exitCodes() {
    QFETCH(int, status);
    QFETCH(bool, atStart);
    const std::string text = guests::exiting(status, atStart);
    RunRequest request = requestFor(text);
    request.invoke = "run";
    SB_NEED(const RunOutcome outcome, run(request));
    QCOMPARE(outcome.kind, Kind::Exited);
    QCOMPARE(outcome.exitCode, status);
    QCOMPARE(outcome.message.empty(), status == 0);
  }

  void argumentsEnvironmentAndInput() {
    const std::string text = guests::Counts;
    RunRequest request = requestFor(text);
    request.invoke = "count";
    const auto counts = [&] {
      const Result<RunOutcome> outcome = run(request);
      if (!outcome) return QString::fromStdString(outcome.error().text());
      if (outcome->values.empty()) return QString::fromStdString(outcome->message);
      return QString::fromStdString(describe(outcome->values[0]));
    };
    QCOMPARE(counts(), QString("(0u32, 0u32, 0u32)"));
    for (const char* arg : {"prog", "--flag", "é"}) request.args.emplace_back(arg);
    for (const char* name : {"A", "B"}) request.env.emplace_back(name, "");
    request.stdinData = "hello\n";
    QCOMPARE(counts(), QString("(3u32, 2u32, 6u32)"));
  }

  void timeLimitEndsAnEndlessLoop_data() {
    QTest::addColumn<QString>("module");
    QTest::addColumn<QString>("function");
    QTest::newRow("in the call") << guests::EndlessLoop << "spin";
    QTest::newRow("while instantiating") << guests::LoopAtStart << "s";
  }
  void timeLimitEndsAnEndlessLoop() {
    QFETCH(QString, module);
    QFETCH(QString, function);
    const std::string text = guests::command(module.toStdString());
    for (const Compiler compiler : {Compiler::Optimizing, Compiler::Baseline}) {
      RunRequest request = requestFor(text);
      request.timeLimit = 100ms;
      request.compiler = compiler;
      const auto begin = std::chrono::steady_clock::now();
      SB_NEED(const RunOutcome outcome, run(request));
      const auto took = std::chrono::steady_clock::now() - begin;
      QCOMPARE(outcome.kind, Kind::TimedOut);
      QVERIFY(took >= 100ms);
      QVERIFY(took < 10s);
      QCOMPARE(outcome.backtrace.size(), std::size_t(1));
      QCOMPARE(QString::fromStdString(outcome.backtrace[0].function), function);
    }
  }

  void stopFromAnotherThread() {
    const std::string text = guests::command(guests::EndlessLoop);
    std::atomic<bool> stop = false;
    RunRequest request = requestFor(text);
    request.stop = &stop;
    std::thread other([&stop] {
      std::this_thread::sleep_for(100ms);
      stop = true;
    });
    const Result<RunOutcome> outcome = run(request);
    other.join();
    QVERIFY(outcome);
    QCOMPARE(outcome->kind, Kind::Stopped);
    QCOMPARE(QString(runOutcomeKindName(outcome->kind)), QString("stopped"));
  }

  void memoryLimit() {
    const std::string big = guests::command(guests::BigMemory);
    RunRequest request = requestFor(big);
    request.memoryLimitBytes = 99 * 65536;
    SB_NEED(const RunOutcome refused, run(request));
    QCOMPARE(refused.kind, Kind::MemoryLimit);
    request.memoryLimitBytes = 100 * 65536;
    SB_NEED(const RunOutcome fits, run(request));
    QVERIFY(fits.succeeded());
  }

  void growthBeyondTheLimitIsRefusedToTheGuest() {
    const std::string growing = guests::command(guests::GrowingMemory);
    RunRequest request = requestFor(growing);
    SB_NEED(const RunOutcome free, run(request));
    QVERIFY(free.succeeded());
    request.memoryLimitBytes = 1 << 20;
    SB_NEED(const RunOutcome limited, run(request));
    QCOMPARE(limited.exitCode, 1);
  }

  void trapWithBacktrace() {
    SB_NEED(const RunOutcome outcome, run(requestFor(guests::command(guests::Divides))));
    QCOMPARE(outcome.kind, Kind::Trapped);
    QCOMPARE(QString::fromStdString(outcome.message), QString("wasm trap: integer divide by zero"));
    QCOMPARE(outcome.backtrace.size(), std::size_t(2));
    const Frame& inner = outcome.backtrace[0];
    QCOMPARE(inner.function, std::string("inner"));
    QCOMPARE(inner.module, std::string("m"));
    QCOMPARE(inner.functionIndex, 0u);
    QVERIFY(inner.moduleOffset.has_value() && inner.functionOffset.has_value());
    QCOMPARE(outcome.backtrace[1].function, std::string("outer"));
    QCOMPARE(outcome.backtrace[1].functionIndex, 1u);
  }

  void offsetsOfATrapAreOffsetsInTheFile() {
    // i32.div_u is the byte 0x6e; the module sits behind a custom section, so offsets must count from the
    // file's start.
    static constexpr unsigned char File[] = {
        0,  'a', 's', 'm',  0x0d, 0,    1,    0,                    // component
        0,  5,   3,   'p',  'a',  'd',  0,                          // custom section
        1,  39,                                                     // core module
        0,  'a', 's', 'm',  1,    0,    0,    0,                    //
        1,  5,   1,   0x60, 0,    1,    0x7f,                       // type: () -> i32
        3,  2,   1,   0,                                            // function
        7,  7,   1,   3,    'r',  'u',  'n',  0,    0,              // export "run"
        10, 9,   1,   7,    0,    0x41, 1,    0x41, 0, 0x6e, 0x0b,  // i32.const 1, i32.const 0, i32.div_u
    };
    const std::string module(reinterpret_cast<const char*>(File), sizeof File);
    // instance 0 of module 0; alias of "run"; type () -> u32; lift; export "run"
    const std::string tail(
        "\x02\x04\x01\x00\x00\x00"
        "\x06\x09\x01\x00\x00\x01\x00\x03run"
        "\x07\x05\x01\x40\x00\x00\x79"
        "\x08\x06\x01\x00\x00\x00\x00\x00"
        "\x0b\x09\x01\x00\x03run\x01\x00\x00",
        6 + 11 + 7 + 8 + 11);
    const std::string file = module + tail;
    RunRequest request = requestFor(file);
    request.invoke = "run";
    SB_NEED(const RunOutcome outcome, run(request));
    QCOMPARE(outcome.kind, Kind::Trapped);
    QCOMPARE(outcome.backtrace.size(), std::size_t(1));
    const auto offset = outcome.backtrace[0].moduleOffset;
    QVERIFY(offset && *offset < file.size());
    QCOMPARE(static_cast<unsigned char>(file[*offset]), static_cast<unsigned char>(0x6e));
  }

  void deepRecursionIsATrap() {
    SB_NEED(const RunOutcome outcome, run(requestFor(guests::command(guests::DeepRecursion))));
    QCOMPARE(outcome.kind, Kind::Trapped);
    QVERIFY(outcome.message.find("call stack exhausted") != std::string::npos);
  }

  void whatCannotStart_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const QByteArray& bytes, ErrorCode code, const char* part) {
      QTest::newRow(name) << bytes << static_cast<int>(code) << part;
    };
    row("missing function of an instance",
        R"((component (import "a:b/c@1.0.0" (instance (export "deliver" (func))))))", ErrorCode::EngineFailed,
        "`deliver`");
    row("its instance is named too",
        R"((component (import "a:b/c@1.0.0" (instance (export "deliver" (func))))))", ErrorCode::EngineFailed,
        "`a:b/c@1.0.0`");
    row("missing function", R"((component (import "lonely" (func))))", ErrorCode::EngineFailed, "`lonely`");
    row("WASI 0.3", R"((component (import "wasi:cli/environment@0.3.0" (instance (export "get" (func))))))",
        ErrorCode::UnsupportedFeature, "WASI 0.3");
    row("an imported component", R"((component (import "c" (component))))", ErrorCode::UnsupportedFeature,
        "imports a whole component");
    row("a core module", QByteArray("\0asm\1\0\0\0", 8), ErrorCode::NotAComponent, "core module");
    row("no bytes", QByteArray(), ErrorCode::Invalid, "");
    row("some text", QByteArray("hello"), ErrorCode::Invalid, "");
    row("a component cut short", QByteArray("\0asm\x0d\0\1\0\1\x40", 10), ErrorCode::Invalid, "");
    row("nothing to run", R"((component))", ErrorCode::NoSuchPort, "exports no `wasi:cli/run@0.2`");
  }
  void whatCannotStart() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(QString, part);
    RunRequest request;
    request.component = enginetest::bytesOf(bytes);
    const Result<RunOutcome> outcome = run(request);
    QVERIFY(!outcome);
    const QString text = QString::fromStdString(outcome.error().text());
    QVERIFY2(static_cast<int>(outcome.error().code) == code, qPrintable(text));
    QVERIFY2(text.contains(part), qPrintable(text));
  }

  void missingExportIsNamed() {
    const std::string text = guests::command(R"((func (export "run") (result i32) (i32.const 0)))");
    RunRequest request = requestFor(text);
    request.invoke = "wasi:cli/run@0.2.3";
    SB_NEED(const RunOutcome byInstance, run(request));
    QVERIFY(byInstance.succeeded());
    request.invoke = "other";
    const Result<RunOutcome> outcome = run(request);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::NoSuchPort);
    QVERIFY(outcome.error().message.find("`other`") != std::string::npos);
  }

  void refusalsAreNotRun() {
    const std::string text = "(component)";
    RunRequest request = requestFor(text);
    request.refusals.push_back({"a:b/c#f", "result contains `stream<u8>`"});
    const Result<RunOutcome> outcome = run(request);
    QCOMPARE(outcome.error().code, ErrorCode::Refused);
  }

  void argumentsThatCannotBePassed() {
    const std::string text = guests::command(R"((func (export "run") (result i32) (i32.const 0)))");
    RunRequest request = requestFor(text);
    request.args = {std::string("a\0b", 3)};
    QCOMPARE(run(request).error().code, ErrorCode::BadUtf8);
    request.args = {"fine"};
    request.env = {{"NAME", "\xff"}};
    QCOMPARE(run(request).error().code, ErrorCode::BadUtf8);
  }

  void outputArrivesOnBothStreams() {
    const QByteArray bytes = fileBytes(enginetest::corpus() / "components/wat/hello-stdout.wasm");
    if (!std::filesystem::exists(enginetest::corpus())) QSKIP("no reference corpus (SPLICEBOARD_SHARED)");
    QVERIFY(!bytes.isEmpty());
    RunRequest request;
    request.component = enginetest::bytesOf(bytes);
    std::string out;
    request.onStdout = [&out](std::string_view piece) { out += piece; };
    SB_NEED(const RunOutcome outcome, run(request));
    QVERIFY(outcome.succeeded());
    QCOMPARE(out, std::string("hello from wat\nsecond line: ü\n"));
    request.onStdout = nullptr;
    SB_NEED(const RunOutcome silent, run(request));
    QVERIFY(silent.succeeded());
  }
};

QTEST_GUILESS_MAIN(TstRunCommand)
#include "tst_run_command.moc"
