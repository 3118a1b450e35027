// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <fstream>
#include <iterator>
#include <set>

#include "core/decode/component_decoder.h"
#include "core/interp/adapter_machine.h"
#include "core/types/check_component.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/shapes/layout_claims.h"
#include "tests/core/shapes/random_interface.h"
#include "tests/core/shapes/spliced_program.h"

// Interfaces by chance, with values by chance. Each gets an adapter that our checker reads and the simulation
// calls; every tenth, without what the engine lacks, becomes a program that is spliced and run.
//
//   SPLICEBOARD_FUZZ_ITERS   number of interfaces (500)
//   SPLICEBOARD_FUZZ_SEED    where to start (1); interface N of a run is interface 1 of seed + N
//
// Qt Test ends a function after five minutes: a run of 20,000 wants QTEST_FUNCTION_TIMEOUT=36000000 as well.

using namespace sb;

namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  bool good = false;
  const std::uint64_t value = qEnvironmentVariable(name).toULongLong(&good);
  return good ? value : otherwise;
}

/// The codes of docs/limits.md: nothing else may be refused.
const std::set<std::string>& documentedRefusals() {
  static const std::set<std::string> codes = [] {
    std::ifstream file(SPLICEBOARD_SOURCE_DIR "/docs/limits.md");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    std::set<std::string> out;
    for (std::size_t at = text.find('`'); at != std::string::npos; at = text.find('`', at + 1)) {
      const std::size_t end = text.find('`', at + 1);
      if (end == std::string::npos) break;
      out.insert(text.substr(at + 1, end - at - 1));
      at = end;
    }
    return out;
  }();
  return codes;
}

class Attempt {
 public:
  explicit Attempt(std::uint64_t seed) : m_random(seed) {}

  /// The first thing that is wrong; empty when nothing is.
  std::string simulated() {
    test::RandomInterface made = test::InterfaceMaker(m_random, true).make();
    const bool async = chance(2);
    const types::InstanceTypeRef target = test::withAsync(*made.target, async);
    plan::AdapterRequest request;
    request.id = plan::AdapterId(1);
    request.name = "hook on test:shapes/api@1.0.0";
    request.interfaceName = request.importName = test::ApiInterface;
    request.target = target;
    request.usedInterfaces = made.used;
    const unsigned tier = 1 + static_cast<unsigned>(below(2));
    const bool before = chance(2), asyncHooks = chance(2), gate = chance(5);
    if (before) request.hooks.push_back(test::hookInterface(graph::HookMoment::Before, tier, asyncHooks));
    if (gate) request.hooks.push_back(test::hookInterface(graph::HookMoment::Gate, tier, asyncHooks));
    if (!before || chance(2))
      request.hooks.push_back(test::hookInterface(graph::HookMoment::After, tier, asyncHooks));
    for (const std::string& function : made.functions)
      if (chance(8) && request.unhooked.size() + 1 < made.functions.size()) request.unhooked.insert(function);
    if (gate) chooseGateValues(*target, request);
    if (const auto refusal = adapt::refusalOf(request)) {
      ++refusals;
      if (documentedRefusals().count(refusal->code) == 0)
        return "refused as " + refusal->code + ": " + refusal->rule;
      return adapt::generateAdapter(request) ? "refused and generated" : "";
    }
    const auto adapter = adapt::generateAdapter(request);
    if (!adapter) return "not generated: " + adapter.error().text();
    if (std::string wrong = checked(*adapter); !wrong.empty()) return wrong;
    if (std::string wrong = test::layoutProblem(adapter->layout); !wrong.empty()) return wrong;
    auto machine = interp::AdapterMachine::create(*adapter);
    if (!machine) return "not loaded: " + machine.error().text();
    for (int round = 0; round < 3; ++round) {
      for (std::size_t i = 0; i < adapter->functions.size(); ++i) {
        if (std::string wrong = call(**machine, *adapter, i, tier, gate && chance(2)); !wrong.empty())
          return wrong;
        if ((*machine)->live() != 0) return "memory is left over after " + adapter->functions[i].name;
      }
    }
    return {};
  }

  std::string inTheEngine() {
    test::RandomInterface made = test::InterfaceMaker(m_random, false).make();
    test::ProgramOptions options;
    options.async = chance(2);
    options.tier = 1 + static_cast<unsigned>(below(2));
    options.before = chance(2);
    options.after = !options.before || chance(2);
    test::SplicedProgram program(*enginetest::engine(), made.target, made.used, options);
    if (std::string wrong = program.start(); !wrong.empty()) return wrong;
    for (int round = 0; round < 3; ++round) {
      for (const std::string& name : made.functions) {
        const auto& type = *std::get<types::FuncTypeRef>(made.target->find(name)->type);
        const auto [args, result] = values(type);
        if (std::string wrong = program.call(name, args, result); !wrong.empty()) return wrong;
      }
    }
    return program.drops() == 0 ? "" : "a handle was dropped on the way";
  }

  static inline std::size_t refusals = 0;

 private:
  std::uint64_t below(std::uint64_t limit) { return m_random() % limit; }
  bool chance(std::uint64_t oneIn) { return below(oneIn) == 0; }

  static std::string checked(const adapt::Adapter& adapter) {
    const auto decoded = decode::decodeComponent(shareBytes(adapter.componentBytes));
    if (!decoded) return "not decoded: " + decoded.error().text();
    for (const Diagnostic& diagnostic : types::checkComponent(*decoded).diagnostics)
      if (diagnostic.severity == Severity::Error) return diagnostic.code + ": " + diagnostic.message;
    return {};
  }

  /// What refused calls return, for most of the functions that need something.
  void chooseGateValues(const types::InstanceType& target, plan::AdapterRequest& request) {
    const auto next = [this] { return m_random(); };
    const bool forget = chance(4);
    for (const types::NamedExtern& item : target.exports) {
      const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
      if (!function || !(*function)->result || (*function)->result->facts.hasHandle || (forget && chance(3)))
        continue;
      const value::Value value = value::randomValue((*function)->result, next, 1);
      m_gateValues[item.name.name] = value;
      request.gateValues[item.name.name] = value::printWave(value, (*function)->result);
    }
  }

  std::pair<std::vector<value::Value>, std::vector<value::Value>> values(const types::FuncType& type) {
    const auto next = [this] { return m_random(); };
    std::vector<value::Value> args, result;
    for (const types::Param& param : type.params) args.push_back(value::randomValue(param.type, next, 1));
    if (type.result) result.push_back(value::randomValue(type.result, next, 1));
    for (value::Value& value : args) test::renumberHandles(value, m_handle);
    for (value::Value& value : result) test::renumberHandles(value, m_handle);
    return {args, result};
  }

  std::string call(interp::AdapterMachine& machine, const adapt::Adapter& adapter, std::size_t index,
                   unsigned tier, bool refuse) {
    const adapt::AdaptedFunction& function = adapter.functions[index];
    m_handle = 1;
    const auto [args, result] = values(*function.type);
    interp::Simulation simulation;
    simulation.downstream = [&result = result](const auto&) { return result; };
    simulation.block = refuse;
    if (function.type->async) {
      simulation.suspendHooks = chance(2);
      simulation.suspendDownstream = chance(2);
      simulation.startedFirst = chance(2);
    }
    const std::string about = " in " + function.name;
    const auto outcome = machine.call(index, args, simulation);
    if (!outcome) return outcome.error().text() + about;
    if (outcome->calledDownstream == refuse) return "the verdict did not count" + about;
    if (refuse) {
      const auto chosen = m_gateValues.find(function.name);
      const bool right = chosen == m_gateValues.end()
                             ? outcome->result.empty()
                             : outcome->result == std::vector<value::Value>{chosen->second};
      return right ? "" : "the refused call returned something else" + about;
    }
    if (outcome->downstreamArgs != args) return "the callee saw something else" + about;
    if (outcome->result != result) return "the caller got something else" + about;
    for (const interp::HookCall& hook : outcome->hooks) {
      if (hook.functionName != function.name) return "a hook was told " + hook.functionName + about;
      if (tier == 1) continue;
      const bool after = hook.moment == "on-return";
      const std::vector<value::Value>& values = after ? result : args;
      if (hook.trees.size() != values.size()) return hook.moment + " saw too few values" + about;
      for (std::size_t k = 0; k < values.size(); ++k) {
        const auto want =
            value::cellsOfValue(values[k], after ? function.type->result : function.type->params[k].type,
                                after ? "result" : function.type->params[k].name);
        if (!(hook.trees[k] == want))
          return hook.moment + " saw " + cells::toWave(hook.trees[k]).substr(0, 300) + about + ", expected " +
                 cells::toWave(want).substr(0, 300);
      }
    }
    return {};
  }

  std::mt19937_64 m_random;
  std::uint32_t m_handle = 1;
  std::map<std::string, value::Value> m_gateValues;
};

}  // namespace

class TestRandomInterfaces : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void simulated();
  void inTheEngine();
  void wrongOnce_data();
  void wrongOnce();
};

void TestRandomInterfaces::simulated() {
  const std::uint64_t seed = setting("SPLICEBOARD_FUZZ_SEED", 1),
                      count = setting("SPLICEBOARD_FUZZ_ITERS", 500);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string wrong = Attempt(seed + i).simulated();
    QVERIFY2(wrong.empty(), ("SPLICEBOARD_FUZZ_SEED=" + std::to_string(seed + i) + ": " + wrong).c_str());
  }
  qInfo("%llu interfaces, %zu of them refused", static_cast<unsigned long long>(count), Attempt::refusals);
  QVERIFY2(Attempt::refusals < count / 4, "most interfaces have to be taken");
}

void TestRandomInterfaces::inTheEngine() {
  SB_NEED_ENGINE();
  const std::uint64_t seed = setting("SPLICEBOARD_FUZZ_SEED", 1),
                      count = setting("SPLICEBOARD_FUZZ_ITERS", 500);
  for (std::uint64_t i = 0; i < count; i += 10) {
    const std::string wrong = Attempt(seed + i).inTheEngine();
    QVERIFY2(wrong.empty(), ("SPLICEBOARD_FUZZ_SEED=" + std::to_string(seed + i) + ": " + wrong).c_str());
  }
}

void TestRandomInterfaces::wrongOnce_data() {
  QTest::addColumn<std::uint64_t>("seed");
  QTest::newRow("equal types of two names") << std::uint64_t{37421};
  QTest::newRow("a type that is a handle of another interface's resource") << std::uint64_t{62401};
}

/// Seeds that long runs have found.
void TestRandomInterfaces::wrongOnce() {
  SB_NEED_ENGINE();
  QFETCH(std::uint64_t, seed);
  const std::string wrong = Attempt(seed).inTheEngine();
  QVERIFY2(wrong.empty(), wrong.c_str());
}

QTEST_APPLESS_MAIN(TestRandomInterfaces)
#include "tst_random_interfaces.moc"
