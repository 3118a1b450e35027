// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/plan/hook_functions.h"
#include "tests/core/plan/graph_text.h"

using namespace sb;

/// What a hook's options mean for the functions of one interface.
class TestHookOptions : public QObject {
  Q_OBJECT
 private slots:
  void entries_data();
  void entries();
  void leavesOutWhatIsNotChosen();
  void valuesOfGates();
  void refusesAFilterWithoutFunctions();
  void refusesToCatchTraps();
  void refusesOptionsOfMiddleware();
  void refusesConfiguration_data();
  void refusesConfiguration();
  void refusesResourcesOfUnknownOrigin();
  void middlewareWithItsOwnResource_data();
  void middlewareWithItsOwnResource();
};

namespace {

plan::AdapterRequest requestOver(const std::vector<std::string>& names) {
  types::InstanceType target;
  for (const std::string& name : names)
    target.exports.push_back({name, std::make_shared<const types::FuncType>()});
  plan::AdapterRequest request;
  request.interfaceName = "demo:kv/store@1.0.0";
  request.target = std::make_shared<const types::InstanceType>(target);
  return request;
}

struct Resolved {
  plan::AdapterRequest request;
  std::vector<std::string> warnings;
  std::optional<plan::Refusal> refusal;
};
Resolved resolve(const graph::HookOptions& options, const std::vector<std::string>& names) {
  Resolved out{requestOver(names), {}, {}};
  plan::resolveOptions(options, out.request, out.warnings, out.refusal);
  return out;
}

}  // namespace

void TestHookOptions::entries_data() {
  QTest::addColumn<QString>("entry");
  QTest::addColumn<QString>("function");
  QTest::addColumn<bool>("means");
  const auto row = [](const char* entry, const char* function, bool means) {
    QTest::addRow("%s for %s", entry, function) << entry << function << means;
  };
  row("get", "get", true);
  row("get", "get-all", false);
  row("get*", "get-all", true);
  row("bucket.get", "[method]bucket.get", true);
  row("[method]bucket.get", "[method]bucket.get", true);
  row("[method]bucket.*", "[method]bucket.get", true);
  row("[method]*", "[static]bucket.get", false);
  row("[static]bucket.get", "[method]bucket.get", false);
  row("[method]get", "met", false);
  row("*", "[constructor]bucket", true);
}

void TestHookOptions::entries() {
  QFETCH(QString, entry);
  QFETCH(QString, function);
  QFETCH(bool, means);
  QCOMPARE(plan::meansFunction(entry.toStdString(), function.toStdString()), means);
}

void TestHookOptions::leavesOutWhatIsNotChosen() {
  const std::vector<std::string> names = {"get", "put", "delete", "[method]bucket.get"};
  QVERIFY(resolve({}, names).request.unhooked.empty());
  const Resolved some = resolve({{"p*", "bucket.get"}, {}, {}, false}, names);
  QVERIFY(!some.refusal && some.warnings.empty());
  QCOMPARE(some.request.unhooked, (std::set<std::string>{"delete", "get"}));
  const Resolved half = resolve({{"put", "pop"}, {}, {}, false}, names);
  QVERIFY(!half.refusal);
  QCOMPARE(half.warnings,
           std::vector<std::string>{"the filter `pop` means no function of demo:kv/store@1.0.0"});
}

void TestHookOptions::valuesOfGates() {
  graph::HookOptions options;
  options.gateValues = {{"*", "0"}, {"get", "some(\"x\")"}, {"nothing", "1"}};
  const Resolved out = resolve(options, {"get", "put"});
  QCOMPARE(out.request.gateValues,
           (std::map<std::string, std::string>{{"get", "some(\"x\")"}, {"put", "0"}}));
  QCOMPARE(out.warnings.size(), std::size_t(1));
}

void TestHookOptions::refusesAFilterWithoutFunctions() {
  const Resolved out = resolve({{"geet"}, {}, {}, false}, {"get", "put"});
  QVERIFY(out.refusal);
  QCOMPARE(out.refusal->code, std::string("no-such-function"));
  QVERIFY(out.refusal->rule.find("get, put") != std::string::npos);
}

void TestHookOptions::refusesToCatchTraps() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  graph::Hook hook;
  hook.id = graph::HookId(g.nextId++);
  hook.name = "log";
  hook.file = plantest::tier1Hook("log");
  hook.options.onTrap = graph::TrapPolicy::SwitchOff;
  g.edges.begin()->second.hooks.push_back(hook);
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(plan.refused() && plan.adapters.empty());
  QCOMPARE(plan.steps[1].refusal->code, std::string("trap-policy"));
  g.edges.begin()->second.hooks[0].options.onTrap = graph::TrapPolicy::FailCall;
  QVERIFY(!plan::planSplice(g).refused());
}

/// A middleware that speaks the interface has no adapter that could follow the options.
void TestHookOptions::refusesOptionsOfMiddleware() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  graph::Hook hook;
  hook.id = graph::HookId(g.nextId++);
  hook.name = "mid";
  hook.file = plantest::directHook("mid", "i:i/i");
  g.edges.begin()->second.hooks.push_back(hook);
  graph::HookOptions& options = g.edges.begin()->second.hooks[0].options;
  QVERIFY(!plan::planSplice(g).refused());
  options.functions = {"add"};
  QCOMPARE(plan::planSplice(g).steps[1].refusal->code, std::string("options-of-middleware"));
  options = {};
  options.onTrap = graph::TrapPolicy::SwitchOff;
  QCOMPARE(plan::planSplice(g).steps[1].refusal->code, std::string("trap-policy"));
}

void TestHookOptions::refusesConfiguration_data() {
  QTest::addColumn<bool>("reads");
  QTest::addColumn<QByteArray>("manifest");
  QTest::addColumn<QByteArray>("code");
  const QByteArray level =
      "[builtin]\ndescription = \"d\"\ntier = 1\n[[key]]\nname = \"level\"\ntype = \"u8\"\n";
  QTest::newRow("a key of the manifest") << true << level << QByteArray();
  QTest::newRow("of a hook that reads none") << false << QByteArray() << QByteArray("config-not-read");
  QTest::newRow("a key that is not in the manifest")
      << true << QByteArray(level).replace("level", "volume") << QByteArray("bad-config");
  QTest::newRow("a value of another type")
      << true << QByteArray(level).replace("u8", "bool") << QByteArray("bad-config");
  QTest::newRow("a manifest that breaks a rule") << true << level + level << QByteArray("bad-manifest");
}

void TestHookOptions::refusesConfiguration() {
  QFETCH(bool, reads);
  QFETCH(QByteArray, manifest);
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  auto file = std::make_shared<graph::ComponentFile>(*plantest::tier1Hook("log"));
  auto type = std::make_shared<types::ComponentType>(*file->type);
  if (reads) {
    const types::ValType text = types::makeType(types::Primitive::String);
    types::FuncType get;
    get.params = {{"key", text}};
    get.result = types::makeType(types::Option{text});
    types::InstanceType config;
    config.exports.push_back({"get", types::finish(std::move(get))});
    type->imports.push_back({"splicer:builtin-config/get@0.1.0", types::finish(std::move(config))});
  }
  file->type = type;
  model::Component component;
  component.sections.push_back(
      {model::CustomSection{"splicer-builtin-manifest/log", Bytes(manifest.begin(), manifest.end())}, {}});
  file->component = std::make_shared<const model::Component>(component);
  graph::Hook hook;
  hook.id = graph::HookId(g.nextId++);
  hook.name = "log";
  hook.file = file;
  hook.config = {{"level", "3"}};
  g.edges.begin()->second.hooks.push_back(hook);
  const plan::SplicePlan plan = plan::planSplice(g);
  std::string code;
  for (const plan::Step& step : plan.steps)
    if (step.refusal) code = step.refusal->code;
  QTEST(QByteArray::fromStdString(code), "code");
  QCOMPARE(plan.adapters.empty(), !code.empty());
}

/// The composition does not show where the resource of an interface comes from, so that no adapter could name
/// it.
void TestHookOptions::refusesResourcesOfUnknownOrigin() {
  graph::Graph g = plantest::graphFrom("p -> c : i:i/i");
  const auto token = std::make_shared<const types::Resource>(types::Resource{"token", false, 0x7f});
  types::FuncType take;
  take.params = {{"t", types::makeType(types::Own{token, 0, "token"})}};
  types::InstanceType uses;  // it speaks of the resource, which nothing exports
  uses.exports = {{"take", types::finish(std::move(take))}};
  const types::InstanceTypeRef type = types::finish(std::move(uses));
  for (auto& [id, node] : g.nodes)
    for (std::vector<graph::Port>* ports : {&node.imports, &node.exports})
      for (graph::Port& port : *ports) port.type = type;
  graph::Hook hook;
  hook.id = graph::HookId(g.nextId++);
  hook.name = "log";
  hook.file = plantest::tier1Hook("log");
  g.edges.begin()->second.hooks.push_back(hook);
  const plan::SplicePlan plan = plan::planSplice(g);
  QVERIFY(plan.refused() && plan.adapters.empty());
  QCOMPARE(plan.steps[1].refusal->code, std::string("resource-origin"));
  QVERIFY(plan.steps[1].refusal->rule.find("`token`") != std::string::npos);
}

void TestHookOptions::middlewareWithItsOwnResource_data() {
  QTest::addColumn<bool>("own");
  QTest::addColumn<bool>("usedElsewhere");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("passes the provider's on") << false << true << QByteArray();
  QTest::newRow("its own, and no one asks for the provider's") << true << false << QByteArray();
  QTest::newRow("its own beside the provider's") << true << true << QByteArray("middleware-resource");
}

/// The caller takes `t` from the middleware and `u` from the provider; both speak of a resource `r`.
void TestHookOptions::middlewareWithItsOwnResource() {
  QFETCH(bool, own);
  QFETCH(bool, usedElsewhere);
  const auto resource = [] {
    return std::make_shared<const types::Resource>(types::Resource{"r", false, 0x7f});
  };
  const auto interfaceOf = [](const types::ResourceRef& r, const char* function) {
    types::FuncType take;
    take.params = {{"x", types::makeType(types::Own{r, 0, "r"})}};
    types::InstanceType type;
    type.exports = {{"r", types::TypeOfResource{r, 0, "r"}}, {function, types::finish(std::move(take))}};
    return types::finish(std::move(type));
  };
  graph::Graph g = plantest::graphFrom("p -> c : i:i/t\np -> c : i:i/u");
  const types::ResourceRef provided = resource(), wanted = resource(), other = resource();
  for (auto& [id, node] : g.nodes) {
    for (graph::Port& port : node.exports)
      port.type = interfaceOf(provided, port.name.name == "i:i/t" ? "take" : "use");
    for (graph::Port& port : node.imports) {
      const bool t = port.name.name == "i:i/t";
      port.type = interfaceOf(t || usedElsewhere ? wanted : other, t ? "take" : "use");
    }
  }
  const types::ResourceRef imported = resource();
  auto type = std::make_shared<types::ComponentType>();
  type->imports.push_back({"i:i/t", interfaceOf(imported, "take")});
  type->exports.push_back({"i:i/t", interfaceOf(own ? resource() : imported, "take")});
  auto file = std::make_shared<graph::ComponentFile>();
  file->fileName = "mid.wasm";
  file->type = type;
  graph::Hook hook;
  hook.id = graph::HookId(g.nextId++);
  hook.name = "mid";
  hook.file = file;
  for (auto& [id, edge] : g.edges)
    if (edge.consumer.name == "i:i/t") edge.hooks.push_back(hook);
  std::string code;
  for (const plan::Step& step : plan::planSplice(g).steps)
    if (step.refusal)
      code = step.refusal->code + (step.refusal->code == "contract" ? step.refusal->rule : "");
  QTEST(QByteArray::fromStdString(code), "code");
}

QTEST_APPLESS_MAIN(TestHookOptions)
#include "tst_hook_options.moc"
