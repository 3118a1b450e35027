// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/interp/adapter_machine.h"

#include "core/adapt/core_names.h"
#include "core/interp/simulated_host.h"

namespace sb::interp {
namespace {

namespace names = adapt::core_names;

constexpr const char* GlueModule = "glue";
constexpr std::uint64_t InstructionsPerCall = 200000000;

tl::unexpected<Error> trap(std::string message) { return fail(ErrorCode::Trap, std::move(message)); }

/// The caller's side of a lifted function: lowers arguments into the adapter, calls the wrapper, lifts the
/// result.
class Machine : public AdapterMachine {
 public:
  explicit Machine(const adapt::Adapter& adapter) : m_adapter(adapter), m_host(m_adapter, m_core) {}

  Result<void> load() {
    const auto add = [this](const char* name, const Bytes& bytes) -> Result<void> {
      const std::string problem =
          m_core.add(name, bytes.data(), bytes.size(),
                     [this](const CoreFunctionImport& import) { return m_host.bind(import); });
      if (!problem.empty()) return fail(ErrorCode::Invalid, problem);
      return {};
    };
    SB_TRY_VOID(add(names::MemoryModule, m_adapter.memoryModule));
    return add(GlueModule, m_adapter.glueModule);
  }

  Result<CallOutcome> call(std::size_t function, const std::vector<value::Value>& args,
                           const Simulation& simulation) override {
    if (m_dead) return trap("the adapter has failed before and may not be entered again");
    if (function >= m_adapter.functions.size()) return fail(ErrorCode::Invalid, "no such function");
    const adapt::AdaptedFunction& called = m_adapter.functions[function];
    if (args.size() != called.type->params.size())
      return fail(ErrorCode::Invalid, "wrong number of arguments");
    const bool nested = m_depth > 0;
    if (!nested) {
      m_core.setFuel(InstructionsPerCall);
      m_core.setTracing(simulation.trace);
      m_core.takeAccesses();
    }
    ++m_depth;
    m_host.begin(called, simulation);
    Result<void> done = run(called, args);
    --m_depth;
    if (!done) {
      m_host.abandon();
      m_dead = true;
      return tl::unexpected<Error>(std::move(done).error());
    }
    Result<CallOutcome> outcome = m_host.end();
    m_dead = !outcome;
    if (outcome && simulation.trace && !nested)
      for (const TracedAccess& access : m_core.takeAccesses())
        outcome->accesses.push_back({access.address, access.size, access.write});
    return outcome;
  }

  const std::vector<value::Value>& registrations() const override { return m_host.registrations(); }
  std::uint32_t memoryBytes() const override { return static_cast<std::uint32_t>(m_core.memorySize()); }
  std::uint32_t live() const override { return m_host.live(); }

 private:
  Result<std::vector<std::uint64_t>> callCore(const std::string& name,
                                              const std::vector<std::uint64_t>& params) {
    CoreOutcome outcome = m_core.call(GlueModule, name, params);
    switch (outcome.kind) {
      case CoreOutcome::Kind::Returned: return std::move(outcome.results);
      case CoreOutcome::Kind::OutOfFuel: return fail(ErrorCode::Interrupted, outcome.message);
      case CoreOutcome::Kind::Trapped:
      case CoreOutcome::Kind::NoSuchFunction: break;
    }
    return trap(outcome.message);
  }

  Result<void> run(const adapt::AdaptedFunction& called, const std::vector<value::Value>& args) {
    const types::FuncType& type = *called.type;
    const auto signature = abi::coreSignature(type, abi::FlattenContext::Lift, type.async);
    SB_TRY(const std::vector<std::uint64_t> params, lowerArguments(type, signature, args));
    SB_TRY(const std::vector<std::uint64_t> results, callCore(called.exportName, params));
    if (!type.async) {
      SB_TRY(std::vector<value::Value> result, liftResult(type, signature, results));
      SB_TRY_VOID(m_host.returnResult(std::move(result)));
    }
    m_host.task().outcome.memoryAfter = m_host.usedMemory();
    if (!called.postReturnName.empty()) SB_TRY_VOID(callCore(called.postReturnName, results));
    return {};
  }

  Result<std::vector<std::uint64_t>> lowerArguments(const types::FuncType& type,
                                                    const abi::CoreSignature& signature,
                                                    const std::vector<value::Value>& args) {
    for (std::size_t i = 0; i < args.size(); ++i)
      SB_TRY_VOID(m_host.enterHandles(args[i], type.params[i].type));
    value::Memory memory = m_host.memory();
    std::vector<std::uint64_t> out;
    if (signature.paramsIndirect) {
      std::vector<types::ValType> types;
      for (const types::Param& param : type.params) types.push_back(param.type);
      const abi::RecordLayout layout = abi::recordLayout(types);
      const std::uint32_t address = memory.allocate(layout.whole.align, layout.whole.size);
      SB_TRY_VOID(m_host.takeFailure());
      for (std::size_t i = 0; i < args.size(); ++i)
        value::store(args[i], types[i], address + layout.offsets[i], memory);
      out.push_back(address);
    } else {
      for (std::size_t i = 0; i < args.size(); ++i)
        for (const value::CoreValue& core : value::lowerFlat(args[i], type.params[i].type, memory))
          out.push_back(core.bits);
    }
    SB_TRY_VOID(m_host.takeFailure());
    return out;
  }

  Result<std::vector<value::Value>> liftResult(const types::FuncType& type,
                                               const abi::CoreSignature& signature,
                                               const std::vector<std::uint64_t>& results) {
    std::vector<value::Value> out;
    if (!type.result) return out;
    const value::Memory memory = m_host.memory();
    if (signature.resultIndirect) {
      const auto address = static_cast<std::uint32_t>(results[0]);
      if (address % abi::sizeAlign(type.result).align != 0)
        return trap("the pointer to the result is not aligned");
      SB_TRY(value::Value value, value::load(type.result, address, memory));
      out.push_back(std::move(value));
      return out;
    }
    std::vector<value::CoreValue> flat;
    for (std::size_t i = 0; i < results.size(); ++i)
      flat.push_back({static_cast<std::uint8_t>(signature.results[i]), results[i]});
    std::size_t position = 0;
    SB_TRY(value::Value value, value::liftFlat(type.result, flat, position, memory));
    out.push_back(std::move(value));
    return out;
  }

  const adapt::Adapter m_adapter;
  CoreMachine m_core;
  SimulatedHost m_host;
  unsigned m_depth = 0;
  bool m_dead = false;
};

}  // namespace

Result<std::unique_ptr<AdapterMachine>> AdapterMachine::create(const adapt::Adapter& adapter) {
  auto machine = std::make_unique<Machine>(adapter);
  SB_TRY_VOID(machine->load());
  return std::unique_ptr<AdapterMachine>(std::move(machine));
}

}  // namespace sb::interp
