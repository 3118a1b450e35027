// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/type_writer.h"

#include "core/support/match.h"
#include "core/types/type_facts.h"

namespace sb::fuse {

using model::TypeIdx;

Result<model::ValType> TypeWriter::value(TypeScope& scope, const types::ValType& type) {
  if (const auto index = scope.aliasedValue(type)) return model::ValType(*index);
  if (const auto* primitive = std::get_if<types::Primitive>(&type->kind)) return model::ValType(*primitive);
  if (types::needsName(type->kind)) {
    if (const auto index = scope.namedValue(type)) return model::ValType(*index);
  }
  const auto known = scope.written.find(type.get());
  if (known != scope.written.end()) return model::ValType(known->second);
  SB_TRY(const TypeIdx index, definition(scope, *type));
  scope.written[type.get()] = index;
  return model::ValType(index);
}

Result<TypeIdx> TypeWriter::definition(TypeScope& scope, const types::ValTypeNode& type) {
  const auto optional = [&](const types::ValType& part) -> Result<std::optional<model::ValType>> {
    if (!part) return std::optional<model::ValType>();
    SB_TRY(const model::ValType written, value(scope, part));
    return std::optional<model::ValType>(written);
  };
  const auto handle = [&](const types::ResourceRef& resource, const std::string& name) -> Result<TypeIdx> {
    if (const auto index = scope.resource(resource.get(), name)) return *index;
    return fail(ErrorCode::TypeMismatch,
                "the resource `" + resource->name + "` is needed before anything provides it");
  };
  using Kind = Result<model::TypeKind>;
  SB_TRY(model::TypeKind kind,
         match(
             type.kind,
             [&](const types::Primitive& p) -> Kind { return model::TypeKind(model::PrimitiveDef{p}); },
             [&](const types::Record& r) -> Kind {
               model::RecordDef out;
               for (const types::Field& field : r.fields) {
                 SB_TRY(const model::ValType written, value(scope, field.type));
                 out.fields.push_back({field.name, written});
               }
               return model::TypeKind(std::move(out));
             },
             [&](const types::Variant& v) -> Kind {
               model::VariantDef out;
               for (const types::Case& one : v.cases) {
                 SB_TRY(const std::optional<model::ValType> payload, optional(one.type));
                 out.cases.push_back({one.name, payload});
               }
               return model::TypeKind(std::move(out));
             },
             [&](const types::List& l) -> Kind {
               SB_TRY(const model::ValType element, value(scope, l.element));
               return model::TypeKind(model::ListDef{element});
             },
             [&](const types::FixedList& l) -> Kind {
               SB_TRY(const model::ValType element, value(scope, l.element));
               return model::TypeKind(model::FixedListDef{element, l.length});
             },
             [&](const types::Tuple& t) -> Kind {
               model::TupleDef out;
               for (const types::ValType& part : t.types) {
                 SB_TRY(const model::ValType written, value(scope, part));
                 out.types.push_back(written);
               }
               return model::TypeKind(std::move(out));
             },
             [&](const types::Flags& f) -> Kind { return model::TypeKind(model::FlagsDef{f.labels}); },
             [&](const types::Enum& e) -> Kind { return model::TypeKind(model::EnumDef{e.labels}); },
             [&](const types::Option& o) -> Kind {
               SB_TRY(const model::ValType some, value(scope, o.type));
               return model::TypeKind(model::OptionDef{some});
             },
             [&](const types::ResultType& r) -> Kind {
               SB_TRY(const std::optional<model::ValType> ok, optional(r.ok));
               SB_TRY(const std::optional<model::ValType> error, optional(r.error));
               return model::TypeKind(model::ResultDef{ok, error});
             },
             [&](const types::Own& o) -> Kind {
               SB_TRY(const TypeIdx resource, handle(o.resource, o.name));
               return model::TypeKind(model::OwnDef{resource});
             },
             [&](const types::Borrow& b) -> Kind {
               SB_TRY(const TypeIdx resource, handle(b.resource, b.name));
               return model::TypeKind(model::BorrowDef{resource});
             },
             [&](const types::Stream& s) -> Kind {
               SB_TRY(const std::optional<model::ValType> element, optional(s.element));
               return model::TypeKind(model::StreamDef{element});
             },
             [&](const types::Future& f) -> Kind {
               SB_TRY(const std::optional<model::ValType> element, optional(f.element));
               return model::TypeKind(model::FutureDef{element});
             },
             [&](const types::Map& m) -> Kind {
               SB_TRY(const model::ValType key, value(scope, m.key));
               SB_TRY(const model::ValType mapped, value(scope, m.value));
               return model::TypeKind(model::MapDef{key, mapped});
             }));
  return scope.define(std::move(kind));
}

Result<TypeIdx> TypeWriter::function(TypeScope& scope, const types::FuncType& type) {
  model::FuncTypeDef out;
  out.async = type.async;
  for (const types::Param& param : type.params) {
    SB_TRY(const model::ValType written, value(scope, param.type));
    out.params.push_back({param.name, written});
  }
  if (type.result) {
    SB_TRY(out.result, value(scope, type.result));
  }
  return scope.define(std::move(out));
}

/// A type import or export. `same` is a type it is an `eq` of; otherwise the type is written out.
Result<std::uint32_t> TypeWriter::declareType(TypeScope& scope, bool import, const model::ExternName& name,
                                              const types::ValType& type, std::optional<TypeIdx> same) {
  if (!same) {
    SB_TRY(same, definition(scope, *type));
  }
  const std::uint32_t index = scope.declare(import, name, model::TypeExternEq{*same});
  scope.nameValue(type, TypeIdx(index));
  return index;
}

Result<std::uint32_t> TypeWriter::declare(TypeScope& scope, bool import, const model::ExternName& name,
                                          const types::ExternType& type) {
  using Declared = Result<std::uint32_t>;
  return match(
      type,
      [&](const types::FuncTypeRef& func) -> Declared {
        SB_TRY(const TypeIdx written, function(scope, *func));
        return scope.declare(import, name, model::FuncExtern{written});
      },
      [&](const types::InstanceTypeRef& nested) -> Declared {
        SB_TRY(const TypeIdx written, instance(scope, *nested));
        const std::uint32_t index = scope.declare(import, name, model::InstanceExtern{written});
        scope.nameInstance(model::InstanceIdx(index), nested);
        return index;
      },
      [&](const types::ComponentTypeRef& nested) -> Declared {
        SB_TRY(const TypeIdx written, component(scope, *nested));
        return scope.declare(import, name, model::ComponentExtern{written});
      },
      [&](const types::CoreModuleTypeRef&) -> Declared {
        return fail(ErrorCode::UnsupportedFeature,
                    "`" + name.name + "` is a core module; its type cannot be written yet");
      },
      [&](const types::ValueExtern& v) -> Declared {
        SB_TRY(const model::ValType written, value(scope, v.type));
        return scope.declare(import, name, model::ValueExtern{written});
      },
      [&](const types::TypeOfValue& v) -> Declared {
        return declareType(scope, import, name, v.type, std::nullopt);
      },
      [&](const types::TypeOfResource& r) -> Declared {
        const auto known = scope.resource(r.resource.get());
        const std::uint32_t index = known ? scope.declare(import, name, model::TypeExternEq{*known})
                                          : scope.declare(import, name, model::TypeExternSubResource{});
        scope.nameResource(r.resource.get(), name.name, TypeIdx(index));
        return index;
      },
      [&](const types::TypeOfFunc& f) -> Declared {
        SB_TRY(const TypeIdx written, function(scope, *f.type));
        return scope.declare(import, name, model::TypeExternEq{written});
      },
      [&](const types::TypeOfInstance& i) -> Declared {
        SB_TRY(const TypeIdx written, instance(scope, *i.type));
        return scope.declare(import, name, model::TypeExternEq{written});
      },
      [&](const types::TypeOfComponent& c) -> Declared {
        SB_TRY(const TypeIdx written, component(scope, *c.type));
        return scope.declare(import, name, model::TypeExternEq{written});
      });
}

Result<TypeIdx> TypeWriter::instance(TypeScope& scope, const types::InstanceType& type) {
  TypeScope inner(scope);
  for (const types::NamedExtern& item : type.exports)
    SB_TRY_VOID(declare(inner, false, item.name, item.type));
  return scope.define(model::InstanceTypeDef{inner.takeDeclarations()});
}

Result<TypeIdx> TypeWriter::instance(TypeScope& scope, const std::vector<MergedItem>& items,
                                     const InstanceOf& instanceOf) {
  TypeScope inner(scope);
  for (const MergedItem& item : items) {
    const auto* own = std::get_if<types::TypeOfValue>(&item.type);
    const auto from = item.used ? instanceOf.find(item.used->port) : instanceOf.end();
    if (!own || from == instanceOf.end()) {
      SB_TRY_VOID(declare(inner, false, item.name, item.type));
      continue;
    }
    const TypeIdx used = inner.aliasOuter(scope.aliasType(from->second, item.used->item));
    SB_TRY_VOID(declareType(inner, false, item.name, own->type, used));
  }
  return scope.define(model::InstanceTypeDef{inner.takeDeclarations()});
}

Result<TypeIdx> TypeWriter::component(TypeScope& scope, const types::ComponentType& type) {
  TypeScope inner(scope);
  for (const types::NamedExtern& item : type.imports) SB_TRY_VOID(declare(inner, true, item.name, item.type));
  for (const types::NamedExtern& item : type.exports)
    SB_TRY_VOID(declare(inner, false, item.name, item.type));
  return scope.define(model::ComponentTypeDef{inner.takeDeclarations()});
}

}  // namespace sb::fuse
