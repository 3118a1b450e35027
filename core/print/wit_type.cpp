// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wit.h"
#include "core/print/wit_interface.h"
#include "core/print/wit_names.h"
#include "core/support/concat.h"
#include "core/support/match.h"

// Single types and functions as WIT text (WIT.md, "Types"). Lines of whole interfaces are made in wit_interface.cpp.
namespace sb::print {
namespace {

std::string resourceText(const types::ResourceRef& resource) {
  return resource && !resource->name.empty() ? witIdentifier(resource->name) : "resource";
}

std::string argumentOrHole(const types::ValType& type) { return type ? witType(type) : "_"; }

std::string resultText(const types::ResultType& type) {
  if (!type.ok && !type.error) return "result";
  if (!type.error) return concat("result<", witType(type.ok), ">");
  return concat("result<", argumentOrHole(type.ok), ", ", witType(type.error), ">");
}

std::string elementText(const char* constructor, const types::ValType& element) {
  return element ? concat(constructor, "<", witType(element), ">") : std::string(constructor);
}

std::string labelList(const char* keyword, const std::vector<std::string>& labels) {
  std::string text = std::string(keyword) + " { ";
  for (std::size_t i = 0; i < labels.size(); ++i) text += concat(i == 0 ? "" : ", ", witIdentifier(labels[i]));
  return text + " }";
}

std::string recordText(const types::Record& record) {
  std::string text = "record { ";
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    text += concat(i == 0 ? "" : ", ", witIdentifier(record.fields[i].name), ": ", witType(record.fields[i].type));
  }
  return text + " }";
}

std::string variantText(const types::Variant& variant) {
  std::string text = "variant { ";
  for (std::size_t i = 0; i < variant.cases.size(); ++i) {
    const types::Case& c = variant.cases[i];
    text += concat(i == 0 ? "" : ", ", witCase(c));
  }
  return text + " }";
}

std::string tupleText(const types::Tuple& tuple) {
  std::string text = "tuple<";
  for (std::size_t i = 0; i < tuple.types.size(); ++i) text += concat(i == 0 ? "" : ", ", witType(tuple.types[i]));
  return text + ">";
}

}  // namespace

std::string witCase(const types::Case& variantCase) {
  const std::string label = witIdentifier(variantCase.name);
  return variantCase.type ? concat(label, "(", witType(variantCase.type), ")") : label;
}

std::string witType(const types::ValType& type) {
  if (!type) return "_";
  return type->name.empty() ? witTypeDefinition(type) : witIdentifier(type->name);
}

std::string witTypeDefinition(const types::ValType& type) {
  using namespace types;
  if (!type) return "_";
  return match(
      type->kind, [](Primitive p) { return std::string(model::primitiveName(p)); },
      [](const Record& t) { return recordText(t); }, [](const Variant& t) { return variantText(t); },
      [](const List& t) { return elementText("list", t.element); },
      [](const FixedList& t) { return concat("list<", witType(t.element), ", ", std::to_string(t.length), ">"); },
      [](const Tuple& t) { return tupleText(t); }, [](const Flags& t) { return labelList("flags", t.labels); },
      [](const Enum& t) { return labelList("enum", t.labels); },
      [](const Option& t) { return elementText("option", t.type); },
      [](const ResultType& t) { return resultText(t); }, [](const Own& t) { return resourceText(t.resource); },
      [](const Borrow& t) { return concat("borrow<", resourceText(t.resource), ">"); },
      [](const Stream& t) { return elementText("stream", t.element); },
      [](const Future& t) { return elementText("future", t.element); },
      [](const Map& t) { return concat("map<", witType(t.key), ", ", witType(t.value), ">"); });
}

std::string witFunc(std::string_view name, const types::FuncType& type) {
  const FuncRole role = funcRole(name);
  const bool isMethod = role.kind == FuncRole::Kind::Method;
  std::string text;
  switch (role.kind) {
    case FuncRole::Kind::Free:
    case FuncRole::Kind::Method:
    case FuncRole::Kind::Static:
      text = witIdentifier(role.name) + ": ";
      text += role.kind == FuncRole::Kind::Static ? "static " : "";
      text += type.async ? "async func(" : "func(";
      break;
    case FuncRole::Kind::Constructor: text = "constructor("; break;
  }
  for (std::size_t i = isMethod ? 1 : 0, written = 0; i < type.params.size(); ++i, ++written) {
    text += concat(written == 0 ? "" : ", ", witIdentifier(type.params[i].name), ": ", witType(type.params[i].type));
  }
  text += ")";
  const bool isConstructor = role.kind == FuncRole::Kind::Constructor;
  const bool plainOwn = type.result && std::holds_alternative<types::Own>(type.result->kind);
  if (type.result && !(isConstructor && plainOwn)) text += concat(" -> ", witType(type.result));
  return text;
}

}  // namespace sb::print
