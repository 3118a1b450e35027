// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <unordered_set>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"
#include "core/types/extern_name_rules.h"
#include "core/types/type_text.h"

// Binary.md, "Type Definitions": defvaltype, functype, resourcetype.
namespace sb::types {
namespace {

constexpr const char* TypeRule = "Binary.md, Type Definitions";
constexpr std::uint32_t MaxDepth = 100;                           // component-model.md 3.7
constexpr std::uint64_t MaxElementSize = std::uint64_t{1} << 28;  // component-model.md 3.6
constexpr std::size_t MaxMembers = 10'000;                        // component-model.md 3.7
constexpr std::size_t MaxFlags = 32;
constexpr std::size_t MaxParams = 1'000;

/// Keys of maps are integers, bool, char and string (component-model.md 3.8, D4).
bool isKeyType(const ValType& type) {
  const auto* primitive = std::get_if<Primitive>(&type->kind);
  return primitive != nullptr && *primitive != Primitive::F32 && *primitive != Primitive::F64 &&
         *primitive != Primitive::ErrorContext;
}

bool isChar(const ValType& type) {
  const auto* primitive = std::get_if<Primitive>(&type->kind);
  return primitive != nullptr && *primitive == Primitive::Char;
}

bool reachesHandle(const ValType& type) { return type->facts.hasHandle; }

}  // namespace

void Checker::typeDefinition(const model::TypeDef& type, Scope& scope) {
  // Resolved before it is added: nested scopes must not see it.
  ExternType resolved = resolveType(type, scope);
  scope.types.push_back(std::move(resolved));
}

ExternType Checker::resolveType(const model::TypeDef& type, Scope& scope) {
  if (const auto* func = std::get_if<model::FuncTypeDef>(&type.kind)) return funcType(*func, scope);
  if (const auto* resource = std::get_if<model::ResourceDef>(&type.kind))
    return resourceDefinition(*resource, scope);
  if (const auto* component = std::get_if<model::ComponentTypeDef>(&type.kind))
    return componentType(*component, scope);
  if (const auto* instance = std::get_if<model::InstanceTypeDef>(&type.kind))
    return instanceType(*instance, scope);
  return TypeOfValue{defined(type.kind, scope)};
}

ValType Checker::valType(const model::ValType& type, Scope& scope) {
  if (const auto* primitive = std::get_if<Primitive>(&type)) {
    if (*primitive == Primitive::ErrorContext &&
        !gate(m_options.features.errorContext, "cm-error-context", "`error-context`")) {
      return nullptr;
    }
    ValType& node = m_primitives[*primitive];
    if (!node) node = makeType(*primitive);
    return node;
  }
  const model::TypeIdx idx = std::get<model::TypeIdx>(type);
  if (!inBounds(idx.value, scope.types.size(), "type")) return nullptr;
  if (const auto* value = std::get_if<TypeOfValue>(&scope.types[idx.value])) return value->type;
  error("not-a-value-type", concat("type ", std::to_string(idx.value), " is not a value type"), TypeRule);
  return nullptr;
}

ValType Checker::complete(ValKind kind) {
  ValType type = makeType(std::move(kind));
  if (type->depth > MaxDepth) {
    error("limit-exceeded", concat("types nest deeper than ", std::to_string(MaxDepth)),
          "limits.md, nesting of types");
    return nullptr;
  }
  if (!withinSize(type->effectiveSize)) return nullptr;
  if (type->facts.memory64.size >= MaxElementSize) {
    error("type-too-large", "a value of this type takes 2^28 bytes or more in a 64-bit memory",
          "CanonicalABI.md, Element Size", "use a list without fixed length");
    return nullptr;
  }
  return type;
}

bool Checker::uniqueLabels(const std::vector<std::string_view>& labels, const char* what) {
  std::unordered_set<std::string> keys;
  bool good = true;
  for (const std::string_view label : labels) {
    if (!isLabel(label)) {
      error("bad-label", concat("the ", what, " name `", label, "` is not in kebab case"),
            "Explainer.md, Import and Export Definitions", "use words joined by `-`, such as `first-name`");
      good = false;
    } else if (!keys.insert(labelKey(label, m_options.features.legacyHyphens)).second) {
      error("duplicate-label",
            concat("the ", what, " name `", label, "` differs from another only in case or hyphens"),
            "Explainer.md, Import and Export Definitions", "rename one of them");
      good = false;
    }
  }
  return good;
}

std::optional<std::vector<Param>> Checker::paramList(const std::vector<model::LabelledType>& fields,
                                                     Scope& scope, const char* what) {
  std::vector<Param> params;
  std::vector<std::string_view> labels;
  bool good = true;
  for (const model::LabelledType& field : fields) {
    labels.push_back(field.label);
    params.push_back({field.label, valType(field.type, scope)});
    good = good && params.back().type;
  }
  if (!uniqueLabels(labels, what) || !good) return std::nullopt;
  return params;
}

ValType Checker::defined(const model::TypeKind& kind, Scope& scope) {
  const auto optional = [&](const std::optional<model::ValType>& type, bool& good) {
    ValType resolved = type ? valType(*type, scope) : nullptr;
    good = good && (resolved || !type);
    return resolved;
  };
  const auto members = [&](std::size_t count, const char* what) {
    if (count == 0) error("empty-type", concat("a ", what, " needs at least one member"), TypeRule);
    if (count > MaxMembers) limit(count, MaxMembers, "members");
    return count != 0;
  };
  const auto labelList = [&](const std::vector<std::string>& labels, const char* what) {
    return members(labels.size(), what) && uniqueLabels({labels.begin(), labels.end()}, what);
  };
  const auto notHere = [](const auto&) { return ValType(); };
  return match(
      kind,
      [&](const model::PrimitiveDef& t) {
        // A definition has an identity of its own, unlike the primitive written in place.
        return valType(t.primitive, scope) ? complete(t.primitive) : nullptr;
      },
      [&](const model::RecordDef& t) {
        if (!members(t.fields.size(), "record")) return ValType();
        auto params = paramList(t.fields, scope, "field");
        if (!params) return ValType();
        Record record;
        for (Param& param : *params) record.fields.push_back({std::move(param.name), std::move(param.type)});
        return complete(std::move(record));
      },
      [&](const model::VariantDef& t) {
        bool good = members(t.cases.size(), "variant");
        Variant variant;
        std::vector<std::string_view> labels;
        for (const model::VariantCase& c : t.cases) {
          labels.push_back(c.label);
          variant.cases.push_back({c.label, optional(c.type, good)});
        }
        return uniqueLabels(labels, "case") && good ? complete(std::move(variant)) : nullptr;
      },
      [&](const model::ListDef& t) {
        const ValType element = valType(t.element, scope);
        return element ? complete(List{element}) : nullptr;
      },
      [&](const model::FixedListDef& t) {
        if (!gate(m_options.features.fixedLengthLists, "cm-fixed-length-lists",
                  "a list with a fixed length")) {
          return ValType();
        }
        const ValType element = valType(t.element, scope);
        if (t.length == 0)
          error("empty-type", "a list with a fixed length needs at least one element", TypeRule);
        return element && t.length != 0 ? complete(FixedList{element, t.length}) : nullptr;
      },
      [&](const model::TupleDef& t) {
        bool good = members(t.types.size(), "tuple");
        Tuple tuple;
        for (const model::ValType& part : t.types) {
          tuple.types.push_back(valType(part, scope));
          good = good && tuple.types.back();
        }
        return good ? complete(std::move(tuple)) : nullptr;
      },
      [&](const model::FlagsDef& t) {
        if (t.labels.size() > MaxFlags) {
          error("too-many-flags",
                concat(std::to_string(t.labels.size()), " flags are more than the 32 that fit"), TypeRule,
                "split them into two flags types");
          return ValType();
        }
        return labelList(t.labels, "flag") ? complete(Flags{t.labels}) : nullptr;
      },
      [&](const model::EnumDef& t) {
        return labelList(t.labels, "enum case") ? complete(Enum{t.labels}) : nullptr;
      },
      [&](const model::OptionDef& t) {
        const ValType payload = valType(t.type, scope);
        return payload ? complete(Option{payload}) : nullptr;
      },
      [&](const model::ResultDef& t) {
        bool good = true;
        ResultType result{optional(t.ok, good), optional(t.error, good)};
        return good ? complete(std::move(result)) : nullptr;
      },
      [&](const model::OwnDef& t) {
        const std::optional<TypeOfResource> found = resourceAt(t.resource, scope);
        return found ? complete(Own{found->resource, found->label, found->name}) : nullptr;
      },
      [&](const model::BorrowDef& t) {
        const std::optional<TypeOfResource> found = resourceAt(t.resource, scope);
        return found ? complete(Borrow{found->resource, found->label, found->name}) : nullptr;
      },
      [&](const model::StreamDef& t) {
        bool good = gate(m_options.features.asyncFunctions, "cm-async", "a stream type");
        const ValType element = optional(t.element, good);
        if (element && isChar(element)) {
          error("stream-of-char", "a stream cannot carry `char`", TypeRule,
                "use `stream<u8>` and an encoding");
          good = false;
        }
        if (element && element->facts.hasBorrow) {
          error("borrow-in-stream", "a stream cannot carry borrowed handles", TypeRule, "use `own` handles");
          good = false;
        }
        return good ? complete(Stream{element}) : nullptr;
      },
      [&](const model::FutureDef& t) {
        bool good = gate(m_options.features.asyncFunctions, "cm-async", "a future type");
        const ValType element = optional(t.element, good);
        if (element && element->facts.hasBorrow) {
          error("borrow-in-future", "a future cannot carry borrowed handles", TypeRule, "use `own` handles");
          good = false;
        }
        return good ? complete(Future{element}) : nullptr;
      },
      [&](const model::MapDef& t) {
        if (!gate(m_options.features.map, "cm-map", "a map type")) return ValType();
        const ValType key = valType(t.key, scope);
        const ValType value = valType(t.value, scope);
        return key && value && mapTypes(key, value) ? complete(Map{key, value}) : nullptr;
      },
      [&](const model::ResourceDef& t) { return notHere(t); },
      [&](const model::FuncTypeDef& t) { return notHere(t); },
      [&](const model::ComponentTypeDef& t) { return notHere(t); },
      [&](const model::InstanceTypeDef& t) { return notHere(t); });
}

bool Checker::mapTypes(const ValType& key, const ValType& value) {
  if (!isKeyType(key)) {
    error("map-key", concat("`", typeText(key), "` cannot be the key of a map"), TypeRule,
          "use an integer, `bool`, `char` or `string`");
    return false;
  }
  if (!reachesHandle(value)) return true;
  error("map-value", "the values of a map cannot hold handles, streams or futures",
        "Explainer.md, Type Definitions (map)");
  return false;
}

std::optional<TypeOfResource> Checker::resourceAt(model::TypeIdx idx, Scope& scope) {
  if (!inBounds(idx.value, scope.types.size(), "type")) return std::nullopt;
  const ExternType& type = scope.types[idx.value];
  if (const auto* resource = std::get_if<TypeOfResource>(&type)) return *resource;
  if (!isHole(type)) {
    error("not-a-resource", concat("type ", std::to_string(idx.value), " is not a resource"), TypeRule);
  }
  return std::nullopt;
}

ExternType Checker::funcType(const model::FuncTypeDef& type, Scope& scope) {
  const ExternType hole = TypeOfValue{nullptr};
  if (type.async && !gate(m_options.features.asyncFunctions, "cm-async", "an async function type"))
    return hole;
  limit(type.params.size(), MaxParams, "parameters");
  auto params = paramList(type.params, scope, "parameter");
  FuncType func;
  func.async = type.async;
  if (type.result) {
    func.result = valType(*type.result, scope);
    if (!func.result) return hole;
    if (func.result->facts.hasBorrow) {
      error("borrow-in-result", "a function cannot return borrowed handles", TypeRule,
            "return an `own` handle");
      return hole;
    }
  }
  if (!params) return hole;
  func.params = std::move(*params);
  FuncTypeRef finished = finish(std::move(func));
  if (!withinSize(finished->effectiveSize)) return hole;
  return TypeOfFunc{std::move(finished)};
}

/// resourcetype ::= 0x3f rep dtor?: only in components, with a representation of one integer.
ExternType Checker::resourceDefinition(const model::ResourceDef& definition, Scope& scope) {
  const ExternType hole = TypeOfValue{nullptr};
  if (scope.kind != ScopeKind::Component) {
    error("resource-in-type", "a resource can be defined in a component only, not in a type", TypeRule,
          "export it as `(type (sub resource))`");
    return hole;
  }
  if (definition.rep != 0x7f && definition.rep != 0x7e) {
    error("resource-rep", "a resource is represented by `i32` or `i64`", TypeRule);
    return hole;
  }
  if (definition.rep == 0x7e &&
      !gate(m_options.features.memory64, "cm64", "a resource with an `i64` representation")) {
    return hole;
  }
  if (definition.destructor) {
    const CoreFuncItem* destructor = coreFuncAt(definition.destructor->value, scope);
    const model::CoreFuncType expected{{definition.rep}, {}};
    if (destructor != nullptr && !destructor->opaque && *destructor->type != expected) {
      error("destructor-signature",
            concat("core function ", std::to_string(definition.destructor->value),
                   " cannot be a destructor: it must take the representation and return nothing"),
            TypeRule);
    }
  }
  auto resource = std::make_shared<Resource>(Resource{{}, true, definition.rep});
  scope.definedResources.push_back(resource);
  scope.localResources.emplace(resource.get(), resource);
  return TypeOfResource{resource, m_nextLabel++};
}

}  // namespace sb::types
