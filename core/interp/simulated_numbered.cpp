// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/core_names.h"
#include "core/interp/simulated_host.h"
#include "core/value/handed_values.h"
#include "core/value/value_parts.h"

// Hooks of `spliceboard:hook`, as `canon lower` makes them: synchronous, with numbers, and values as words.
namespace sb::interp {
namespace {

/// What the simulated hook answers to a registration. Not 0, so that adding it can be seen.
constexpr std::uint32_t FirstNumber = 100;

tl::unexpected<Error> trap(std::string message) { return fail(ErrorCode::Trap, std::move(message)); }

/// Positions of words, texts and blobs among the arguments, and of their pointers among the core parameters.
constexpr std::size_t WordsArg = 3, TextsArg = 4, BlobsArg = 5, WordsSlot = 3, TextsSlot = 5, BlobsSlot = 7;

std::uint32_t wordAt(const value::Memory& memory, std::uint32_t address) {
  std::uint8_t bytes[4] = {};
  memory.read(address, bytes, 4);
  return std::uint32_t(bytes[0]) | std::uint32_t(bytes[1]) << 8 | std::uint32_t(bytes[2]) << 16 |
         std::uint32_t(bytes[3]) << 24;
}

const std::vector<value::Value>& itemsOf(const value::Value& list) {
  return value::contentOf<value::ListValue>(list).items;
}

value::HandedValues handedValues(const std::vector<value::Value>& args,
                                 const std::vector<std::uint64_t>& params, const value::Memory& memory) {
  value::HandedValues out;
  out.wordsAt = static_cast<std::uint32_t>(params[WordsSlot]);
  out.textsAt = static_cast<std::uint32_t>(params[TextsSlot]);
  out.blobsAt = static_cast<std::uint32_t>(params[BlobsSlot]);
  for (const value::Value& word : itemsOf(args[WordsArg]))
    out.words.push_back(value::contentOf<std::uint64_t>(word));
  for (const value::Value& text : itemsOf(args[TextsArg])) {
    const std::uint32_t at = out.textsAt + 8 * static_cast<std::uint32_t>(out.texts.size());
    out.texts.push_back({value::contentOf<std::string>(text), wordAt(memory, at)});
  }
  for (const value::Value& blob : itemsOf(args[BlobsArg])) {
    const auto& parts = value::contentOf<value::RecordValue>(blob).fields;
    value::HandedValues::Blob made;
    made.length = static_cast<std::uint32_t>(value::contentOf<std::uint64_t>(parts[0]));
    for (const value::Value& word : itemsOf(parts[1]))
      made.words.push_back(value::contentOf<std::uint64_t>(word));
    made.address = wordAt(memory, out.blobsAt + 12 * static_cast<std::uint32_t>(out.blobs.size()) + 4);
    out.blobs.push_back(std::move(made));
  }
  return out;
}

}  // namespace

HostFunction SimulatedHost::bindNames(const CoreFunctionImport&) {
  if (!m_adapter.names) return {};
  const types::FuncTypeRef type = m_adapter.names->function;
  return hostFunction([this, type](const std::vector<std::uint64_t>& params) -> Reply {
    const auto signature = abi::coreSignature(*type, abi::FlattenContext::Lower, false);
    SB_TRY(std::vector<value::Value> args, liftArguments(*type, signature, params));
    m_registrations.push_back(std::move(args.front()));
    return std::vector<std::uint64_t>{FirstNumber};
  });
}

HostFunction SimulatedHost::bindContext(const CoreFunctionImport& import) {
  namespace names = adapt::core_names;
  using Params = std::vector<std::uint64_t>;
  if (import.name == names::Enter)
    return hostFunction([this](const Params&) -> Reply {
      m_callBefore = m_currentCall;
      m_currentCall = ++m_lastCall;
      return Params{m_currentCall};
    });
  if (import.name == names::Parent)
    return hostFunction([this](const Params&) -> Reply { return Params{m_callBefore}; });
  if (import.name == names::Leave)
    return hostFunction([this](const Params& params) -> Reply {
      m_currentCall = params[0];
      return Params();
    });
  return {};
}

Result<void> SimulatedHost::noteNumbered(const HookFunction& hook, const std::vector<std::uint64_t>& params) {
  const auto signature = abi::coreSignature(hook.type, abi::FlattenContext::Lower, false);
  SB_TRY(const std::vector<value::Value> args, liftArguments(hook.type, signature, params));
  HookCall call;
  call.moment = hook.moment;
  call.interfaceName = m_adapter.interfaceName;
  call.id = value::contentOf<std::uint64_t>(args[0]);
  call.parent = value::contentOf<std::uint64_t>(args[1]);
  const std::uint64_t first = m_adapter.names ? FirstNumber : 0;
  const std::uint64_t number = value::contentOf<std::uint64_t>(args[2]) - first;
  if (number >= m_adapter.functions.size()) return trap("a hook is told the number of no function");
  const adapt::AdaptedFunction& function = m_adapter.functions[number];
  if (&function != task().function) return trap("a hook is told the number of another function");
  call.functionName = function.name;
  if (hook.takesArgs || hook.takesResult) {
    std::vector<types::Param> values = function.type->params;
    if (hook.takesResult) {
      values.clear();
      if (function.type->result) values.push_back({"result", function.type->result});
    }
    SB_TRY(call.trees, value::readHandedValues(values, handedValues(args, params, memory())));
    if (hook.takesArgs)
      for (const types::Param& param : values) call.fieldNames.push_back(param.name);
  }
  call.memory = usedMemory();
  task().outcome.hooks.push_back(std::move(call));
  return {};
}

}  // namespace sb::interp
