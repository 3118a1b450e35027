// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/driver/splice.h"
#include "core/engine/call_function.h"
#include "tests/core/engine/engine_fixture.h"

using namespace sb;

/// The shipped hooks that decide and wait, in both forms, on sync and async functions.
class TestHookForms : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }
  void decides_data();
  void decides();
  void refusalsFollowTheSeed();
};

namespace {

struct Program {
  const char *interface, *inner, *outer, *file;
};
constexpr Program Orders = {"demo:kv/store@1.0.0", "cache", "orders", "orders/orders.composed.wasm"};
constexpr Program Jobs = {"demo:jobs/queue@0.1.0", "queue", "cli", "jobs-async/jobs.composed.wasm"};

std::string resource(const std::string& path) {
  return std::string(SPLICEBOARD_SOURCE_DIR) + "/resources/" + path;
}

/// One rule with one hook file on the program's connection. `more`: further keys of the injection.
Result<Bytes> spliced(const Program& program, const std::string& hook, const std::string& more) {
  const std::string yaml =
      std::string("version: 1\nrules:\n  - between:\n      interface: ") + program.interface +
      "\n      inner: { name: " + program.inner + " }\n      outer: { name: " + program.outer +
      " }\n    inject:\n      - name: hook\n        path: " + resource("hooks/" + hook + ".wasm") + "\n" +
      more;
  SB_TRY(const plan::SpliceRules rules, plan::parseSpliceRules(yaml));
  SB_TRY(driver::SpliceOutput output,
         driver::spliceFile(rules, resource(std::string("examples/") + program.file), {}));
  return std::move(output.composed);
}

struct Ran {
  QString out, err;
  bool failed = false;  ///< `run` returned an error
};

Result<Ran> run(const Bytes& component) {
  Ran ran;
  engine::SessionOptions options;
  options.args = {"program"};
  options.onStdout = [&](std::string_view piece) {
    ran.out += QString::fromUtf8(piece.data(), qsizetype(piece.size()));
  };
  options.onStderr = [&](std::string_view piece) {
    ran.err += QString::fromUtf8(piece.data(), qsizetype(piece.size()));
  };
  SB_TRY(auto session, engine::Session::create(*enginetest::engine(), component, options));
  SB_TRY_VOID(session->start());
  for (const char* version : {"wasi:cli/run@0.2.3#run", "wasi:cli/run@0.2.0#run", "wasi:cli/run@0.2.12#run"})
    if (session->hasFunction(version)) {
      SB_TRY(const engine::EngineValues values, session->call(version, {}));
      ran.failed = !std::get<engine::EngineResult>(values.at(0).content).ok;
      return ran;
    }
  return fail(ErrorCode::NoSuchPort, "the program has no `run`");
}

const std::string StoreValues =
    "        gate-values: { put: 'err(denied)', get: 'err(denied)', keys: '[]' }\n";
const std::string QueueValues =
    "        gate-values: { submit: '7', cancel: 'err(\"closed\")', pending: '[]' }\n";
std::string configured(const std::string& text) { return "        config: { " + text + " }\n"; }

const QString SubmitAndList =
    "submit 101\nsubmit 102\nsubmit 103\n"
    "pending 101 \"index\" 1.5, 102 \"thumbnails\" 0.25, 103 \"backup\" 40\n";
const QString CancelsRefused = SubmitAndList +
                               "cancel refused: closed\ncancel refused: closed\n"
                               "pending 101 \"index\" 1.5, 102 \"thumbnails\" 0.25, 103 \"backup\" 40\n"
                               "clear\npending none\n";
/// Without a single `put` the shop has no orders to find.
const QString NothingStored =
    "place storage: denied\nplace storage: denied\nplace refused: empty order\n"
    "place refused: no rate for XYZ\nplace storage: denied\n"
    "find not found: 4711\nfind not found: 4713\nfind not found: 4800\nkeys\n";
const QString Unhooked =
    "place 4711 for harbour inn: 2 tea, 1 cup = 23.65 USD\n"
    "place 4712 for workshop \"north\": 1 lamp, 10 fuse, 2 wire-3m = 56.17 GBP\n"
    "place refused: empty order\nplace refused: no rate for XYZ\n"
    "place 4713 for library: 3 pen = 3.60 EUR\n"
    "find 4711 for harbour inn: 2 tea, 1 cup = 23.65 USD\n"
    "find 4713 for library: 3 pen = 3.60 EUR\nfind not found: 4800\n"
    "keys order/4711 order/4712 order/4713\n";

}  // namespace

void TestHookForms::decides_data() {
  QTest::addColumn<bool>("asyncFunctions");
  QTest::addColumn<QString>("hook");
  QTest::addColumn<QString>("options");
  QTest::addColumn<QString>("out");
  QTest::addColumn<QString>("err");
  const auto row = [](const char* name, bool async, const char* hook, const std::string& options,
                      const QString& out, const char* err) {
    QTest::newRow(name) << async << hook << QString::fromStdString(options) << out << err;
  };
  const std::string put = configured("functions: [put]") + StoreValues;
  const std::string cancel = configured("functions: [cancel]") + QueueValues;
  const char* gateStore =
      "[gate] refused demo:kv/store@1.0.0#put 2\n[gate] refused demo:kv/store@1.0.0#put 4\n"
      "rates: no rate for \"XYZ\"\n[gate] refused demo:kv/store@1.0.0#put 6\n";
  const char* gateQueue =
      "[gate] refused demo:jobs/queue@0.1.0#cancel 5\n[gate] refused demo:jobs/queue@0.1.0#cancel 6\n";
  row("gate, sync functions", false, "gate/gate", put, NothingStored, gateStore);
  row("gate, async form, sync functions", false, "gate/gate-async", put, NothingStored, gateStore);
  row("gate, async functions", true, "gate/gate", cancel, CancelsRefused, gateQueue);
  row("gate, async form, async functions", true, "gate/gate-async", cancel, CancelsRefused, gateQueue);
  const char* faultStore =
      "[fault] demo:kv/store@1.0.0#put 2 error\n[fault] demo:kv/store@1.0.0#put 4 error\n"
      "rates: no rate for \"XYZ\"\n[fault] demo:kv/store@1.0.0#put 6 error\n";
  const char* faultQueue =
      "[fault] demo:jobs/queue@0.1.0#cancel 5 error\n[fault] demo:jobs/queue@0.1.0#cancel 6 error\n";
  const std::string putFails = configured("rules: ['put error=100%']") + StoreValues;
  const std::string cancelFails = configured("rules: ['cancel error=1']") + QueueValues;
  row("fault, sync functions", false, "fault/fault", putFails, NothingStored, faultStore);
  row("fault, async form, sync functions", false, "fault/fault-async", putFails, NothingStored, faultStore);
  row("fault, async functions", true, "fault/fault", cancelFails, CancelsRefused, faultQueue);
  row("fault, async form, async functions", true, "fault/fault-async", cancelFails, CancelsRefused,
      faultQueue);
  // Three orders of three calls, and the third search.
  row("gate-values by argument", false, "gate-values/gate-values",
      configured("refuse: ['get key order/48*']") + StoreValues,
      QString(Unhooked).replace("find not found: 4800", "find storage: denied"),
      "rates: no rate for \"XYZ\"\n"
      "[gate-values] refused demo:kv/store@1.0.0#get 12 (key=\"order/4800\")\n");
  row("gate-values, async functions", true, "gate-values/gate-values",
      configured("refuse: ['cancel id 7']") + QueueValues,
      SubmitAndList +
          "cancel 102 \"thumbnails\" 0.25\ncancel refused: closed\n"
          "pending 101 \"index\" 1.5, 103 \"backup\" 40\nclear\npending none\n",
      "[gate-values] refused demo:jobs/queue@0.1.0#cancel 6 (id=7)\n");
  row("delay watches the clock", true, "delay/delay", configured("rules: ['cancel delay=1']"),
      SubmitAndList +
          "cancel 102 \"thumbnails\" 0.25\ncancel refused: no job 7\n"
          "pending 101 \"index\" 1.5, 103 \"backup\" 40\nclear\npending none\n",
      "[fault] demo:jobs/queue@0.1.0#cancel 5 delay 1000 us\n"
      "[fault] demo:jobs/queue@0.1.0#cancel 6 delay 1000 us\n");
  // This caller does not wait, and says so: the hook has let it go on while the call was under way.
  row("delay, async form, lets others go on", true, "delay/delay-async",
      configured("rules: ['cancel delay=1']"), SubmitAndList + "cancel did not return at once\n",
      "[fault] demo:jobs/queue@0.1.0#cancel 5 delay 1000 us\n");
}

void TestHookForms::decides() {
  QFETCH(bool, asyncFunctions);
  QFETCH(QString, hook);
  QFETCH(QString, options);
  QFETCH(QString, out);
  QFETCH(QString, err);
  SB_NEED(const Bytes component,
          spliced(asyncFunctions ? Jobs : Orders, hook.toStdString(), options.toStdString()));
  SB_NEED(const Ran ran, run(component));
  QCOMPARE(ran.out, out);
  QCOMPARE(ran.err, err);
  QCOMPARE(ran.failed, out.endsWith("did not return at once\n"));
}

// Which calls fail follows from the seed alone: the same twice, others with another seed.
void TestHookForms::refusalsFollowTheSeed() {
  const auto refused = [](int seed) -> Result<Ran> {
    SB_TRY(const Bytes component,
           spliced(Orders, "fault/fault",
                   configured("rules: ['* error=0.5'], seed: " + std::to_string(seed)) + StoreValues));
    return run(component);
  };
  SB_NEED(const Ran once, refused(1));
  SB_NEED(const Ran again, refused(1));
  QCOMPARE(once.out, again.out);
  QCOMPARE(once.err, again.err);
  QSet<QString> outcomes;
  for (int seed = 1; seed <= 6; ++seed) {
    SB_NEED(const Ran ran, refused(seed));
    outcomes << ran.err;
  }
  QVERIFY(outcomes.size() > 3);
}

QTEST_GUILESS_MAIN(TestHookForms)
#include "tst_hook_forms.moc"
