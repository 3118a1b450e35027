// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/core_names.h"
#include "core/interp/simulated_host.h"
#include "core/support/check.h"
#include "core/value/value_parts.h"

// What an adapter calls: the target and the hooks, as `canon lower` makes them.
namespace sb::interp {
namespace {

tl::unexpected<Error> trap(std::string message) { return fail(ErrorCode::Trap, std::move(message)); }

std::uint32_t word(std::uint64_t bits) { return static_cast<std::uint32_t>(bits); }

std::vector<types::ValType> paramTypes(const types::FuncType& type) {
  std::vector<types::ValType> out;
  for (const types::Param& param : type.params) out.push_back(param.type);
  return out;
}

std::vector<value::CoreValue> coreValues(const std::vector<abi::CoreType>& types,
                                         const std::vector<std::uint64_t>& bits) {
  std::vector<value::CoreValue> out;
  for (std::size_t i = 0; i < types.size(); ++i)
    out.push_back({static_cast<std::uint8_t>(types[i]), bits[i]});
  return out;
}

}  // namespace

Result<std::vector<value::Value>> SimulatedHost::liftArguments(const types::FuncType& type,
                                                               const abi::CoreSignature& signature,
                                                               const std::vector<std::uint64_t>& params) {
  const value::Memory memory = this->memory();
  std::vector<value::Value> out;
  if (signature.paramsIndirect) {
    const abi::RecordLayout layout = abi::recordLayout(paramTypes(type));
    const std::uint32_t address = word(params[0]);
    if (address % layout.whole.align != 0) return trap("the pointer to the arguments is not aligned");
    for (std::size_t i = 0; i < type.params.size(); ++i) {
      SB_TRY(value::Value value, value::load(type.params[i].type, address + layout.offsets[i], memory));
      out.push_back(std::move(value));
    }
    return out;
  }
  const std::vector<value::CoreValue> flat = coreValues(signature.params, params);
  std::size_t position = 0;
  for (const types::Param& param : type.params) {
    SB_TRY(value::Value value, value::liftFlat(param.type, flat, position, memory));
    out.push_back(std::move(value));
  }
  return out;
}

SimulatedHost::Reply SimulatedHost::lowerResult(const types::FuncType& type,
                                                const abi::CoreSignature& signature,
                                                const std::vector<value::Value>& result,
                                                const std::vector<std::uint64_t>& params) {
  if (result.size() != (type.result ? 1u : 0u))
    return fail(ErrorCode::Invalid,
                "the simulated callee gave " + std::to_string(result.size()) + " results");
  std::vector<std::uint64_t> out;
  if (!type.result) return out;
  value::Memory memory = this->memory();
  if (signature.resultIndirect) {
    const std::uint32_t address = word(params.back());
    const abi::SizeAlign place = abi::sizeAlign(type.result);
    if (address % place.align != 0) return trap("the pointer to the result is not aligned");
    if (std::uint64_t(address) + place.size > m_machine.memorySize())
      return trap("the pointer to the result is out of bounds");
    value::store(result.front(), type.result, address, memory);
  } else {
    for (const value::CoreValue& core : value::lowerFlat(result.front(), type.result, memory))
      out.push_back(core.bits);
  }
  SB_TRY_VOID(takeFailure());
  return out;
}

SimulatedHost::Reply SimulatedHost::run(bool asyncAbi, bool suspend, HalvedCall call) {
  if (!asyncAbi) {
    SB_TRY_VOID(call.read());
    return call.finish();
  }
  const auto finish = [end = call.finish]() -> Result<void> {
    SB_TRY_VOID(end());
    return {};
  };
  if (!suspend) {
    SB_TRY_VOID(call.read());
    SB_TRY_VOID(finish());
    return std::vector<std::uint64_t>{Waitables::Returned};
  }
  PendingCall pending{nullptr, finish};
  const bool startedFirst = task().simulation->startedFirst;
  if (startedFirst)
    pending.start = call.read;
  else
    SB_TRY_VOID(call.read());
  const std::uint32_t subtask = m_waitables.addSubtask(std::move(pending), task().number);
  return std::vector<std::uint64_t>{(startedFirst ? Waitables::Starting : Waitables::Started) | subtask << 4};
}

HostFunction SimulatedHost::bindTarget(const CoreFunctionImport& import) {
  for (const adapt::AdaptedFunction& function : m_adapter.functions) {
    if (function.name != import.name) continue;
    const types::FuncTypeRef type = function.type;
    const auto signature = abi::coreSignature(*type, abi::FlattenContext::Lower, type->async);
    return hostFunction([this, type, signature](const std::vector<std::uint64_t>& params) {
      HalvedCall call;
      call.read = [this, type, signature, params]() -> Result<void> {
        SB_TRY(task().outcome.downstreamArgs, liftArguments(*type, signature, params));
        for (std::size_t i = 0; i < type->params.size(); ++i)
          SB_TRY_VOID(leaveHandles(task().outcome.downstreamArgs[i], type->params[i].type));
        task().outcome.calledDownstream = true;
        return {};
      };
      call.finish = [this, type, signature, params]() -> Reply {
        const Simulation& simulation = *task().simulation;
        const std::vector<value::Value> result = simulation.downstream
                                                     ? simulation.downstream(task().outcome.downstreamArgs)
                                                     : std::vector<value::Value>();
        for (const value::Value& value : result)
          if (type->result) SB_TRY_VOID(enterHandles(value, type->result));
        return lowerResult(*type, signature, result, params);
      };
      return run(type->async, task().simulation->suspendDownstream, std::move(call));
    });
  }
  return {};
}

HostFunction SimulatedHost::bindHook(const CoreFunctionImport& import) {
  if (import.name == adapt::core_names::Names) return bindNames(import);
  const std::optional<HookFunction> hook = hookFunction(import, m_adapter);
  if (!hook) return {};
  const auto signature = abi::coreSignature(hook->type, abi::FlattenContext::Lower, hook->type.async);
  return hostFunction([this, hook = *hook, signature](const std::vector<std::uint64_t>& params) {
    HalvedCall call;
    call.read = [this, hook, params] {
      return m_adapter.numbered ? noteNumbered(hook, params) : noteHook(hook, params);
    };
    call.finish = [this, hook, signature, params] {
      return lowerResult(hook.type, signature, verdict(hook), params);
    };
    return run(hook.type.async, task().simulation->suspendHooks, std::move(call));
  });
}

std::vector<value::Value> SimulatedHost::verdict(const HookFunction& hook) const {
  if (!hook.type.result) return {};
  const bool block = m_tasks.back().simulation->block;
  return {value::Value{std::string_view(hook.moment) == "should-block" ? block : !block}};
}

Result<void> SimulatedHost::noteHook(const HookFunction& hook, const std::vector<std::uint64_t>& params) {
  const auto signature = abi::coreSignature(hook.type, abi::FlattenContext::Lower, hook.type.async);
  SB_TRY(const std::vector<value::Value> args, inContext(liftArguments(hook.type, signature, params),
                                                         std::string("in the arguments of ") + hook.moment));
  HookCall call;
  call.moment = hook.moment;
  if (const auto* name = std::get_if<std::string>(&args[0].content)) {  // hooks of the first version
    call.functionName = *name;
  } else {
    const auto& id = value::contentOf<value::RecordValue>(args[0]).fields;
    call.interfaceName = value::contentOf<std::string>(id[0]);
    call.functionName = value::contentOf<std::string>(id[1]);
    if (id.size() > 2) call.id = value::contentOf<std::uint64_t>(id[2]);
  }
  if (hook.takesArgs)
    for (const value::Value& field : value::contentOf<value::ListValue>(args[1]).items)
      call.fieldNames.push_back(
          value::contentOf<std::string>(value::contentOf<value::RecordValue>(field).fields[0]));
  SB_TRY_VOID(
      inContext(readTrees(hook, signature, params, call), std::string("in the trees of ") + hook.moment));
  call.memory = usedMemory();
  task().outcome.hooks.push_back(std::move(call));
  return {};
}

/// The trees again, now with their addresses; everything was lifted once already.
Result<void> SimulatedHost::readTrees(const HookFunction& hook, const abi::CoreSignature& signature,
                                      const std::vector<std::uint64_t>& params, HookCall& call) {
  if (!hook.takesArgs && !hook.takesResult) return {};
  const value::Memory memory = this->memory();
  const std::uint32_t second =
      signature.paramsIndirect ? word(params[0]) + abi::recordLayout(paramTypes(hook.type)).offsets[1] : 0;
  const auto wordAt = [&memory](std::uint32_t address) {
    std::uint8_t bytes[4] = {};
    memory.read(address, bytes, 4);
    return std::uint32_t(bytes[0]) | std::uint32_t(bytes[1]) << 8 | std::uint32_t(bytes[2]) << 16 |
           std::uint32_t(bytes[3]) << 24;
  };
  if (hook.takesArgs) {
    constexpr std::uint32_t FieldSize = 60, TreeAt = 8, ArgsSlot = 5;
    const std::uint32_t fields = signature.paramsIndirect ? wordAt(second) : word(params[ArgsSlot]);
    for (std::size_t i = 0; i < call.fieldNames.size(); ++i) {
      const std::uint32_t field = fields + static_cast<std::uint32_t>(i) * FieldSize;
      SB_TRY(cells::CellTree tree, value::readFieldTree(field + TreeAt, memory));
      tree.field = call.fieldNames[i];
      call.trees.push_back(std::move(tree));
    }
    return {};
  }
  SB_CHECK(signature.paramsIndirect, "on-return has more flat values than any limit");
  if ((wordAt(second) & 0xff) == 0) return {};
  SB_TRY(cells::CellTree tree, value::readFieldTree(second + 4, memory));
  tree.field = "result";
  call.trees.push_back(std::move(tree));
  return {};
}

}  // namespace sb::interp
