// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/replay/replay_component.h"

#include <algorithm>

#include "core/abi/canonical_abi.h"
#include "core/adapt/type_table.h"
#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"
#include "core/replay/replay_module.h"

namespace sb::replay {
namespace {

using model::CanonOption;
using model::Sort;

tl::unexpected<Error> refusedHandle(const std::string& interfaceName, const std::string& what) {
  return fail(ErrorCode::Refused,
              interfaceName + " cannot be replayed: " + what +
                  "; a recording has no resource, stream, future or error-context to give "
                  "back. Replay a connection whose values are only data");
}

/// The functions of the interface in its order. Errors: Refused.
Result<std::vector<AnsweredFunction>> functionsOf(const std::string& interfaceName,
                                                  const types::InstanceType& type) {
  std::vector<AnsweredFunction> out;
  for (const types::NamedExtern& item : type.exports) {
    if (std::holds_alternative<types::TypeOfResource>(item.type))
      return refusedHandle(interfaceName, "it has the resource `" + item.name.name + "`");
    const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
    if (!function) continue;
    bool handle = (*function)->result && abi::containsHandle((*function)->result);
    for (const types::Param& param : (*function)->params) handle = handle || abi::containsHandle(param.type);
    if (handle) return refusedHandle(interfaceName, "`" + item.name.name + "` passes a handle");
    out.push_back({item.name.name, *function, {}});
  }
  return out;
}

Result<value::Value> valueOf(const std::string& text, const types::ValType& type, std::size_t line,
                             const std::string& what) {
  Result<value::Value> value = value::parseWave(text, type);
  if (value) return value;
  return fail(ErrorCode::BadSyntax,
              "line " + std::to_string(line) + ": " + what + ": " + value.error().message);
}

Result<Answer> answerOf(const RecordedCall& call, const types::FuncType& type) {
  Answer out;
  const auto bad = [&](std::size_t line, const std::string& message) {
    return fail(ErrorCode::BadSyntax,
                "line " + std::to_string(line) + ": `" + call.function + "` " + message);
  };
  if (call.arguments.size() != type.params.size())
    return bad(call.line, "takes " + std::to_string(type.params.size()) + " arguments, the recording has " +
                              std::to_string(call.arguments.size()));
  for (std::size_t i = 0; i < type.params.size(); ++i) {
    SB_TRY(value::Value one, valueOf(call.arguments[i].second, type.params[i].type, call.line,
                                     "argument `" + type.params[i].name + "` of `" + call.function + "`"));
    out.arguments.push_back(std::move(one));
  }
  if (call.result.has_value() != static_cast<bool>(type.result))
    return bad(call.returnLine,
               type.result ? "has a result, the recording has none" : "has no result, the recording has one");
  if (type.result) {
    SB_TRY(value::Value result,
           valueOf(*call.result, type.result, call.returnLine, "result of `" + call.function + "`"));
    out.result.push_back(std::move(result));
  }
  return out;
}

Result<void> addAnswers(const std::vector<RecordedCall>& calls, const std::string& interfaceName,
                        std::vector<AnsweredFunction>& functions) {
  bool any = false;
  for (const RecordedCall& call : calls) {
    if (call.interfaceName != interfaceName || !call.returned) continue;
    any = true;
    const auto function = std::find_if(functions.begin(), functions.end(),
                                       [&](const AnsweredFunction& f) { return f.name == call.function; });
    if (function == functions.end())
      return fail(ErrorCode::Refused, "line " + std::to_string(call.line) + ": " + interfaceName +
                                          " has no function `" + call.function + "`");
    SB_TRY(Answer answer, answerOf(call, *function->type));
    function->answers.push_back(std::move(answer));
  }
  if (any) return {};
  return fail(ErrorCode::Refused, "the recording has no call of " + interfaceName + " that returned");
}

/// The component whose exports are those of the interface: types first, then functions that mention them.
Result<Bytes> innerComponent(const std::vector<AnsweredFunction>& functions, const types::InstanceType& type,
                             bool strict) {
  model::ComponentBuilder out;
  adapt::TypeTable types(out);
  for (const types::NamedExtern& item : type.exports) {
    const auto* value = std::get_if<types::TypeOfValue>(&item.type);
    if (!value) continue;
    SB_TRY([[maybe_unused]] const model::TypeIdx exported, types.exportType(item.name, value->type));
  }
  const auto module = out.coreModule(replayModule(functions, strict), "replay");
  const auto instance = out.coreInstantiate(module, {}, "replay");
  const model::CoreMemoryIdx memory = out.aliasCoreMemory(instance, ReplayMemory);
  const model::CoreFuncIdx allocate = out.aliasCoreFunc(instance, ReplayRealloc);
  for (const AnsweredFunction& function : functions) {
    const model::CoreFuncIdx core = out.aliasCoreFunc(instance, function.name);
    const abi::NeededOptions needed = abi::neededForLift(*function.type, false);
    model::CanonOptions options;
    if (needed.memory) options.push_back({CanonOption::Kind::Memory, memory.value});
    if (needed.realloc) options.push_back({CanonOption::Kind::Realloc, allocate.value});
    if (needed.memory) options.push_back({CanonOption::Kind::Utf8, 0});
    SB_TRY(const model::TypeIdx funcType, types.function(*function.type));
    const model::FuncIdx lifted = out.lift(core, funcType, std::move(options));
    out.exportItem(model::ExternName(function.name), {Sort::Func, lifted.value});
  }
  return encode::encodeComponent(out.finish());
}

}  // namespace

Result<Bytes> generateReplay(const std::vector<RecordedCall>& calls, const std::string& interfaceName,
                             const types::InstanceType& type, const ReplayOptions& options) {
  SB_TRY(std::vector<AnsweredFunction> functions, functionsOf(interfaceName, type));
  SB_TRY_VOID(addAnswers(calls, interfaceName, functions));
  SB_TRY(const Bytes inner, innerComponent(functions, type, options.strict));
  // An instance of a component that exports the types has them under their names.
  SB_TRY(model::Component nested, decode::decodeComponent(shareBytes(inner)));
  model::ComponentBuilder out;
  const model::ComponentIdx component =
      out.component(std::make_shared<const model::Component>(std::move(nested)), "replay");
  const model::InstanceIdx instance = out.instantiate(component, {}, "replay");
  out.exportItem(model::ExternName(interfaceName), {Sort::Instance, instance.value});
  return encode::encodeComponent(out.finish("replay"));
}

}  // namespace sb::replay
