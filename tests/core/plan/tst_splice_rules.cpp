// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/plan/splice_rules.h"
#include "tests/core/plan/corpus_folder.h"

using sb::plan::parseSpliceRules;
using sb::plan::Patterns;
using sb::plan::SpliceRule;

/// The grammar of splicer 2.4.1 (splicer.md 2.1) and every row of its table of errors (2.2).
class TestSpliceRules : public QObject {
  Q_OBJECT
 private slots:
  void accepts();
  void acceptsLaterSelectors();
  void readsHowAHookSits();
  void configBecomesCanonicalText();
  void configHasALimit();
  void refuses_data();
  void refuses();
  void refusesWhatSplicerRefuses_data();
  void refusesWhatSplicerRefuses();
  void readsTheCorpus();
  void printsWhatItReads();
};

namespace {

constexpr const char* Everything = R"(version: 1
rules:
  - before:
      interface: wasi:http/handler@0.3.0
      provider: { name: auth, alias: auth-renamed }
    inject:
      - name: tracing
        path: ./tracing.wasm
      - builtin: hello-tier1
      - builtin:
          name: otel-bare-spans
          alias: spans-a
          config: { span_kind: server, ratio: 0.5, deep: [1, { a: true }], quoted: "1" }
  - between:
      interface: wasi:http/handler@0.3.0
      inner: { name: srv, alias: srv-a }
      outer: { name: auth }
    inject: [ { name: encrypt, path: ./encrypt.wasm } ]
)";

QByteArray rule(const char* place, const char* inject = "[ { name: a, path: a.wasm } ]") {
  return QByteArray("version: 1\nrules:\n  - ") + place + "\n    inject: " + inject + "\n";
}
/// These are rules as far as the grammar goes: one names no builtin we have, the others use what splicer
/// learnt later.
bool isRules(const std::string& name) {
  return name == "yaml-glob-interface" || name == "yaml-unknown-builtin" ||
         name == "yaml-between-missing-outer" || name == "yaml-on-node-late";
}
constexpr const char* Before = "before: { interface: 'demo:calc/ops@0.1.0' }";

}  // namespace

void TestSpliceRules::accepts() {
  const auto rules = parseSpliceRules(Everything);
  QVERIFY2(rules, rules ? "" : rules.error().text().c_str());
  QCOMPARE(rules->rules.size(), std::size_t(2));
  const SpliceRule& before = rules->rules[0];
  QVERIFY(before.kind == SpliceRule::Kind::Before);
  QCOMPARE(before.interfaces, Patterns{"wasi:http/handler@0.3.0"});
  QCOMPARE(before.provider.names, Patterns{"auth"});
  QCOMPARE(before.provider.alias, std::string("auth-renamed"));
  QCOMPARE(before.inject.size(), std::size_t(3));
  QCOMPARE(before.inject[0].name, std::string("tracing"));
  QCOMPARE(before.inject[0].path, std::string("./tracing.wasm"));
  QCOMPARE(before.inject[0].line, 7U);
  QCOMPARE(before.inject[0].column, 9U);
  QCOMPARE(before.inject[1].name, std::string("hello-tier1"));
  QCOMPARE(before.inject[2].name, std::string("spans-a"));
  QCOMPARE(before.inject[2].builtin, std::string("otel-bare-spans"));
  const SpliceRule& between = rules->rules[1];
  QVERIFY(between.kind == SpliceRule::Kind::Between);
  QCOMPARE(between.provider.names, Patterns{"srv"});
  QCOMPARE(between.consumer.names, Patterns{"auth"});
  QVERIFY(parseSpliceRules("version: 1\nrules: []\n"));
}

namespace {
constexpr const char* Later = R"(version: 1
rules:
  - before:
      interface: ["demo:kv/*", "demo:mail/send@0.1.0"]
      provider: { name: [cache, kv-*] }
      all-funcs: { async: false, scope: interface, args: [concrete, defaultable], results: [concrete] }
    inject: [ { name: a, path: a.wasm } ]
  - between: { interface: "*", outer: { name: orders } }
    inject: [ { name: b, path: b.wasm } ]
  - on_node: { name: cache, direction: outbound, alias: store, filter: { interface: "demo:*" } }
    inject: [ { name: c, path: c.wasm } ]
  - on_subgraph: { nodes: [cache, orders], direction: inbound }
    inject: [ { name: d, path: d.wasm } ]
  - on_edge: ["demo:kv/store@1.0.0::orders->cache", "demo:shop/run::->orders"]
    inject: [ { name: e, path: e.wasm } ]
)";
}  // namespace

void TestSpliceRules::acceptsLaterSelectors() {
  const auto rules = parseSpliceRules(Later);
  QVERIFY2(rules, rules ? "" : rules.error().text().c_str());
  QCOMPARE(rules->rules.size(), std::size_t(5));
  const SpliceRule& before = rules->rules[0];
  QCOMPARE(before.interfaces, (Patterns{"demo:kv/*", "demo:mail/send@0.1.0"}));
  QCOMPARE(before.provider.names, (Patterns{"cache", "kv-*"}));
  QVERIFY(before.allFunctions && before.allFunctions->async == false);
  QVERIFY(before.allFunctions->args.concrete && before.allFunctions->args.defaultable);
  QVERIFY(before.allFunctions->results.concrete && !before.allFunctions->results.defaultable);
  QVERIFY(rules->rules[1].provider.names.empty());
  const SpliceRule& node = rules->rules[2];
  QVERIFY(node.kind == SpliceRule::Kind::OnNode && node.direction == SpliceRule::Direction::Outbound);
  QCOMPARE(node.interfaces, Patterns{"demo:*"});
  QCOMPARE(node.provider.alias, std::string("store"));
  QCOMPARE(rules->rules[3].nodes, (Patterns{"cache", "orders"}));
  QVERIFY(rules->rules[3].direction == SpliceRule::Direction::Inbound);
  QCOMPARE(rules->rules[4].edges.size(), std::size_t(2));
  const std::string printed = sb::plan::printSpliceRules(*rules);
  const auto again = parseSpliceRules(printed);
  QVERIFY2(again, again ? "" : (again.error().text() + "\n" + printed).c_str());
  QCOMPARE(sb::plan::printSpliceRules(*again), printed);
  QVERIFY(again->rules[0].allFunctions && again->rules[0].allFunctions->async == false);
  QVERIFY(again->rules[0].allFunctions->results.concrete);
  QCOMPARE(again->rules[0].provider.names, before.provider.names);
  QCOMPARE(again->rules[2].interfaces, node.interfaces);
  QVERIFY(again->rules[3].direction == SpliceRule::Direction::Inbound);
  QCOMPARE(again->rules[4].edges, rules->rules[4].edges);
}

void TestSpliceRules::readsHowAHookSits() {
  const auto rules = parseSpliceRules(R"(version: 1
rules:
  - before: { interface: x }
    inject:
      - name: a
        path: a.wasm
        config: { level: 3 }
        functions: [get, "put*"]
        gate-values: { get: 'some("x")', put: 7 }
        on-trap: switch-off
        retype-to-sync: true
        own-instance: true
      - { name: b, path: b.wasm, own-instance: "b-2", enabled: false, functions: get }
)");
  QVERIFY2(rules, rules ? "" : rules.error().text().c_str());
  const auto printed = parseSpliceRules(sb::plan::printSpliceRules(*rules));
  QVERIFY2(printed, printed ? "" : printed.error().text().c_str());
  for (const auto* read : {&*rules, &*printed}) {
    const sb::plan::Injection &a = read->rules[0].inject[0], &b = read->rules[0].inject[1];
    QCOMPARE(a.config.at("level"), std::string("3"));
    QCOMPARE(a.options.functions, (Patterns{"get", "put*"}));
    QCOMPARE(a.options.gateValues.at("get"), std::string("some(\"x\")"));
    QCOMPARE(a.options.gateValues.at("put"), std::string("7"));
    QVERIFY(a.options.onTrap == sb::graph::TrapPolicy::SwitchOff && a.options.retypeToSync && a.ownInstance);
    QVERIFY(a.enabled && a.instance.empty());
    QVERIFY(!b.enabled && !b.ownInstance);
    QCOMPARE(b.instance, std::string("b-2"));
    QCOMPARE(b.options.functions, Patterns{"get"});
  }
}

/// A few lines of YAML aliases stand for billions of values.
void TestSpliceRules::configHasALimit() {
  std::string yaml =
      "version: 1\nrules:\n  - before: { interface: x }\n    inject:\n      - name: a\n"
      "        path: a\n        config:\n          a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char level = 'b'; level <= 'j'; ++level) {
    const std::string before(1, static_cast<char>(level - 1));
    yaml += std::string("          ") + level + ": &" + level + " [";
    for (int i = 0; i < 10; ++i) yaml += (i ? ", *" : "*") + before;
    yaml += "]\n";
  }
  const auto rules = parseSpliceRules(yaml);
  QVERIFY(!rules);
  QVERIFY2(rules.error().message.find("longer than 64 KiB") != std::string::npos,
           rules.error().message.c_str());
}

void TestSpliceRules::configBecomesCanonicalText() {
  const auto rules = parseSpliceRules(Everything);
  QVERIFY(rules);
  const auto& config = rules->rules[0].inject[2].config;
  QCOMPARE(config.at("span_kind"), std::string("\"server\""));
  QCOMPARE(config.at("ratio"), std::string("0.5"));
  QCOMPARE(config.at("deep"), std::string("[1, {\"a\": true}]"));
  QCOMPARE(config.at("quoted"), std::string("\"1\""));
}

void TestSpliceRules::refuses_data() {
  QTest::addColumn<QByteArray>("yaml");
  QTest::addColumn<QString>("message");
  const auto row = [](const char* name, const QByteArray& yaml, const char* message) {
    QTest::newRow(name) << yaml << QString::fromUtf8(message);
  };
  row("broken YAML", "version: 1\nrules:\n  - before: { interface: x\n", "line 4, column 1: this is no YAML");
  row("two documents", "version: 1\nrules: []\n---\nversion: 1\n", "several YAML documents");
  row("a list as file", "- a\n", "line 1, column 1: expected a map with `version` and `rules`, found a list");
  row("empty file", "", "line 1, column 1: `version` is missing");
  row("no version", "rules: []\n", "`version` is missing");
  row("version as text", "version: \"1\"\nrules: []\n",
      "line 1, column 10: `version` must be a number, found the text `1`");
  row("version 2", "version: 2\nrules: []\n", "line 1, column 10: version 2 is not known");
  row("no rules", "version: 1\n", "`rules` is missing");
  row("rules no list", "version: 1\nrules: 5\n",
      "line 2, column 8: `rules` must be a list, found the number 5");
  row("unknown key of the file", "version: 1\nrulez: []\n",
      "line 2, column 1: unknown key `rulez`; did you mean `rules`?");
  row("unknown key of a rule", "version: 1\nrules:\n  - befor: { interface: x }\n    inject: []\n",
      "line 3, column 5: rule 1: unknown key `befor`; did you mean `before`?");
  row("on_node without a name", rule("on_node: { direction: inbound }"),
      "rule 1, on_node: `name` is missing");
  row("on_node with a wrong direction", rule("on_node: { name: a, direction: in }"),
      "`direction` is `in`; it can be `both`, `inbound`, `outbound`");
  row("on_node with inner", rule("on_node: { name: a, filtr: { interface: x } }"), "did you mean `filter`?");
  row("on_node and before", rule("before: { interface: x }\n    on_node: { name: a }"),
      "`before` and `on_node` exclude each other");
  row("on_subgraph without nodes", rule("on_subgraph: { direction: both }"), "`nodes` is missing");
  row("an empty list of nodes", rule("on_subgraph: { nodes: [] }"), "`nodes` is an empty list");
  row("an empty list of interfaces", rule("before: { interface: [] }"), "`interface` is an empty list");
  row("an interface of a list with a space", rule("before: { interface: [a, 'b c'] }"), "the character ` `");
  row("an empty name in a list", rule("between: { interface: x, inner: { name: [a, ''] } }"),
      "a name of `between` is empty");
  row("all-funcs with a text", rule("before: { interface: x, all-funcs: { async: maybe } }"),
      "`async` must be true or false, found the text `maybe`");
  row("all-funcs with a wrong scope", rule("before: { interface: x, all-funcs: { scope: all } }"),
      "it can be `interface`, `resource`");
  row("all-funcs with a wrong need", rule("before: { interface: x, all-funcs: { args: [small] } }"),
      "it can list `concrete` and `defaultable`");
  row("on_edge a map", rule("on_edge: { name: a }"), "`on_edge` must be a text, found a map");
  row("filter of functions a map", rule(Before, "[ { name: a, path: a, functions: {} } ]"),
      "`functions` must be a text, found a map");
  row("gate values a list", rule(Before, "[ { name: a, path: a, gate-values: [] } ]"),
      "`gate-values` must be a map");
  row("a gate value that is a list", rule(Before, "[ { name: a, path: a, gate-values: { get: [1] } } ]"),
      "the value of `get` must be WAVE text in quotes");
  row("a trap policy", rule(Before, "[ { name: a, path: a, on-trap: ignore } ]"),
      "it can be `fail-call`, `switch-off`");
  row("retype no truth value", rule(Before, "[ { name: a, path: a, retype-to-sync: 1 } ]"),
      "`retype-to-sync` must be true or false, found the number 1");
  row("config of a user's hook", rule(Before, "[ { name: a, path: a, config: { k: } } ]"),
      "a `config` value is empty");
  row("unknown key of a place", rule("before: { interface: x, prvider: { name: a } }"),
      "did you mean `provider`?");
  row("unknown key of an injection", rule(Before, "[ { name: a, pth: a } ]"),
      "injection 1: unknown key `pth`; did you mean `path`?");
  row("key twice", "version: 1\nversion: 1\nrules: []\n", "line 2, column 1: `version` is written twice");
  row("both places",
      rule("before: { interface: x }\n    between: { interface: x, inner: { name: a }, outer: { name: b } }"),
      "line 3, column 5: rule 1: `before` and `between` exclude each other");
  row("no place", "version: 1\nrules:\n  - inject: [ { name: a, path: a } ]\n",
      "rule 1: neither `before` nor `between`");
  row("no interface", rule("before: { provider: { name: x } }"), "rule 1, before: `interface` is missing");
  row("interface empty", rule("before: { interface: '' }"), "rule 1: `interface` is empty");
  row("interface with a space", rule("before: { interface: 'demo:calc/ ops' }"),
      "`interface` has the character ` `");
  row("interface a number", rule("before: { interface: 5 }"),
      "`interface` must be a text, found the number 5");
  row("provider name empty", rule("before: { interface: x, provider: { name: '' } }"),
      "the provider's `name` is empty");
  row("provider as text", rule("before: { interface: x, provider: a }"),
      "expected a map with `name`, found the text `a`");
  row("inner without name", rule("between: { interface: x, inner: { alias: a }, outer: { name: b } }"),
      "inner: `name` is missing");
  row("inner equals outer", rule("between: { interface: x, inner: { name: a }, outer: { name: a } }"),
      "rule 1: `inner` and `outer` both name `a`");
  row("inject missing", "version: 1\nrules:\n  - before: { interface: x }\n", "rule 1: `inject` is missing");
  row("inject no list", rule(Before, "{ name: a }"), "`inject` must be a list, found a map");
  row("inject empty", rule(Before, "[]"), "line 3, column 5: rule 1: `inject` is empty");
  row("injection as text", rule(Before, "[ t1-log ]"),
      "line 4, column 15: rule 1, injection 1: expected a map, found the text `t1-log`");
  row("neither name nor builtin", rule(Before, "[ { path: a.wasm } ]"),
      "injection 1: neither `name` nor `builtin`");
  row("name and builtin", rule(Before, "[ { name: a, builtin: b } ]"), "use `builtin.alias`");
  row("builtin and path", rule(Before, "[ { path: a, builtin: b } ]"),
      "`builtin` and `path` exclude each other");
  row("name empty", rule(Before, "[ { name: '', path: a } ]"), "`name` is empty");
  row("path empty", rule(Before, "[ { name: a, path: '' } ]"), "`path` is empty");
  row("builtin empty", rule(Before, "[ { builtin: '' } ]"), "the builtin's name is empty");
  row("alias empty", rule(Before, "[ { builtin: { name: b, alias: '' } } ]"), "`alias` is empty");
  row("config of nothing", rule(Before, "[ { builtin: { name: b, config: { k: } } } ]"),
      "a `config` value is empty");
  row("config tagged", rule(Before, "[ { builtin: { name: b, config: { k: !x 1 } } } ]"), "has the tag `!x`");
  row("config with a number as key", rule(Before, "[ { builtin: { name: b, config: { k: { 1: 2 } } } } ]"),
      "has a key that is no text");
  row("config out of range", rule(Before, "[ { builtin: { name: b, config: { k: 1e999 } } } ]"),
      "fits neither");
  row("name used twice", rule(Before, "[ { name: a, path: a }, { name: a, path: b } ]"),
      "the hook name `a` of rule 1 is already used in rule 1");
}

void TestSpliceRules::refuses() {
  QFETCH(QByteArray, yaml);
  QFETCH(QString, message);
  const auto rules = parseSpliceRules(yaml.toStdString());
  QVERIFY2(!rules, "accepted");
  const QString text = QString::fromStdString(rules.error().message);
  QVERIFY2(text.contains(message), qPrintable(text));
  QVERIFY2(text.startsWith("line "), qPrintable(text));
  QVERIFY(rules.error().code == sb::ErrorCode::BadSyntax || rules.error().code == sb::ErrorCode::BadRule);
}

void TestSpliceRules::refusesWhatSplicerRefuses_data() {
  QTest::addColumn<QString>("file");
  const auto folder = plantest::corpus() / "splices/refused";
  if (!std::filesystem::exists(plantest::corpus())) QSKIP("no corpus");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (name.rfind("yaml-", 0) != 0 || isRules(name)) continue;
    QTest::newRow(name.c_str()) << QString::fromStdString(entry.path() / "rules.yaml");
  }
}

void TestSpliceRules::refusesWhatSplicerRefuses() {
  QFETCH(QString, file);
  const auto yaml = plantest::readText(file.toStdString());
  QVERIFY(yaml);
  QVERIFY(!parseSpliceRules(*yaml));
}

/// Every other rule file of the corpus is read, but for the one that is there to have unknown keys.
void TestSpliceRules::readsTheCorpus() {
  const auto folder = plantest::corpus() / "splices";
  if (!std::filesystem::exists(plantest::corpus())) QSKIP("no corpus");
  int read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().filename() != "rules.yaml") continue;
    const std::string name = entry.path().parent_path().filename();
    if (name.rfind("yaml-", 0) == 0 && !isRules(name)) continue;
    const auto rules = parseSpliceRules(plantest::readText(entry.path()).value());
    if (name == "unknown-keys") {
      QVERIFY(!rules);
      continue;
    }
    QVERIFY2(rules, (name + ": " + (rules ? "" : rules.error().text())).c_str());
    ++read;
  }
  QVERIFY(read > 70);
}

void TestSpliceRules::printsWhatItReads() {
  const auto rules = parseSpliceRules(Everything);
  QVERIFY(rules);
  const std::string printed = sb::plan::printSpliceRules(*rules);
  const auto again = parseSpliceRules(printed);
  QVERIFY2(again, again ? "" : (again.error().text() + "\n" + printed).c_str());
  QCOMPARE(sb::plan::printSpliceRules(*again), printed);
  QCOMPARE(again->rules[0].inject[2].config, rules->rules[0].inject[2].config);
  QCOMPARE(again->rules[1].provider.alias, std::string("srv-a"));
}

QTEST_APPLESS_MAIN(TestSpliceRules)
#include "tst_splice_rules.moc"
