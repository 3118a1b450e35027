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

// Resolved types: immutable values that need no index space and no store. They form a graph of shared nodes,
// because a port, a plan step, an undo entry and a background job hold the same type for different lengths of
// time.
//
// Identity: two value types are *equal* when their structure is (E, "Type Checking"); they are the *same
// definition* when the pointers are equal, which matters for external visibility only. Resources are equal
// when their pointers are.
namespace sb::types {

using model::Primitive;

struct ValTypeNode;
using ValType = std::shared_ptr<const ValTypeNode>;

/// One resource definition, abstract (imported or exported as `sub resource`) or defined in a component. Its
/// address is its identity; `name` is the label it was last exported or imported under, for people.
struct Resource {
  std::string name;
  bool definedHere = false;  ///< by a `resource` definition, not by an import or export
  std::uint8_t rep = 0x7f;
};
using ResourceRef = std::shared_ptr<const Resource>;

/// Which import, export or definition a resource was named through. Two labels of one resource are equal
/// types; only external visibility (component-model.md 3.4) tells them apart. Handed out by the check, 0
/// means "not known".
using ResourceLabel = std::uint32_t;

struct Field {
  std::string name;
  ValType type;
};
struct Case {
  std::string name;
  ValType type; /* null: no payload */
};

struct Record {
  std::vector<Field> fields;
};
struct Variant {
  std::vector<Case> cases;
};
struct List {
  ValType element;
};
struct FixedList {
  ValType element;
  std::uint32_t length = 0;
};
struct Tuple {
  std::vector<ValType> types;
};
struct Flags {
  std::vector<std::string> labels;
};
struct Enum {
  std::vector<std::string> labels;
};
struct Option {
  ValType type;
};
struct ResultType {
  ValType ok, error; /* null: none */
};
/// `name` is what the scope calls the resource where the handle type was written; empty: see the resource.
struct Own {
  ResourceRef resource;
  ResourceLabel label = 0;
  std::string name = {};
};
struct Borrow {
  ResourceRef resource;
  ResourceLabel label = 0;
  std::string name = {};
};
struct Stream {
  ValType element; /* null: none */
};
struct Future {
  ValType element;
};
struct Map {
  ValType key, value;
};

using ValKind = std::variant<Primitive, Record, Variant, List, FixedList, Tuple, Flags, Enum, Option,
                             ResultType, Own, Borrow, Stream, Future, Map>;

/// Size and alignment in a linear memory, saturating (CanonicalABI.md, "Alignment", "Element Size").
struct MemoryFootprint {
  std::uint64_t size = 0;
  std::uint32_t align = 1;
  friend bool operator==(const MemoryFootprint&, const MemoryFootprint&) = default;
};

/// What follows from the structure of a type. Computed once per node from its children, so that questions
/// about types with much sharing stay cheap.
struct TypeFacts {
  bool hasPointer = false;      ///< string, list or map; not behind a stream or future
  bool hasBorrow = false;       ///< at any depth, stream and future elements included
  bool hasHandle = false;       ///< own, borrow, stream, future or error-context
  bool hasResource = false;     ///< own or borrow at any depth: substituting resources changes the type
  std::uint32_t flatCount = 1;  ///< slots of the flat form, saturating
  MemoryFootprint memory32, memory64;  ///< for 32-bit and 64-bit memories
};

/// A value type. `name` is the simple name of the definition ("entry"), empty for anonymous types; exporting
/// or importing a type makes a new node with the same kind and the new name.
struct ValTypeNode {
  ValKind kind;
  std::string name;
  std::uint32_t depth = 1;          ///< nesting, leaf counts; bounded by Limits
  std::uint32_t effectiveSize = 1;  ///< saturating; shared parts count each time
  TypeFacts facts;
  ValType origin;  ///< the definition this one is an `eq` of; null when it stands for itself
};
/// Makes a node and computes depth, size and facts from its children. The only place that builds nodes.
ValType makeType(ValKind kind, std::string name = {});
/// The same type under a new name, as an import or export with an `eq` bound makes it.
ValType renamed(const ValType& type, std::string name);

struct Param {
  std::string name;
  ValType type;
};
struct FuncType {
  bool async = false;
  std::vector<Param> params;
  ValType result;                   ///< null: none
  std::uint32_t effectiveSize = 1;  ///< as in ValTypeNode; filled by core/types
  bool mayHaveResource = true;      ///< false only when known: substituting resources cannot change the type
};
using FuncTypeRef = std::shared_ptr<const FuncType>;

struct InstanceType;
using InstanceTypeRef = std::shared_ptr<const InstanceType>;
struct ComponentType;
using ComponentTypeRef = std::shared_ptr<const ComponentType>;

/// A core function type that many items have: a module's functions, and what is aliased from its instances.
class SharedCoreFunc {
 public:
  SharedCoreFunc() = default;
  SharedCoreFunc(model::CoreFuncType type)  // NOLINT(google-explicit-constructor): a type is its signature
      : m_type(std::make_shared<const model::CoreFuncType>(std::move(type))) {}
  const model::CoreFuncType& operator*() const;
  const model::CoreFuncType* operator->() const { return &**this; }
  friend bool operator==(const SharedCoreFunc& a, const SharedCoreFunc& b) {
    return a.m_type == b.m_type || *a == *b;
  }

 private:
  std::shared_ptr<const model::CoreFuncType> m_type;  ///< null: no parameters, no results
};

/// A core extern as far as linking needs it.
struct CoreExtern {
  model::CoreExternType::Kind kind = model::CoreExternType::Kind::Func;
  SharedCoreFunc func;       ///< Func and Tag
  model::CoreLimits limits;  ///< Table and Memory
  Bytes refType;             ///< Table element type, Global value type
  bool isMutable = false;
  std::uint32_t pageSizeLog2 = 16;  ///< Memory
  bool opaque = false;              ///< uses core features this program carries but does not look into
};
struct CoreModuleType {
  struct ImportItem {
    std::string module, name;
    CoreExtern type;
  };
  struct ExportItem {
    std::string name;
    CoreExtern type;
  };
  std::vector<ImportItem> imports;
  std::vector<ExportItem> exports;
};
using CoreModuleTypeRef = std::shared_ptr<const CoreModuleType>;

/// The type of one import, export or definition. `TypeOf…` alternatives are *type* externs: the thing itself
/// is a type.
struct TypeOfValue {
  ValType type;
};
struct TypeOfResource {
  ResourceRef resource;
  ResourceLabel label = 0;
  std::string name = {};
};
struct TypeOfFunc {
  FuncTypeRef type;
};
struct TypeOfInstance {
  InstanceTypeRef type;
};
struct TypeOfComponent {
  ComponentTypeRef type;
};
struct ValueExtern {
  ValType type;
};
using ExternType =
    std::variant<FuncTypeRef, InstanceTypeRef, ComponentTypeRef, CoreModuleTypeRef, ValueExtern, TypeOfValue,
                 TypeOfResource, TypeOfFunc, TypeOfInstance, TypeOfComponent>;

struct NamedExtern {
  model::ExternName name;
  ExternType type;
};

/// Exports in their order, with the resources that are fresh for each instance of this type (existential). An
/// instance that is imported or exported keeps the list of resources it introduced, so that it can be matched
/// by itself.
struct InstanceType {
  std::vector<NamedExtern> exports;
  std::vector<ResourceRef> definedResources;
  std::vector<std::uint32_t>
      byName;  ///< positions sorted by name once `indexNames` ran; linear search without it
  std::uint32_t effectiveSize = 1;  ///< as in ValTypeNode; filled by core/types
  bool mayHaveResource = true;      ///< as in FuncType
  const NamedExtern* find(std::string_view name) const;
};

/// Imports and exports in their order. `importedResources` are bound by the arguments of an instantiation,
/// `definedResources` are fresh for each instance.
struct ComponentType {
  std::vector<NamedExtern> imports;
  std::vector<NamedExtern> exports;
  std::vector<ResourceRef> importedResources;
  std::vector<ResourceRef> definedResources;
  std::vector<std::uint32_t> importsByName, exportsByName;  ///< as in InstanceType
  std::uint32_t effectiveSize = 1;                          ///< as in ValTypeNode; filled by core/types
  bool mayHaveResource = true;                              ///< as in FuncType
  const NamedExtern* findImport(std::string_view name) const;
  const NamedExtern* findExport(std::string_view name) const;
};

/// Fills the sorted positions that make `find` logarithmic. Called when a type is complete; names do not
/// change after.
void indexNames(InstanceType& type);
void indexNames(ComponentType& type);

/// Makes a type shared once it is complete: fills names, size and `mayHaveResource` from its parts.
FuncTypeRef finish(FuncType type);
InstanceTypeRef finish(InstanceType type);
ComponentTypeRef finish(ComponentType type);

/// "func", "instance", "type", "component", "core module", "value".
const char* externKindName(const ExternType& type);
/// True when an instance type has types only, no function and no nested instance.
bool isTypesOnly(const InstanceType& type);
/// True when the instance type itself introduces a resource (`sub resource`), not by `eq`.
bool definesResource(const InstanceType& type);

}  // namespace sb::types
