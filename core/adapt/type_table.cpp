// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/type_table.h"

#include <algorithm>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/subtype.h"
#include "core/types/type_facts.h"
#include "core/types/type_text.h"
#include "core/value/value_parts.h"

namespace sb::adapt {

using model::TypeIdx;

TypeIdx TypeTable::define(model::TypeKind kind) {
  if (m_root) return m_root->type(std::move(kind));
  auto definition = std::make_shared<const model::TypeDef>(model::TypeDef{std::move(kind), {}});
  m_declarations.emplace_back().decl = model::TypeDecl{std::move(definition)};
  return TypeIdx(m_typeCount++);
}

TypeIdx TypeTable::aliasOuter(TypeIdx outer) {
  m_declarations.emplace_back().decl = model::AliasDecl{model::AliasOuter{model::Sort::Type, 1, outer.value}};
  return TypeIdx(m_typeCount++);
}

TypeIdx TypeTable::declare(const model::ExternName& name, model::ExternType type) {
  m_declarations.emplace_back().decl = model::ExportDecl{name, std::move(type)};
  return TypeIdx(m_typeCount++);
}

void TypeTable::bind(const types::ValType& type, TypeIdx idx) { m_named.push_back({type, idx}); }
void TypeTable::bind(const types::ResourceRef& resource, const std::string& name, TypeIdx idx) {
  m_resources[resource.get()].push_back({name, idx});
}

std::optional<TypeIdx> TypeTable::named(const types::ValType& type) {
  // The same definition first, then one of the same name, then one of the same structure, here or outside:
  // the last two are equal types.
  for (const Likeness like : {Likeness::Definition, Likeness::Name, Likeness::Structure})
    if (const auto idx = named(type, like)) return idx;
  return std::nullopt;
}

std::optional<TypeIdx> TypeTable::named(const types::ValType& type, Likeness like) {
  const bool nominal = types::needsName(type->kind);
  if (like == Likeness::Name && !nominal && type->name.empty()) return std::nullopt;
  if (like == Likeness::Structure && !nominal) return std::nullopt;
  const auto matches = [&](const Named& n) {
    switch (like) {
      case Likeness::Definition: return n.type == type;
      case Likeness::Name: return n.type->name == type->name && types::equalTypes(n.type, type);
      case Likeness::Structure: return types::equalTypes(n.type, type);
    }
    return false;
  };
  for (std::size_t i = m_named.size(); i-- > 0;)
    if (matches(m_named[i])) return m_named[i].idx;
  const std::optional<TypeIdx> outer = m_parent ? m_parent->named(type, like) : std::nullopt;
  if (!outer) return std::nullopt;
  const TypeIdx idx = aliasOuter(*outer);
  bind(type, idx);
  return idx;
}

/// The type that a new name stands for: the very definition, one it is an `eq` of, or one of the same name
/// from outside. Equal structure alone is not enough: two enums of one shape are two types to people, and
/// hooks show the name of the definition.
std::optional<TypeIdx> TypeTable::sameDefinition(const types::ValType& type) {
  for (types::ValType node = type; node; node = node->origin) {
    for (std::size_t i = m_named.size(); i-- > 0;)
      if (m_named[i].type == node) return m_named[i].idx;
  }
  if (!types::needsName(type->kind)) return std::nullopt;
  const std::string name = value::definitionName(type);
  for (std::size_t i = m_named.size(); i-- > 0;) {
    const types::ValType& other = m_named[i].type;
    if (value::definitionName(other) == name && types::equalTypes(other, type)) return m_named[i].idx;
  }
  const std::optional<TypeIdx> outer = m_parent ? m_parent->sameDefinition(type) : std::nullopt;
  return outer ? std::optional<TypeIdx>(aliasOuter(*outer)) : std::nullopt;
}

std::optional<TypeIdx> TypeTable::knownResource(const types::ResourceRef& resource, const std::string& name) {
  const auto known = m_resources.find(resource.get());
  if (known != m_resources.end()) {
    const std::vector<NamedResource>& names = known->second;
    const auto called = std::find_if(names.rbegin(), names.rend(),
                                     [&](const NamedResource& named) { return named.name == name; });
    return called != names.rend() ? called->idx : names.back().idx;
  }
  if (!m_parent) return std::nullopt;
  const std::optional<TypeIdx> outer = m_parent->knownResource(resource, name);
  if (!outer) return std::nullopt;
  const TypeIdx idx = aliasOuter(*outer);
  bind(resource, {}, idx);
  return idx;
}

Result<TypeIdx> TypeTable::resource(const types::ResourceRef& resource, const std::string& name) {
  const std::string& called = name.empty() && resource ? resource->name : name;
  if (const std::optional<TypeIdx> idx = knownResource(resource, called)) return *idx;
  return fail(ErrorCode::Invalid, concat("no interface that the adapter imports introduces the resource `",
                                         resource ? resource->name : std::string(), "`"));
}

Result<model::ValType> TypeTable::value(const types::ValType& type) {
  if (const std::optional<TypeIdx> idx = named(type)) return model::ValType(*idx);
  if (const auto* primitive = std::get_if<types::Primitive>(&type->kind)) return model::ValType(*primitive);
  if (types::needsName(type->kind)) {
    return fail(ErrorCode::Invalid,
                concat("`", types::typeText(type), "` is not exported by the interface that uses it"));
  }
  const auto written = m_written.find(type.get());
  if (written != m_written.end()) return model::ValType(written->second);
  SB_TRY(const TypeIdx idx, definition(type));
  m_written.emplace(type.get(), idx);
  return model::ValType(idx);
}

Result<TypeIdx> TypeTable::definition(const types::ValType& type) {
  using Kind = Result<model::TypeKind>;
  const auto optional = [&](const types::ValType& part) -> Result<std::optional<model::ValType>> {
    if (!part) return std::optional<model::ValType>();
    SB_TRY(const model::ValType written, value(part));
    return std::optional<model::ValType>(written);
  };
  SB_TRY(model::TypeKind kind,
         match(
             type->kind, [](types::Primitive p) -> Kind { return model::TypeKind(model::PrimitiveDef{p}); },
             [&](const types::Record& t) -> Kind {
               model::RecordDef def;
               for (const types::Field& field : t.fields) {
                 SB_TRY(const model::ValType written, value(field.type));
                 def.fields.push_back({field.name, written});
               }
               return model::TypeKind(std::move(def));
             },
             [&](const types::Variant& t) -> Kind {
               model::VariantDef def;
               for (const types::Case& c : t.cases) {
                 SB_TRY(const std::optional<model::ValType> written, optional(c.type));
                 def.cases.push_back({c.name, written});
               }
               return model::TypeKind(std::move(def));
             },
             [&](const types::List& t) -> Kind {
               SB_TRY(const model::ValType element, value(t.element));
               return model::TypeKind(model::ListDef{element});
             },
             [&](const types::FixedList& t) -> Kind {
               SB_TRY(const model::ValType element, value(t.element));
               return model::TypeKind(model::FixedListDef{element, t.length});
             },
             [&](const types::Tuple& t) -> Kind {
               model::TupleDef def;
               for (const types::ValType& part : t.types) {
                 SB_TRY(const model::ValType written, value(part));
                 def.types.push_back(written);
               }
               return model::TypeKind(std::move(def));
             },
             [](const types::Flags& t) -> Kind { return model::TypeKind(model::FlagsDef{t.labels}); },
             [](const types::Enum& t) -> Kind { return model::TypeKind(model::EnumDef{t.labels}); },
             [&](const types::Option& t) -> Kind {
               SB_TRY(const model::ValType written, value(t.type));
               return model::TypeKind(model::OptionDef{written});
             },
             [&](const types::ResultType& t) -> Kind {
               SB_TRY(const std::optional<model::ValType> ok, optional(t.ok));
               SB_TRY(const std::optional<model::ValType> error, optional(t.error));
               return model::TypeKind(model::ResultDef{ok, error});
             },
             [&](const types::Own& t) -> Kind {
               SB_TRY(const TypeIdx idx, resource(t.resource, t.name));
               return model::TypeKind(model::OwnDef{idx});
             },
             [&](const types::Borrow& t) -> Kind {
               SB_TRY(const TypeIdx idx, resource(t.resource, t.name));
               return model::TypeKind(model::BorrowDef{idx});
             },
             [&](const types::Stream& t) -> Kind {
               SB_TRY(const std::optional<model::ValType> element, optional(t.element));
               return model::TypeKind(model::StreamDef{element});
             },
             [&](const types::Future& t) -> Kind {
               SB_TRY(const std::optional<model::ValType> element, optional(t.element));
               return model::TypeKind(model::FutureDef{element});
             },
             [&](const types::Map& t) -> Kind {
               SB_TRY(const model::ValType key, value(t.key));
               SB_TRY(const model::ValType mapped, value(t.value));
               return model::TypeKind(model::MapDef{key, mapped});
             }));
  return define(std::move(kind));
}

Result<TypeIdx> TypeTable::function(const types::FuncType& type) {
  model::FuncTypeDef def;
  def.async = type.async;
  for (const types::Param& param : type.params) {
    SB_TRY(const model::ValType written, value(param.type));
    def.params.push_back({param.name, written});
  }
  if (type.result) {
    SB_TRY(def.result, value(type.result));
  }
  return define(std::move(def));
}

Result<TypeIdx> TypeTable::known(const types::NamedExtern& item) {
  if (const auto* type = std::get_if<types::TypeOfResource>(&item.type))
    return resource(type->resource, item.name.name);
  SB_TRY(const model::ValType written, value(std::get<types::TypeOfValue>(item.type).type));
  return std::get<TypeIdx>(written);
}

Result<TypeIdx> TypeTable::exported(const types::ValType& type) {
  if (const std::optional<TypeIdx> same = sameDefinition(type)) return *same;
  return definition(type);
}

Result<TypeIdx> TypeTable::importType(const model::ExternName& name, const types::NamedExtern& item) {
  if (const auto* value = std::get_if<types::TypeOfValue>(&item.type)) {
    SB_TRY(const TypeIdx same, exported(value->type));
    const TypeIdx idx(m_root->import(name, model::TypeExternEq{same}));
    bind(value->type, idx);
    return idx;
  }
  const auto* resource = std::get_if<types::TypeOfResource>(&item.type);
  if (!resource) return fail(ErrorCode::UnsupportedFeature, concat("`", item.name.name, "` is no type"));
  const std::optional<TypeIdx> known = knownResource(resource->resource, item.name.name);
  const TypeIdx idx(known ? m_root->import(name, model::TypeExternEq{*known})
                          : m_root->import(name, model::TypeExternSubResource{}));
  bind(resource->resource, item.name.name, idx);
  return idx;
}

Result<TypeIdx> TypeTable::exportType(const model::ExternName& name, const types::ValType& type) {
  SB_TRY(const TypeIdx same, exported(type));
  const TypeIdx idx(m_root->exportItem(name, {model::Sort::Type, same.value}));
  bind(type, idx);
  return idx;
}

Result<void> TypeTable::declareExport(const types::NamedExtern& item) {
  const auto unsupported = [&]() -> Result<void> {
    return fail(
        ErrorCode::UnsupportedFeature,
        concat("`", item.name.name, "` is a ", types::externKindName(item.type), ", which no interface has"));
  };
  return match(
      item.type,
      [&](const types::FuncTypeRef& func) -> Result<void> {
        SB_TRY(const TypeIdx written, function(*func));
        m_declarations.emplace_back().decl = model::ExportDecl{item.name, model::FuncExtern{written}};
        return {};
      },
      [&](const types::TypeOfValue& type) -> Result<void> {
        SB_TRY(const TypeIdx same, exported(type.type));
        bind(type.type, declare(item.name, model::TypeExternEq{same}));
        return {};
      },
      [&](const types::TypeOfResource& type) -> Result<void> {
        const std::optional<TypeIdx> known = knownResource(type.resource, item.name.name);
        bind(type.resource, item.name.name,
             known ? declare(item.name, model::TypeExternEq{*known})
                   : declare(item.name, model::TypeExternSubResource{}));
        return {};
      },
      [&](const types::InstanceTypeRef&) { return unsupported(); },
      [&](const types::ComponentTypeRef&) { return unsupported(); },
      [&](const types::CoreModuleTypeRef&) { return unsupported(); },
      [&](const types::ValueExtern&) { return unsupported(); },
      [&](const types::TypeOfFunc&) { return unsupported(); },
      [&](const types::TypeOfInstance&) { return unsupported(); },
      [&](const types::TypeOfComponent&) { return unsupported(); });
}

}  // namespace sb::adapt
