// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <algorithm>

#include "core/engine/engine_value.h"
#include "core/support/match.h"
#include "core/value/value_parts.h"

namespace sb::test {

/// The number by which the host knows a resource type: one for each name.
inline std::uint32_t hostTypeOf(const types::ResourceRef& resource) {
  std::uint32_t hash = 2166136261u;
  for (const char c : resource->name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash & 0x7fffffffu;
}

/// Values of component types in the engine's form and back. Handles are those of the host's resources, their
/// numbers the representations; streams, futures and error contexts cannot cross.
class EngineForm {
 public:
  static engine::EngineValue of(const value::Value& value, const types::ValType& type) {
    using engine::EngineValue;
    using value::contentOf;
    const auto items = [&](const types::ValType& element) {
      std::vector<EngineValue> out;
      for (const value::Value& item : contentOf<value::ListValue>(value).items)
        out.push_back(of(item, element));
      return out;
    };
    const auto payload = [&](const value::VariantValue& content) {
      std::vector<EngineValue> out;
      if (!content.payload.empty())
        out.push_back(of(content.payload[0], value::casesOf(type)[content.index].type));
      return out;
    };
    const auto none = [] { return EngineValue{false}; };
    return match(
        type->kind, [&](types::Primitive primitive) { return primitiveOf(value, primitive); },
        [&](const types::Record& t) {
          engine::EngineRecord out;
          const auto& fields = contentOf<value::RecordValue>(value).fields;
          for (std::size_t i = 0; i < fields.size(); ++i)
            out.fields.push_back({t.fields[i].name, of(fields[i], t.fields[i].type)});
          return EngineValue{std::move(out)};
        },
        [&](const types::Tuple& t) {
          engine::EngineTuple out;
          const auto& fields = contentOf<value::RecordValue>(value).fields;
          for (std::size_t i = 0; i < fields.size(); ++i) out.items.push_back(of(fields[i], t.types[i]));
          return EngineValue{std::move(out)};
        },
        [&](const types::Variant& t) {
          const auto& content = contentOf<value::VariantValue>(value);
          return EngineValue{engine::EngineVariant{t.cases[content.index].name, payload(content)}};
        },
        [&](const types::List& t) { return EngineValue{engine::EngineList{items(t.element)}}; },
        [&](const types::FixedList& t) { return EngineValue{engine::EngineList{items(t.element)}}; },
        [&](const types::Flags& t) {
          engine::EngineFlags out;
          for (std::size_t i = 0; i < t.labels.size(); ++i)
            if (contentOf<value::FlagsValue>(value).set[i]) out.names.push_back(t.labels[i]);
          return EngineValue{std::move(out)};
        },
        [&](const types::Enum& t) {
          return EngineValue{engine::EngineEnum{t.labels[contentOf<value::VariantValue>(value).index]}};
        },
        [&](const types::Option&) {
          return EngineValue{engine::EngineOption{payload(contentOf<value::VariantValue>(value))}};
        },
        [&](const types::ResultType&) {
          const auto& content = contentOf<value::VariantValue>(value);
          return EngineValue{engine::EngineResult{content.index == 0, payload(content)}};
        },
        [&](const types::Own& t) { return handleOf(value, true, t.resource); },
        [&](const types::Borrow& t) { return handleOf(value, false, t.resource); },
        [&](const types::Stream&) { return none(); }, [&](const types::Future&) { return none(); },
        [&](const types::Map& t) {
          engine::EngineMap out;
          for (const value::Value& entry : contentOf<value::ListValue>(value).items) {
            const auto& pair = contentOf<value::RecordValue>(entry).fields;
            out.entries.push_back({of(pair[0], t.key), of(pair[1], t.value)});
          }
          return EngineValue{std::move(out)};
        });
  }

  static value::Value back(const engine::EngineValue& from, const types::ValType& type) {
    const auto items = [&](const std::vector<engine::EngineValue>& found, const types::ValType& element) {
      value::ListValue out;
      for (const engine::EngineValue& item : found) out.items.push_back(back(item, element));
      return value::Value{std::move(out)};
    };
    const auto oneOf = [&](std::size_t index, const std::vector<engine::EngineValue>& payload) {
      value::VariantValue out{static_cast<std::uint32_t>(index), {}};
      if (!payload.empty()) out.payload.push_back(back(payload[0], value::casesOf(type)[index].type));
      return value::Value{std::move(out)};
    };
    const auto caseNamed = [&](const std::string& name) {
      const std::vector<types::Case> cases = value::casesOf(type);
      return static_cast<std::size_t>(
          std::find_if(cases.begin(), cases.end(), [&](const types::Case& c) { return c.name == name; }) -
          cases.begin());
    };
    const auto none = [] { return value::Value{false}; };
    return match(
        type->kind, [&](types::Primitive) { return primitiveBack(from); },
        [&](const types::Record& t) {
          value::RecordValue out;
          const auto& fields = as<engine::EngineRecord>(from).fields;
          for (std::size_t i = 0; i < fields.size(); ++i)
            out.fields.push_back(back(fields[i].value, t.fields[i].type));
          return value::Value{std::move(out)};
        },
        [&](const types::Tuple& t) {
          value::RecordValue out;
          const auto& parts = as<engine::EngineTuple>(from).items;
          for (std::size_t i = 0; i < parts.size(); ++i) out.fields.push_back(back(parts[i], t.types[i]));
          return value::Value{std::move(out)};
        },
        [&](const types::Variant&) {
          const auto& content = as<engine::EngineVariant>(from);
          return oneOf(caseNamed(content.name), content.payload);
        },
        [&](const types::List& t) { return items(as<engine::EngineList>(from).items, t.element); },
        [&](const types::FixedList& t) { return items(as<engine::EngineList>(from).items, t.element); },
        [&](const types::Flags& t) {
          value::FlagsValue out;
          const auto& names = as<engine::EngineFlags>(from).names;
          for (const std::string& label : t.labels)
            out.set.push_back(std::find(names.begin(), names.end(), label) != names.end());
          return value::Value{std::move(out)};
        },
        [&](const types::Enum&) { return oneOf(caseNamed(as<engine::EngineEnum>(from).name), {}); },
        [&](const types::Option&) {
          const auto& payload = as<engine::EngineOption>(from).payload;
          return oneOf(payload.empty() ? 0 : 1, payload);
        },
        [&](const types::ResultType&) {
          const auto& content = as<engine::EngineResult>(from);
          return oneOf(content.ok ? 0 : 1, content.payload);
        },
        [&](const types::Own&) { return handleBack(from); },
        [&](const types::Borrow&) { return handleBack(from); }, [&](const types::Stream&) { return none(); },
        [&](const types::Future&) { return none(); },
        [&](const types::Map& t) {
          value::ListValue out;
          for (const engine::EngineEntry& entry : as<engine::EngineMap>(from).entries) {
            value::RecordValue pair;
            pair.fields.push_back(back(entry.key, t.key));
            pair.fields.push_back(back(entry.value, t.value));
            out.items.push_back(value::Value{std::move(pair)});
          }
          return value::Value{std::move(out)};
        });
  }

 private:
  static engine::EngineValue handleOf(const value::Value& value, bool owned,
                                      const types::ResourceRef& resource) {
    engine::EngineResource out;
    out.owned = owned;
    out.hostType = hostTypeOf(resource);
    out.rep = value::contentOf<value::HandleValue>(value).handle;
    return engine::EngineValue{std::move(out)};
  }
  static value::Value handleBack(const engine::EngineValue& from) {
    return value::Value{value::HandleValue{as<engine::EngineResource>(from).rep}};
  }

  template <class T>
  static const T& as(const engine::EngineValue& value) {
    const T* content = std::get_if<T>(&value.content);
    SB_CHECK(content, "the engine gave a value of another type");
    return *content;
  }

  static engine::EngineValue primitiveOf(const value::Value& value, types::Primitive primitive) {
    using engine::EngineValue;
    using types::Primitive;
    using value::contentOf;
    const auto number = [&value] { return contentOf<std::uint64_t>(value); };
    const auto integer = [&value] { return contentOf<std::int64_t>(value); };
    switch (primitive) {
      case Primitive::Bool: return EngineValue{contentOf<bool>(value)};
      case Primitive::S8: return EngineValue{static_cast<std::int8_t>(integer())};
      case Primitive::U8: return EngineValue{static_cast<std::uint8_t>(number())};
      case Primitive::S16: return EngineValue{static_cast<std::int16_t>(integer())};
      case Primitive::U16: return EngineValue{static_cast<std::uint16_t>(number())};
      case Primitive::S32: return EngineValue{static_cast<std::int32_t>(integer())};
      case Primitive::U32: return EngineValue{static_cast<std::uint32_t>(number())};
      case Primitive::S64: return EngineValue{integer()};
      case Primitive::U64: return EngineValue{number()};
      case Primitive::F32: return EngineValue{contentOf<float>(value)};
      case Primitive::F64: return EngineValue{contentOf<double>(value)};
      case Primitive::Char: return EngineValue{engine::EngineChar{contentOf<value::CharValue>(value).code}};
      case Primitive::String: return EngineValue{contentOf<std::string>(value)};
      case Primitive::ErrorContext: break;
    }
    return EngineValue{false};
  }

  static value::Value signedValue(std::int64_t number) { return value::Value{number}; }
  static value::Value unsignedValue(std::uint64_t number) { return value::Value{number}; }

  static value::Value primitiveBack(const engine::EngineValue& from) {
    const auto none = [] { return value::Value{false}; };
    return match(
        from.content, [](bool v) { return value::Value{v}; }, [](std::int8_t v) { return signedValue(v); },
        [](std::uint8_t v) { return unsignedValue(v); }, [](std::int16_t v) { return signedValue(v); },
        [](std::uint16_t v) { return unsignedValue(v); }, [](std::int32_t v) { return signedValue(v); },
        [](std::uint32_t v) { return unsignedValue(v); }, [](std::int64_t v) { return signedValue(v); },
        [](std::uint64_t v) { return unsignedValue(v); }, [](float v) { return value::Value{v}; },
        [](double v) { return value::Value{v}; },
        [](const engine::EngineChar& v) { return value::Value{value::CharValue{v.code}}; },
        [](const std::string& v) { return value::Value{v}; },
        [&](const engine::EngineList&) { return none(); },
        [&](const engine::EngineRecord&) { return none(); },
        [&](const engine::EngineTuple&) { return none(); },
        [&](const engine::EngineVariant&) { return none(); },
        [&](const engine::EngineEnum&) { return none(); },
        [&](const engine::EngineOption&) { return none(); },
        [&](const engine::EngineResult&) { return none(); },
        [&](const engine::EngineFlags&) { return none(); },
        [&](const engine::EngineResource&) { return none(); },
        [&](const engine::EngineMap&) { return none(); });
  }
};

}  // namespace sb::test
