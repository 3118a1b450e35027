// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/value_parts.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "core/support/match.h"

namespace sb::value {
namespace {

template <class Integer>
IntegerRange rangeOf() {
  using Limits = std::numeric_limits<Integer>;
  return {static_cast<std::int64_t>(Limits::min()), static_cast<std::uint64_t>(Limits::max()),
          Limits::is_signed};
}

template <class Float>
bool sameFloat(Float a, Float b) {
  return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0;
}

struct SameContent {
  bool operator()(const ListValue& a, const ListValue& b) const { return a.items == b.items; }
  bool operator()(const RecordValue& a, const RecordValue& b) const { return a.fields == b.fields; }
  bool operator()(const VariantValue& a, const VariantValue& b) const {
    return a.index == b.index && a.payload == b.payload;
  }
  bool operator()(const FlagsValue& a, const FlagsValue& b) const { return a.set == b.set; }
  bool operator()(const HandleValue& a, const HandleValue& b) const { return a.handle == b.handle; }
  bool operator()(const CharValue& a, const CharValue& b) const { return a.code == b.code; }
  bool operator()(float a, float b) const { return sameFloat(a, b); }
  bool operator()(double a, double b) const { return sameFloat(a, b); }
  bool operator()(bool a, bool b) const { return a == b; }
  bool operator()(std::int64_t a, std::int64_t b) const { return a == b; }
  bool operator()(std::uint64_t a, std::uint64_t b) const { return a == b; }
  bool operator()(const std::string& a, const std::string& b) const { return a == b; }
};

std::vector<types::Case> casesOfLabels(const std::vector<std::string>& labels) {
  std::vector<types::Case> out;
  out.reserve(labels.size());
  for (const std::string& label : labels) out.push_back({label, nullptr});
  return out;
}

}  // namespace

bool operator==(const Value& a, const Value& b) {
  if (a.content.index() != b.content.index()) return false;
  return std::visit(
      [&b](const auto& content) {
        return SameContent()(content, *std::get_if<std::decay_t<decltype(content)>>(&b.content));
      },
      a.content);
}

IntegerRange integerRange(types::Primitive primitive) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::S8: return rangeOf<std::int8_t>();
    case Primitive::U8: return rangeOf<std::uint8_t>();
    case Primitive::S16: return rangeOf<std::int16_t>();
    case Primitive::U16: return rangeOf<std::uint16_t>();
    case Primitive::S32: return rangeOf<std::int32_t>();
    case Primitive::U32: return rangeOf<std::uint32_t>();
    case Primitive::S64: return rangeOf<std::int64_t>();
    case Primitive::U64: return rangeOf<std::uint64_t>();
    case Primitive::Bool:
    case Primitive::F32:
    case Primitive::F64:
    case Primitive::Char:
    case Primitive::String:
    case Primitive::ErrorContext: break;
  }
  return {};
}

std::vector<types::Case> casesOf(const types::ValType& type) {
  using Cases = std::vector<types::Case>;
  return match(
      type->kind, [](const types::Variant& variant) { return variant.cases; },
      [](const types::Enum& labels) { return casesOfLabels(labels.labels); },
      [](const types::Option& option) {
        return Cases{{"none", nullptr}, {"some", option.type}};
      },
      [](const types::ResultType& result) {
        return Cases{{"ok", result.ok}, {"err", result.error}};
      },
      [](const types::Primitive&) { return Cases(); }, [](const types::Record&) { return Cases(); },
      [](const types::List&) { return Cases(); }, [](const types::FixedList&) { return Cases(); },
      [](const types::Tuple&) { return Cases(); }, [](const types::Flags&) { return Cases(); },
      [](const types::Own&) { return Cases(); }, [](const types::Borrow&) { return Cases(); },
      [](const types::Stream&) { return Cases(); }, [](const types::Future&) { return Cases(); },
      [](const types::Map&) { return Cases(); });
}

std::string definitionName(const types::ValType& type) {
  std::string name = type->name;
  for (const types::ValTypeNode* node = type->origin.get(); node; node = node->origin.get())
    if (!node->name.empty()) name = node->name;
  return name;
}

bool isByteList(const types::List& list) {
  const auto* primitive = std::get_if<types::Primitive>(&list.element->kind);
  return primitive && *primitive == types::Primitive::U8 && list.element->name.empty();
}

}  // namespace sb::value
