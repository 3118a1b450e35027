// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "core/types/core_gc_types.h"
#include "core/types/type.h"
#include "core/types/visibility.h"

namespace sb::types {

enum class ScopeKind { Component, ComponentType, InstanceType };

/// The names one side of a scope has used, and the resources that annotated names may speak of
/// (component-model.md 3.5). Views look into the model, which outlives the check.
struct ExternNames {
  std::unordered_map<std::string, std::string_view> byKey;  ///< uniqueness key → name as written
  std::unordered_map<TypeIdentity, std::string, TypeIdentityHash> resourceNames;
  std::unordered_set<std::string> allResourceNames;
  std::unordered_map<std::string, ValType> getters;  ///< accessor name → type
};

/// A core function as far as canonical definitions need it. Opaque: its signature uses features this program
/// carries but does not look into, or its definition is in error.
struct CoreFuncItem {
  SharedCoreFunc type;
  bool opaque = false;
};

/// The exports of a core instance with their index; shared by all instances of one module.
struct CoreExports {
  std::vector<CoreModuleType::ExportItem> items;
  std::unordered_map<std::string, std::uint32_t> byName;
};
using CoreExportsRef = std::shared_ptr<const CoreExports>;  ///< null: in error

struct CoreFuncTypeItem {
  SharedCoreFunc type;
};
struct CoreModuleTypeItem {
  CoreModuleTypeRef type;
};
/// A type with features beyond plain functions. Null: in error, or from another scope, whose indices mean
/// nothing here.
struct CoreOpaqueType {
  std::shared_ptr<const CoreCompositeType> type;
};
using CoreTypeItem = std::variant<CoreFuncTypeItem, CoreModuleTypeItem, CoreOpaqueType>;

struct ValueItem {
  ValType type;
  bool used = false;
};

/// The index spaces of a component, component type or instance type while its definitions are read. An item
/// whose definition is in error is a hole: a null pointer, or `TypeOfValue` with no type; whoever meets one
/// stays silent.
struct Scope {
  Scope(ScopeKind scopeKind, Scope* enclosing) : kind(scopeKind), parent(enclosing) {}

  ScopeKind kind;
  Scope* parent;  ///< outlives this scope; null at the root

  std::vector<FuncTypeRef> funcs;
  std::vector<ExternType> types;
  std::vector<ComponentTypeRef> components;
  std::vector<InstanceTypeRef> instances;
  std::vector<ValueItem> values;
  std::vector<CoreFuncItem> coreFuncs;
  std::vector<CoreExtern> coreTables, coreMemories, coreGlobals, coreTags;
  std::vector<CoreTypeItem> coreTypes;
  std::vector<CoreModuleTypeRef> coreModules;
  std::vector<CoreExportsRef> coreInstances;

  std::vector<NamedExtern> imports, exports;
  ExternNames importNames, exportNames;
  NamedTypes importedTypes, exportedTypes;

  std::vector<ResourceRef> importedResources;
  std::vector<ResourceRef> definedResources;  ///< by definition, instantiation or `sub resource` export
  std::unordered_set<const Resource*> introducedResources;  ///< by an import or by an export so far
  std::unordered_map<const Resource*, std::shared_ptr<Resource>>
      localResources;  ///< by `resource` definitions

  std::uint8_t contextType = 0;  ///< of context.get and context.set, one per component
  bool hasStart = false;
  bool reachesOut = false;  ///< an outer alias in it, or deeper in, names something around it
};

inline bool isHole(const ExternType& type) {
  const auto* value = std::get_if<TypeOfValue>(&type);
  return value != nullptr && !value->type;
}

}  // namespace sb::types
