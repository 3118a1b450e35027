// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/fuse/host_imports.h"
#include "core/model/component_builder.h"
#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::fuse {

/// One index space of types that is being written: the root component, an instance type or a component type.
/// It knows which types have a name in it, because imports and exports may mention named types only
/// (component-model.md 3.4).
class TypeScope {
 public:
  /// The root: definitions go to the builder.
  explicit TypeScope(model::ComponentBuilder& builder) : m_builder(&builder) {}
  /// An instance or component type inside `parent`.
  explicit TypeScope(TypeScope& parent) : m_parent(&parent) {}

  model::TypeIdx define(model::TypeKind kind);
  model::TypeIdx aliasOuter(model::TypeIdx index);
  model::TypeIdx aliasType(model::InstanceIdx instance, const std::string& name);
  model::InstanceIdx aliasInstance(model::InstanceIdx instance, const std::string& name);
  /// Adds an import or export declarator; returns the index in the space of its sort.
  std::uint32_t declare(bool import, model::ExternName name, model::ExternType type);
  std::vector<model::Declarator> takeDeclarations() { return std::move(m_declarations); }

  TypeScope* parent() { return m_parent; }

  // What has a name here.
  void nameValue(const types::ValType& type, model::TypeIdx index);
  void nameResource(const types::Resource* resource, const std::string& name, model::TypeIdx index);
  void nameInstance(model::InstanceIdx index, types::InstanceTypeRef type) {
    m_instances.push_back({index, std::move(type)});
  }

  /// The index of a resource, reached through instances and outer scopes if need be; nothing when it has no
  /// name. One resource can have several names in a scope (`trailers` is `fields`): the index of `name`, else
  /// of its first name.
  std::optional<model::TypeIdx> resource(const types::Resource* resource, const std::string& name = {});
  /// The index of a record, variant, enum or flags type that has a name: the same definition, else an equal
  /// one.
  std::optional<model::TypeIdx> namedValue(const types::ValType& type);
  /// The index of any other type under its own name in this scope: `filesize` for `u64`.
  std::optional<model::TypeIdx> aliasedValue(const types::ValType& type) const;

  std::map<const types::ValTypeNode*, model::TypeIdx> written;  ///< every type written or aliased here

 private:
  struct NamedValue {
    types::ValType type;
    model::TypeIdx index;
  };
  struct NamedInstance {
    model::InstanceIdx index;
    types::InstanceTypeRef type;
  };
  std::optional<model::TypeIdx> namedValue(const types::ValType& type, bool sameName);
  std::optional<model::TypeIdx> resourceOf(const NamedInstance& instance, const types::Resource* resource);
  std::optional<model::TypeIdx> valueOf(const NamedInstance& instance, const types::ValType& type,
                                        bool sameName);

  model::ComponentBuilder* m_builder = nullptr;
  TypeScope* m_parent = nullptr;
  std::vector<model::Declarator> m_declarations;
  std::uint32_t m_counts[13] = {};
  struct NamedResource {
    std::string name;
    model::TypeIdx index;
  };
  std::map<const types::Resource*, std::vector<NamedResource>> m_resources;
  std::map<const types::Resource*, model::TypeIdx>
      m_aliasedResources;  ///< reached, but without a name of this scope
  std::vector<NamedValue> m_named;
  std::vector<NamedInstance> m_instances;
};

/// Writes resolved types as definitions. Errors: TypeMismatch when a type mentions a resource that nothing
/// before it names; UnsupportedFeature for core types this program carries but does not look into.
class TypeWriter {
 public:
  Result<model::ValType> value(TypeScope& scope, const types::ValType& type);
  Result<model::TypeIdx> function(TypeScope& scope, const types::FuncType& type);
  Result<model::TypeIdx> instance(TypeScope& scope, const types::InstanceType& type);
  Result<model::TypeIdx> component(TypeScope& scope, const types::ComponentType& type);
  /// An instance type whose items may be types of other instances of `scope`, found by `instanceOf` (by
  /// import name).
  using InstanceOf = std::map<std::string, model::InstanceIdx>;
  Result<model::TypeIdx> instance(TypeScope& scope, const std::vector<MergedItem>& items,
                                  const InstanceOf& instanceOf);
  /// An import or export of any type, declared in `scope` under `name`; returns the index in its sort's
  /// space.
  Result<std::uint32_t> declare(TypeScope& scope, bool import, const model::ExternName& name,
                                const types::ExternType& type);

 private:
  Result<model::TypeIdx> definition(TypeScope& scope, const types::ValTypeNode& type);
  Result<std::uint32_t> declareType(TypeScope& scope, bool import, const model::ExternName& name,
                                    const types::ValType& type, std::optional<model::TypeIdx> same);
};

}  // namespace sb::fuse
