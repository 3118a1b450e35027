// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/engine_values.h"

#include "core/support/match.h"

namespace sb::cli {
namespace {

using engine::EngineValue;

template <class To, class From>
EngineValue number(const value::Value& value) {
  return {static_cast<To>(std::get<From>(value.content))};
}

Result<EngineValue> primitiveToEngine(const value::Value& value, types::Primitive primitive) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::Bool: return EngineValue{std::get<bool>(value.content)};
    case Primitive::S8: return number<std::int8_t, std::int64_t>(value);
    case Primitive::U8: return number<std::uint8_t, std::uint64_t>(value);
    case Primitive::S16: return number<std::int16_t, std::int64_t>(value);
    case Primitive::U16: return number<std::uint16_t, std::uint64_t>(value);
    case Primitive::S32: return number<std::int32_t, std::int64_t>(value);
    case Primitive::U32: return number<std::uint32_t, std::uint64_t>(value);
    case Primitive::S64: return number<std::int64_t, std::int64_t>(value);
    case Primitive::U64: return number<std::uint64_t, std::uint64_t>(value);
    case Primitive::F32: return EngineValue{std::get<float>(value.content)};
    case Primitive::F64: return EngineValue{std::get<double>(value.content)};
    case Primitive::Char:
      return EngineValue{engine::EngineChar{std::get<value::CharValue>(value.content).code}};
    case Primitive::String: return EngineValue{std::get<std::string>(value.content)};
    case Primitive::ErrorContext: break;
  }
  return fail(ErrorCode::UnsupportedFeature, "a value of this type cannot be passed from the command line");
}

Result<engine::EngineValues> each(const std::vector<value::Value>& items, const types::ValType& type) {
  engine::EngineValues out;
  for (const value::Value& item : items) {
    SB_TRY(EngineValue converted, toEngine(item, type));
    out.push_back(std::move(converted));
  }
  return out;
}

const value::VariantValue& arm(const value::Value& value) {
  return std::get<value::VariantValue>(value.content);
}

Result<engine::EngineValues> payload(const value::Value& value, const types::ValType& type) {
  if (!type) return engine::EngineValues{};
  return each(arm(value).payload, type);
}

Result<EngineValue> recordToEngine(const value::Value& value, const types::Record& type) {
  engine::EngineRecord out;
  const auto& fields = std::get<value::RecordValue>(value.content).fields;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    SB_TRY(EngineValue field, toEngine(fields[i], type.fields[i].type));
    out.fields.push_back({type.fields[i].name, std::move(field)});
  }
  return EngineValue{std::move(out)};
}

Result<EngineValue> tupleToEngine(const value::Value& value, const types::Tuple& type) {
  engine::EngineTuple out;
  const auto& fields = std::get<value::RecordValue>(value.content).fields;
  for (std::size_t i = 0; i < type.types.size(); ++i) {
    SB_TRY(EngineValue field, toEngine(fields[i], type.types[i]));
    out.items.push_back(std::move(field));
  }
  return EngineValue{std::move(out)};
}

Result<EngineValue> mapToEngine(const value::Value& value, const types::Map& type) {
  engine::EngineMap out;
  for (const value::Value& item : std::get<value::ListValue>(value.content).items) {
    const auto& pair = std::get<value::RecordValue>(item.content).fields;
    SB_TRY(EngineValue key, toEngine(pair[0], type.key));
    SB_TRY(EngineValue entry, toEngine(pair[1], type.value));
    out.entries.push_back({std::move(key), std::move(entry)});
  }
  return EngineValue{std::move(out)};
}

Result<EngineValue> listToEngine(const value::Value& value, const types::ValType& element) {
  SB_TRY(engine::EngineValues items, each(std::get<value::ListValue>(value.content).items, element));
  return EngineValue{engine::EngineList{std::move(items)}};
}

}  // namespace

Result<EngineValue> toEngine(const value::Value& value, const types::ValType& type) {
  const auto unsupported = [](const char* what) -> Result<EngineValue> {
    return fail(ErrorCode::UnsupportedFeature, std::string(what) + " cannot be passed from the command line");
  };
  return match(
      type->kind, [&](types::Primitive primitive) { return primitiveToEngine(value, primitive); },
      [&](const types::Record& t) { return recordToEngine(value, t); },
      [&](const types::Variant& t) -> Result<EngineValue> {
        const types::Case& chosen = t.cases[arm(value).index];
        SB_TRY(engine::EngineValues content, payload(value, chosen.type));
        return EngineValue{engine::EngineVariant{chosen.name, std::move(content)}};
      },
      [&](const types::List& t) { return listToEngine(value, t.element); },
      [&](const types::FixedList& t) { return listToEngine(value, t.element); },
      [&](const types::Tuple& t) { return tupleToEngine(value, t); },
      [&](const types::Flags& t) -> Result<EngineValue> {
        engine::EngineFlags out;
        const auto& set = std::get<value::FlagsValue>(value.content).set;
        for (std::size_t i = 0; i < t.labels.size(); ++i)
          if (set[i]) out.names.push_back(t.labels[i]);
        return EngineValue{std::move(out)};
      },
      [&](const types::Enum& t) -> Result<EngineValue> {
        return EngineValue{engine::EngineEnum{t.labels[arm(value).index]}};
      },
      [&](const types::Option& t) -> Result<EngineValue> {
        SB_TRY(engine::EngineValues content, payload(value, t.type));
        return EngineValue{engine::EngineOption{std::move(content)}};
      },
      [&](const types::ResultType& t) -> Result<EngineValue> {
        const bool ok = arm(value).index == 0;
        SB_TRY(engine::EngineValues content, payload(value, ok ? t.ok : t.error));
        return EngineValue{engine::EngineResult{ok, std::move(content)}};
      },
      [&](const types::Own&) { return unsupported("a handle"); },
      [&](const types::Borrow&) { return unsupported("a handle"); },
      [&](const types::Stream&) { return unsupported("a stream"); },
      [&](const types::Future&) { return unsupported("a future"); },
      [&](const types::Map& t) { return mapToEngine(value, t); });
}

}  // namespace sb::cli
