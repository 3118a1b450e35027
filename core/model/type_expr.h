// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/alias.h"
#include "core/model/extern_name.h"
#include "core/model/index_spaces.h"
#include "core/support/bytes.h"

// Types as they are written: every reference is an index of the enclosing scope. Resolved types, which need
// no scope, live in core/types.
namespace sb::model {

/// primvaltype ::= 0x7f bool … 0x73 string | 0x64 error-context
enum class Primitive : std::uint8_t {
  Bool,
  S8,
  U8,
  S16,
  U16,
  S32,
  U32,
  S64,
  U64,
  F32,
  F64,
  Char,
  String,
  ErrorContext,
};
/// The WIT spelling: "bool", "u8", …
const char* primitiveName(Primitive primitive);

/// valtype ::= i:<typeidx> | pvt:<primvaltype>. There are no inline compound value types in the binary.
using ValType = std::variant<Primitive, TypeIdx>;

struct LabelledType {
  std::string label;
  ValType type;
  friend bool operator==(const LabelledType&, const LabelledType&) = default;
};
struct VariantCase {
  std::string label;
  std::optional<ValType> type;
  friend bool operator==(const VariantCase&, const VariantCase&) = default;
};

// defvaltype, in the order of the grammar (Binary.md, "Type Definitions").
struct PrimitiveDef {
  Primitive primitive{};
  friend bool operator==(const PrimitiveDef&, const PrimitiveDef&) = default;
};
struct RecordDef {
  std::vector<LabelledType> fields;
  friend bool operator==(const RecordDef&, const RecordDef&) = default;
};
struct VariantDef {
  std::vector<VariantCase> cases;
  friend bool operator==(const VariantDef&, const VariantDef&) = default;
};
struct ListDef {
  ValType element;
  friend bool operator==(const ListDef&, const ListDef&) = default;
};
struct FixedListDef {
  ValType element;
  std::uint32_t length = 0;
  friend bool operator==(const FixedListDef&, const FixedListDef&) = default;
};
struct TupleDef {
  std::vector<ValType> types;
  friend bool operator==(const TupleDef&, const TupleDef&) = default;
};
struct FlagsDef {
  std::vector<std::string> labels;
  friend bool operator==(const FlagsDef&, const FlagsDef&) = default;
};
struct EnumDef {
  std::vector<std::string> labels;
  friend bool operator==(const EnumDef&, const EnumDef&) = default;
};
struct OptionDef {
  ValType type;
  friend bool operator==(const OptionDef&, const OptionDef&) = default;
};
struct ResultDef {
  std::optional<ValType> ok, error;
  friend bool operator==(const ResultDef&, const ResultDef&) = default;
};
struct OwnDef {
  TypeIdx resource;
  friend bool operator==(const OwnDef&, const OwnDef&) = default;
};
struct BorrowDef {
  TypeIdx resource;
  friend bool operator==(const BorrowDef&, const BorrowDef&) = default;
};
struct StreamDef {
  std::optional<ValType> element;
  friend bool operator==(const StreamDef&, const StreamDef&) = default;
};
struct FutureDef {
  std::optional<ValType> element;
  friend bool operator==(const FutureDef&, const FutureDef&) = default;
};
struct MapDef {
  ValType key, value;
  friend bool operator==(const MapDef&, const MapDef&) = default;
};

/// functype ::= 0x40 paramlist resultlist | 0x43 … (async)
struct FuncTypeDef {
  bool async = false;
  std::vector<LabelledType> params;
  std::optional<ValType> result;
  friend bool operator==(const FuncTypeDef&, const FuncTypeDef&) = default;
};

/// resourcetype ::= 0x3f rep dtor?
struct ResourceDef {
  std::uint8_t rep = 0x7f;  ///< core value type of the representation, 0x7f = i32, 0x7e = i64
  std::optional<CoreFuncIdx> destructor;
  friend bool operator==(const ResourceDef&, const ResourceDef&) = default;
};

// externtype (Binary.md, "Import and Export Definitions").
struct CoreModuleExtern {
  CoreTypeIdx type;
  friend bool operator==(const CoreModuleExtern&, const CoreModuleExtern&) = default;
};
struct FuncExtern {
  TypeIdx type;
  friend bool operator==(const FuncExtern&, const FuncExtern&) = default;
};
struct ValueExternEq {
  ValueIdx value;
  friend bool operator==(const ValueExternEq&, const ValueExternEq&) = default;
};
struct ValueExtern {
  ValType type;
  friend bool operator==(const ValueExtern&, const ValueExtern&) = default;
};
struct TypeExternEq {
  TypeIdx type;
  friend bool operator==(const TypeExternEq&, const TypeExternEq&) = default;
};
struct TypeExternSubResource {
  friend bool operator==(const TypeExternSubResource&, const TypeExternSubResource&) = default;
};
struct ComponentExtern {
  TypeIdx type;
  friend bool operator==(const ComponentExtern&, const ComponentExtern&) = default;
};
struct InstanceExtern {
  TypeIdx type;
  friend bool operator==(const InstanceExtern&, const InstanceExtern&) = default;
};
using ExternType = std::variant<CoreModuleExtern, FuncExtern, ValueExternEq, ValueExtern, TypeExternEq,
                                TypeExternSubResource, ComponentExtern, InstanceExtern>;
/// The space that an import or export of this type adds to.
Sort externSort(const ExternType& type);

/// A core type definition. Plain function types are decoded; everything else (GC subtypes, rec groups) is
/// kept as its bytes, because core/types only needs to know that it is there.
struct CoreFuncType {
  std::vector<std::uint8_t> params,
      results;  ///< core value type bytes; a type with operands is kept as CoreTypeRaw
  friend bool operator==(const CoreFuncType&, const CoreFuncType&) = default;
};
struct CoreTypeRaw {
  Bytes bytes;
  std::uint32_t definedTypes = 1;
  friend bool operator==(const CoreTypeRaw&, const CoreTypeRaw&) = default;
};

struct CoreLimits {
  std::uint64_t min = 0;
  std::optional<std::uint64_t> max;
  bool shared = false;
  bool is64 = false;
  friend bool operator==(const CoreLimits&, const CoreLimits&) = default;
};
/// importdesc of a core module, as in the core specification. `raw` keeps what the struct cannot say.
struct CoreExternType {
  enum class Kind : std::uint8_t { Func, Table, Memory, Global, Tag } kind = Kind::Func;
  CoreTypeIdx type;        ///< Func and Tag
  Bytes refType;           ///< Table: element type bytes; Global: value type bytes
  bool isMutable = false;  ///< Global
  CoreLimits limits;       ///< Table and Memory
  Bytes raw;               ///< the whole descriptor as read, written back unchanged when not empty
  friend bool operator==(const CoreExternType&, const CoreExternType&) = default;
};
struct ModuleTypeImport {
  std::string module, name;
  CoreExternType type;
  friend bool operator==(const ModuleTypeImport&, const ModuleTypeImport&) = default;
};
struct ModuleTypeExport {
  std::string name;
  CoreExternType type;
  friend bool operator==(const ModuleTypeExport&, const ModuleTypeExport&) = default;
};
struct ModuleTypeAlias {
  std::uint32_t count = 0;
  CoreTypeIdx type;
  friend bool operator==(const ModuleTypeAlias&, const ModuleTypeAlias&) = default;
};
struct ModuleTypeType {
  std::variant<CoreFuncType, CoreTypeRaw> type;
  friend bool operator==(const ModuleTypeType&, const ModuleTypeType&) = default;
};
using ModuleTypeDecl = std::variant<ModuleTypeImport, ModuleTypeType, ModuleTypeAlias, ModuleTypeExport>;
struct ModuleType {
  std::vector<ModuleTypeDecl> declarations;
  friend bool operator==(const ModuleType&, const ModuleType&) = default;
};

struct CoreTypeDef {
  std::variant<CoreFuncType, CoreTypeRaw, ModuleType> type;
  SourceRange range;
  friend bool operator==(const CoreTypeDef&, const CoreTypeDef&) = default;
};

struct TypeDef;

/// Declarators of component and instance types. An import declarator is legal in component types only.
struct ImportDecl {
  ExternName name;
  ExternType type;
  friend bool operator==(const ImportDecl&, const ImportDecl&) = default;
};
struct ExportDecl {
  ExternName name;
  ExternType type;
  friend bool operator==(const ExportDecl&, const ExportDecl&) = default;
};
/// Types nest; the shared pointer makes the declarator copyable, it is never changed after decoding.
struct TypeDecl {
  std::shared_ptr<const TypeDef> type;
  friend bool operator==(const TypeDecl& a, const TypeDecl& b);
};
struct CoreTypeDecl {
  CoreTypeDef type;
  friend bool operator==(const CoreTypeDecl&, const CoreTypeDecl&) = default;
};
struct AliasDecl {
  AliasTarget target;
  friend bool operator==(const AliasDecl&, const AliasDecl&) = default;
};
struct Declarator {
  std::variant<CoreTypeDecl, TypeDecl, AliasDecl, ImportDecl, ExportDecl> decl;
  SourceRange range;
  friend bool operator==(const Declarator&, const Declarator&) = default;
};

struct ComponentTypeDef {
  std::vector<Declarator> declarations;
  friend bool operator==(const ComponentTypeDef&, const ComponentTypeDef&) = default;
};
struct InstanceTypeDef {
  std::vector<Declarator> declarations;
  friend bool operator==(const InstanceTypeDef&, const InstanceTypeDef&) = default;
};

/// deftype ::= defvaltype | resourcetype | functype | componenttype | instancetype
using TypeKind = std::variant<PrimitiveDef, RecordDef, VariantDef, ListDef, FixedListDef, TupleDef, FlagsDef,
                              EnumDef, OptionDef, ResultDef, OwnDef, BorrowDef, StreamDef, FutureDef, MapDef,
                              ResourceDef, FuncTypeDef, ComponentTypeDef, InstanceTypeDef>;
struct TypeDef {
  TypeKind kind;
  SourceRange range;
  friend bool operator==(const TypeDef&, const TypeDef&) = default;
};

}  // namespace sb::model
