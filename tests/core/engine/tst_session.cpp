// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <map>
#include <random>

#include "core/engine/call_function.h"
#include "engine_fixture.h"
#include "guests.h"
#include "random_all.h"

using namespace sb;
using namespace sb::engine;

namespace {

EngineValue u32(std::uint32_t value) { return {value}; }

/// The echo guest with all of its imports defined.
Result<std::unique_ptr<Session>> echoSession(std::vector<std::string>& said, EngineValue& seen) {
  SB_TRY(auto session, Session::create(*enginetest::engine(), enginetest::bytesOf(guests::Echo), {}));
  session->define(
      HostFunction{"t:t/host", "echo", [&seen](std::span<const EngineValue> args) -> Result<EngineValues> {
                     seen = args[0];
                     return EngineValues{args[0]};
                   }});
  session->define(
      HostFunction{"t:t/other", "twice", [](std::span<const EngineValue> args) -> Result<EngineValues> {
                     return EngineValues{u32(2 * std::get<std::uint32_t>(args[0].content))};
                   }});
  session->define(
      HostFunction{"", "plain", [&said](std::span<const EngineValue> args) -> Result<EngineValues> {
                     said.push_back(std::get<std::string>(args[0].content));
                     return EngineValues{};
                   }});
  return session;
}

}  // namespace

class TstSession : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }

  void everyKindGoesThereAndBack() {
    std::vector<std::string> said;
    EngineValue seen{false};
    SB_NEED(const auto session, echoSession(said, seen));
    const auto started = session->start();
    QVERIFY2(started, started ? "" : started.error().text().c_str());
    std::mt19937_64 random(20240601);
    for (int round = 0; round < 500; ++round) {
      const EngineValue sent = enginetest::randomAll(random);
      SB_NEED(const EngineValues back, session->call("t:t/guest#echo", {sent}));
      QVERIFY2(seen == sent, ("sent " + describe(sent) + "\nseen " + describe(seen)).c_str());
      QCOMPARE(back.size(), std::size_t(1));
      QVERIFY2(back[0] == sent, ("sent " + describe(sent) + "\nback " + describe(back[0])).c_str());
    }
  }

  void severalInstancesAndPlainFunctions() {
    std::vector<std::string> said;
    EngineValue seen{false};
    SB_NEED(const auto session, echoSession(said, seen));
    QVERIFY(session->start());
    SB_NEED(const EngineValues four, session->call("four-times", {u32(10)}));
    QCOMPARE(QString::fromStdString(describe(four.at(0))), QString("40u32"));
    SB_NEED(const EngineValues nothing, session->call("say", {EngineValue{std::string("hé")}}));
    QVERIFY(nothing.empty());
    QCOMPARE(said, std::vector<std::string>{"hé"});
    QVERIFY(session->hasFunction("four-times"));
    QVERIFY(!session->hasFunction("t:t/guest#none"));
    QVERIFY(!session->hasFunction("t:t/guest"));
    QVERIFY(!session->hasFunction("#"));
  }

  void badArguments() {
    std::vector<std::string> said;
    EngineValue seen{false};
    SB_NEED(const auto session, echoSession(said, seen));
    QCOMPARE(session->call("four-times", {u32(1)}).error().code, ErrorCode::EngineFailed);  // not started
    QVERIFY(session->start());
    QCOMPARE(session->call("four-times", {}).error().code, ErrorCode::TypeMismatch);
    QCOMPARE(session->call("five-times", {u32(1)}).error().code, ErrorCode::NoSuchPort);
    QCOMPARE(session->call("say", {EngineValue{std::string("\xff")}}).error().code, ErrorCode::BadUtf8);
    QVERIFY(session->call("four-times", {u32(1)}));  // nothing so far has hurt the instance
    const auto wrongType = session->call("four-times", {EngineValue{std::string("1")}});
    QVERIFY(!wrongType);
    QVERIFY(QString::fromStdString(wrongType.error().text()).contains("expected u32"));
    QVERIFY(!session->call("four-times", {u32(1)}));
    QVERIFY(session->start());
    QVERIFY(session->call("four-times", {u32(1)}));
  }

  void hostFunctionsThatFail_data() {
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("part");
    QTest::newRow("an error") << 0 << "host function `twice`: no more today";
    QTest::newRow("no value") << 1 << "returned 0 values, the type has 1";
    QTest::newRow("a value of another type") << 2 << "expected u32, found";
    QTest::newRow("a text that is not UTF-8") << 3 << "not UTF-8";
  }
  void hostFunctionsThatFail() {
    QFETCH(int, answer);
    QFETCH(QString, part);
    SessionOptions options;
    options.unknownImportsTrap = true;
    SB_NEED(const auto session,
            Session::create(*enginetest::engine(), enginetest::bytesOf(guests::Echo), options));
    session->define(
        HostFunction{"t:t/other", "twice", [answer](std::span<const EngineValue>) -> Result<EngineValues> {
                       if (answer == 0) return fail(ErrorCode::Invalid, "no more today");
                       if (answer == 1) return EngineValues{};
                       if (answer == 2) return EngineValues{{true}};
                       return EngineValues{{std::string("\xff")}};
                     }});
    QVERIFY(session->start());
    const auto result = session->call("four-times", {u32(1)});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Trap);
    QVERIFY2(QString::fromStdString(result.error().text()).contains(part), result.error().text().c_str());
    // The other imports were left open on purpose.
    QVERIFY(session->start());
    QVERIFY(!session->call("say", {EngineValue{std::string("x")}}));
  }

  void aMissingImportIsNamed() {
    SB_NEED(const auto session,
            Session::create(*enginetest::engine(), enginetest::bytesOf(guests::Echo), {}));
    const auto started = session->start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::EngineFailed);
    QVERIFY2(QString::fromStdString(started.error().text()).contains("`t:t/host`"),
             started.error().text().c_str());
  }

  void anAsyncImportCannotBeDefined() {
    const std::string text = R"((component (import "f" (func async))))";
    SB_NEED(const auto session, Session::create(*enginetest::engine(), enginetest::bytesOf(text), {}));
    session->define(HostFunction{
        "", "f", [](std::span<const EngineValue>) -> Result<EngineValues> { return EngineValues{}; }});
    const auto started = session->start();
    QVERIFY(!started);
    QVERIFY2(started.error().code == ErrorCode::UnsupportedFeature, started.error().text().c_str());
    QVERIFY(QString::fromStdString(started.error().text()).contains("`f`"));
  }

  void aWaitingGuestIsEndedByItsLimit() {
    using namespace std::chrono_literals;
    const std::string text = guests::WaitsForever;
    SessionOptions options;
    options.timeLimit = 100ms;
    SB_NEED(const auto session, Session::create(*enginetest::engine(), enginetest::bytesOf(text), options));
    QVERIFY(session->start());
    SB_NEED(const RunOutcome outcome, session->tryCall("yield-forever", {}));
    QVERIFY2(outcome.kind == RunOutcome::Kind::TimedOut, outcome.message.c_str());
    QVERIFY(session->start());
    SB_NEED(const RunOutcome stuck, session->tryCall("wait-forever", {}));
    QVERIFY2(stuck.kind == RunOutcome::Kind::Trapped, stuck.message.c_str());
    QVERIFY2(stuck.message.find("deadlock") != std::string::npos, stuck.message.c_str());
  }

  void hostResources() {
    std::map<std::uint32_t, std::uint32_t> items;
    std::vector<std::uint32_t> dropped;
    SB_NEED(const auto session,
            Session::create(*enginetest::engine(), enginetest::bytesOf(guests::UsesHostResource), {}));
    session->define(
        HostResource{"t:t/pool", "item", 5, [&dropped](std::uint32_t rep) { dropped.push_back(rep); }});
    session->define(HostFunction{"t:t/pool", "[constructor]item",
                                 [&items](std::span<const EngineValue> args) -> Result<EngineValues> {
                                   const auto rep = static_cast<std::uint32_t>(100 + items.size());
                                   items[rep] = std::get<std::uint32_t>(args[0].content);
                                   return EngineValues{{EngineResource{true, 5, rep, nullptr}}};
                                 }});
    session->define(HostFunction{"t:t/pool", "[method]item.number",
                                 [&items](std::span<const EngineValue> args) -> Result<EngineValues> {
                                   const auto& self = std::get<EngineResource>(args[0].content);
                                   if (self.owned || self.hostType != 5)
                                     return fail(ErrorCode::Invalid, "not the handle expected");
                                   return EngineValues{u32(items.at(self.rep))};
                                 }});
    QVERIFY(session->start());
    for (const std::uint32_t n : {7u, 8u}) {
      SB_NEED(const EngineValues number, session->call("go", {u32(n)}));
      QVERIFY(number.at(0) == u32(n));
    }
    QCOMPARE(dropped, (std::vector<std::uint32_t>{100, 101}));
  }

  void guestResources() {
    EngineValues survivor;
    {
      SB_NEED(const auto session,
              Session::create(*enginetest::engine(), enginetest::bytesOf(guests::OwnsResource), {}));
      QVERIFY(session->start());
      SB_NEED(const EngineValues made, session->call("[constructor]r", {u32(42)}));
      const auto& handle = std::get<EngineResource>(made.at(0).content);
      QVERIFY(handle.owned && handle.guest);
      SB_NEED(const EngineValues number, session->call("[method]r.number", made));
      QVERIFY(number.at(0) == u32(42));
      const auto dropped = session->drop(handle);
      QVERIFY2(dropped, dropped ? "" : dropped.error().text().c_str());
      SB_NEED(const EngineValues count, session->call("dropped", {}));
      QVERIFY(count.at(0) == u32(1));
      SB_NEED(survivor, session->call("[constructor]r", {u32(1)}));
    }
    survivor.clear();  // a handle may be forgotten after its session
  }

  void timeLimitHoldsForEachCall() {
    using namespace std::chrono_literals;
    const std::string text = guests::command(guests::EndlessLoop);
    SessionOptions options;
    SB_NEED(const auto session, Session::create(*enginetest::engine(), enginetest::bytesOf(text), options));
    QVERIFY(session->start());
    session->setTimeLimit(50ms);
    const auto ended = session->call("wasi:cli/run@0.2.3#run", {});
    QCOMPARE(ended.error().code, ErrorCode::Interrupted);
    QVERIFY(session->start());
    SB_NEED(const RunOutcome outcome, session->tryCall("wasi:cli/run@0.2.3#run", {}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::TimedOut);
  }

  void onlyWhatCanStopIsStopped_data() {
    QTest::addColumn<bool>("canStop");
    QTest::newRow("with the checks") << true;
    QTest::newRow("without them") << false;
  }
  void onlyWhatCanStopIsStopped() {
    using namespace std::chrono_literals;
    QFETCH(bool, canStop);
    constexpr std::uint32_t Rounds = 300'000'000;  // a tenth of a second and more
    const std::string text =
        "(component (core module $m (func (export \"f\") (result i32) (local i32)"
        "  (loop (local.set 0 (i32.add (local.get 0) (i32.const 1)))"
        "    (br_if 0 (i32.lt_u (local.get 0) (i32.const " +
        std::to_string(Rounds) +
        ")))) (local.get 0))) (core instance $i (instantiate $m))"
        "(func (export \"count\") (result u32) (canon lift (core func $i \"f\"))))";
    SessionOptions options;
    options.canStop = canStop;
    options.timeLimit = 20ms;
    SB_NEED(const auto session, Session::create(*enginetest::engine(), enginetest::bytesOf(text), options));
    QVERIFY(session->start());
    SB_NEED(const RunOutcome outcome, session->tryCall("count", {}));
    QVERIFY2(outcome.kind == (canStop ? RunOutcome::Kind::TimedOut : RunOutcome::Kind::Exited),
             outcome.message.c_str());
  }

  void compileCache() {
    QTemporaryDir folder;
    SessionOptions options;
    options.cacheDir = std::filesystem::path(folder.path().toStdString()) / "deep/cache";
    const auto use = [&options] {
      const auto session =
          Session::create(*enginetest::engine(), enginetest::bytesOf(guests::OwnsResource), options);
      return session ? (*session)->cacheUse() : CacheUse::None;
    };
    QCOMPARE(use(), CacheUse::Stored);
    QCOMPARE(use(), CacheUse::Loaded);
    options.compiler = Compiler::Baseline;
    QCOMPARE(use(), CacheUse::Stored);
    const QString path = QString::fromStdString(options.cacheDir->string());
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path) & others));
    // A damaged file is replaced, a folder open to others is not used.
    for (const QFileInfo& info : QDir(path).entryInfoList(QDir::Files)) {
      QVERIFY(!(QFile::permissions(info.filePath()) & others));
      QFile file(info.filePath());
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write("damaged");
    }
    QCOMPARE(use(), CacheUse::Stored);
    QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFile::ReadOther));
    QCOMPARE(use(), CacheUse::Unusable);
  }
};

QTEST_GUILESS_MAIN(TstSession)
#include "tst_session.moc"
