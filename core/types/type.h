// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/model/type_expr.h"

// Resolved types: immutable values that need no index space and no store. They form a graph of shared nodes, because a
// port, a plan step, an undo entry and a background job hold the same type for different lengths of time.
//
// Identity: two value types are *equal* when their structure is (E, "Type Checking"); they are the *same definition* when
// the pointers are equal, which matters for external visibility only. Resources are equal when their pointers are.
namespace sb::types {

using model::Primitive;

struct ValTypeNode;
using ValType = std::shared_ptr<const ValTypeNode>;

/// One resource definition, abstract (imported or exported as `sub resource`) or defined in a component. Its address is
/// its identity; `name` is the label it was last exported or imported under, for people.
struct Resource {
  std::string name;
  bool definedHere = false;   ///< by a `resource` definition, not by an import or export
  std::uint8_t rep = 0x7f;
};
using ResourceRef = std::shared_ptr<const Resource>;

struct Field { std::string name; ValType type; };
struct Case { std::string name; ValType type; /* null: no payload */ };

struct Record { std::vector<Field> fields; };
struct Variant { std::vector<Case> cases; };
struct List { ValType element; };
struct FixedList { ValType element; std::uint32_t length = 0; };
struct Tuple { std::vector<ValType> types; };
struct Flags { std::vector<std::string> labels; };
struct Enum { std::vector<std::string> labels; };
struct Option { ValType type; };
struct ResultType { ValType ok, error; /* null: none */ };
struct Own { ResourceRef resource; };
struct Borrow { ResourceRef resource; };
struct Stream { ValType element; /* null: none */ };
struct Future { ValType element; };
struct Map { ValType key, value; };

using ValKind = std::variant<Primitive, Record, Variant, List, FixedList, Tuple, Flags, Enum, Option, ResultType, Own,
                             Borrow, Stream, Future, Map>;

/// A value type. `name` is the simple name of the definition ("entry"), empty for anonymous types; exporting or importing
/// a type makes a new node with the same kind and the new name.
struct ValTypeNode {
  ValKind kind;
  std::string name;
  std::uint32_t depth = 1;          ///< nesting, leaf counts; bounded by Limits
  std::uint32_t effectiveSize = 1;  ///< saturating; shared parts count each time
};
ValType makeType(ValKind kind, std::string name = {});

struct Param { std::string name; ValType type; };
struct FuncType {
  bool async = false;
  std::vector<Param> params;
  ValType result;  ///< null: none
};
using FuncTypeRef = std::shared_ptr<const FuncType>;

struct InstanceType;
using InstanceTypeRef = std::shared_ptr<const InstanceType>;
struct ComponentType;
using ComponentTypeRef = std::shared_ptr<const ComponentType>;

/// A core extern as far as linking needs it.
struct CoreExtern {
  model::CoreExternType::Kind kind = model::CoreExternType::Kind::Func;
  model::CoreFuncType func;   ///< Func and Tag
  model::CoreLimits limits;   ///< Table and Memory
  Bytes refType;              ///< Table element type, Global value type
  bool isMutable = false;
  bool opaque = false;        ///< uses core features this program carries but does not look into
};
struct CoreModuleType {
  struct ImportItem { std::string module, name; CoreExtern type; };
  struct ExportItem { std::string name; CoreExtern type; };
  std::vector<ImportItem> imports;
  std::vector<ExportItem> exports;
};
using CoreModuleTypeRef = std::shared_ptr<const CoreModuleType>;

/// The type of one import, export or definition. `TypeOf…` alternatives are *type* externs: the thing itself is a type.
struct TypeOfValue { ValType type; };
struct TypeOfResource { ResourceRef resource; };
struct TypeOfFunc { FuncTypeRef type; };
struct TypeOfInstance { InstanceTypeRef type; };
struct TypeOfComponent { ComponentTypeRef type; };
struct ValueExtern { ValType type; };
using ExternType = std::variant<FuncTypeRef, InstanceTypeRef, ComponentTypeRef, CoreModuleTypeRef, ValueExtern,
                                TypeOfValue, TypeOfResource, TypeOfFunc, TypeOfInstance, TypeOfComponent>;

struct NamedExtern {
  model::ExternName name;
  ExternType type;
};

/// Exports in their order, with the resources that are fresh for each instance of this type (existential).
struct InstanceType {
  std::vector<NamedExtern> exports;
  std::vector<ResourceRef> definedResources;
  const NamedExtern* find(std::string_view name) const;
};

/// Imports and exports in their order. `importedResources` are bound by the arguments of an instantiation,
/// `definedResources` are fresh for each instance.
struct ComponentType {
  std::vector<NamedExtern> imports;
  std::vector<NamedExtern> exports;
  std::vector<ResourceRef> importedResources;
  std::vector<ResourceRef> definedResources;
  const NamedExtern* findImport(std::string_view name) const;
  const NamedExtern* findExport(std::string_view name) const;
};

/// "func", "instance", "type", "component", "core module", "value".
const char* externKindName(const ExternType& type);
/// True when an instance type has types only, no function and no nested instance.
bool isTypesOnly(const InstanceType& type);
/// True when the instance type itself introduces a resource (`sub resource`), not by `eq`.
bool definesResource(const InstanceType& type);

}  // namespace sb::types
