// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/call_function.h"
#include "core/engine/run_command.h"
#include "tests/core/adapt/text_programs.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/plan/corpus_folder.h"
#include "tests/core/shapes/sink_hook.h"
#include "tests/support/component_text.h"

using namespace sb;
using graph::HookMoment;

/// Hooks of every version of splicer's packages whose text is known (splicer.md 5.3), on one program, run in
/// the engine: each is called with what its own version is told, under the name that it exports.
class TestHookVersions : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void areCalled_data();
  void areCalled();
  void verdicts_data();
  void verdicts();
  void lateGateOfTheCorpus_data();
  void lateGateOfTheCorpus();
};

namespace {

enum class Call { Name, Names, Id };

/// One hook interface of a version: its full name, its function, what it is told about the call.
graph::HookInterface hookOf(const std::string& name, const std::string& function, Call call, bool async) {
  using types::makeType;
  const types::ValType text = makeType(types::Primitive::String);
  graph::HookInterface hook;
  hook.interfaceName = name;
  hook.functionName = function;
  hook.tier = name.find("tier2") == std::string::npos ? 1 : 2;
  hook.moment = name.find("/before") != std::string::npos     ? HookMoment::Before
                : name.find("/after") != std::string::npos    ? HookMoment::After
                : name.find("/blocking") != std::string::npos ? HookMoment::Blocking
                                                              : HookMoment::Gate;
  types::InstanceType interface;
  types::FuncType type;
  type.async = async;
  if (call == Call::Name) {
    type.params.push_back({"name", text});
  } else {
    const types::ValType record =
        call == Call::Id
            ? value::callIdType()
            : types::makeType(types::Record{{{"interface-name", text}, {"function-name", text}}}, "call-id");
    interface.exports.push_back({model::ExternName("call-id"), types::TypeOfValue{record}});
    type.params.push_back({"call", record});
  }
  if (hook.tier == 2) {
    const graph::HookInterface newest = test::hookInterface(hook.moment, 2, async);
    for (const types::NamedExtern& item : newest.interfaceType->exports)
      if (std::holds_alternative<types::TypeOfValue>(item.type) && item.name.name != "call-id")
        interface.exports.push_back(item);
    type.params.push_back(newest.function->params.at(1));
  }
  if (hook.moment == HookMoment::Blocking || hook.moment == HookMoment::Gate)
    type.result = makeType(types::Primitive::Bool);
  hook.function = types::finish(std::move(type));
  interface.exports.push_back({model::ExternName(function), hook.function});
  hook.interfaceType = types::finish(std::move(interface));
  return hook;
}

/// "before: add", "before: $root#add", "before: $root#add 1"
QString told(const std::string& moment, const engine::EngineValue& call) {
  QString out = QString::fromStdString(moment + ": ");
  if (const auto* name = std::get_if<std::string>(&call.content)) return out + QString::fromStdString(*name);
  const auto& fields = std::get<engine::EngineRecord>(call.content).fields;
  const auto text = [&](std::size_t i) {
    return QString::fromStdString(std::get<std::string>(fields.at(i).value.content));
  };
  out += text(0) + "#" + text(1);
  if (fields.size() > 2) out += QString(" %1").arg(std::get<std::uint64_t>(fields.at(2).value.content));
  return out;
}

struct Program {
  std::unique_ptr<engine::Session> session;
  QStringList told;
  bool verdict = false;  ///< what hooks answer that may skip the call
  Bytes composed;

  /// `BareProgram` with the hooks on its connection `add`; refused calls return 7.
  Result<void> start(const std::vector<graph::HookInterface>& hooks) {
    SB_TRY(const Bytes bytes, test::componentFromText(*enginetest::engine(), test::BareProgram));
    SB_TRY(driver::OpenedFile opened, driver::openBytes(shareBytes(bytes), "program.wasm"));
    graph::Hook hook;
    hook.name = "old";
    SB_TRY(hook.file, test::sinkHook(hooks));
    for (auto& [id, edge] : opened.graph->edges) {
      if (edge.consumer.name != "add") continue;
      hook.id = graph::HookId(opened.graph->nextId++);
      for (const graph::HookInterface& item : hooks)
        if (item.function->result) hook.options.gateValues = {{"add", "7"}};
      edge.hooks.push_back(hook);
    }
    SB_TRY(driver::SpliceOutput out, driver::spliceGraph(*opened.graph));
    composed = out.composed;
    engine::SessionOptions options;
    options.wasi = false;
    SB_TRY(session, engine::Session::create(*enginetest::engine(), composed, options));
    for (const graph::HookInterface& item : hooks) define(item);
    session->define(engine::HostFunction{"", "source", [](auto args) {
                                           const std::uint32_t n = std::get<std::uint32_t>(args[0].content);
                                           return Result<engine::EngineValues>(
                                               engine::EngineValues{engine::EngineValue{n * 2}});
                                         }});
    return session->start();
  }

  void define(const graph::HookInterface& item) {
    const char* moments[] = {"before", "blocking", "gate", "after"};
    const std::string moment = moments[static_cast<std::size_t>(item.moment)];
    session->define(engine::HostFunction{test::sinkName(item.tier, item.moment), item.functionName,
                                         [this, moment, asks = item.function->result != nullptr](auto args) {
                                           told << ::told(moment, args[0]);
                                           engine::EngineValues out;
                                           if (asks) out.push_back(engine::EngineValue{verdict});
                                           return Result<engine::EngineValues>(std::move(out));
                                         }});
  }

  Result<std::uint32_t> run(std::uint32_t argument) {
    SB_TRY(const engine::EngineValues out, session->call("run", {engine::EngineValue{argument}}));
    return std::get<std::uint32_t>(out.at(0).content);
  }
};

using Hooks = std::vector<graph::HookInterface>;

}  // namespace

Q_DECLARE_METATYPE(Hooks)

void TestHookVersions::initTestCase() { SB_NEED_ENGINE(); }

void TestHookVersions::areCalled_data() {
  QTest::addColumn<Hooks>("hooks");
  QTest::addColumn<QStringList>("told");
  const auto pair = [](const std::string& package, const std::string& version, const char* before,
                       const char* after, Call call, bool async) {
    return Hooks{hookOf(package + "/before" + version, before, call, async),
                 hookOf(package + "/after" + version, after, call, async)};
  };
  for (const bool async : {false, true}) {
    const char* kind = async ? "async" : "sync";
    QTest::addRow("tier1 0.1.0, %s", kind)
        << pair("splicer:tier1", "@0.1.0", "before-call", "after-call", Call::Name, async)
        << QStringList{"before: add", "after: add"};
    QTest::addRow("tier1 0.2.0, %s", kind)
        << pair("splicer:tier1", "@0.2.0", "on-call", "on-return", Call::Names, async)
        << QStringList{"before: $root#add", "after: $root#add"};
    for (const char* version : {"", "@0.3.0", "@0.4.0", "@0.5.0"}) {
      QTest::addRow("tier1 %s, %s", version, kind)
          << pair("splicer:tier1", version, "on-call", "on-return", Call::Id, async)
          << QStringList{"before: $root#add 1", "after: $root#add 1"};
    }
    for (const char* version : {"@0.1.0", "@0.2.0", "@0.3.0"}) {
      QTest::addRow("tier2 %s, %s", version, kind)
          << pair("splicer:tier2", version, "on-call", "on-return", Call::Id, async)
          << QStringList{"before: $root#add 1", "after: $root#add 1"};
    }
  }
  QTest::newRow("versions mixed") << Hooks{hookOf("splicer:tier1/before@0.1.0", "before-call", Call::Name,
                                                  true),
                                           hookOf("splicer:tier1/after@0.3.0", "on-return", Call::Id, false)}
                                  << QStringList{"before: add", "after: $root#add 1"};
  QTest::newRow("an old tier 1 beside tier 2")
      << Hooks{hookOf("splicer:tier1/before@0.2.0", "on-call", Call::Names, true),
               hookOf("splicer:tier2/before@0.3.0", "on-call", Call::Id, false),
               hookOf("splicer:tier1/after@0.1.0", "after-call", Call::Name, false)}
      << QStringList{"before: $root#add", "before: $root#add 1", "after: add"};
}

void TestHookVersions::areCalled() {
  QFETCH(Hooks, hooks);
  Program program;
  const Result<void> started = program.start(hooks);
  QVERIFY2(started, started ? "" : started.error().text().c_str());
  SB_NEED(const std::uint32_t result, program.run(21));
  QCOMPARE(result, 1042u);
  QTEST(program.told, "told");
}

void TestHookVersions::verdicts_data() {
  QTest::addColumn<Hooks>("hooks");
  QTest::addColumn<bool>("skips");  // the answer that skips the call
  for (const bool async : {false, true}) {
    const char* kind = async ? "async" : "sync";
    QTest::addRow("tier1 0.1.0 blocking, %s", kind)
        << Hooks{hookOf("splicer:tier1/blocking@0.1.0", "should-block-call", Call::Name, async)} << true;
    QTest::addRow("tier1 0.2.0 blocking, %s", kind)
        << Hooks{hookOf("splicer:tier1/blocking@0.2.0", "should-block", Call::Names, async)} << true;
    QTest::addRow("tier1 0.3.0 blocking, %s", kind)
        << Hooks{hookOf("splicer:tier1/blocking@0.3.0", "should-block", Call::Id, async)} << true;
    QTest::addRow("tier1 0.5.0 gate, %s", kind)
        << Hooks{hookOf("splicer:tier1/gate@0.5.0", "should-call", Call::Id, async)} << false;
    QTest::addRow("tier2 0.3.0 gate, %s", kind)
        << Hooks{hookOf("splicer:tier2/gate@0.3.0", "should-call", Call::Id, async)} << false;
  }
}

void TestHookVersions::verdicts() {
  QFETCH(Hooks, hooks);
  QFETCH(bool, skips);
  Program program;
  const Result<void> started = program.start(hooks);
  QVERIFY2(started, started ? "" : started.error().text().c_str());
  program.verdict = skips;
  SB_NEED(const std::uint32_t refused, program.run(21));
  QCOMPARE(refused, 7u);
  program.verdict = !skips;
  SB_NEED(const std::uint32_t passed, program.run(21));
  QCOMPARE(passed, 1042u);
  QCOMPARE(program.told.size(), 2);
}

void TestHookVersions::lateGateOfTheCorpus_data() {
  QTest::addColumn<QByteArray>("hook");
  QTest::newRow("tier2 0.3.0, gate") << QByteArray("t2-gate-late-0.3.0");
  QTest::newRow("tier1 0.2.0") << QByteArray("t1-old-0.2.0");
}

/// Real hooks, made by wit-bindgen for those versions, on a real program, which goes on saying what it said.
void TestHookVersions::lateGateOfTheCorpus() {
  QFETCH(QByteArray, hook);
  const std::filesystem::path corpus = plantest::corpus();
  if (!std::filesystem::exists(corpus)) QSKIP("no reference corpus: set SPLICEBOARD_SHARED");
  const auto rules = plan::parseSpliceRules(
      "version: 1\nrules:\n  - before: { interface: 'demo:calc/ops@0.1.0' }\n    inject:\n"
      "      - name: hook\n        path: hooks/" +
      hook.toStdString() + ".wasm\n" +
      (hook.contains("gate") ? "        gate-values: { add: '0', div: 'err(overflow)', summarize: 'none' }\n"
                             : ""));
  QVERIFY2(rules, rules ? "" : rules.error().text().c_str());
  driver::SpliceOptions options;
  options.baseFolder = corpus.string();
  const std::string input = (corpus / "components/comp/calc-wac.wasm").string();
  const auto spliced = driver::spliceFile(*rules, input, options);
  QVERIFY2(spliced, spliced ? "" : spliced.error().text().c_str());
  const auto run = [](const Bytes& component) {
    engine::RunRequest request;
    request.component = component;
    request.args = {"prog"};
    QString out;
    request.onStdout = [&](std::string_view piece) {
      out += QString::fromUtf8(piece.data(), static_cast<int>(piece.size()));
    };
    const auto outcome = engine::runCommand(*enginetest::engine(), request);
    return outcome && outcome->kind == engine::RunOutcome::Kind::Exited
               ? out
               : "failed: " + QString::fromStdString(outcome ? outcome->message : outcome.error().text());
  };
  const QStringList lines = run(spliced->composed).split('\n');
  const QStringList ofHook = lines.filter(QRegularExpression("^\\[(gate|old)\\] "));
  QStringList rest = lines;
  for (const QString& line : ofHook) rest.removeOne(line);
  QVERIFY2(ofHook.size() >= 7, qPrintable(lines.join('\n')));
  const auto original = plantest::readBytes(input);
  QVERIFY(original);
  QCOMPARE(rest.join('\n'), run(*original));
}

QTEST_GUILESS_MAIN(TestHookVersions)
#include "tst_hook_versions.moc"
