// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/type_text.h"

#include <algorithm>
#include <array>

#include "core/support/concat.h"
#include "core/support/match.h"

// Value types as WIT text (WIT.md, "Types"). Here and not in core/print, because the words of a mismatch need
// it.
namespace sb::types {
namespace {

/// WIT.md, "Keywords", and the two that wit-parser adds; sorted.
constexpr std::array<std::string_view, 45> Keywords = {
    "_",         "as",   "async", "bool",   "borrow", "char",    "constructor", "enum",     "error-context",
    "export",    "f32",  "f64",   "flags",  "from",   "func",    "future",      "import",   "include",
    "interface", "list", "map",   "option", "own",    "package", "record",      "resource", "result",
    "s16",       "s32",  "s64",   "s8",     "static", "stream",  "string",      "tuple",    "type",
    "u16",       "u32",  "u64",   "u8",     "union",  "use",     "variant",     "with",     "world",
};

template <class Handle>
std::string resourceText(const Handle& handle) {
  if (!handle.name.empty()) return labelText(handle.name);
  return handle.resource && !handle.resource->name.empty() ? labelText(handle.resource->name) : "resource";
}

std::string argumentOrHole(const ValType& type) { return type ? typeText(type) : "_"; }

std::string resultText(const ResultType& type) {
  if (!type.ok && !type.error) return "result";
  if (!type.error) return concat("result<", typeText(type.ok), ">");
  return concat("result<", argumentOrHole(type.ok), ", ", typeText(type.error), ">");
}

std::string elementText(const char* constructor, const ValType& element) {
  return element ? concat(constructor, "<", typeText(element), ">") : std::string(constructor);
}

std::string labelList(const char* keyword, const std::vector<std::string>& labels) {
  std::string text = std::string(keyword) + " { ";
  for (std::size_t i = 0; i < labels.size(); ++i) text += concat(i == 0 ? "" : ", ", labelText(labels[i]));
  return text + " }";
}

std::string recordText(const Record& record) {
  std::string text = "record { ";
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    text +=
        concat(i == 0 ? "" : ", ", labelText(record.fields[i].name), ": ", typeText(record.fields[i].type));
  }
  return text + " }";
}

std::string variantText(const Variant& variant) {
  std::string text = "variant { ";
  for (std::size_t i = 0; i < variant.cases.size(); ++i) {
    const Case& c = variant.cases[i];
    text += concat(i == 0 ? "" : ", ", caseText(c));
  }
  return text + " }";
}

std::string tupleText(const Tuple& tuple) {
  std::string text = "tuple<";
  for (std::size_t i = 0; i < tuple.types.size(); ++i)
    text += concat(i == 0 ? "" : ", ", typeText(tuple.types[i]));
  return text + ">";
}

}  // namespace

std::string labelText(std::string_view label) {
  const bool keyword = std::find(Keywords.begin(), Keywords.end(), label) != Keywords.end();
  return keyword ? concat("%", label) : std::string(label);
}

std::string caseText(const Case& variantCase) {
  const std::string label = labelText(variantCase.name);
  return variantCase.type ? concat(label, "(", typeText(variantCase.type), ")") : label;
}

std::string typeText(const ValType& type) {
  if (!type) return "_";
  return type->name.empty() ? definitionText(type) : labelText(type->name);
}

std::string definitionText(const ValType& type) {
  if (!type) return "_";
  return match(
      type->kind, [](Primitive p) { return std::string(model::primitiveName(p)); },
      [](const Record& t) { return recordText(t); }, [](const Variant& t) { return variantText(t); },
      [](const List& t) { return elementText("list", t.element); },
      [](const FixedList& t) {
        return concat("list<", typeText(t.element), ", ", std::to_string(t.length), ">");
      },
      [](const Tuple& t) { return tupleText(t); },
      [](const Flags& t) { return labelList("flags", t.labels); },
      [](const Enum& t) { return labelList("enum", t.labels); },
      [](const Option& t) { return elementText("option", t.type); },
      [](const ResultType& t) { return resultText(t); }, [](const Own& t) { return resourceText(t); },
      [](const Borrow& t) { return concat("borrow<", resourceText(t), ">"); },
      [](const Stream& t) { return elementText("stream", t.element); },
      [](const Future& t) { return elementText("future", t.element); },
      [](const Map& t) { return concat("map<", typeText(t.key), ", ", typeText(t.value), ">"); });
}

}  // namespace sb::types
