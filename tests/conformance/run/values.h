// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "core/engine/call_function.h"
#include "core/engine/engine_value.h"

// Values as the suites write them, and what their components import.
namespace sb::test {

/// `{"type": "u32", "value": "7"}` and so on.
inline engine::EngineValue valueOf(const nlohmann::json& written) {
  using engine::EngineValue;
  const std::string type = written["type"];
  const nlohmann::json& value = written["value"];
  const auto signedNumber = [&] { return std::stoll(value.get<std::string>()); };
  const auto number = [&] { return std::stoull(value.get<std::string>()); };
  if (type == "bool") return {value.get<bool>()};
  if (type == "s8") return {static_cast<std::int8_t>(signedNumber())};
  if (type == "u8") return {static_cast<std::uint8_t>(number())};
  if (type == "s16") return {static_cast<std::int16_t>(signedNumber())};
  if (type == "u16") return {static_cast<std::uint16_t>(number())};
  if (type == "s32") return {static_cast<std::int32_t>(signedNumber())};
  if (type == "u32") return {static_cast<std::uint32_t>(number())};
  if (type == "s64") return {static_cast<std::int64_t>(signedNumber())};
  if (type == "u64") return {static_cast<std::uint64_t>(number())};
  if (type == "char") return {engine::EngineChar{QString::fromStdString(value).toUcs4().at(0)}};
  if (type == "string") return {value.get<std::string>()};
  if (type == "enum") return {engine::EngineEnum{value}};
  if (type == "flags") return {engine::EngineFlags{value}};
  if (type == "list" || type == "tuple") {
    std::vector<EngineValue> items;
    for (const auto& item : value) items.push_back(valueOf(item));
    if (type == "list") return {engine::EngineList{std::move(items)}};
    return {engine::EngineTuple{std::move(items)}};
  }
  if (type == "record") {
    engine::EngineRecord record;
    for (const auto& field : value) record.fields.push_back({field[0], valueOf(field[1])});
    return {std::move(record)};
  }
  if (type == "variant") {
    engine::EngineVariant variant{value["case"], {}};
    if (value.contains("payload") && !value["payload"].is_null())
      variant.payload.push_back(valueOf(value["payload"]));
    return {std::move(variant)};
  }
  qFatal("a value of the unknown type %s", type.c_str());
}

/// What the host of the engine's suite says of the resources it was given back.
struct HostState {
  std::uint32_t drops = 0, lastDrop = 0;
};

/// The function and the instance `host` that the engine's own runner has, without its core module and its
/// `async` functions, which cannot be defined from here.
inline void defineHost(engine::Session& session, const std::shared_ptr<HostState>& state) {
  using engine::EngineValue;
  using engine::EngineValues;
  using Args = std::span<const EngineValue>;
  const auto function = [&](const char* name, std::function<Result<EngineValues>(Args)> call) {
    session.define(engine::HostFunction{"host", name, std::move(call)});
  };
  const auto number = [](const EngineValue& value) { return std::get<std::uint32_t>(value.content); };
  const auto nothing = [](Args) -> Result<EngineValues> { return EngineValues{}; };
  const auto sameRep = [number](Args args) -> Result<EngineValues> {
    if (std::get<engine::EngineResource>(args[0].content).rep != number(args[1]))
      return fail(ErrorCode::Invalid, "another resource than was said");
    return EngineValues{};
  };
  session.define(engine::HostFunction{
      "", "host-return-two", [](Args) -> Result<EngineValues> { return EngineValues{{std::uint32_t(2)}}; }});
  function("return-three", [](Args) -> Result<EngineValues> { return EngineValues{{std::uint32_t(3)}}; });
  const auto drop = [state](std::uint32_t rep) {
    ++state->drops;
    state->lastDrop = rep;
  };
  session.define(engine::HostResource{"host", "resource1", 1, drop});
  session.define(engine::HostResource{"host", "resource1-again", 1, drop});
  session.define(engine::HostResource{"host", "resource2", 2, {}});
  function("[constructor]resource1", [number](Args args) -> Result<EngineValues> {
    return EngineValues{{engine::EngineResource{true, 1, number(args[0]), nullptr}}};
  });
  function("[static]resource1.assert", sameRep);
  function("[method]resource1.simple", sameRep);
  function("[method]resource1.take-borrow", nothing);
  function("[method]resource1.take-own", nothing);
  function("[static]resource1.drops",
           [state](Args) -> Result<EngineValues> { return EngineValues{{state->drops}}; });
  function("[static]resource1.last-drop",
           [state](Args) -> Result<EngineValues> { return EngineValues{{state->lastDrop}}; });
}

}  // namespace sb::test
