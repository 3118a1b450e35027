// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wat_types.h"

#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {

using model::Sort;

namespace {

class TypeWriter {
 public:
  explicit TypeWriter(const WatScope& scope) : m_scope(scope) {}

  std::string operator()(const model::PrimitiveDef& t) const { return model::primitiveName(t.primitive); }
  std::string operator()(const model::RecordDef& t) const {
    std::string out = "(record";
    for (const model::LabelledType& field : t.fields) out += labelled("field", field);
    return out + ")";
  }
  std::string operator()(const model::VariantDef& t) const {
    std::string out = "(variant";
    for (const model::VariantCase& item : t.cases)
      out += concat(" (case ", watString(item.label), tail(item.type), ")");
    return out + ")";
  }
  std::string operator()(const model::ListDef& t) const { return concat("(list ", val(t.element), ")"); }
  std::string operator()(const model::FixedListDef& t) const {
    return concat("(list ", val(t.element), " ", std::to_string(t.length), ")");
  }
  std::string operator()(const model::TupleDef& t) const {
    std::string out = "(tuple";
    for (const model::ValType& type : t.types) out += concat(" ", val(type));
    return out + ")";
  }
  std::string operator()(const model::FlagsDef& t) const { return labels("flags", t.labels); }
  std::string operator()(const model::EnumDef& t) const { return labels("enum", t.labels); }
  std::string operator()(const model::OptionDef& t) const { return concat("(option ", val(t.type), ")"); }
  std::string operator()(const model::ResultDef& t) const {
    return concat("(result", tail(t.ok), t.error ? concat(" (error ", val(*t.error), ")") : "", ")");
  }
  std::string operator()(const model::OwnDef& t) const { return concat("(own ", type(t.resource), ")"); }
  std::string operator()(const model::BorrowDef& t) const {
    return concat("(borrow ", type(t.resource), ")");
  }
  std::string operator()(const model::StreamDef& t) const { return concat("(stream", tail(t.element), ")"); }
  std::string operator()(const model::FutureDef& t) const { return concat("(future", tail(t.element), ")"); }
  std::string operator()(const model::MapDef& t) const {
    return concat("(map ", val(t.key), " ", val(t.value), ")");
  }
  std::string operator()(const model::ResourceDef& t) const {
    const std::string rep = t.rep == 0x7e ? "i64" : "i32";
    return concat(
        "(resource (rep ", rep, ")",
        t.destructor ? concat(" (dtor ", m_scope.ref(Sort::CoreFunc, t.destructor->value), ")") : "", ")");
  }
  std::string operator()(const model::FuncTypeDef& t) const {
    std::string out = t.async ? "(func async" : "(func";
    for (const model::LabelledType& param : t.params) out += labelled("param", param);
    if (t.result) out += concat(" (result ", val(*t.result), ")");
    return out + ")";
  }
  std::string operator()(const model::ComponentTypeDef&) const { return {}; }
  std::string operator()(const model::InstanceTypeDef&) const { return {}; }

 private:
  std::string val(const model::ValType& t) const { return watValType(t, m_scope); }
  std::string type(model::TypeIdx idx) const { return m_scope.ref(Sort::Type, idx.value); }
  std::string tail(const std::optional<model::ValType>& t) const {
    return t ? concat(" ", val(*t)) : std::string();
  }
  std::string labelled(const char* word, const model::LabelledType& item) const {
    return concat(" (", word, " ", watString(item.label), " ", val(item.type), ")");
  }
  static std::string labels(const char* word, const std::vector<std::string>& list) {
    std::string out = concat("(", word);
    for (const std::string& label : list) out += concat(" ", watString(label));
    return out + ")";
  }

  const WatScope& m_scope;
};

}  // namespace

std::string watValType(const model::ValType& type, const WatScope& scope) {
  return match(
      type, [](model::Primitive primitive) { return std::string(model::primitiveName(primitive)); },
      [&](model::TypeIdx idx) { return scope.ref(Sort::Type, idx.value); });
}

std::string watDefType(const model::TypeKind& type, const WatScope& scope) {
  return std::visit(TypeWriter(scope), type);
}

std::string watExternType(const model::ExternType& type, const std::string& id, const WatScope& scope) {
  const std::string gap = id.empty() ? "" : " ";
  const auto typed = [&](const char* word, Sort space, std::uint32_t index) {
    return concat("(", word, gap, id, " (type ", scope.ref(space, index), "))");
  };
  return match(
      type,
      [&](const model::CoreModuleExtern& e) { return typed("core module", Sort::CoreType, e.type.value); },
      [&](const model::FuncExtern& e) { return typed("func", Sort::Type, e.type.value); },
      [&](const model::ValueExternEq& e) {
        return concat("(value", gap, id, " (eq ", scope.ref(Sort::Value, e.value.value), "))");
      },
      [&](const model::ValueExtern& e) {
        return concat("(value", gap, id, " ", watValType(e.type, scope), ")");
      },
      [&](const model::TypeExternEq& e) {
        return concat("(type", gap, id, " (eq ", scope.ref(Sort::Type, e.type.value), "))");
      },
      [&](const model::TypeExternSubResource&) { return concat("(type", gap, id, " (sub resource))"); },
      [&](const model::ComponentExtern& e) { return typed("component", Sort::Type, e.type.value); },
      [&](const model::InstanceExtern& e) { return typed("instance", Sort::Type, e.type.value); });
}

std::string watExternName(const model::ExternName& name) {
  std::string out = watString(name.name);
  for (const model::NameAttribute& attribute : name.attributes) {
    switch (attribute.kind) {
      case model::NameAttribute::Kind::Implements: out += " (implements "; break;
      case model::NameAttribute::Kind::VersionSuffix: out += " (version-suffix "; break;
      case model::NameAttribute::Kind::ExternalId: out += " (external-id "; break;
    }
    out += concat(watString(attribute.value), ")");
  }
  return out;
}

}  // namespace sb::print
