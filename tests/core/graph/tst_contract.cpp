// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <sstream>

#include "core/graph/hook_kind.h"
#include "core/plan/splice_plan.h"
#include "tests/core/plan/graph_text.h"
#include "tests/support/type_text.h"

using namespace sb;
using namespace sb::graph;

/// Whether a middleware fits a connection, decided on types (splicer.md chapter 4): one row for each way to
/// be wrong, and those that only look wrong.
class ContractTest : public QObject {
  Q_OBJECT
 private slots:
  void direct_data();
  void direct();
  void directions_data();
  void directions();
  void functions_data();
  void functions();
  void otherMiddleware_data();
  void otherMiddleware();
  void planNamesThePath();
};

namespace {

const char* const Name = "demo:pets/house@1.0.0";

/// `resource cat; type t = enum t {a, b}; feed: (c: own<cat>) -> u32; async wait: ()`. Every text has
/// resources of its own.
types::InstanceTypeRef interfaceOf(const QString& text) {
  types::InstanceType type;
  std::map<std::string, types::ResourceRef> resources;
  for (const QString& part : text.split(';', Qt::SkipEmptyParts)) {
    const QString item = part.trimmed();
    if (item.startsWith("resource ")) {
      auto resource = std::make_shared<types::Resource>();
      resource->name = item.mid(9).toStdString();
      resources.emplace(resource->name, resource);
      type.definedResources.push_back(resource);
      type.exports.push_back({resource->name, types::TypeOfResource{resource, 0}});
      continue;
    }
    const bool isType = item.startsWith("type "), async = item.startsWith("async ");
    const QString rest = isType ? item.mid(5) : async ? item.mid(6) : item;
    const char separator = isType ? '=' : ':';
    const std::string source = rest.section(separator, 1).trimmed().toStdString();
    const std::string name = rest.section(separator, 0, 0).trimmed().toStdString();
    test::TypeText reader(source);
    for (const auto& [known, resource] : resources) reader.resources().emplace(known, resource);
    if (isType) {
      type.exports.push_back({name, types::TypeOfValue{reader.whole()}});
      continue;
    }
    types::FuncType function = reader.function();
    function.async = async;
    type.exports.push_back({name, types::finish(std::move(function))});
  }
  return types::finish(std::move(type));
}

types::ComponentType middleware(const QString& imports, const QString& exports) {
  types::ComponentType out;
  if (!imports.isNull()) out.imports.push_back({model::ExternName(Name), interfaceOf(imports)});
  if (!exports.isNull()) out.exports.push_back({model::ExternName(Name), interfaceOf(exports)});
  return out;
}

QString joined(const std::vector<std::string>& items) {
  QStringList out;
  for (const std::string& item : items) out << QString::fromStdString(item);
  return out.join(" / ");
}

}  // namespace

void ContractTest::direct_data() {
  QTest::addColumn<QString>("here");    // as provider and consumer have it
  QTest::addColumn<QString>("theirs");  // as the middleware has it
  QTest::addColumn<QString>("path");    // empty: it fits
  const auto row = [](const char* name, const char* here, const char* theirs, const char* path) {
    QTest::newRow(name) << QString(here) << QString(theirs) << QString(path);
  };
  row("the same", "f: (a: u32) -> string", "f: (a: u32) -> string", "");
  row("order of functions", "f: (); g: ()", "g: (); f: ()", "");
  row("another name of a record", "f: (a: record p {x: u32})", "f: (a: record q {x: u32})", "");
  row("number of parameters", "f: (a: u32)", "f: (a: u32, b: u32)", "function `f`");
  row("name of a parameter", "f: (a: u32)", "f: (b: u32)", "function `f` / parameter 1");
  row("type of a parameter", "f: (a: u32, b: u32)", "f: (a: u32, b: s32)", "function `f` / parameter `b`");
  row("type of the result", "f: () -> u32", "f: () -> u64", "function `f` / result");
  row("a result where there is none", "f: ()", "f: () -> u32", "function `f` / result");
  row("no result where there is one", "f: () -> u32", "f: ()", "function `f` / result");
  row("asynchronous", "f: ()", "async f: ()", "function `f`");
  row("synchronous", "async f: ()", "f: ()", "function `f`");
  row("name of a field", "f: (a: record p {x: u32, y: u32})", "f: (a: record p {x: u32, z: u32})",
      "function `f` / parameter `a` / field 2");
  row("order of fields", "f: (a: record p {x: u32, y: u32})", "f: (a: record p {y: u32, x: u32})",
      "function `f` / parameter `a` / field 1");
  row("number of fields", "f: (a: record p {x: u32, y: u32})", "f: (a: record p {x: u32})",
      "function `f` / parameter `a` / number of fields");
  row("type of a field", "f: (a: record p {x: u32})", "f: (a: record p {x: u16})",
      "function `f` / parameter `a` / field `x`");
  row("name of a case", "f: (a: variant v {on, off})", "f: (a: variant v {on, of})",
      "function `f` / parameter `a` / case 2");
  row("payload of a case", "f: (a: variant v {on(u8), off})", "f: (a: variant v {on, off})",
      "function `f` / parameter `a` / case `on`");
  row("label of an enum", "f: () -> enum e {red, green}", "f: () -> enum e {red, blue}",
      "function `f` / result / case 2");
  row("number of labels", "f: () -> enum e {red}", "f: () -> enum e {red, blue}",
      "function `f` / result / number of cases");
  row("a flag", "f: () -> flags p {r, w}", "f: () -> flags p {r, x}", "function `f` / result / flag 2");
  row("an enum for a variant of the same names", "f: () -> variant v {on, off}", "f: () -> enum v {on, off}",
      "function `f` / result");
  row("a record for a tuple", "f: () -> tuple<u32>", "f: () -> record p {x: u32}", "function `f` / result");
  row("number of parts", "f: () -> tuple<u32, u32>", "f: () -> tuple<u32>", "function `f` / result");
  row("a part of a tuple", "f: () -> tuple<u32, u8>", "f: () -> tuple<u32, s8>",
      "function `f` / result / part 1");
  row("element of a list", "f: (a: list<u8>)", "f: (a: list<char>)",
      "function `f` / parameter `a` / element");
  row("a list of fixed length", "f: (a: list<u8>)", "f: (a: list<u8, 4>)", "function `f` / parameter `a`");
  row("another fixed length", "f: (a: list<u8, 3>)", "f: (a: list<u8, 4>)", "function `f` / parameter `a`");
  row("key of a map", "f: (a: map<string, u32>)", "f: (a: map<u32, u32>)",
      "function `f` / parameter `a` / key");
  row("value of a map", "f: (a: map<string, u32>)", "f: (a: map<string, u8>)",
      "function `f` / parameter `a` / value");
  row("payload of an option", "f: () -> option<u32>", "f: () -> option<s32>",
      "function `f` / result / payload");
  row("ok of a result", "f: () -> result<u32, string>", "f: () -> result<u8, string>",
      "function `f` / result / ok");
  row("error of a result", "f: () -> result<u32, string>", "f: () -> result<u32>",
      "function `f` / result / error");
  row("deep inside", "f: () -> list<option<record p {x: tuple<u8, list<u8>>}>>",
      "f: () -> list<option<record p {x: tuple<u8, list<s8>>}>>",
      "function `f` / result / element / payload / field `x` / part 1 / element");
  row("element of a stream", "f: (a: stream<u8>)", "f: (a: stream<u16>)",
      "function `f` / parameter `a` / element");
  row("a future for a stream", "f: (a: stream<u8>)", "f: (a: future<u8>)", "function `f` / parameter `a`");
  row("borrow for own", "resource cat; f: (c: own<cat>)", "resource cat; f: (c: borrow<cat>)",
      "function `f` / parameter `c`");
  row("own for borrow", "resource cat; f: (c: borrow<cat>)", "resource cat; f: (c: own<cat>)",
      "function `f` / parameter `c`");
  row("ownership deep inside", "resource cat; f: (c: list<option<own<cat>>>)",
      "resource cat; f: (c: list<option<borrow<cat>>>)", "function `f` / parameter `c` / element / payload");
  row("a handle of another resource", "resource cat; resource dog; f: (c: own<cat>)",
      "resource cat; resource dog; f: (c: own<dog>)", "function `f` / parameter `c`");
  row("definition of a type", "type e = enum e {a, b}; f: ()", "type e = enum e {a, c}; f: ()",
      "type `e` / case 2");
  row("a type of another kind", "resource cat; f: ()", "type cat = u32; f: ()", "type `cat`");
}

/// The middleware is wrong towards the consumer when its export differs, towards the provider when its import
/// does: the path is the same.
void ContractTest::direct() {
  QFETCH(QString, here);
  QFETCH(QString, theirs);
  QFETCH(QString, path);
  const types::InstanceTypeRef type = interfaceOf(here);
  for (const bool exported : {true, false}) {
    const types::ComponentType hook = middleware(exported ? here : theirs, exported ? theirs : here);
    const HookVerdict verdict = judgeHook(hook, Name, *type, *type);
    QCOMPARE(joined(verdict.path), path);
    QCOMPARE(verdict.kind.has_value(), path.isEmpty());
    if (path.isEmpty()) continue;
    QCOMPARE(QString::fromStdString(verdict.code), QString("contract"));
    const QString rule = QString::fromStdString(verdict.rule);
    QVERIFY2(rule.startsWith(exported ? "its export demo:pets/house@1.0.0 does not fit the consumer: "
                                      : "its import demo:pets/house@1.0.0 does not fit the provider: "),
             qPrintable(rule));
    QVERIFY2(verdict.found != verdict.expected || rule.contains("origin"), qPrintable(rule));
    QVERIFY(!verdict.wayOut.empty());
  }
}

void ContractTest::directions_data() {
  QTest::addColumn<QString>("provided");
  QTest::addColumn<QString>("wanted");
  QTest::addColumn<QString>("imports");
  QTest::addColumn<QString>("exports");
  QTest::addColumn<QString>("path");
  const auto row = [](const char* name, const char* provided, const char* wanted, const char* imports,
                      const char* exports, const char* path) {
    QTest::newRow(name) << QString(provided) << QString(wanted) << QString(imports) << QString(exports)
                        << QString(path);
  };
  row("it offers more than is wanted", "f: (); g: ()", "f: ()", "f: ()", "f: (); g: ()", "");
  row("it asks for less than is provided", "f: (); g: ()", "f: ()", "f: ()", "f: ()", "");
  row("it offers less than is wanted", "f: (); g: ()", "f: (); g: ()", "f: (); g: ()", "f: ()",
      "function `g`");
  row("it asks for more than is provided", "f: ()", "f: ()", "f: (); g: ()", "f: ()", "function `g`");
  row("it asks for a type that is not provided", "f: ()", "f: ()", "type t = u32; f: ()", "f: ()",
      "type `t`");
  row("what nobody wants may differ", "f: (); g: ()", "f: ()", "f: ()", "f: (); g: (a: u32)", "");
}

void ContractTest::directions() {
  QFETCH(QString, provided);
  QFETCH(QString, wanted);
  QFETCH(QString, imports);
  QFETCH(QString, exports);
  const HookVerdict verdict =
      judgeHook(middleware(imports, exports), Name, *interfaceOf(provided), *interfaceOf(wanted));
  QTEST(joined(verdict.path), "path");
  QCOMPARE(verdict.kind.has_value(), verdict.path.empty());
}

void ContractTest::functions_data() {
  QTest::addColumn<QString>("imports");
  QTest::addColumn<QString>("exports");
  QTest::addColumn<QString>("code");
  QTest::addColumn<QString>("path");
  QTest::newRow("the same") << "(a: u32)"
                            << "(a: u32)"
                            << ""
                            << "";
  QTest::newRow("export differs") << "(a: u32)"
                                  << "(a: u8)"
                                  << "contract"
                                  << "parameter `a`";
  QTest::newRow("import differs") << "(a: u32) -> u8"
                                  << "(a: u32)"
                                  << "contract"
                                  << "result";
  QTest::newRow("export only") << QString() << "(a: u32)"
                               << "one-sided"
                               << "";
  QTest::newRow("neither") << "(a: u32)" << QString() << "not-a-hook"
                           << "";
}

/// Connections that carry one function.
void ContractTest::functions() {
  QFETCH(QString, imports);
  QFETCH(QString, exports);
  types::ComponentType hook;
  const std::string in = imports.toStdString(), out = exports.toStdString();
  const auto written = [](const std::string& text) { return types::finish(test::TypeText(text).function()); };
  if (!imports.isNull()) hook.imports.push_back({model::ExternName("feed"), written(in)});
  if (!exports.isNull()) hook.exports.push_back({model::ExternName("feed"), written(out)});
  const types::FuncTypeRef here = written("(a: u32)");
  const HookVerdict verdict = judgeHook(hook, "feed", here, here);
  QTEST(QString::fromStdString(verdict.code), "code");
  QTEST(joined(verdict.path), "path");
}

void ContractTest::otherMiddleware_data() {
  QTest::addColumn<QString>("what");
  QTest::addColumn<QString>("code");
  QTest::addColumn<QString>("says");
  const auto row = [](const char* what, const char* code, const char* says) {
    QTest::newRow(what) << QString(what) << QString(code) << QString(says);
  };
  row("a tier 1 hook", "", "");
  row("a tier 1 hook that imports the interface", "one-sided", "imports demo:pets/house@1.0.0, but does not");
  row("a tier 1 hook that exports the interface", "one-sided", "calls would end in it");
  row("a hook of no known shape", "unknown-hook", "its function takes no parameter");
  row("a component that exports nothing", "not-a-hook", "it exports nothing");
  row("another interface on both sides", "not-a-hook", "demo:pets/garden@1.0.0");
  row("another version track on both sides", "not-a-hook", "demo:pets/house@2.0.0");
  row("another patch version on both sides", "", "");
}

void ContractTest::otherMiddleware() {
  QFETCH(QString, what);
  QFETCH(QString, says);
  types::ComponentType hook;
  if (what.contains("tier 1")) hook = *plantest::tier1Hook("log")->type;
  if (what.contains("imports the interface")) hook.imports.push_back({Name, interfaceOf("f: ()")});
  if (what.contains("exports the interface")) hook.exports.push_back({Name, interfaceOf("f: ()")});
  if (what.contains("no known shape"))
    hook.exports.push_back({"splicer:tier1/before@0.3.0", interfaceOf("on-call: ()")});
  for (const auto& [word, name] : {std::pair("another interface", "demo:pets/garden@1.0.0"),
                                   std::pair("version track", "demo:pets/house@2.0.0"),
                                   std::pair("patch version", "demo:pets/house@1.0.4")}) {
    if (!what.contains(word)) continue;
    hook.imports.push_back({name, interfaceOf("f: ()")});
    hook.exports.push_back({name, interfaceOf("f: ()")});
  }
  const HookVerdict verdict = judgeHook(hook, Name, *interfaceOf("f: ()"), *interfaceOf("f: ()"));
  QTEST(QString::fromStdString(verdict.code), "code");
  QVERIFY2(QString::fromStdString(verdict.rule).contains(says), verdict.rule.c_str());
  QCOMPARE(verdict.kind.has_value(), verdict.code.empty());
}

/// The plan hands the path on, before anything is made.
void ContractTest::planNamesThePath() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  auto file = std::make_shared<graph::ComponentFile>();
  auto type = std::make_shared<types::ComponentType>();
  type->imports.push_back({"i:i/i", interfaceOf("call: (a: record r {x: u8})")});
  type->exports.push_back({"i:i/i", interfaceOf("call: (a: record r {x: u16})")});
  file->type = type;
  for (auto& [id, node] : g.nodes)
    for (std::vector<graph::Port>* ports : {&node.imports, &node.exports})
      for (graph::Port& port : *ports) port.type = interfaceOf("call: (a: record r {x: u8})");
  graph::Hook hook;
  hook.id = graph::HookId(g.nextId++);
  hook.name = "mw";
  hook.file = file;
  g.edges.begin()->second.hooks.push_back(hook);
  const plan::SplicePlan plan = plan::planSplice(g);
  const auto refused = std::find_if(plan.steps.begin(), plan.steps.end(),
                                    [](const plan::Step& step) { return step.refusal.has_value(); });
  QVERIFY(refused != plan.steps.end() && plan.adapters.empty());
  QCOMPARE(joined(refused->refusal->path), QString("function `call` / parameter `a` / field `x`"));
  QVERIFY2(refused->refusal->rule.find("(at function `call`, parameter `a`, field `x`)") != std::string::npos,
           refused->refusal->rule.c_str());
}

QTEST_APPLESS_MAIN(ContractTest)
#include "tst_contract.moc"
