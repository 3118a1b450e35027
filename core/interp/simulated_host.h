// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/abi/canonical_abi.h"
#include "core/interp/adapter_machine.h"
#include "core/interp/core_machine.h"
#include "core/interp/handle_table.h"
#include "core/interp/hook_function.h"
#include "core/interp/waitables.h"

namespace sb::interp {

/// One call of the adapter that has begun and not ended.
struct Task {
  const adapt::AdaptedFunction* function = nullptr;
  const Simulation* simulation = nullptr;
  unsigned number = 0;
  bool returned = false;  ///< the result was handed over: task.return, or the end of a sync function
  CallOutcome outcome;
};

/// Everything around an adapter's core modules: the callee, the hooks and the canonical built-ins. Host
/// functions act for the innermost task.
class SimulatedHost {
 public:
  SimulatedHost(const adapt::Adapter& adapter, CoreMachine& machine)
      : m_adapter(adapter), m_machine(machine), m_waitables(m_handles) {}

  /// The host function behind an import of the glue module (core/adapt/core_names.h).
  HostFunction bind(const CoreFunctionImport& import);

  Task& begin(const adapt::AdaptedFunction& function, const Simulation& simulation);
  /// Ends the innermost task; the outcome, or the rule that what it left behind breaks.
  Result<CallOutcome> end();
  Task& task() { return m_tasks.back(); }  ///< the innermost
  /// Ends it after a trap.
  void abandon() { m_tasks.pop_back(); }

  /// What `names.register` was told.
  const std::vector<value::Value>& registrations() const { return m_registrations; }

  /// Memory of the adapter. `host` accesses are noted in the task's outcome when the simulation traces.
  value::Memory memory();
  /// The first failure of an allocation or write since the last call of this; they have no other way to
  /// report.
  Result<void> takeFailure();
  std::uint32_t bump() const;
  std::uint32_t live() const;  ///< bytes of the heap, and frames in place, that have not been given back
  std::vector<std::uint8_t> usedMemory() const;

  /// Lowering into the adapter and lifting out of it: the handles of a value change tables.
  Result<void> enterHandles(const value::Value& value, const types::ValType& type);
  Result<void> leaveHandles(const value::Value& value, const types::ValType& type);
  /// The result is given to the caller: borrows must be gone.
  Result<void> returnResult(std::vector<value::Value> result);

 private:
  using Reply = Result<std::vector<std::uint64_t>>;
  using Body = std::function<Reply(const std::vector<std::uint64_t>& params)>;
  /// A call of the adapter in two halves: reading arguments, then running the callee and giving its result.
  struct HalvedCall {
    std::function<Result<void>()> read;
    std::function<Reply()> finish;
  };

  static HostFunction hostFunction(Body body);
  HostFunction bindTarget(const CoreFunctionImport& import);
  HostFunction bindHook(const CoreFunctionImport& import);
  HostFunction bindNames(const CoreFunctionImport& import);
  HostFunction bindContext(const CoreFunctionImport& import);
  HostFunction bindTaskReturn(const CoreFunctionImport& import);
  HostFunction bindDrop(const CoreFunctionImport& import);
  HostFunction bindBuiltin(const CoreFunctionImport& import);

  Reply run(bool asyncAbi, bool suspend, HalvedCall call);
  Result<std::vector<value::Value>> liftArguments(const types::FuncType& type,
                                                  const abi::CoreSignature& signature,
                                                  const std::vector<std::uint64_t>& params);
  Reply lowerResult(const types::FuncType& type, const abi::CoreSignature& signature,
                    const std::vector<value::Value>& result, const std::vector<std::uint64_t>& params);
  Result<void> noteHook(const HookFunction& hook, const std::vector<std::uint64_t>& params);
  Result<void> readTrees(const HookFunction& hook, const abi::CoreSignature& signature,
                         const std::vector<std::uint64_t>& params, HookCall& call);
  Result<void> noteNumbered(const HookFunction& hook, const std::vector<std::uint64_t>& params);
  std::vector<value::Value> verdict(const HookFunction& hook) const;
  Reply wait(std::uint32_t set, std::uint32_t address);

  const adapt::Adapter& m_adapter;
  CoreMachine& m_machine;
  HandleTable m_handles;
  Waitables m_waitables;
  unsigned m_lastTask = 0;
  std::vector<Task> m_tasks;
  std::optional<Error> m_failure;
  std::vector<value::Value> m_registrations;
  std::uint64_t m_lastCall = 0, m_currentCall = 0, m_callBefore = 0;  ///< adapt/call_context.h
};

}  // namespace sb::interp
