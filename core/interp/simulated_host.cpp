// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/interp/simulated_host.h"

#include <algorithm>
#include <cstring>

#include "core/adapt/async_wait.h"
#include "core/adapt/core_names.h"
#include "core/model/canon.h"

// Built-ins and bookkeeping. CanonicalABI.md, "Canonical Built-ins"; component-model.md 4.5 to 4.7.
namespace sb::interp {
namespace {

namespace names = adapt::core_names;

tl::unexpected<Error> trap(std::string message) { return fail(ErrorCode::Trap, std::move(message)); }

std::uint32_t word(std::uint64_t bits) { return static_cast<std::uint32_t>(bits); }

}  // namespace

HostFunction SimulatedHost::hostFunction(Body body) {
  return [body = std::move(body)](const std::vector<std::uint64_t>& params) {
    Reply reply = body(params);
    if (reply) return HostReply{*std::move(reply), {}};
    return HostReply{{}, reply.error().text()};
  };
}

HostFunction SimulatedHost::bind(const CoreFunctionImport& import) {
  if (import.module == names::Target) return bindTarget(import);
  if (import.module == names::Hooks) return bindHook(import);
  if (import.module == names::Returns) return bindTaskReturn(import);
  if (import.module == names::Drops) return bindDrop(import);
  if (import.module == names::Async) return bindBuiltin(import);
  if (import.module == names::Context) return bindContext(import);
  return {};
}

HostFunction SimulatedHost::bindTaskReturn(const CoreFunctionImport& import) {
  for (const adapt::AdaptedFunction& function : m_adapter.functions) {
    if (function.name != import.name) continue;
    return hostFunction([this, type = function.type](const std::vector<std::uint64_t>& params) -> Reply {
      if (task().function->type != type) return trap("task.return of another function");
      types::FuncType asLift;  // the result is lifted as one parameter is
      if (type->result) asLift.params.push_back({"result", type->result});
      bool indirect = false;
      abi::CoreSignature signature;
      signature.params = abi::taskReturnParams(*type, indirect);
      signature.paramsIndirect = indirect;
      SB_TRY(std::vector<value::Value> result, liftArguments(asLift, signature, params));
      SB_TRY_VOID(returnResult(std::move(result)));
      return std::vector<std::uint64_t>();
    });
  }
  return {};
}

HostFunction SimulatedHost::bindDrop(const CoreFunctionImport& import) {
  const std::string builtin = import.name.substr(0, import.name.find(' '));
  return hostFunction([this, builtin](const std::vector<std::uint64_t>& params) -> Reply {
    const std::uint32_t handle = word(params[0]);
    SB_TRY(const HandleEntry entry, m_handles.remove(handle));
    const char* expected = entry.kind == HandleKind::Stream         ? "stream.drop-readable"
                           : entry.kind == HandleKind::Future       ? "future.drop-readable"
                           : entry.kind == HandleKind::ErrorContext ? "error-context.drop"
                                                                    : "resource.drop";
    if (builtin != expected)
      return trap(builtin + " of " + handleKindName(entry.kind) + " handle " + std::to_string(handle));
    if (entry.kind != HandleKind::Borrow) task().outcome.droppedHandles.push_back(handle);
    return std::vector<std::uint64_t>();
  });
}

HostFunction SimulatedHost::bindBuiltin(const CoreFunctionImport& import) {
  using model::Builtin;
  const auto named = [&import](Builtin builtin) { return import.name == adapt::waitName(builtin); };
  const auto nothing = [](Result<void> done) -> Reply {
    SB_TRY_VOID(std::move(done));
    return std::vector<std::uint64_t>();
  };
  using Params = std::vector<std::uint64_t>;
  if (named(Builtin::WaitableSetNew))
    return hostFunction([this](const Params&) -> Reply { return Params{m_waitables.addSet(task().number)}; });
  if (named(Builtin::WaitableSetWait))
    return hostFunction([this](const Params& params) { return wait(word(params[0]), word(params[1])); });
  if (named(Builtin::WaitableSetDrop))
    return hostFunction(
        [=, this](const Params& params) { return nothing(m_waitables.dropSet(word(params[0]))); });
  if (named(Builtin::WaitableJoin))
    return hostFunction([=, this](const Params& params) {
      return nothing(m_waitables.join(word(params[0]), word(params[1])));
    });
  if (named(Builtin::SubtaskDrop))
    return hostFunction(
        [=, this](const Params& params) { return nothing(m_waitables.dropSubtask(word(params[0]))); });
  return {};
}

SimulatedHost::Reply SimulatedHost::wait(std::uint32_t set, std::uint32_t address) {
  if (!task().function->type->async) return trap("cannot block a synchronous task before returning");
  if (task().simulation->whileWaiting) task().simulation->whileWaiting();
  SB_TRY(const Waitables::Event event, m_waitables.wait(set));
  if (address % 4 != 0) return trap("waitable-set.wait writes its event to an address that is not aligned");
  value::Memory out = memory();
  for (const auto& [at, content] : {std::pair(address, event.index), std::pair(address + 4, event.payload)}) {
    std::uint8_t bytes[4];
    for (unsigned i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(content >> (8 * i));
    out.write(at, bytes, 4);
  }
  SB_TRY_VOID(takeFailure());
  return std::vector<std::uint64_t>{event.code};
}

Task& SimulatedHost::begin(const adapt::AdaptedFunction& function, const Simulation& simulation) {
  Task next;
  next.function = &function;
  next.simulation = &simulation;
  next.number = ++m_lastTask;
  m_tasks.push_back(std::move(next));
  return m_tasks.back();
}

Result<CallOutcome> SimulatedHost::end() {
  const Task done = std::move(m_tasks.back());
  m_tasks.pop_back();
  if (!done.returned) return trap("the function ended without task.return");
  if (const auto left = m_handles.leftOf(done.number, false))
    return trap(*left + " is left behind by the call");
  m_handles.forget(done.number);
  return done.outcome;
}

value::Memory SimulatedHost::memory() {
  value::Memory out;
  const auto inBounds = [this](std::uint32_t address, std::uint32_t size) {
    return std::uint64_t(address) + size <= m_machine.memorySize();
  };
  const auto note = [this](std::uint32_t address, std::uint32_t size, bool write) {
    if (!m_tasks.empty() && task().simulation->trace && size != 0)
      task().outcome.accesses.push_back({address, size, write});
  };
  const auto fails = [this](std::string message) {
    if (!m_failure) m_failure = Error{ErrorCode::Trap, std::move(message), std::nullopt, {}};
  };
  out.allocate = [this, inBounds, fails](std::uint32_t align, std::uint32_t size) -> std::uint32_t {
    const CoreOutcome outcome = m_machine.call(names::MemoryModule, names::Realloc, {0, 0, align, size});
    if (outcome.kind != CoreOutcome::Kind::Returned) {
      fails("cabi_realloc: " + outcome.message);
      return 0;
    }
    const std::uint32_t address = word(outcome.results.front());
    if (address % align != 0) fails("cabi_realloc returned an address that is not aligned");
    if (!inBounds(address, size)) fails("cabi_realloc returned an address out of bounds");
    return address;
  };
  out.write = [this, inBounds, fails, note](std::uint32_t address, const std::uint8_t* bytes,
                                            std::uint32_t size) {
    if (!inBounds(address, size))
      return fails("a result is written out of bounds at " + std::to_string(address));
    if (size != 0) std::memcpy(m_machine.memoryData() + address, bytes, size);
    note(address, size, true);
  };
  out.read = [this, inBounds, note](std::uint32_t address, std::uint8_t* bytes, std::uint32_t size) {
    if (!inBounds(address, size)) return false;
    if (size != 0) std::memcpy(bytes, m_machine.memoryData() + address, size);
    note(address, size, false);
    return true;
  };
  return out;
}

Result<void> SimulatedHost::takeFailure() {
  if (!m_failure) return {};
  return tl::unexpected<Error>(*std::exchange(m_failure, std::nullopt));
}

std::uint32_t SimulatedHost::bump() const {
  std::uint64_t bits = 0;
  m_machine.readGlobal(names::MemoryModule, names::Bump, bits);
  return word(bits);
}

std::uint32_t SimulatedHost::live() const {
  const adapt::MemoryLayout& layout = m_adapter.layout;
  std::uint32_t out = bump() - layout.bumpStart;
  const std::uint8_t* data = m_machine.memoryData();
  const auto wordAt = [data](std::uint32_t address) {
    std::uint32_t found = 0;
    std::memcpy(&found, data + address, sizeof found);
    return found;
  };
  constexpr std::uint32_t Sizes = 32, WordBytes = 4;
  for (std::uint32_t log = 0; layout.freeLists && log < Sizes; ++log)
    for (std::uint32_t block = wordAt(*layout.freeLists + WordBytes * log); block != 0;
         block = wordAt(block + WordBytes))
      out -= 1u << log;
  for (const adapt::Region& region : layout.regions)
    if (region.kind == adapt::RegionKind::FrameBusy && wordAt(region.offset) != 0) out += region.size;
  return out;
}

std::vector<std::uint8_t> SimulatedHost::usedMemory() const {
  const std::uint64_t used =
      std::min<std::uint64_t>(std::max(bump(), m_adapter.layout.bumpStart), m_machine.memorySize());
  const std::uint8_t* data = m_machine.memoryData();
  return std::vector<std::uint8_t>(data, data + used);
}

Result<void> SimulatedHost::enterHandles(const value::Value& value, const types::ValType& type) {
  return forEachHandle(value, type,
                       [this](std::uint32_t handle, HandleKind kind, const std::string& resource) {
                         return m_handles.enter(handle, {kind, resource, task().number});
                       });
}

Result<void> SimulatedHost::leaveHandles(const value::Value& value, const types::ValType& type) {
  return forEachHandle(value, type,
                       [this](std::uint32_t handle, HandleKind kind, const std::string& resource) {
                         return m_handles.lift(handle, kind, resource);
                       });
}

Result<void> SimulatedHost::returnResult(std::vector<value::Value> result) {
  if (task().returned) return trap("the result is returned twice");
  if (const auto left = m_handles.leftOf(task().number, true))
    return trap("borrow handles still remain at the end of the call: " + *left);
  for (const value::Value& value : result) SB_TRY_VOID(leaveHandles(value, task().function->type->result));
  task().returned = true;
  task().outcome.result = std::move(result);
  return {};
}

}  // namespace sb::interp
