// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/driver/builtins.h"
#include "core/driver/open.h"
#include "core/driver/replay.h"
#include "core/driver/splice.h"
#include "core/engine/run_command.h"
#include "core/graph/edit.h"
#include "tests/core/engine/engine_fixture.h"

using namespace sb;
namespace fs = std::filesystem;

/// The hooks of resources/hooks, put on connections of the shipped examples by rules, run in the engine.
class TestBuiltinHooks : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void theListIsComplete();
  void namesThatAreNotThere_data();
  void namesThatAreNotThere();
  void traceShowsCallsAndLeavesTheProgramAlone();
  void recordTwiceIsTheSame();
  void countsAgreeWithTheRecording();
  void otelSpans();
  void otelMetricsAddUp();
  void delaysByRuleAndSeed();
  void gateNeedsAValueToReturn();
  void recordedProgramRunsOnTheRecording();
  void replayRefusals();
  void wrongConfigurationIsRefusedWhole();
  void instancesFollowConfigurations();
};

namespace {

fs::path source() { return SPLICEBOARD_SOURCE_DIR; }
std::string orders() { return (source() / "resources/examples/orders/orders.composed.wasm").string(); }
const std::string Store = "demo:kv/store@1.0.0";

driver::SpliceOptions options() {
  driver::SpliceOptions out;
  out.builtins.shipped = source() / "resources/hooks";
  return out;
}

/// One rule that puts a builtin between `orders` and `cache`.
std::string rules(const std::string& builtin, const std::string& config = "{}") {
  return "version: 1\nrules:\n  - between:\n      interface: " + Store +
         "\n      inner: { name: cache }\n      outer: { name: orders }\n    inject:\n      - builtin: { "
         "name: " +
         builtin + ", config: " + config + " }\n";
}

Result<driver::SpliceOutput> splice(const std::string& yaml) {
  SB_TRY(const plan::SpliceRules parsed, plan::parseSpliceRules(yaml));
  return driver::spliceFile(parsed, orders(), options());
}

struct Ran {
  QString out, err;
};
Result<Ran> run(const Bytes& component) {
  engine::RunRequest request;
  request.component = component;
  request.args = {"orders"};
  Ran ran;
  request.onStdout = [&](std::string_view piece) {
    ran.out += QString::fromUtf8(piece.data(), qsizetype(piece.size()));
  };
  request.onStderr = [&](std::string_view piece) {
    ran.err += QString::fromUtf8(piece.data(), qsizetype(piece.size()));
  };
  SB_TRY(const engine::RunOutcome outcome, engine::runCommand(*enginetest::engine(), request));
  if (!outcome.succeeded()) return fail(ErrorCode::Trap, outcome.message);
  return ran;
}
Result<Ran> runWith(const std::string& builtin, const std::string& config = "{}") {
  SB_TRY(const driver::SpliceOutput output, splice(rules(builtin, config)));
  return run(output.composed);
}

QString unspliced() {
  QFile file(QString::fromStdString(orders()));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray bytes = file.readAll();
  const Result<Ran> ran = run(Bytes(bytes.begin(), bytes.end()));
  return ran ? ran->out : QString();
}

/// The program's own lines are passed over.
QList<QJsonObject> jsonLines(const QString& text) {
  QList<QJsonObject> out;
  for (const QString& line : text.split('\n', Qt::SkipEmptyParts))
    if (line.startsWith('{')) out << QJsonDocument::fromJson(line.toUtf8()).object();
  return out;
}

}  // namespace

#define SB_RUN(name, ...)                                                          \
  const auto name##Result = (__VA_ARGS__);                                         \
  QVERIFY2(name##Result, name##Result ? "" : name##Result.error().text().c_str()); \
  const auto& name = *name##Result

void TestBuiltinHooks::initTestCase() {
  SB_NEED_ENGINE();
  QVERIFY(unspliced().startsWith("place 4711"));
}

void TestBuiltinHooks::theListIsComplete() {
  QStringList names;
  for (const driver::Builtin& builtin : driver::listBuiltins(options().builtins)) {
    QVERIFY2(builtin.manifest.has_value(), builtin.problem.c_str());
    QVERIFY(!builtin.manifest->description.empty() && builtin.manifest->tier != 0);
    for (const config::ManifestKey& key : builtin.manifest->keys)
      QVERIFY(key.defaultValue && !key.doc.empty());
    names << QString::fromStdString(builtin.name);
  }
  QCOMPARE(names.join(' '),
           "count count-async delay delay-async fault fault-async gate gate-async gate-values otel "
           "otel-async record "
           "record-async trace trace-async");
}

void TestBuiltinHooks::namesThatAreNotThere_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("message");
  QTest::newRow("never heard of") << "tracer"
                                  << "there is no builtin `tracer` in";
  QTest::newRow("splicer's recorder") << "recorder"
                                      << "of splicer is not part of this program; use `record`";
  QTest::newRow("splicer's spans") << "otel-bare-spans"
                                   << "use `otel` with { signals: spans }";
  QTest::newRow("internal") << "config-provider"
                            << "providers of configuration are made when splicing";
}

void TestBuiltinHooks::namesThatAreNotThere() {
  QFETCH(QString, name);
  QFETCH(QString, message);
  const auto output = splice(rules(name.toStdString()));
  QVERIFY(!output);
  QCOMPARE(output.error().code, ErrorCode::Refused);
  QVERIFY2(QString::fromStdString(output.error().text()).contains(message), output.error().text().c_str());
}

void TestBuiltinHooks::traceShowsCallsAndLeavesTheProgramAlone() {
  SB_RUN(ran, runWith("trace", "{ sink: stderr }"));
  QCOMPARE(ran.out, unspliced());
  const QStringList lines = ran.err.split('\n');
  QCOMPARE(lines.value(0), "> demo:kv/store@1.0.0#get 1 (key=\"meta/last\")");
  QCOMPARE(lines.value(1), "< demo:kv/store@1.0.0#get 1 = err(not-found)");
  QCOMPARE(lines.value(2),
           "> demo:kv/store@1.0.0#put 2 (entry={key: \"order/4711\", value: <41 bytes 68 61 72 62 6f 75 72 "
           "20 69 6e "
           "6e 7c 55 53 44 7c ...>, ttl: some(900)})");
  QCOMPARE(lines.value(3), "< demo:kv/store@1.0.0#put 2 = ok");
  SB_RUN(cut, runWith("trace", "{ sink: stderr, longest-text: 4, most-bytes: 2, longest-value: 30 }"));
  QVERIFY(cut.err.contains("(key=\"meta\"<of 9 bytes>)"));
  QVERIFY(cut.err.contains("<cut>"));
}

void TestBuiltinHooks::recordTwiceIsTheSame() {
  SB_RUN(once, runWith("record", "{ clock: off }"));
  SB_RUN(again, runWith("record", "{ clock: off }"));
  QCOMPARE(once.out, unspliced());
  QCOMPARE(once.err, again.err);
  const QStringList lines = once.err.split('\n');
  QCOMPARE(
      lines.value(0),
      "{\"record\":\"call\",\"id\":1,\"parent\":0,\"interface\":\"demo:kv/store@1.0.0\",\"function\":\"get\","
      "\"caller\":\"orders\",\"provider\":\"cache\",\"arguments\":[{\"name\":\"key\",\"value\":"
      "\"\\\"meta/last\\\"\"}]}");
  QCOMPARE(lines.value(1),
           "{\"record\":\"return\",\"id\":1,\"parent\":0,\"interface\":\"demo:kv/"
           "store@1.0.0\",\"function\":\"get\","
           "\"caller\":\"orders\",\"provider\":\"cache\",\"result\":\"err(not-found)\"}");
  SB_RUN(timed, runWith("record"));
  const QList<QJsonObject> records = jsonLines(timed.err);
  QCOMPARE(records.size(), jsonLines(once.err).size());
  double last = 0;
  for (const QJsonObject& record : records) {
    QVERIFY(record["time"].toDouble() >= last);
    last = record["time"].toDouble();
  }
  QVERIFY(last > 1.6e18);  // nanoseconds since 1970, some years ago
}

void TestBuiltinHooks::countsAgreeWithTheRecording() {
  SB_RUN(recorded, runWith("record", "{ clock: off }"));
  QMap<QString, int> calls;
  for (const QJsonObject& record : jsonLines(recorded.err))
    if (record["record"] == "return") ++calls[record["function"].toString()];
  QVERIFY(calls.size() >= 2);
  SB_RUN(counted, runWith("count"));
  for (auto it = calls.begin(); it != calls.end(); ++it) {
    const QString line = QString("[count] demo:kv/store@1.0.0#%1 ").arg(it.key());
    QCOMPARE(counted.err.count(line), it.value());
    QVERIFY(counted.err.contains(line + QString::number(it.value()) + '\n'));
  }
  SB_RUN(rarely, runWith("count", "{ every: 2 }"));
  QCOMPARE(rarely.err.count("#put "), calls["put"] / 2);
}

void TestBuiltinHooks::otelSpans() {
  SB_RUN(ran, runWith("otel",
                      "{ signals: spans, clock: off, ids: counted, span_kind: SERVER, service: 'a \"b\"' }"));
  QCOMPARE(ran.out, unspliced());
  QCOMPARE(
      ran.err.split('\n').value(1),
      "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{"
      "\"stringValue\":"
      "\"a "
      "\\\"b\\\"\"}}]},\"scopeSpans\":[{\"scope\":{\"name\":\"spliceboard.otel\"},\"spans\":[{\"traceId\":"
      "\"00000000000000000000000000000002\",\"spanId\":\"0000000000000002\",\"name\":\"put\",\"kind\":2,"
      "\"startTimeUnixNano\":\"0\",\"endTimeUnixNano\":\"0\",\"attributes\":[{\"key\":\"code.namespace\","
      "\"value\":{\"stringValue\":\"demo:kv/store@1.0.0\"}},{\"key\":\"code.function\",\"value\":"
      "{\"stringValue\":\"put\"}},{\"key\":\"component.caller\",\"value\":{\"stringValue\":\"orders\"}},"
      "{\"key\":\"component.provider\",\"value\":{\"stringValue\":\"cache\"}}]}]}]}]}");
}

void TestBuiltinHooks::otelMetricsAddUp() {
  SB_RUN(recorded, runWith("record", "{ clock: off }"));
  const int returns = int(recorded.err.count("\"record\":\"return\""));
  SB_RUN(ran, runWith("otel", "{ signals: metrics, buffer: 3 }"));
  int calls = 0;
  for (const QJsonObject& line : jsonLines(ran.err)) {
    const QJsonArray metrics = line["resourceMetrics"][0]["scopeMetrics"][0]["metrics"].toArray();
    QCOMPARE(metrics[0]["name"].toString(), "component.call.count");
    for (const QJsonValue point : metrics[0]["sum"]["dataPoints"].toArray())
      calls += point["asInt"].toString().toInt();
    for (const QJsonValue point : metrics[1]["histogram"]["dataPoints"].toArray()) {
      int inBuckets = 0;
      for (const QJsonValue bucket : point["bucketCounts"].toArray()) inBuckets += bucket.toString().toInt();
      QCOMPARE(QString::number(inBuckets), point["count"].toString());
      QCOMPARE(point["bucketCounts"].toArray().size(), point["explicitBounds"].toArray().size() + 1);
    }
  }
  QCOMPARE(calls, returns / 3 * 3);
}

void TestBuiltinHooks::delaysByRuleAndSeed() {
  const std::string rule = "{ rules: ['get delay=1', 'put delay=0.1..0.4'], seed: 7 }";
  SB_RUN(once, runWith("delay", rule));
  SB_RUN(again, runWith("delay", rule));
  QCOMPARE(once.out, unspliced());
  QCOMPARE(once.err, again.err);
  QVERIFY(once.err.startsWith("[fault] demo:kv/store@1.0.0#get 1 delay 1000 us\n"));
  static const QRegularExpression put("#put \\d+ delay (\\d+) us");
  QSet<int> delays;
  for (auto match = put.globalMatch(once.err); match.hasNext();) {
    const int delay = match.next().captured(1).toInt();
    QVERIFY(delay >= 100 && delay <= 400);
    delays.insert(delay);
  }
  QVERIFY(delays.size() > 1);
  SB_RUN(other, runWith("delay", "{ rules: ['get delay=1', 'put delay=0.1..0.4'], seed: 8 }"));
  QVERIFY(other.err != once.err);
}

// Without a value to return, a gate on functions with results is refused in the plan.
void TestBuiltinHooks::gateNeedsAValueToReturn() {
  for (const std::string name : {"gate", "fault", "gate-values"}) {
    const auto output = splice(rules(name));
    QVERIFY(!output);
    QCOMPARE(output.error().code, ErrorCode::Refused);
  }
}

// The provider made of a recording takes the place of the recorded one: the program says the same.
void TestBuiltinHooks::recordedProgramRunsOnTheRecording() {
  SB_RUN(recorded, runWith("record", "{ clock: off }"));
  auto opened = driver::openFile(orders());
  QVERIFY(opened && opened->graph);
  graph::Graph graph = *std::move(opened->graph);
  for (const bool strict : {false, true}) {
    SB_RUN(provider, driver::makeReplayProvider(recorded.err.toStdString(), graph, {}, {strict}));
    QCOMPARE(provider.interfaceName, Store);
    QCOMPARE(int(provider.calls), int(recorded.err.count("\"record\":\"return\"")));
    graph::Graph changed = graph;
    SB_RUN(file, driver::loadComponentBytes(shareBytes(provider.component), "replay.wasm"));
    SB_RUN(add, graph::addComponent(changed, file, "replay", {}));
    SB_RUN(undoAdd, graph::apply(changed, add));
    Q_UNUSED(undoAdd);
    const graph::Node* replay = changed.findByName("replay");
    const graph::Node* consumer = changed.findByName("orders");
    QVERIFY(replay && consumer);
    SB_RUN(connect, graph::connectPorts(changed, {replay->id, graph::Side::Export, Store},
                                        {consumer->id, graph::Side::Import, Store}));
    SB_RUN(undo, graph::apply(changed, connect));
    Q_UNUSED(undo);
    SB_RUN(composed, driver::composeGraph(changed));
    SB_RUN(ran, run(composed));
    QCOMPARE(ran.out, unspliced());
  }
}

void TestBuiltinHooks::replayRefusals() {
  auto opened = driver::openFile(orders());
  QVERIFY(opened && opened->graph);
  const auto refused = [&](const std::string& recording, const std::string& interfaceName = {}) {
    const auto provider = driver::makeReplayProvider(recording, *opened->graph, interfaceName);
    return provider ? QString("it was made") : QString::fromStdString(provider.error().text());
  };
  const std::string call =
      R"({"record":"call","id":1,"parent":0,"interface":"demo:kv/store@1.0.0","function":"get",)"
      R"("arguments":[{"name":"key","value":"\"a\""}]})";
  const std::string end = R"({"record":"return","id":1,"interface":"demo:kv/store@1.0.0","function":"get",)";
  QCOMPARE(refused("place 4711\n"), "there is no recorded call in it");
  QVERIFY(refused("\n{\"record\":1").contains("line 2: this is no JSON object"));
  QVERIFY(refused(end + "\"result\":\"ok\"}").contains("line 1: a return without its call"));
  QVERIFY(refused(call + "\n").contains("has no call of demo:kv/store@1.0.0 that returned"));
  QVERIFY(refused(call + "\n" + end + "\"result\":\"ok(maybe)\"}").contains("line 2: result of `get`"));
  QVERIFY(refused(call + "\n" + end + "\"id\":1}").contains("has a result, the recording has none"));
  QVERIFY(refused(call + "\n" + end + "\"result\":\"err(not-found)\"}", "a:b/c")
              .contains("imports or exports a:b/c"));
}

void TestBuiltinHooks::wrongConfigurationIsRefusedWhole() {
  const auto output = splice(rules("record", "{ clock: sundial, sinc: stdout }"));
  QVERIFY(!output);
  QCOMPARE(output.error().code, ErrorCode::Refused);
  const QString text = QString::fromStdString(output.error().text());
  QVERIFY2(text.contains("key `clock`: `sundial` is no case of enum { wall, monotonic, off }"),
           qPrintable(text));
  QVERIFY2(text.contains("unknown key `sinc`, its keys: sink, clock"), qPrintable(text));
  QVERIFY2(text.contains("`splicectl builtin record` lists the keys"), qPrintable(text));
}

// Hooks of one name and configuration share an instance, others do not; an instance on one connection is told
// which one it is.
void TestBuiltinHooks::instancesFollowConfigurations() {
  auto opened = driver::openFile(orders());
  QVERIFY(opened && opened->graph);
  graph::Graph graph = *std::move(opened->graph);
  SB_RUN(file, driver::loadComponentFile(source() / "resources/hooks/count/count.wasm"));
  std::vector<graph::EdgeId> edges;
  for (const auto& [id, edge] : graph.edges) {
    if (edge.provider.name == Store && edge.provider.node != graph.host) edges.push_back(id);
  }
  QVERIFY(edges.size() >= 2);
  const auto planned = [&](const char* first, const char* second) {
    graph::Graph hooked = graph;
    for (std::size_t i = 0; i < 2; ++i) {
      graph::Hook hook;
      hook.id = graph::HookId(hooked.nextId++);
      hook.name = "count";
      hook.kind = graph::HookKind::Tier1;
      hook.file = file;
      hook.config["every"] = i == 0 ? first : second;
      hooked.edges.at(edges[i]).hooks.push_back(hook);
    }
    return plan::planSplice(hooked);
  };
  const plan::SplicePlan same = planned("2", " 2");
  QCOMPARE(same.configs.size(), std::size_t(1));
  QCOMPARE(same.configs[0].values, (std::map<std::string, std::string>{{"every", "2"}}));
  const plan::SplicePlan different = planned("2", "3");
  QCOMPARE(different.configs.size(), std::size_t(2));
  const graph::Edge& edge = graph.edges.at(edges[0]);
  const auto name = [&](graph::NodeId id) { return id == graph.host ? std::string() : graph.find(id)->name; };
  QCOMPARE(
      different.configs[0].values.at("_splicer_edge_id"),
      "\"" + edge.consumer.name + "::" + name(edge.consumer.node) + "->" + name(edge.provider.node) + "\"");
  QCOMPARE(different.configs[1].name, std::string("count-n1-config"));
}

QTEST_GUILESS_MAIN(TestBuiltinHooks)
#include "tst_builtin_hooks.moc"
