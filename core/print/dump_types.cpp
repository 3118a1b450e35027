// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/dump_words.h"
#include "core/support/concat.h"
#include "core/support/match.h"

// Component types in words, close to WIT; references stay indices.
namespace sb::print {
namespace {

std::string typeWords(const model::ValType& type) {
  return match(
      type, [](model::Primitive primitive) { return std::string(model::primitiveName(primitive)); },
      [](model::TypeIdx idx) { return concat("type ", std::to_string(idx.value)); });
}

std::string idxWords(model::TypeIdx idx) { return concat("type ", std::to_string(idx.value)); }

template <class T, class F>
std::string list(const std::vector<T>& items, F&& one) {
  std::string out;
  for (const T& item : items) {
    if (!out.empty()) out += ", ";
    out += one(item);
  }
  return out;
}

std::string fieldWords(const model::LabelledType& field) {
  return concat(field.label, ": ", typeWords(field.type));
}

std::string caseWords(const model::VariantCase& item) {
  return item.type ? concat(item.label, "(", typeWords(*item.type), ")") : item.label;
}

std::string labelWords(const std::string& label) { return label; }

std::string resultWords(const model::ResultDef& type) {
  if (!type.ok && !type.error) return "result";
  const std::string ok = type.ok ? typeWords(*type.ok) : "_";
  return type.error ? concat("result<", ok, ", ", typeWords(*type.error), ">") : concat("result<", ok, ">");
}

std::string elementWords(const char* word, const std::optional<model::ValType>& element) {
  return element ? concat(word, "<", typeWords(*element), ">") : word;
}

std::string funcWords(const model::FuncTypeDef& type) {
  return concat(type.async ? "async func(" : "func(", list(type.params, fieldWords), ")",
                type.result ? concat(" -> ", typeWords(*type.result)) : "");
}

std::string resourceWords(const model::ResourceDef& type) {
  return concat("resource, rep ", type.rep == 0x7f ? "i32" : "i64",
                type.destructor ? concat(", dtor core func ", std::to_string(type.destructor->value)) : "");
}

}  // namespace

std::string words(const model::ExternType& type) {
  return match(
      type,
      [](const model::CoreModuleExtern& e) {
        return concat("core module (core type ", std::to_string(e.type.value), ")");
      },
      [](const model::FuncExtern& e) { return concat("func (", idxWords(e.type), ")"); },
      [](const model::ValueExternEq& e) {
        return concat("value (eq value ", std::to_string(e.value.value), ")");
      },
      [](const model::ValueExtern& e) { return concat("value (", typeWords(e.type), ")"); },
      [](const model::TypeExternEq& e) { return concat("type (eq ", idxWords(e.type), ")"); },
      [](const model::TypeExternSubResource&) { return std::string("type (sub resource)"); },
      [](const model::ComponentExtern& e) { return concat("component (", idxWords(e.type), ")"); },
      [](const model::InstanceExtern& e) { return concat("instance (", idxWords(e.type), ")"); });
}

std::string words(const model::TypeKind& type) {
  return match(
      type, [](const model::PrimitiveDef& t) { return std::string(model::primitiveName(t.primitive)); },
      [](const model::RecordDef& t) { return concat("record { ", list(t.fields, fieldWords), " }"); },
      [](const model::VariantDef& t) { return concat("variant { ", list(t.cases, caseWords), " }"); },
      [](const model::ListDef& t) { return concat("list<", typeWords(t.element), ">"); },
      [](const model::FixedListDef& t) {
        return concat("list<", typeWords(t.element), ", ", std::to_string(t.length), ">");
      },
      [](const model::TupleDef& t) { return concat("tuple<", list(t.types, typeWords), ">"); },
      [](const model::FlagsDef& t) { return concat("flags { ", list(t.labels, labelWords), " }"); },
      [](const model::EnumDef& t) { return concat("enum { ", list(t.labels, labelWords), " }"); },
      [](const model::OptionDef& t) { return concat("option<", typeWords(t.type), ">"); },
      [](const model::ResultDef& t) { return resultWords(t); },
      [](const model::OwnDef& t) { return concat("own<", idxWords(t.resource), ">"); },
      [](const model::BorrowDef& t) { return concat("borrow<", idxWords(t.resource), ">"); },
      [](const model::StreamDef& t) { return elementWords("stream", t.element); },
      [](const model::FutureDef& t) { return elementWords("future", t.element); },
      [](const model::MapDef& t) { return concat("map<", typeWords(t.key), ", ", typeWords(t.value), ">"); },
      [](const model::ResourceDef& t) { return resourceWords(t); },
      [](const model::FuncTypeDef& t) { return funcWords(t); },
      [](const model::ComponentTypeDef& t) {
        return concat("component type, ", std::to_string(t.declarations.size()), " declarators");
      },
      [](const model::InstanceTypeDef& t) {
        return concat("instance type, ", std::to_string(t.declarations.size()), " declarators");
      });
}

}  // namespace sb::print
