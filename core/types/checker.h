// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/model/component.h"
#include "core/types/check_component.h"
#include "core/types/comparison.h"
#include "core/types/reporter.h"
#include "core/types/scope.h"
#include "core/types/substitution.h"

namespace sb::types {

enum class Direction { Import, Export };

/// The options of one canonical definition, looked up and checked for themselves (CanonicalABI.md,
/// "Canonical ABI Options").
struct ResolvedOptions {
  bool memory = false, realloc = false, isAsync = false, gc = false, utf16 = false;
  bool memory64 = false;
  std::optional<std::uint32_t> postReturn, callback;
  std::optional<std::uint32_t> coreType;
};

/// Resolves and checks one component with everything nested in it. The methods are grouped by the file that
/// implements them; each file follows one section of Binary.md. Nothing here outlives one call of
/// `checkComponent`.
class Checker {
 public:
  explicit Checker(const CheckOptions& options)
      : m_options(options),
        m_comparison(m_budget),
        m_nextLabel(options.known ? options.known->nextLabel : 1) {}
  CheckedComponent run(const model::Component& component);

 private:
  // check_component.cpp: sections in order, what holds for the whole component
  ComponentTypeRef component(const model::Component& component, Scope& scope);
  void section(const model::Section& section, Scope& scope);
  ComponentTypeRef nested(const std::shared_ptr<const model::Component>& part, Scope& scope);
  ComponentTypeRef finishComponent(Scope& scope);
  void startFunction(const model::Start& start, Scope& scope);
  bool stopped() const { return m_options.collectAll ? m_reporter.isFull() : m_reporter.hasErrors(); }

  // check_value_types.cpp: defvaltype and functype
  void typeDefinition(const model::TypeDef& type, Scope& scope);
  ExternType resolveType(const model::TypeDef& type, Scope& scope);
  ValType valType(const model::ValType& type, Scope& scope);
  ValType defined(const model::TypeKind& kind, Scope& scope);
  ValType complete(ValKind kind);
  std::optional<TypeOfResource> resourceAt(model::TypeIdx idx, Scope& scope);
  ExternType funcType(const model::FuncTypeDef& type, Scope& scope);
  ExternType resourceDefinition(const model::ResourceDef& resource, Scope& scope);
  bool uniqueLabels(const std::vector<std::string_view>& labels, const char* what);
  bool mapTypes(const ValType& key, const ValType& value);
  std::optional<std::vector<Param>> paramList(const std::vector<model::LabelledType>& fields, Scope& scope,
                                              const char* what);

  // check_type_scopes.cpp: component types, instance types and their declarators
  ExternType componentType(const model::ComponentTypeDef& type, Scope& scope);
  ExternType instanceType(const model::InstanceTypeDef& type, Scope& scope);
  void declarators(const std::vector<model::Declarator>& declarations, Scope& inner);
  std::optional<ExternType> externType(const model::ExternType& type, const std::string& name, Scope& scope);
  std::optional<ExternType> boundType(model::TypeIdx idx, const std::string& name, Scope& scope);

  // check_externs.cpp: imports, exports, their names
  void import(const model::ExternName& name, const model::ExternType& type, Scope& scope);
  void exportDeclaration(const model::ExternName& name, const model::ExternType& type, Scope& scope);
  void exportItem(const model::Export& item, Scope& scope);
  std::optional<ExternType> itemType(const model::SortIdx& item, Scope& scope, const char* what);
  void addExtern(const model::ExternName& name, const ExternType& type, Direction direction, Scope& scope);
  bool addToSpace(const ExternType& type, bool valueUsed, Scope& scope);
  void addHole(model::Sort sort, Scope& scope);
  ExternType introduce(const std::string& name, const ExternType& type, Scope& scope);

  // check_extern_names.cpp: grammar, uniqueness, annotated names, attributes
  bool externName(const model::ExternName& name, const ExternType& type, Direction direction,
                  ExternNames& names);
  bool annotatedName(const std::string& name, const struct ExternNameParts& parts, const ExternType& type,
                     ExternNames& names);
  bool attributes(const model::ExternName& name, const struct ExternNameParts& parts, const ExternType& type);
  bool resourceNamed(const ResourceRef& resource, ResourceLabel label, std::string_view name,
                     const ExternNames& names);

  bool registerNamed(const ExternType& type, Direction direction, Scope& scope);

  // check_aliases.cpp
  void alias(const model::AliasTarget& target, Scope& scope);
  void aliasExport(const model::AliasExport& target, Scope& scope);
  void aliasCoreExport(const model::AliasCoreExport& target, Scope& scope);
  void aliasOuter(const model::AliasOuter& target, Scope& scope);
  Scope* outerScope(std::uint32_t count, Scope& scope);

  // check_instances.cpp
  InstanceTypeRef instance(const model::Instance& instance, Scope& scope);
  InstanceTypeRef instantiate(const model::Instantiate& instantiation, Scope& scope);
  InstanceTypeRef inlineExports(const model::InlineExports& exports, Scope& scope);
  bool carriesTypes(const ExternType& type);
  bool matchArguments(const ComponentType& component, const std::vector<NamedExtern>& args,
                      Comparison::Side& side);

  // check_core.cpp, check_core_types.cpp: core modules and instances, core types
  void coreModule(const model::CoreModule& module, Scope& scope);
  void coreType(const model::CoreTypeDef& type, Scope& scope);
  void rawCoreType(const model::CoreTypeRaw& type, std::vector<CoreTypeItem>& space);
  bool coreTypesNarrowed() const {
    const Features& on = m_options.features;
    return !(on.simd && on.referenceTypes && on.functionReferences && on.coreGc);
  }
  bool coreValueTypesOn(const struct CoreCompositeType& type);
  CoreModuleTypeRef moduleType(const model::ModuleType& type, Scope& scope);
  void coreInstance(const model::CoreInstance& instance, Scope& scope);
  CoreExportsRef coreInstantiate(const model::CoreInstantiate& instantiation, Scope& scope);
  CoreExportsRef coreInlineExports(const model::CoreInlineExports& exports, Scope& scope);
  std::optional<CoreExtern> coreItem(const model::SortIdx& item, Scope& scope);
  CoreExportsRef exportsOf(const CoreModuleTypeRef& module);

  // check_canon.cpp, check_canon_options.cpp, check_builtins.cpp
  void canon(const model::Canon& canon, Scope& scope);
  void lift(const model::CanonLift& lift, Scope& scope);
  void lower(const model::CanonLower& lower, Scope& scope);
  void builtin(const model::CanonBuiltin& builtin, Scope& scope);
  std::optional<ResolvedOptions> canonOptions(const model::CanonOptions& options, Scope& scope);
  bool needs(const ResolvedOptions& options, bool memory, bool realloc, const char* where);
  bool lowerOptions(const ResolvedOptions& options, const char* where);
  const CoreFuncItem* coreFuncAt(std::uint32_t index, Scope& scope);
  bool gcSignature(const FuncType& func, const CoreTypeItem& core, const ResolvedOptions& options,
                   const Scope& scope);
  bool liftCallbacks(const ResolvedOptions& options, const CoreFuncItem& func, Scope& scope);
  CoreFuncItem builtinSignature(const model::CanonBuiltin& builtin, Scope& scope);
  CoreFuncItem resourceBuiltin(const model::CanonBuiltin& builtin, Scope& scope);
  std::optional<ValType> endOf(const model::CanonBuiltin& builtin, Scope& scope);
  CoreFuncItem streamCopy(const model::CanonBuiltin& builtin, Scope& scope);
  CoreFuncItem taskReturn(const model::CanonBuiltin& builtin, Scope& scope);
  CoreFuncItem contextBuiltin(const model::CanonBuiltin& builtin, Scope& scope);
  CoreFuncItem memoryBuiltin(const model::CanonBuiltin& builtin, Scope& scope);
  CoreFuncItem errorContextBuiltin(const model::CanonBuiltin& builtin, Scope& scope);
  CoreFuncItem threadStart(const model::CanonBuiltin& builtin, Scope& scope);
  bool memoryAt(std::uint32_t index, Scope& scope, bool& is64);

  // limits and gates
  bool gate(bool enabled, std::string_view feature, std::string_view what);
  bool inBounds(std::size_t index, std::size_t size, const char* space);
  bool withinSize(std::uint32_t effectiveSize);
  bool afford();
  void limit(std::size_t count, std::size_t maximum, const char* what);
  void spaceLimits(const Scope& scope);
  void error(std::string code, std::string message, std::string rule, std::string wayOut = {}) {
    m_reporter.error(std::move(code), std::move(message), std::move(rule), std::move(wayOut));
  }

  CheckOptions m_options;
  Reporter m_reporter;
  Budget m_budget;
  std::unordered_set<std::string_view> m_validModules;  ///< by content: equal ones are validated once
  bool m_overBudget = false;                            ///< and said so
  Comparison m_comparison;
  ResourceLabel m_nextLabel;
  CheckedParts m_parts;
  std::map<Primitive, ValType> m_primitives;
  std::unordered_map<const CoreModuleType*, CoreExportsRef> m_coreExports;
  std::vector<CoreModuleTypeRef> m_keepModules;  ///< the keys of m_coreExports
  std::unordered_map<const ComponentType*, InstanceTypeRef> m_plainInstances;
  std::vector<ComponentTypeRef> m_keepComponents;  ///< the keys of m_plainInstances
  std::unordered_map<InstanceTypeRef, bool> m_carriesTypes;
};

}  // namespace sb::types
