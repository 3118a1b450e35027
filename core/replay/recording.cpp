// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/replay/recording.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace sb::replay {
namespace {

using Json = nlohmann::json;

constexpr std::string_view Start = "{\"record\":";

tl::unexpected<Error> badLine(std::size_t line, const std::string& message) {
  return fail(ErrorCode::BadSyntax, "line " + std::to_string(line) + ": " + message);
}

std::string textOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What calls and returns have in common.
Result<RecordedCall> readCommon(const Json& object, std::size_t line) {
  RecordedCall out;
  out.line = line;
  const auto id = object.find("id"), parent = object.find("parent");
  if (id == object.end() || !id->is_number_unsigned()) return badLine(line, "`id` must be a number");
  out.id = id->get<std::uint64_t>();
  if (parent != object.end() && parent->is_number_unsigned()) out.parent = parent->get<std::uint64_t>();
  out.interfaceName = textOf(object, "interface");
  out.function = textOf(object, "function");
  out.caller = textOf(object, "caller");
  out.provider = textOf(object, "provider");
  if (out.interfaceName.empty() || out.function.empty())
    return badLine(line, "`interface` and `function` must be texts");
  return out;
}

Result<void> readArguments(const Json& object, RecordedCall& call) {
  const auto list = object.find("arguments");
  if (list == object.end() || !list->is_array()) return badLine(call.line, "`arguments` must be a list");
  for (const Json& item : *list) {
    if (!item.is_object() || !item.contains("value") || !item["value"].is_string())
      return badLine(call.line, "an argument must have `name` and `value`");
    call.arguments.emplace_back(textOf(item, "name"), item["value"].get<std::string>());
  }
  return {};
}

Result<void> addReturn(const RecordedCall& end, const Json& object, std::vector<RecordedCall>& calls) {
  const auto call = std::find_if(calls.rbegin(), calls.rend(), [&](const RecordedCall& c) {
    return !c.returned && c.id == end.id && c.function == end.function &&
           c.interfaceName == end.interfaceName && c.caller == end.caller && c.provider == end.provider;
  });
  if (call == calls.rend()) return badLine(end.line, "a return without its call");
  call->returned = true;
  call->returnLine = end.line;
  const auto result = object.find("result");
  if (result == object.end()) return {};
  if (!result->is_string()) return badLine(end.line, "`result` must be a text");
  call->result = result->get<std::string>();
  return {};
}

}  // namespace

Result<std::vector<RecordedCall>> readRecording(std::string_view text) {
  std::vector<RecordedCall> calls;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::string_view now = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), now.size() + 1));
    if (now.substr(0, Start.size()) != Start) continue;
    const Json object = Json::parse(now, nullptr, false);
    if (object.is_discarded() || !object.is_object()) return badLine(line, "this is no JSON object");
    SB_TRY(RecordedCall call, readCommon(object, line));
    const std::string event = textOf(object, "record");
    if (event == "call") {
      SB_TRY_VOID(readArguments(object, call));
      calls.push_back(std::move(call));
    } else if (event == "return") {
      SB_TRY_VOID(addReturn(call, object, calls));
    } else {
      return badLine(line, "`record` must be `call` or `return`, found `" + event + "`");
    }
  }
  return calls;
}

}  // namespace sb::replay
