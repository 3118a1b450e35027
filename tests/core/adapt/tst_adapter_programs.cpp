// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <set>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/call_function.h"
#include "tests/core/adapt/text_programs.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/plan/corpus_folder.h"
#include "tests/core/shapes/sink_hook.h"
#include "tests/support/component_text.h"

using namespace sb;

/// Whole programs, written as text, spliced by the product and run: what adapters do at places that values
/// alone do not show.
class TestAdapterPrograms : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void resourcesOfTheInterface_data();
  void resourcesOfTheInterface();
  void hostOwnsWhatItGetsThroughAHook();
  void bareFunctions();
  void bareResource();
  void streamsAndFutures();
  void tenMegabytes();
  void functionFilter();
  void gatesOfTwoTiers();
  void everyConnection_data();
  void everyConnection();
};

namespace {

struct Program {
  graph::Graph graph;
  Bytes composed;
  std::unique_ptr<engine::Session> session;
  QStringList notes;  ///< "before t:r/store#pass"

  Result<void> open(const std::string& text) {
    SB_TRY(const Bytes bytes, test::componentFromText(*enginetest::engine(), text));
    SB_TRY(driver::OpenedFile opened, driver::openBytes(shareBytes(bytes), "program.wasm"));
    if (!opened.graph) return fail(ErrorCode::NotAComponent, opened.sentence);
    graph = *std::move(opened.graph);
    return {};
  }

  /// Puts a hook on every connection into a port of this name; `consumer` narrows it down.
  Result<int> hook(const std::string& text, const std::string& port, graph::HookOptions options = {},
                   const std::string& consumer = {}) {
    SB_TRY(const Bytes bytes, test::componentFromText(*enginetest::engine(), text));
    graph::Hook hook;
    hook.name = "note";
    SB_TRY(hook.file, driver::loadComponentBytes(shareBytes(bytes), "note.wasm"));
    hook.options = std::move(options);
    int placed = 0;
    for (auto& [id, edge] : graph.edges) {
      if (edge.consumer.name != port) continue;
      const std::string name =
          edge.consumer.node == graph.host ? "host" : graph.nodes.at(edge.consumer.node).name;
      if (!consumer.empty() && name != consumer) continue;
      hook.id = graph::HookId(graph.nextId++);
      edge.hooks.push_back(hook);
      ++placed;
    }
    return placed;
  }

  /// The same with a hook that hands on what it is told: see sink_hook.h.
  Result<void> hook(const std::vector<graph::HookInterface>& hooks, const std::string& port,
                    graph::HookOptions options) {
    graph::Hook hook;
    hook.name = "sink";
    SB_TRY(hook.file, test::sinkHook(hooks));
    hook.options = std::move(options);
    for (auto& [id, edge] : graph.edges) {
      if (edge.consumer.name != port) continue;
      hook.id = graph::HookId(graph.nextId++);
      edge.hooks.push_back(hook);
    }
    return {};
  }

  std::set<std::string> refused;  ///< sinks whose answer to `should-call` is no

  void defineSink(unsigned tier, graph::HookMoment moment, const std::string& function) {
    const std::string name = test::sinkName(tier, moment);
    session->define(engine::HostFunction{name, function, [this, name](auto) {
                                           notes << QString::fromStdString(name).section('/', 1);
                                           engine::EngineValues out;
                                           if (name.find("gate") != std::string::npos)
                                             out.push_back(engine::EngineValue{refused.count(name) == 0});
                                           return Result<engine::EngineValues>(std::move(out));
                                         }});
  }

  Result<void> start() {
    SB_TRY(driver::SpliceOutput out, driver::spliceGraph(graph));
    composed = std::move(out.composed);
    engine::SessionOptions options;
    options.wasi = false;
    SB_TRY(session, engine::Session::create(*enginetest::engine(), composed, options));
    session->define(engine::HostFunction{"t:log/sink", "note", [this](auto args) {
                                           notes << QString::fromStdString(
                                               std::get<std::string>(args[0].content) + " " +
                                               std::get<std::string>(args[1].content) + "#" +
                                               std::get<std::string>(args[2].content));
                                           return Result<engine::EngineValues>(engine::EngineValues{});
                                         }});
    session->define(engine::HostFunction{"", "source", [](auto args) {
                                           const std::uint32_t n = std::get<std::uint32_t>(args[0].content);
                                           return Result<engine::EngineValues>(
                                               engine::EngineValues{engine::EngineValue{n * 2}});
                                         }});
    for (unsigned tier = 1; tier <= 2; ++tier) {
      defineSink(tier, graph::HookMoment::Before, "on-call");
      defineSink(tier, graph::HookMoment::Gate, "should-call");
      defineSink(tier, graph::HookMoment::After, "on-return");
    }
    return session->start();
  }

  Result<std::uint32_t> call(const std::string& path, std::uint32_t argument) {
    SB_TRY(const engine::EngineValues out, session->call(path, {engine::EngineValue{argument}}));
    return std::get<std::uint32_t>(out.at(0).content);
  }
};

#define SB_DO(...)                                                 \
  do {                                                             \
    const auto sbDone = (__VA_ARGS__);                             \
    QVERIFY2(sbDone, sbDone ? "" : sbDone.error().text().c_str()); \
  } while (false)

}  // namespace

void TestAdapterPrograms::initTestCase() { SB_NEED_ENGINE(); }

void TestAdapterPrograms::resourcesOfTheInterface_data() {
  QTest::addColumn<bool>("relay");
  QTest::addColumn<QStringList>("ports");
  QTest::addColumn<int>("hooks");
  QTest::addColumn<int>("notes");
  const QString store = "t:r/store", uses = "t:r/uses";
  // A run calls the store nine times and the other interface three times; each call has two notes.
  QTest::newRow("without hooks") << false << QStringList() << 0 << 0;
  QTest::newRow("the interface that defines it") << false << QStringList{store} << 2 << 18;
  QTest::newRow("the interface that uses it") << false << QStringList{uses} << 1 << 6;
  QTest::newRow("both") << false << QStringList{store, uses} << 3 << 24;
  QTest::newRow("two hooks on one connection") << false << QStringList{store, store} << 4 << 36;
  QTest::newRow("on both sides of a component that passes it on")
      << true << QStringList{store, uses} << 4 << 42;
  QTest::newRow("two hooks on everything") << true << QStringList{store, store, uses, uses} << 8 << 84;
}

/// Handles keep their identity across hooked and unhooked interfaces, and destructors run exactly once.
void TestAdapterPrograms::resourcesOfTheInterface() {
  QFETCH(bool, relay);
  QFETCH(QStringList, ports);
  QFETCH(int, hooks);
  QFETCH(int, notes);
  Program program;
  SB_DO(program.open(test::resourceProgram(relay)));
  int placed = 0;
  for (const QString& port : ports) {
    SB_NEED(const int made, program.hook(test::noteHook(), port.toStdString()));
    placed += made;
  }
  QCOMPARE(placed, hooks);
  SB_DO(program.start());
  SB_NEED(const std::uint32_t first, program.call("run", 5));
  QCOMPARE(first, 14'704u);
  QCOMPARE(program.notes.size(), notes);
  if (ports.contains("t:r/store")) QVERIFY(program.notes.contains("before t:r/store#[static]item.pair"));
  SB_NEED(const std::uint32_t second, program.call("run", 5));
  QCOMPARE(second, 14'708u);
}

/// The exported store with a hook: the host makes, asks and drops.
void TestAdapterPrograms::hostOwnsWhatItGetsThroughAHook() {
  Program program;
  SB_DO(program.open(test::resourceProgram(false)));
  SB_NEED(const int placed, program.hook(test::noteHook("after"), "t:r/store", {}, "host"));
  QCOMPARE(placed, 1);
  SB_DO(program.start());
  using engine::EngineValue;
  const std::string store = "t:r/store#";
  SB_NEED(const engine::EngineValues a,
          program.session->call(store + "[constructor]item", {EngineValue{3u}}));
  SB_NEED(const engine::EngineValues b,
          program.session->call(store + "[constructor]item", {EngineValue{4u}}));
  SB_NEED(const engine::EngineValues sum,
          program.session->call(store + "[method]item.plus",
                                {a[0], EngineValue{engine::EngineList{{b[0], a[0]}}}}));
  QCOMPARE(std::get<std::uint32_t>(sum[0].content), 10u);
  SB_NEED(const engine::EngineValues pair,
          program.session->call(store + "[static]item.pair", {a[0], EngineValue{engine::EngineOption{}}}));
  const auto& merged = std::get<engine::EngineTuple>(pair[0].content).items;
  SB_NEED(const engine::EngineValues value, program.session->call(store + "[method]item.value", {merged[0]}));
  QCOMPARE(std::get<std::uint32_t>(value[0].content), 3u);
  SB_NEED(const engine::EngineValues before, program.session->call(store + "dropped", {}));
  QCOMPARE(std::get<std::uint32_t>(before[0].content), 1u);
  SB_DO(program.session->drop(std::get<engine::EngineResource>(merged[0].content)));
  SB_DO(program.session->drop(std::get<engine::EngineResource>(b[0].content)));
  SB_NEED(const engine::EngineValues after, program.session->call(store + "dropped", {}));
  QCOMPARE(std::get<std::uint32_t>(after[0].content), 3u);
  QCOMPARE(program.notes.filter("[method]item.value").size(), 1);
}

/// Functions that belong to no interface: from the host, between components, to the host.
void TestAdapterPrograms::bareFunctions() {
  Program program;
  SB_DO(program.open(test::BareProgram));
  for (const char* port : {"source", "add", "run"}) {
    SB_NEED(const int placed, program.hook(test::noteHook(), port));
    QVERIFY2(placed == 1, port);
  }
  SB_DO(program.start());
  SB_NEED(const std::uint32_t result, program.call("run", 21));
  QCOMPARE(result, 1042u);
  QCOMPARE(program.notes, QStringList({"before $root#run", "before $root#source", "after $root#source",
                                       "before $root#add", "after $root#add", "after $root#run"}));
}

/// A resource at the root, its functions too.
void TestAdapterPrograms::bareResource() {
  Program program;
  SB_DO(program.open(test::BareResourceProgram));
  for (const char* port : {"make", "[method]thing.value"}) {
    SB_NEED(const int placed, program.hook(test::noteHook(), port));
    QVERIFY2(placed == 1, port);
  }
  SB_DO(program.start());
  for (std::uint32_t n = 1; n <= 3; ++n) {
    SB_NEED(const std::uint32_t result, program.call("run", n));
    QCOMPARE(result, n + 1000);
  }
  QCOMPARE(program.notes.mid(8),
           QStringList({"before $root#make", "after $root#make", "before $root#[method]thing.value",
                        "after $root#[method]thing.value"}));
}

/// Streams and futures pass through hooks of both tiers and can be read behind them.
void TestAdapterPrograms::streamsAndFutures() {
  for (const std::string& hook : {std::string(), test::noteHook(), test::SilentHook}) {
    Program program;
    SB_DO(program.open(test::StreamProgram));
    if (!hook.empty()) SB_DO(program.hook(hook, "t:s/pipe"));
    SB_DO(program.start());
    SB_NEED(const std::uint32_t result, program.call("run", 0));
    QCOMPARE(result, 42u);
  }
}

/// Lists of ten megabytes: as bytes, as 1.3 million numbers, as 160,000 texts; many times.
void TestAdapterPrograms::tenMegabytes() {
  constexpr std::uint32_t Size = 10u << 20;
  for (const std::string& hook : {test::noteHook(), test::SilentHook}) {
    Program program;
    SB_DO(program.open(test::bigProgram()));
    SB_DO(program.hook(hook, "t:b/big"));
    SB_DO(program.start());
    for (const std::uint32_t n : {Size, 64u, Size}) {
      SB_NEED(const std::uint32_t result, program.call("run", n));
      QCOMPARE(result, n + n / 8 + n / 64);
    }
  }
}

/// Functions that the filter leaves out are the provider's own: no note, no frame, and the rest works as
/// ever.
void TestAdapterPrograms::functionFilter() {
  graph::HookOptions only;
  only.functions = {"item.plus", "pass"};
  Program program;
  SB_DO(program.open(test::resourceProgram(true)));
  SB_DO(program.hook(test::noteHook(), "t:r/store", only));
  only.functions = {"give"};
  SB_DO(program.hook(test::noteHook(), "t:r/uses", only));
  SB_DO(program.start());
  SB_NEED(const std::uint32_t result, program.call("run", 5));
  QCOMPARE(result, 14'704u);
  // The store is hooked twice, on both sides of the component that passes it on.
  QCOMPARE(program.notes.filter("before t:r/store#[method]item.plus").size(), 2);
  QCOMPARE(program.notes.filter("after t:r/store#pass").size(), 2);
  QCOMPARE(program.notes.filter("t:r/uses#give").size(), 2);
  QCOMPARE(program.notes.size(), 10);
}

/// One middleware with hooks of both tiers and two gates on a function with a result.
void TestAdapterPrograms::gatesOfTwoTiers() {
  using graph::HookMoment;
  std::vector<graph::HookInterface> hooks;
  for (const HookMoment moment : {HookMoment::Before, HookMoment::Gate, HookMoment::After})
    for (unsigned tier = 1; tier <= 2; ++tier) hooks.push_back(test::hookInterface(moment, tier, tier == 2));
  graph::HookOptions options;
  options.gateValues = {{"add", "7"}};
  Program program;
  SB_DO(program.open(test::BareProgram));
  SB_DO(program.hook(hooks, "add", options));
  SB_DO(program.start());
  SB_NEED(const std::uint32_t passed, program.call("run", 21));
  QCOMPARE(passed, 1042u);
  const QStringList inwards{"tier1-before@1.0.0", "tier2-before@1.0.0", "tier1-gate@1.0.0",
                            "tier2-gate@1.0.0"};
  QCOMPARE(program.notes, inwards + QStringList({"tier2-after@1.0.0", "tier1-after@1.0.0"}));
  program.notes.clear();
  program.refused = {test::sinkName(2, HookMoment::Gate)};
  SB_NEED(const std::uint32_t second, program.call("run", 21));
  QCOMPARE(second, 7u);
  QCOMPARE(program.notes, inwards);
  program.notes.clear();
  program.refused = {test::sinkName(1, HookMoment::Gate)};
  SB_NEED(const std::uint32_t third, program.call("run", 21));
  QCOMPARE(third, 7u);
  QCOMPARE(program.notes, inwards.mid(0, 3));
}

void TestAdapterPrograms::everyConnection_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("async");
  for (const char* file :
       {"comp/kv-wac", "comp/vault-wac", "comp/text-wac", "comp/calc-chain3", "comp/diamond-wac",
        "comp/wordstat-wac", "comp/dual-wac", "comp/sink-wac", "wat/hello-stdout"})
    for (unsigned tier = 1; tier <= 2; ++tier)
      for (const bool async : {false, true})
        QTest::newRow(QString("%1, tier %2, %3").arg(file).arg(tier).arg(async ? "async" : "sync").toUtf8())
            << file << tier << async;
}

/// A hook on every connection of a real program, those from and to the host included: WASI's streams with
/// their resources, the run function, everything between. It prints what it prints without hooks.
void TestAdapterPrograms::everyConnection() {
  QFETCH(QString, file);
  QFETCH(unsigned, tier);
  QFETCH(bool, async);
  const auto path = plantest::corpus() / "components" / (file + ".wasm").toStdString();
  if (!std::filesystem::exists(plantest::corpus())) QSKIP("no reference corpus: set SPLICEBOARD_SHARED");
  SB_NEED(driver::OpenedFile opened, driver::openFile(path));
  QVERIFY(opened.graph);
  graph::Graph graph = *std::move(opened.graph);
  SB_NEED(const Bytes plain, driver::composeGraph(graph));
  graph::Hook hook;
  hook.name = "watch";
  SB_NEED(hook.file, test::sinkHook(tier, true, true, async));
  int hooks = 0;
  for (auto& [id, edge] : graph.edges) {
    const graph::Port* port = graph.find(edge.provider);
    if (port->kind != graph::PortKind::Instance && port->kind != graph::PortKind::Function) continue;
    hook.id = graph::HookId(graph.nextId++);
    edge.hooks.push_back(hook);
    ++hooks;
  }
  SB_NEED(const driver::SpliceOutput spliced, driver::spliceGraph(graph));
  int told = 0;
  const auto run = [&](const Bytes& component) -> Result<std::string> {
    std::string out;
    engine::SessionOptions options;
    options.args = {"prog"};
    options.onStdout = [&](std::string_view piece) { out += piece; };
    SB_TRY(const auto session, engine::Session::create(*enginetest::engine(), component, options));
    for (const graph::HookMoment moment : {graph::HookMoment::Before, graph::HookMoment::After})
      session->define(engine::HostFunction{test::sinkName(tier, moment),
                                           moment == graph::HookMoment::Before ? "on-call" : "on-return",
                                           [&](auto) {
                                             ++told;
                                             return Result<engine::EngineValues>(engine::EngineValues{});
                                           }});
    SB_TRY_VOID(session->start());
    for (const char* version : {"0.2.0", "0.2.3", "0.2.12"}) {
      const std::string function = std::string("wasi:cli/run@") + version + "#run";
      if (!session->hasFunction(function)) continue;
      SB_TRY_VOID(session->call(function, {}));
      return out;
    }
    return fail(ErrorCode::NoSuchPort, "no wasi:cli/run");
  };
  SB_NEED(const std::string expected, run(plain));
  QVERIFY(!expected.empty());
  QCOMPARE(told, 0);
  SB_NEED(const std::string found, run(spliced.composed));
  QCOMPARE(QString::fromStdString(found), QString::fromStdString(expected));
  QVERIFY2(told > 2 * hooks / 4, "hooks were not told");
}

QTEST_GUILESS_MAIN(TestAdapterPrograms)
#include "tst_adapter_programs.moc"
