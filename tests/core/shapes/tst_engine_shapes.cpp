// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <algorithm>
#include <map>
#include <random>
#include <string_view>

#include "core/adapt/adapter.h"
#include "core/engine/call_function.h"
#include "core/engine/validate.h"
#include "core/value/handed_values.h"
#include "core/value/value_parts.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/shapes/adapter_request.h"
#include "tests/core/shapes/engine_values.h"
#include "tests/core/shapes/shape_rows.h"
#include "tests/core/value/flat_memory.h"

// The adapters in the real engine, as a second opinion on the simulated surroundings of tst_shapes. The
// engine cannot take functions from the host for async imports, so functions and hooks are synchronous here.

using namespace sb;

namespace {

constexpr int ValuesPerRow = 12;

/// Lists of fixed length and error contexts are features that the engine, as we start it, does not have.
bool engineKnows(const types::ValType& type) {
  if (!type) return true;
  if (std::holds_alternative<types::FixedList>(type->kind)) return false;
  const auto* primitive = std::get_if<types::Primitive>(&type->kind);
  if (primitive && *primitive == types::Primitive::ErrorContext) return false;
  const auto children = types::childrenOf(type->kind);
  return std::all_of(children.begin(), children.end(),
                     [](const types::ValType* child) { return engineKnows(*child); });
}

/// Handles and maps are left to the simulation; the host cannot make handles out of nothing.
bool hostCanMake(const types::ValType& type) {
  if (!type) return true;
  if (type->facts.hasHandle || std::holds_alternative<types::Map>(type->kind)) return false;
  const auto children = types::childrenOf(type->kind);
  return std::all_of(children.begin(), children.end(),
                     [](const types::ValType* child) { return hostCanMake(*child); });
}

template <class Question>
bool ofEveryType(const types::FuncType& type, Question question) {
  return question(type.result) &&
         std::all_of(type.params.begin(), type.params.end(),
                     [&](const types::Param& param) { return question(param.type); });
}

/// What the hooks saw of one call.
struct Seen {
  std::map<std::string, cells::CellTree> args;
  std::vector<cells::CellTree> results;
  std::vector<value::Value> downstream;
};

/// The tree that a hook got as a value of `field-tree`, brought back through a memory of our own.
Result<cells::CellTree> treeOf(const engine::EngineValue& found, std::string field) {
  test::FlatMemory flat(1 << 16);
  value::Memory memory = flat.memory();
  value::store(test::EngineForm::back(found, value::fieldTreeType()), value::fieldTreeType(), 0, memory);
  SB_TRY(cells::CellTree tree, value::readFieldTree(0, memory));
  tree.field = std::move(field);
  return tree;
}

std::string functionText(const std::string& shape) {
  return shape.front() == '(' && shape.substr(0, shape.find('=')).find(": ") != std::string::npos ? shape
         : shape.rfind("()", 0) == 0                                                              ? shape
                                     : "(x: " + shape + ") -> " + shape;
}

class EngineTrial {
 public:
  EngineTrial(const std::string& shape, unsigned tier, bool numbered)
      : m_engine(std::hash<std::string>()(shape)), m_tier(tier), m_numbered(numbered) {
    test::HookChoice hooks;
    hooks.async = false;
    hooks.numbered = numbered;
    m_request = test::adapterRequest({{"foo", functionText(shape)}}, tier, false, hooks);
    m_type = std::get<types::FuncTypeRef>(m_request.target->find("foo")->type);
  }

  bool possible() const { return ofEveryType(*m_type, engineKnows) && ofEveryType(*m_type, hostCanMake); }

  std::string run() {
    const auto adapter = adapt::generateAdapter(m_request);
    if (!adapter) return "not generated: " + adapter.error().text();
    engine::SessionOptions options;
    options.wasi = false;
    auto session = engine::Session::create(*enginetest::engine(), adapter->componentBytes, options);
    if (!session) return "not compiled: " + session.error().text();
    define(**session);
    const Result<void> started = (*session)->start();
    if (!started) return "not started: " + started.error().text();
    if (m_numbered && m_registered != 1) return "registered " + std::to_string(m_registered) + " times";
    for (int i = 0; i < ValuesPerRow; ++i)
      if (std::string wrong = call(**session, i); !wrong.empty()) return wrong;
    return {};
  }

 private:
  void define(engine::Session& session) {
    session.define(
        engine::HostFunction{m_request.importName, "foo", [this](auto args) { return downstream(args); }});
    if (m_request.names)
      session.define(engine::HostFunction{m_request.names->interfaceName, "register", [this](auto) {
                                            ++m_registered;
                                            return engine::EngineValues{
                                                engine::EngineValue{std::uint32_t{7}}};
                                          }});
    for (const graph::HookInterface& hook : m_request.hooks) {
      const bool before = hook.functionName == "on-call";
      session.define(engine::HostFunction{hook.interfaceName, hook.functionName, [this, before](auto args) {
                                            return before ? onCall(args) : onReturn(args);
                                          }});
    }
  }

  Result<engine::EngineValues> downstream(std::span<const engine::EngineValue> args) {
    for (std::size_t i = 0; i < args.size(); ++i)
      m_seen.downstream.push_back(test::EngineForm::back(args[i], m_type->params[i].type));
    engine::EngineValues out;
    if (m_type->result) out.push_back(test::EngineForm::of(m_result, m_type->result));
    return out;
  }

  /// The trees of what a numbered hook got.
  Result<std::vector<cells::CellTree>> handed(std::span<const engine::EngineValue> args,
                                              const std::vector<types::Param>& values) const {
    const auto& params = m_request.hooks.front().function->params;
    const auto items = [&](std::size_t i) {
      return value::contentOf<value::ListValue>(test::EngineForm::back(args[i], params[i].type)).items;
    };
    value::HandedValues out;
    for (const value::Value& word : items(3)) out.words.push_back(value::contentOf<std::uint64_t>(word));
    for (const value::Value& text : items(4)) out.texts.push_back({value::contentOf<std::string>(text), 0});
    for (const value::Value& blob : items(5)) {
      const auto& parts = value::contentOf<value::RecordValue>(blob).fields;
      value::HandedValues::Blob made;
      made.length = static_cast<std::uint32_t>(value::contentOf<std::uint64_t>(parts[0]));
      for (const value::Value& word : value::contentOf<value::ListValue>(parts[1]).items)
        made.words.push_back(value::contentOf<std::uint64_t>(word));
      out.blobs.push_back(std::move(made));
    }
    return value::readHandedValues(values, out);
  }

  Result<engine::EngineValues> onCall(std::span<const engine::EngineValue> args) {
    if (m_tier == 2 && m_numbered) {
      SB_TRY(std::vector<cells::CellTree> trees, handed(args, m_type->params));
      for (cells::CellTree& tree : trees) m_seen.args[tree.field] = std::move(tree);
      return engine::EngineValues();
    }
    if (m_tier == 2)
      for (const engine::EngineValue& item : std::get<engine::EngineList>(args[1].content).items) {
        const auto& fields = std::get<engine::EngineRecord>(item.content).fields;
        const std::string name = std::get<std::string>(fields[0].value.content);
        SB_TRY(m_seen.args[name], treeOf(fields[1].value, name));
      }
    return engine::EngineValues();
  }

  Result<engine::EngineValues> onReturn(std::span<const engine::EngineValue> args) {
    if (m_tier == 2 && m_numbered) {
      std::vector<types::Param> result;
      if (m_type->result) result.push_back({"result", m_type->result});
      SB_TRY(m_seen.results, handed(args, result));
      return engine::EngineValues();
    }
    if (m_tier == 2)
      for (const engine::EngineValue& tree : std::get<engine::EngineOption>(args[1].content).payload) {
        SB_TRY(cells::CellTree read, treeOf(tree, "result"));
        m_seen.results.push_back(std::move(read));
      }
    return engine::EngineValues();
  }

  std::string call(engine::Session& session, int round) {
    const std::function<std::uint64_t()> next = [this] { return m_engine(); };
    const auto make = [&](const types::ValType& type, const std::string& name) {
      return round == 0 ? value::exampleValue(type, name) : value::randomValue(type, next);
    };
    m_seen = {};
    std::vector<value::Value> args;
    engine::EngineValues engineArgs;
    std::string about = " for";
    for (const types::Param& param : m_type->params) {
      args.push_back(make(param.type, param.name));
      engineArgs.push_back(test::EngineForm::of(args.back(), param.type));
      about += " " + value::printWave(args.back(), param.type).substr(0, 300);
    }
    if (m_type->result) m_result = make(m_type->result, "result");
    const auto results = session.call(m_request.interfaceName + "#foo", engineArgs);
    if (!results) return results.error().text() + about;
    if (m_seen.downstream != args) return "the callee saw something else" + about;
    if (m_type->result && !(test::EngineForm::back(results->front(), m_type->result) == m_result))
      return "the caller got something else" + about;
    if (m_tier == 1) return {};
    for (std::size_t i = 0; i < args.size(); ++i) {
      const types::Param& param = m_type->params[i];
      if (!(m_seen.args[param.name] == value::cellsOfValue(args[i], param.type, param.name)))
        return "on-call saw " + cells::toWave(m_seen.args[param.name]).substr(0, 300) + about;
    }
    if (m_seen.results.size() != (m_type->result ? 1u : 0u)) return "on-return saw no result" + about;
    if (m_type->result && !(m_seen.results[0] == value::cellsOfValue(m_result, m_type->result, "result")))
      return "on-return saw " + cells::toWave(m_seen.results[0]).substr(0, 300) + about;
    return {};
  }

  plan::AdapterRequest m_request;
  types::FuncTypeRef m_type;
  std::mt19937_64 m_engine;
  unsigned m_tier;
  bool m_numbered;
  unsigned m_registered = 0;
  value::Value m_result;
  Seen m_seen;
};

template <std::size_t N>
void addRows(const test::ShapeRow (&rows)[N]) {
  for (const test::ShapeRow& row : rows)
    for (unsigned tier = 1; tier <= 2; ++tier)
      for (const bool numbered : {false, true})
        if (EngineTrial(row.shape, tier, numbered).possible())
          QTest::newRow(
              (std::string("tier ") + std::to_string(tier) + (numbered ? ", numbered" : "") + ": " + row.name)
                  .c_str())
              << row.shape << tier << numbered;
}

}  // namespace

class TestEngineShapes : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void calls_data();
  void calls();
  void allAreValid();
};

void TestEngineShapes::initTestCase() { SB_NEED_ENGINE(); }

void TestEngineShapes::calls_data() {
  QTest::addColumn<QString>("shape");
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("numbered");
  addRows(test::CannedShapes);
  addRows(test::StructuralShapes);
  addRows(test::BeyondShapes);
}

void TestEngineShapes::calls() {
  QFETCH(QString, shape);
  QFETCH(unsigned, tier);
  QFETCH(bool, numbered);
  const std::string wrong = EngineTrial(shape.toStdString(), tier, numbered).run();
  QVERIFY2(wrong.empty(), wrong.c_str());
}

/// Every adapter of every shape is valid, those with handles, maps and async functions too.
void TestEngineShapes::allAreValid() {
  const auto check = [](const test::ShapeRow& row) {
    for (unsigned form = 0; form < 4; ++form)
      for (const bool async : {false, true}) {
        test::HookChoice hooks;
        hooks.numbered = form >= 2;
        const auto request =
            test::adapterRequest({{"foo", functionText(row.shape)}}, 1 + form % 2, async, hooks);
        if (!ofEveryType(*std::get<types::FuncTypeRef>(request.target->find("foo")->type), engineKnows))
          continue;
        const auto adapter = adapt::generateAdapter(request);
        if (!adapter) return adapter.error().text();
        const auto valid = engine::validateWithEngine(*enginetest::engine(), adapter->componentBytes);
        if (!valid) return std::string(row.name) + ": " + valid.error().text();
      }
    return std::string();
  };
  std::string wrong;
  for (const test::ShapeRow& row : test::CannedShapes) wrong += check(row);
  for (const test::ShapeRow& row : test::StructuralShapes) wrong += check(row);
  for (const test::ShapeRow& row : test::BeyondShapes) wrong += check(row);
  QVERIFY2(wrong.empty(), wrong.c_str());
}

QTEST_APPLESS_MAIN(TestEngineShapes)
#include "tst_engine_shapes.moc"
