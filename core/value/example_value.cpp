// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>

#include "core/support/match.h"
#include "core/value/value_parts.h"

namespace sb::value {
namespace {

struct NamedText {
  std::string_view part, text;
};

/// Texts for fields whose name contains `part`; the first that fits.
constexpr std::array<NamedText, 16> Texts{{
    {"key", "order/4711"},
    {"id", "4711"},
    {"order", "order/4711"},
    {"path", "/data/orders.txt"},
    {"file", "orders.txt"},
    {"url", "https://example.org/"},
    {"uri", "https://example.org/"},
    {"host", "example.org"},
    {"type", "text/plain"},
    {"message", "hello"},
    {"msg", "hello"},
    {"name", "orders"},
    {"value", "two boxes"},
    {"error", "not found"},
    {"lang", "en"},
    {"", "text"},
}};

struct NamedNumber {
  std::string_view part;
  std::uint64_t number;
};
constexpr std::array<NamedNumber, 10> Numbers{{
    {"ttl", 900},
    {"port", 8080},
    {"status", 200},
    {"code", 200},
    {"time", 1700000000},
    {"count", 3},
    {"size", 4096},
    {"version", 2},
    {"id", 4711},
    {"", 900},
}};

/// `serial` tells the elements of a list apart.
class Examples {
 public:
  Value of(const types::ValType& type, std::string_view name, unsigned serial) const {
    return match(
        type->kind, [&](types::Primitive primitive) { return scalar(primitive, name, serial); },
        [&](const types::Record& record) {
          RecordValue out;
          for (const types::Field& field : record.fields)
            out.fields.push_back(of(field.type, field.name, serial));
          return Value{std::move(out)};
        },
        [&](const types::Variant& variant) { return variantOf(variant.cases, serial); },
        [&](const types::List& list) {
          if (isByteList(list)) return bytes(name);
          return items(list.element, name, 2);
        },
        [&](const types::FixedList& list) { return items(list.element, name, list.length); },
        [&](const types::Tuple& tuple) {
          RecordValue out;
          for (const types::ValType& part : tuple.types) out.fields.push_back(of(part, name, serial));
          return Value{std::move(out)};
        },
        [&](const types::Flags& flags) {
          FlagsValue out{std::vector<bool>(flags.labels.size(), false)};
          if (!out.set.empty()) out.set.front() = out.set.back() = true;
          return Value{std::move(out)};
        },
        [&](const types::Enum& labels) {
          return Value{VariantValue{static_cast<std::uint32_t>(serial % labels.labels.size()), {}}};
        },
        [&](const types::Option& option) {
          return Value{VariantValue{1, {of(option.type, name, serial)}}};
        },
        [&](const types::ResultType& result) {
          if (!result.ok) return Value{VariantValue{0, {}}};
          return Value{VariantValue{0, {of(result.ok, name, serial)}}};
        },
        [&](const types::Own&) { return Value{HandleValue{serial + 1}}; },
        [&](const types::Borrow&) { return Value{HandleValue{serial + 1}}; },
        [&](const types::Stream&) { return Value{HandleValue{serial + 1}}; },
        [&](const types::Future&) { return Value{HandleValue{serial + 1}}; },
        [&](const types::Map& map) {
          return items(types::makeType(types::Tuple{{map.key, map.value}}), name, 2);
        });
  }

 private:
  static std::string text(std::string_view name, unsigned serial) {
    for (const NamedText& entry : Texts) {
      if (name.find(entry.part) == std::string_view::npos) continue;
      std::string out(entry.text);
      if (serial == 0) return out;
      if (out.back() >= '0' && out.back() < '9' && serial < 9) {
        out.back() = static_cast<char>('0' + (out.back() - '0' + static_cast<int>(serial)) % 10);
        return out;
      }
      return out + " " + std::to_string(serial + 1);
    }
    return {};
  }

  static std::uint64_t number(std::string_view name) {
    for (const NamedNumber& entry : Numbers)
      if (name.find(entry.part) != std::string_view::npos) return entry.number;
    return 0;
  }

  static Value scalar(types::Primitive primitive, std::string_view name, unsigned serial) {
    using types::Primitive;
    switch (primitive) {
      case Primitive::Bool: return Value{serial % 2 == 0};
      case Primitive::S8:
      case Primitive::S16:
      case Primitive::S32:
      case Primitive::S64: return Value{static_cast<std::int64_t>(fitting(primitive, name, serial))};
      case Primitive::U8:
      case Primitive::U16:
      case Primitive::U32:
      case Primitive::U64: return Value{fitting(primitive, name, serial)};
      case Primitive::F32: return Value{1.5f + static_cast<float>(serial)};
      case Primitive::F64: return Value{2.5 + static_cast<double>(serial)};
      case Primitive::Char: return Value{CharValue{static_cast<char32_t>(U'a' + serial % 26)}};
      case Primitive::String: return Value{text(name, serial)};
      case Primitive::ErrorContext: return Value{HandleValue{serial + 1}};
    }
    return Value{false};
  }

  static std::uint64_t fitting(types::Primitive primitive, std::string_view name, unsigned serial) {
    const std::uint64_t wanted = number(name) + serial;
    return wanted <= integerRange(primitive).greatest ? wanted : 7 + serial;
  }

  Value variantOf(const std::vector<types::Case>& cases, unsigned serial) const {
    std::uint32_t index = 0;
    while (index + 1 < cases.size() && !cases[index].type) ++index;
    if (!cases[index].type) return Value{VariantValue{0, {}}};
    return Value{VariantValue{index, {of(cases[index].type, cases[index].name, serial)}}};
  }

  Value items(const types::ValType& element, std::string_view name, std::uint32_t count) const {
    ListValue out;
    for (std::uint32_t i = 0; i < count; ++i) out.items.push_back(of(element, name, i));
    return Value{std::move(out)};
  }

  static Value bytes(std::string_view name) {
    ListValue out;
    for (const char c : text(name, 0))
      out.items.push_back(Value{static_cast<std::uint64_t>(static_cast<unsigned char>(c))});
    return Value{std::move(out)};
  }
};

}  // namespace

Value exampleValue(const types::ValType& type, std::string_view name) { return Examples().of(type, name, 0); }

}  // namespace sb::value
