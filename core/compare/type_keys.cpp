// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/type_keys.h"

#include <algorithm>

#include "core/compare/term.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/type_text.h"

namespace sb::compare {
namespace {

constexpr std::size_t LongestKey = 96;
std::string shortened(std::string text) { return text.size() > LongestKey ? digest(text) : text; }

std::string coreExternKey(const types::CoreExtern& type) {
  std::string out = std::to_string(static_cast<unsigned>(type.kind));
  const auto bytes = [&](const auto& list) {
    for (const std::uint8_t byte : list) out += concat(".", std::to_string(byte));
    out += ';';
  };
  bytes(type.func->params);
  bytes(type.func->results);
  bytes(type.refType);
  out += concat(std::to_string(type.limits.min), ",",
                type.limits.max ? std::to_string(*type.limits.max) : "-", type.limits.shared ? "s" : "",
                type.limits.is64 ? "l" : "", type.isMutable ? "m" : "", std::to_string(type.pageSizeLog2));
  return out;
}

std::string coreModuleKey(const types::CoreModuleType& type) {
  std::vector<std::string> items;
  for (const auto& item : type.imports)
    items.push_back(concat("i ", item.module, "\n", item.name, "\n", coreExternKey(item.type)));
  for (const auto& item : type.exports)
    items.push_back(concat("e ", item.name, "\n", coreExternKey(item.type)));
  std::sort(items.begin(), items.end());
  std::string out = "module";
  for (const std::string& item : items) out += concat("\n", item);
  return shortened(std::move(out));
}

}  // namespace

void TypeKeys::label(const types::ResourceRef& resource, const std::string& name) {
  if (resource) m_resources.emplace(resource.get(), name);
}

void TypeKeys::labelInstance(const types::InstanceType& instance, const std::string& prefix) {
  for (const types::NamedExtern& item : instance.exports) {
    const std::string name = concat(prefix, ".", item.name.name);
    if (const auto* type = std::get_if<types::TypeOfResource>(&item.type)) label(type->resource, name);
    const auto* inner = std::get_if<types::InstanceTypeRef>(&item.type);
    if (inner && *inner) labelInstance(**inner, name);
  }
}

void TypeKeys::labelWorld(const types::ComponentType& world) {
  const auto side = [&](const std::vector<types::NamedExtern>& items, const char* prefix) {
    types::InstanceType asInstance;
    asInstance.exports = items;
    labelInstance(asInstance, prefix);
  };
  side(world.imports, "import");
  side(world.exports, "export");
}

std::string TypeKeys::resource(const types::ResourceRef& resource) const {
  if (!resource) return "resource";
  const auto known = m_resources.find(resource.get());
  return known == m_resources.end() ? concat("resource ", resource->name) : known->second;
}

std::string TypeKeys::key(const types::ValType& type) {
  if (!type) return "_";
  const auto known = m_values.find(type.get());
  if (known != m_values.end()) return known->second;
  std::string text = shortened(kindText(type->kind));
  return m_values.emplace(type.get(), std::move(text)).first->second;
}

std::string TypeKeys::kindText(const types::ValKind& kind) {
  const auto labels = [](const char* word, const std::vector<std::string>& list) {
    std::string out = word;
    for (const std::string& label : list) out += concat(" ", label);
    return out;
  };
  return match(
      kind, [](types::Primitive p) { return std::string(model::primitiveName(p)); },
      [&](const types::Record& t) {
        std::string out = "record{";
        for (const types::Field& field : t.fields) out += concat(field.name, ":", key(field.type), ",");
        return out + "}";
      },
      [&](const types::Variant& t) {
        std::string out = "variant{";
        for (const types::Case& item : t.cases) out += concat(item.name, ":", key(item.type), ",");
        return out + "}";
      },
      [&](const types::List& t) { return concat("list<", key(t.element), ">"); },
      [&](const types::FixedList& t) {
        return concat("list<", key(t.element), ",", std::to_string(t.length), ">");
      },
      [&](const types::Tuple& t) {
        std::string out = "tuple<";
        for (const types::ValType& item : t.types) out += concat(key(item), ",");
        return out + ">";
      },
      [&](const types::Flags& t) { return labels("flags", t.labels); },
      [&](const types::Enum& t) { return labels("enum", t.labels); },
      [&](const types::Option& t) { return concat("option<", key(t.type), ">"); },
      [&](const types::ResultType& t) { return concat("result<", key(t.ok), ",", key(t.error), ">"); },
      [&](const types::Own& t) { return concat("own<", resource(t.resource), ">"); },
      [&](const types::Borrow& t) { return concat("borrow<", resource(t.resource), ">"); },
      [&](const types::Stream& t) { return concat("stream<", key(t.element), ">"); },
      [&](const types::Future& t) { return concat("future<", key(t.element), ">"); },
      [&](const types::Map& t) { return concat("map<", key(t.key), ",", key(t.value), ">"); });
}

std::string TypeKeys::key(const types::FuncType& type) {
  std::string out = type.async ? "async func(" : "func(";
  for (const types::Param& param : type.params) out += concat(param.name, ":", key(param.type), ",");
  return shortened(concat(out, ")->", key(type.result)));
}

std::string TypeKeys::key(const types::NamedExtern& item) {
  return concat(nameKey(item.name), "=", key(item.type));
}

std::string TypeKeys::key(const types::InstanceType& type) {
  std::vector<std::string> items;
  for (const types::NamedExtern& item : type.exports) items.push_back(key(item));
  std::sort(items.begin(), items.end());
  std::string out = "instance{";
  for (const std::string& item : items) out += concat(item, ";");
  return shortened(out + "}");
}

std::string TypeKeys::key(const types::ComponentType& type) {
  labelWorld(type);
  types::InstanceType imports, exports;
  imports.exports = type.imports;
  exports.exports = type.exports;
  return shortened(concat("component(", key(imports), "->", key(exports), ")"));
}

std::string TypeKeys::key(const types::ExternType& type) {
  return match(
      type, [&](const types::FuncTypeRef& t) { return t ? key(*t) : "?"; },
      [&](const types::InstanceTypeRef& t) { return t ? key(*t) : "?"; },
      [&](const types::ComponentTypeRef& t) { return t ? key(*t) : "?"; },
      [&](const types::CoreModuleTypeRef& t) { return t ? coreModuleKey(*t) : "?"; },
      [&](const types::ValueExtern& t) { return concat("value ", key(t.type)); },
      [&](const types::TypeOfValue& t) { return concat("type ", key(t.type)); },
      [&](const types::TypeOfResource& t) { return concat("type ", resource(t.resource)); },
      [&](const types::TypeOfFunc& t) { return concat("type ", t.type ? key(*t.type) : "?"); },
      [&](const types::TypeOfInstance& t) { return concat("type ", t.type ? key(*t.type) : "?"); },
      [&](const types::TypeOfComponent& t) { return concat("type ", t.type ? key(*t.type) : "?"); });
}

std::string nameKey(const model::ExternName& name) {
  std::string out = concat("\"", name.name, "\"");
  for (const model::NameAttribute& attribute : name.attributes)
    out += concat("(", std::to_string(static_cast<unsigned>(attribute.kind)), " ", attribute.value, ")");
  return out;
}

std::string funcText(const types::FuncType& type) {
  std::string out = type.async ? "async func(" : "func(";
  for (std::size_t i = 0; i < type.params.size(); ++i)
    out += concat(i ? ", " : "", types::labelText(type.params[i].name), ": ",
                  types::typeText(type.params[i].type));
  return concat(out, ")", type.result ? concat(" -> ", types::typeText(type.result)) : "");
}

}  // namespace sb::compare
