// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/component_json_parts.h"
#include "core/print/wit.h"
#include "core/support/match.h"

namespace sb::print {

using model::Sort;

namespace {

/// "u8", or the index of the type.
Json valJson(const model::ValType& type) {
  return match(
      type, [](model::Primitive p) { return Json(model::primitiveName(p)); },
      [](model::TypeIdx idx) { return Json(idx.value); });
}
Json optionalJson(const std::optional<model::ValType>& type) { return type ? valJson(*type) : Json(); }

Json labelledJson(const std::vector<model::LabelledType>& items) {
  Json out = Json::array();
  for (const model::LabelledType& item : items)
    out.push_back({{"name", item.label}, {"type", valJson(item.type)}});
  return out;
}

Json casesJson(const model::VariantDef& type) {
  Json out = Json::array();
  for (const model::VariantCase& item : type.cases)
    out.push_back({{"name", item.label}, {"type", optionalJson(item.type)}});
  return out;
}

Json tupleJson(const model::TupleDef& type) {
  Json out = Json::array();
  for (const model::ValType& item : type.types) out.push_back(valJson(item));
  return out;
}

Json valueTypeJson(const types::ValType& type) {
  if (!type) return {};
  Json out{{"wit", witTypeDefinition(type)}};
  if (!type->name.empty()) out["name"] = type->name;
  out["size"] = type->facts.memory32.size;
  out["align"] = type->facts.memory32.align;
  out["flat"] = type->facts.flatCount;
  return out;
}

Json instanceJson(const types::InstanceType& type) {
  Json out = Json::array();
  for (const types::NamedExtern& item : type.exports) {
    Json one{{"name", item.name.name}, {"kind", types::externKindName(item.type)}};
    const auto* func = std::get_if<types::FuncTypeRef>(&item.type);
    if (func && *func) one["wit"] = witFunc(item.name.name, **func);
    const auto* value = std::get_if<types::TypeOfValue>(&item.type);
    if (value && value->type) one["wit"] = witTypeDefinition(value->type);
    out.push_back(std::move(one));
  }
  return {{"exports", std::move(out)}};
}

Json componentTypeJson(const types::ComponentType& type) {
  const auto names = [](const std::vector<types::NamedExtern>& items) {
    Json out = Json::array();
    for (const types::NamedExtern& item : items)
      out.push_back({{"name", item.name.name}, {"kind", types::externKindName(item.type)}});
    return out;
  };
  return {{"imports", names(type.imports)}, {"exports", names(type.exports)}};
}

Json funcJson(const types::FuncType& type) {
  return {{"wit", witFunc("f", type).substr(std::string_view("f: ").size())}};
}

Json typeItemJson(const types::ExternType& type) {
  return match(
      type, [](const types::FuncTypeRef&) { return Json(); },
      [](const types::InstanceTypeRef&) { return Json(); },
      [](const types::ComponentTypeRef&) { return Json(); },
      [](const types::CoreModuleTypeRef&) { return Json(); },
      [](const types::ValueExtern&) { return Json(); },
      [](const types::TypeOfValue& t) { return valueTypeJson(t.type); },
      [](const types::TypeOfResource& t) {
        if (!t.resource) return Json();
        return Json{{"resource", t.name.empty() ? t.resource->name : t.name},
                    {"definedHere", t.resource->definedHere}};
      },
      [](const types::TypeOfFunc& t) { return t.type ? funcJson(*t.type) : Json(); },
      [](const types::TypeOfInstance& t) { return t.type ? instanceJson(*t.type) : Json(); },
      [](const types::TypeOfComponent& t) { return t.type ? componentTypeJson(*t.type) : Json(); });
}

}  // namespace

Json typeJson(const model::TypeKind& type) {
  return match(
      type, [](const model::PrimitiveDef& t) { return Json(model::primitiveName(t.primitive)); },
      [](const model::RecordDef& t) {
        return Json{{"record", labelledJson(t.fields)}};
      },
      [](const model::VariantDef& t) {
        return Json{{"variant", casesJson(t)}};
      },
      [](const model::ListDef& t) {
        return Json{{"list", valJson(t.element)}};
      },
      [](const model::FixedListDef& t) {
        return Json{{"list", valJson(t.element)}, {"length", t.length}};
      },
      [](const model::TupleDef& t) {
        return Json{{"tuple", tupleJson(t)}};
      },
      [](const model::FlagsDef& t) {
        return Json{{"flags", t.labels}};
      },
      [](const model::EnumDef& t) {
        return Json{{"enum", t.labels}};
      },
      [](const model::OptionDef& t) {
        return Json{{"option", valJson(t.type)}};
      },
      [](const model::ResultDef& t) {
        return Json{{"result", {{"ok", optionalJson(t.ok)}, {"error", optionalJson(t.error)}}}};
      },
      [](const model::OwnDef& t) {
        return Json{{"own", t.resource.value}};
      },
      [](const model::BorrowDef& t) {
        return Json{{"borrow", t.resource.value}};
      },
      [](const model::StreamDef& t) {
        return Json{{"stream", optionalJson(t.element)}};
      },
      [](const model::FutureDef& t) {
        return Json{{"future", optionalJson(t.element)}};
      },
      [](const model::MapDef& t) {
        return Json{{"map", {{"key", valJson(t.key)}, {"value", valJson(t.value)}}}};
      },
      [](const model::ResourceDef& t) {
        Json out{{"rep", t.rep == 0x7e ? "i64" : "i32"}};
        if (t.destructor) out["dtor"] = t.destructor->value;
        return Json{{"resource", std::move(out)}};
      },
      [](const model::FuncTypeDef& t) {
        return Json{
            {"func",
             {{"async", t.async}, {"params", labelledJson(t.params)}, {"result", optionalJson(t.result)}}}};
      },
      [](const model::ComponentTypeDef&) { return Json("component"); },
      [](const model::InstanceTypeDef&) { return Json("instance"); });
}

ResolvedScope resolveScope(const model::Component& component) {
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  return {decode::readComponentNames(component), types::checkComponent(component, options).spaces};
}

Json resolvedJson(const ResolvedScope& scope, const model::SortIdx& item) {
  const types::IndexSpaces& spaces = scope.spaces;
  const auto at = [&](const auto& space, auto&& json) {
    return item.index < space.size() && space[item.index] ? json(*space[item.index]) : Json();
  };
  switch (item.sort) {
    case Sort::Func: return at(spaces.funcs, funcJson);
    case Sort::Instance: return at(spaces.instances, instanceJson);
    case Sort::Component: return at(spaces.components, componentTypeJson);
    case Sort::Type:
      return item.index < spaces.types.size() ? typeItemJson(spaces.types[item.index]) : Json();
    case Sort::CoreFunc:
    case Sort::CoreTable:
    case Sort::CoreMemory:
    case Sort::CoreGlobal:
    case Sort::CoreTag:
    case Sort::CoreType:
    case Sort::CoreModule:
    case Sort::CoreInstance:
    case Sort::Value: return {};
  }
  return {};
}

}  // namespace sb::print
