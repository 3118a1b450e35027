// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <map>
#include <random>

#include "core/interp/adapter_machine.h"
#include "core/support/match.h"
#include "tests/core/shapes/adapter_request.h"
#include "tests/core/shapes/layout_claims.h"
#include "tests/core/shapes/shape_rows.h"

using namespace sb;

namespace {

constexpr int ValuesPerRow = 24;
constexpr int TracedValues = 3;

/// Rows that do not pass yet, with the reason. Printed by every run.
const std::map<std::string, std::string>& knownOpen() {
  static const std::map<std::string, std::string> rows{};
  return rows;
}

std::string functionText(const std::string& shape) {
  return shape.front() == '(' && shape.find('=') == std::string::npos ? shape
         : shape.front() == '(' && shape.find(": ") < shape.find('=') ? shape
                                                                      : "(x: " + shape + ") -> " + shape;
}

/// Gives every handle in a value a number of its own.
void renumber(value::Value& value, std::uint32_t& next) {
  if (auto* handle = std::get_if<value::HandleValue>(&value.content)) handle->handle = next++;
  if (auto* list = std::get_if<value::ListValue>(&value.content))
    for (value::Value& item : list->items) renumber(item, next);
  if (auto* record = std::get_if<value::RecordValue>(&value.content))
    for (value::Value& field : record->fields) renumber(field, next);
  if (auto* variant = std::get_if<value::VariantValue>(&value.content))
    for (value::Value& payload : variant->payload) renumber(payload, next);
}

std::string text(const std::vector<value::Value>& values, const std::vector<types::ValType>& types) {
  std::string out;
  for (std::size_t i = 0; i < values.size() && i < types.size(); ++i)
    out += (i ? ", " : "") + value::printWave(values[i], types[i]).substr(0, 600);
  return out;
}

test::HookChoice choice(bool numbered) {
  test::HookChoice out;
  out.numbered = numbered;
  return out;
}

/// One adapter and the values it is tried with.
class Trial {
 public:
  Trial(const std::string& shape, unsigned tier, bool async, bool numbered)
      : m_request(test::adapterRequest(
            {{"noise", "(a: list<u8>, b: string, c: list<tuple<u64, string>>) -> string"},
             {"foo", functionText(shape)}},
            tier, async, choice(numbered))),
        m_engine(std::hash<std::string>()(shape)) {}

  /// The first thing that is wrong; empty when nothing is.
  std::string run() {
    const auto adapter = adapt::generateAdapter(m_request);
    if (!adapter) return "not generated: " + adapter.error().text();
    m_adapter = *adapter;
    auto machine = interp::AdapterMachine::create(m_adapter);
    if (!machine) return "not loaded: " + machine.error().text();
    m_machine = std::move(*machine);
    if (std::string wrong = test::layoutProblem(m_adapter.layout); !wrong.empty()) return wrong;
    std::uint32_t pages = 0;
    for (int i = 0; i < ValuesPerRow; ++i) {
      if (i % 4 == 1)
        if (std::string wrong = call(0, i, false); !wrong.empty()) return "noise: " + wrong;
      if (std::string wrong = call(1, i, i < TracedValues); !wrong.empty()) return wrong;
      if (m_machine->live() != 0) return std::to_string(m_machine->live()) + " bytes are not given back";
      pages = std::max(pages, m_machine->memoryBytes());
    }
    return growth(pages);
  }

 private:
  std::function<std::uint64_t()> next() {
    return [this] { return m_engine(); };
  }

  value::Value newValue(const types::ValType& type, const std::string& name, int round) {
    return round == 0 ? value::exampleValue(type, name) : value::randomValue(type, next());
  }

  std::string growth(std::uint32_t bytes) {
    for (int i = 0; i < 200; ++i)
      if (std::string wrong = call(1, 0, false); !wrong.empty()) return wrong;
    return m_machine->memoryBytes() == bytes ? "" : "memory grows over many equal calls";
  }

  std::string call(std::size_t index, int round, bool trace) {
    const adapt::AdaptedFunction& function = m_adapter.functions[index];
    std::vector<value::Value> args, result;
    std::vector<types::ValType> types, resultTypes;
    std::uint32_t handle = 1;
    for (const types::Param& param : function.type->params) {
      args.push_back(newValue(param.type, param.name, round));
      types.push_back(param.type);
    }
    if (function.type->result) {
      result.push_back(newValue(function.type->result, "result", round));
      resultTypes.push_back(function.type->result);
    }
    for (value::Value& value : args) renumber(value, handle);
    for (value::Value& value : result) renumber(value, handle);

    interp::Simulation simulation;
    simulation.downstream = [&result](const std::vector<value::Value>&) { return result; };
    simulation.trace = trace;
    if (function.type->async) {
      simulation.suspendHooks = round % 2 == 1;  // of asynchronous hooks only
      simulation.suspendDownstream = round % 3 == 1;
      simulation.startedFirst = round % 5 > 2;
    }
    const std::string about = "for (" + text(args, types) + "), result " + text(result, resultTypes);
    const auto outcome = m_machine->call(index, args, simulation);
    if (!outcome) return outcome.error().text() + "; " + about;
    ++m_calls;
    if (outcome->downstreamArgs != args)
      return "the callee saw (" + text(outcome->downstreamArgs, types) + ") " + about;
    if (outcome->result != result)
      return "the caller got " + text(outcome->result, resultTypes) + " " + about;
    if (std::string wrong = hooks(function, *outcome, args, result); !wrong.empty())
      return wrong + " " + about;
    if (std::string wrong = test::memoryProblem(m_adapter.layout, *outcome); !wrong.empty())
      return wrong + " " + about;
    return {};
  }

  std::string hooks(const adapt::AdaptedFunction& function, const interp::CallOutcome& outcome,
                    const std::vector<value::Value>& args, const std::vector<value::Value>& result) const {
    if (outcome.hooks.size() != 2) return std::to_string(outcome.hooks.size()) + " hook calls";
    for (std::size_t i = 0; i < 2; ++i) {
      const interp::HookCall& hook = outcome.hooks[i];
      if (hook.moment != (i == 0 ? "on-call" : "on-return"))
        return "hook " + hook.moment + " at the wrong time";
      if (hook.interfaceName != m_adapter.interfaceName) return "interface name " + hook.interfaceName;
      if (hook.functionName != function.name) return "function name " + hook.functionName;
      if (hook.id != m_calls)
        return "call id " + std::to_string(hook.id) + " in call " + std::to_string(m_calls);
    }
    if (m_adapter.tier == 1) return {};
    std::vector<cells::CellTree> expected;
    for (std::size_t i = 0; i < args.size(); ++i) {
      const types::Param& param = function.type->params[i];
      expected.push_back(value::cellsOfValue(args[i], param.type, param.name));
    }
    if (std::string wrong = difference(outcome.hooks[0].trees, expected); !wrong.empty())
      return "on-call " + wrong;
    expected.clear();
    if (!result.empty()) expected.push_back(value::cellsOfValue(result[0], function.type->result, "result"));
    if (std::string wrong = difference(outcome.hooks[1].trees, expected); !wrong.empty())
      return "on-return " + wrong;
    return {};
  }

  static std::string difference(const std::vector<cells::CellTree>& found,
                                const std::vector<cells::CellTree>& expected) {
    if (found.size() != expected.size()) return "saw " + std::to_string(found.size()) + " trees";
    for (std::size_t i = 0; i < found.size(); ++i)
      if (!(found[i] == expected[i]))
        return "saw " + cells::toWave(found[i]).substr(0, 600) + ", or the same with other names, expected " +
               cells::toWave(expected[i]).substr(0, 600);
    return {};
  }

  plan::AdapterRequest m_request;
  std::mt19937_64 m_engine;
  adapt::Adapter m_adapter;
  std::unique_ptr<interp::AdapterMachine> m_machine;
  std::uint64_t m_calls = 0;
};

template <std::size_t N>
void addRows(const test::ShapeRow (&rows)[N]) {
  for (const test::ShapeRow& row : rows)
    for (unsigned tier = 1; tier <= 2; ++tier)
      for (const bool async : {false, true})
        for (const bool numbered : {false, true}) {
          const std::string name = "tier " + std::to_string(tier) + (numbered ? ", numbered" : "") +
                                   (async ? " async: " : " sync: ") + row.name;
          QTest::newRow(name.c_str()) << row.shape << tier << async << numbered;
        }
}

void addColumns() {
  QTest::addColumn<QString>("shape");
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("async");
  QTest::addColumn<bool>("numbered");
}

void tryRow() {
  QFETCH(QString, shape);
  QFETCH(unsigned, tier);
  QFETCH(bool, async);
  QFETCH(bool, numbered);
  const std::string wrong = Trial(shape.toStdString(), tier, async, numbered).run();
  const auto open = knownOpen().find(QTest::currentDataTag());
  if (open != knownOpen().end()) QEXPECT_FAIL("", open->second.c_str(), Continue);
  QVERIFY2(wrong.empty(), wrong.c_str());
}

}  // namespace

class TestShapes : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void noticesWrongClaims();
  void noticesWrongNames();
  void canned_data() {
    addColumns();
    addRows(test::CannedShapes);
  }
  void canned() { tryRow(); }
  void structural_data() {
    addColumns();
    addRows(test::StructuralShapes);
  }
  void structural() { tryRow(); }
  void beyond_data() {
    addColumns();
    addRows(test::BeyondShapes);
  }
  void beyond() { tryRow(); }
};

void TestShapes::initTestCase() {
  for (const auto& [row, reason] : knownOpen()) qInfo("open: %s: %s", row.c_str(), reason.c_str());
}

/// The harness itself: a layout that calls everything static is caught, by its sums first and by the writes
/// then.
void TestShapes::noticesWrongClaims() {
  const auto request = test::adapterRequest({{"foo", "(x: option<string>) -> u32"}}, 2, false);
  const auto adapter = adapt::generateAdapter(request);
  QVERIFY(adapter);
  adapt::MemoryLayout layout = adapter->layout;
  for (adapt::Region& region : layout.regions) region.written = adapt::Written::Static;
  QVERIFY(!test::layoutProblem(layout).empty());
  auto machine = interp::AdapterMachine::create(*adapter);
  QVERIFY(machine);
  interp::Simulation simulation;
  simulation.trace = true;
  simulation.downstream = [](const auto&) {
    return std::vector<value::Value>{value::Value{std::uint64_t(5)}};
  };
  const std::vector<value::Value> args{value::exampleValue(test::typeOf("option<string>"), "x")};
  const auto outcome = (*machine)->call(0, args, simulation);
  QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
  QCOMPARE(test::memoryProblem(adapter->layout, *outcome), std::string());
  QVERIFY(!test::memoryProblem(layout, *outcome).empty());
}

/// A byte changed in the data of the adapter reaches the hook, and the comparison sees it.
void TestShapes::noticesWrongNames() {
  const auto request = test::adapterRequest({{"foo", "(x: enum color {red, green})"}}, 2, false);
  auto adapter = adapt::generateAdapter(request);
  QVERIFY(adapter);
  const std::string label = "green";
  const auto at =
      std::search(adapter->memoryModule.begin(), adapter->memoryModule.end(), label.begin(), label.end());
  QVERIFY(at != adapter->memoryModule.end());
  *at = 'G';
  auto machine = interp::AdapterMachine::create(*adapter);
  QVERIFY(machine);
  interp::Simulation simulation;
  const value::Value green{value::VariantValue{1, {}}};
  const auto outcome = (*machine)->call(0, {green}, simulation);
  QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
  QCOMPARE(outcome->hooks[0].trees[0].text, std::string("Green"));
  QVERIFY(!(outcome->hooks[0].trees[0] ==
            value::cellsOfValue(green, adapter->functions[0].type->params[0].type, "x")));
}

QTEST_APPLESS_MAIN(TestShapes)
#include "tst_shapes.moc"
