// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/driver/document_rules.h"
#include "core/driver/open.h"
#include "core/print/graph_text.h"
#include "core/store/project.h"

using namespace sb;
namespace fs = std::filesystem;

/// The list of rules that a document keeps: given, changed, saved and written.
class TestDocumentRules : public QObject {
  Q_OBJECT
 private slots:
  void rulesComeAndGo();
  void hooksPlacedByHandStay();
  void aFileThatIsGoneIsTakenFromTheDocument();
  void badRulesChangeNothing_data();
  void badRulesChangeNothing();
  void projectsKeepThem();
  void writtenRulesMakeTheSameStacks_data();
  void writtenRulesMakeTheSameStacks();
};

namespace {

fs::path resources() { return fs::path(SPLICEBOARD_SOURCE_DIR) / "resources"; }

graph::Graph orders() {
  return *driver::openFile(resources() / "examples/orders/orders.composed.wasm")->graph;
}

driver::SpliceOptions options() {
  driver::SpliceOptions out;
  out.baseFolder = resources().string();
  return out;
}

std::string storeRule(const char* hook, const char* caller = "*") {
  return std::string("  - between: { interface: 'demo:kv/store@*', outer: { name: '") + caller +
         "' } }\n    inject: [ { name: " + hook + ", path: hooks/" + hook + "/" + hook + ".wasm } ]\n";
}

plan::SpliceRules rules(const std::string& text) {
  return *plan::parseSpliceRules("version: 1\nrules:" + (text.empty() ? " []\n" : "\n" + text));
}

/// "demo:kv/store@1.0.0::orders->cache: trace (rule 1), count" for every hooked connection.
QStringList stacks(const graph::Graph& graph) {
  QStringList out;
  for (const auto& [id, edge] : graph.edges) {
    QStringList hooks;
    for (const graph::Hook& hook : edge.hooks)
      hooks << QString::fromStdString(hook.name + (hook.rule.empty() ? "" : " (" + hook.rule + ")"));
    if (!hooks.isEmpty())
      out << QString::fromStdString(plan::edgeName(graph, edge)) + ": " + hooks.join(", ");
  }
  return out;
}

graph::Edit change(graph::Graph& graph, const std::string& text) {
  const Result<driver::RuleChange> done = driver::changeRules(graph, rules(text), options());
  if (!done) qFatal("%s", done.error().text().c_str());
  return *graph::apply(graph, done->edit);
}

void hookByHand(graph::Graph& graph, const char* interface, const char* name) {
  for (const auto& [id, edge] : graph.edges) {
    if (plan::edgeName(graph, edge).find(interface) != 0) continue;
    graph::Hook hook;
    hook.name = name;
    hook.file = *driver::loadComponentFile(resources() / "hooks" / name / (std::string(name) + ".wasm"));
    hook.kind = graph::HookKind::Tier1;
    (void)graph::apply(graph, *graph::addHook(graph, id, hook, 0));
    return;
  }
}

QString text(const graph::Graph& graph) { return QString::fromStdString(print::graphText(graph)); }

}  // namespace

void TestDocumentRules::rulesComeAndGo() {
  graph::Graph graph = orders();
  const QString before = text(graph);
  const graph::Edit undo = change(graph, storeRule("trace") + storeRule("count", "orders"));
  const QString hooked = text(graph);
  QCOMPARE(stacks(graph),
           (QStringList{"demo:kv/store@1.0.0::cache->kv-disk: trace (rule 1)",
                        "demo:kv/store@1.0.0::orders->cache: trace (rule 1), count (rule 2)"}));
  QCOMPARE(driver::keptRules(graph)->rules.size(), std::size_t(2));
  QVERIFY(fs::path(driver::keptRules(graph)->rules[0].inject[0].path).is_absolute());
  // the other order
  change(graph, storeRule("count", "orders") + storeRule("trace"));
  QCOMPARE(stacks(graph),
           (QStringList{"demo:kv/store@1.0.0::cache->kv-disk: trace (rule 2)",
                        "demo:kv/store@1.0.0::orders->cache: count (rule 1), trace (rule 2)"}));
  const graph::Edit back = change(graph, {});
  QCOMPARE(stacks(graph), QStringList());
  QCOMPARE(text(graph), before);
  QVERIFY(graph::apply(graph, back));
  QCOMPARE(driver::keptRules(graph)->rules.size(), std::size_t(2));
  graph::Graph again = orders();
  const graph::Edit undoAgain = change(again, storeRule("trace") + storeRule("count", "orders"));
  QCOMPARE(text(again), hooked);
  QVERIFY(graph::apply(again, undoAgain));
  QCOMPARE(text(again), before);
}

void TestDocumentRules::hooksPlacedByHandStay() {
  graph::Graph graph = orders();
  hookByHand(graph, "demo:kv/store@1.0.0::orders", "count");
  change(graph, storeRule("trace", "orders"));
  QCOMPARE(stacks(graph), QStringList{"demo:kv/store@1.0.0::orders->cache: count, trace (rule 1)"});
  change(graph, {});
  QCOMPARE(stacks(graph), QStringList{"demo:kv/store@1.0.0::orders->cache: count"});
}

void TestDocumentRules::aFileThatIsGoneIsTakenFromTheDocument() {
  QTemporaryDir dir;
  const fs::path file = fs::path(dir.path().toStdString()) / "mine.wasm";
  fs::copy_file(resources() / "hooks/trace/trace.wasm", file);
  const auto rule = [&](const char* caller) {
    return std::string("  - between: { interface: 'demo:kv/store@*', outer: { name: ") + caller +
           " } }\n    inject: [ { name: mine, path: '" + file.string() + "' } ]\n";
  };
  graph::Graph graph = orders();
  change(graph, rule("orders"));
  fs::remove(file);
  change(graph, rule("cache"));
  QCOMPARE(stacks(graph), QStringList{"demo:kv/store@1.0.0::cache->kv-disk: mine (rule 1)"});
  for (const auto& [id, edge] : graph.edges)
    for (const graph::Hook& hook : edge.hooks) QVERIFY(hook.file && !hook.file->bytes.empty());
}

void TestDocumentRules::badRulesChangeNothing_data() {
  QTest::addColumn<QString>("rule");
  QTest::addColumn<QString>("says");
  QTest::newRow("a file that is not there")
      << "  - before: { interface: 'demo:kv/store@*' }\n    inject: [ { name: x, path: gone.wasm } ]\n"
      << "gone.wasm";
  QTest::newRow("a hook without a file")
      << "  - before: { interface: 'demo:kv/store@*' }\n    inject: [ { name: x } ]\n"
      << "no `path` is given";
  QTest::newRow("a subgraph of nodes that are not there")
      << "  - on_subgraph: { nodes: [nobody] }\n    inject: [ { name: x, path: a.wasm } ]\n"
      << "there is no node `nobody`";
}

void TestDocumentRules::badRulesChangeNothing() {
  QFETCH(QString, rule);
  QFETCH(QString, says);
  const graph::Graph graph = orders();
  const auto done = driver::changeRules(graph, rules(rule.toStdString()), options());
  QVERIFY(!done);
  QVERIFY2(QString::fromStdString(done.error().text()).contains(says), done.error().text().c_str());
}

/// Paths are relative to the project in its file, and absolute again when it is read.
void TestDocumentRules::projectsKeepThem() {
  QTemporaryDir dir;
  const fs::path folder = dir.path().toStdString();
  fs::copy_file(resources() / "hooks/trace/trace.wasm", folder / "mine.wasm");
  graph::Graph graph = orders();
  const std::string rule =
      "  - before: { interface: 'demo:kv/store@*' }\n    except: ['*::cache->*']\n"
      "    inject: [ { name: mine, path: '" +
      (folder / "mine.wasm").string() + "' } ]\n";
  change(graph, rule);
  const std::string written = store::projectText(graph, folder);
  QVERIFY(written.find("path: \\\"mine.wasm\\\"") != std::string::npos);
  const Result<graph::Graph> read = store::projectFromText(written, folder);
  QVERIFY2(read, read ? "" : read.error().text().c_str());
  QCOMPARE(QString::fromStdString(read->rules), QString::fromStdString(graph.rules));
  QCOMPARE(stacks(*read), QStringList{"demo:kv/store@1.0.0::orders->cache: mine (rule 1)"});
  std::string broken = written;
  broken.replace(broken.find("version: 1"), 10, "version: 7");
  const Result<graph::Graph> refused = store::projectFromText(broken, folder);
  QVERIFY(!refused);
  QVERIFY2(refused.error().text().find("in `rules`") != std::string::npos, refused.error().text().c_str());
}

void TestDocumentRules::writtenRulesMakeTheSameStacks_data() {
  QTest::addColumn<QString>("kept");
  QTest::addColumn<bool>("byHand");
  QTest::addColumn<bool>("spoiled");  // a bead of a rule is taken off by hand
  QTest::addColumn<QStringList>("kinds");
  const QString one = QString::fromStdString(storeRule("trace"));
  QTest::newRow("kept rules are written as they are") << one << false << false << QStringList{"between"};
  QTest::newRow("hooks by hand come first") << one << true << false << QStringList{"on_edge", "between"};
  QTest::newRow("what rules no longer make is written by connection")
      << one << false << true << QStringList{"on_edge"};
  QTest::newRow("no rules") << QString() << true << false << QStringList{"on_edge"};
}

void TestDocumentRules::writtenRulesMakeTheSameStacks() {
  QFETCH(QString, kept);
  QFETCH(bool, byHand);
  QFETCH(bool, spoiled);
  QFETCH(QStringList, kinds);
  graph::Graph graph = orders();
  change(graph, kept.toStdString());
  if (byHand) hookByHand(graph, "demo:kv/store@1.0.0::orders", "count");
  if (spoiled) {
    for (const auto& [id, edge] : graph.edges)
      if (!edge.hooks.empty()) {
        QVERIFY(graph::apply(graph, *graph::removeHook(graph, id, edge.hooks.front().id)));
        break;
      }
  }
  const plan::RulesOfGraph written =
      driver::rulesOfDocument(graph, [](const graph::ComponentFile& file) { return file.path; });
  QStringList found;
  for (const plan::SpliceRule& rule : written.rules.rules) found << plan::ruleKindName(rule.kind);
  QCOMPARE(found, kinds);
  QCOMPARE(!written.remarks.empty(), spoiled);
  graph::Graph again = orders();
  const auto read = plan::parseSpliceRules(plan::printSpliceRules(written.rules));
  QVERIFY(read);
  const auto done = driver::changeRules(again, *read, options());
  QVERIFY2(done, done ? "" : done.error().text().c_str());
  QVERIFY(graph::apply(again, done->edit));
  static const QRegularExpression number(" \\(rule \\d\\)");
  QCOMPARE(stacks(again).replaceInStrings(number, ""), stacks(graph).replaceInStrings(number, ""));
}

QTEST_APPLESS_MAIN(TestDocumentRules)
#include "tst_document_rules.moc"
