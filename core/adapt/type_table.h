// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model/component_builder.h"
#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::adapt {

/// Writes resolved types as definitions of one index space: the adapter component itself, or an instance type
/// inside it. Remembers which types have a name there, because imports and exports may mention named types
/// only (component-model.md 3.4).
class TypeTable {
 public:
  explicit TypeTable(model::ComponentBuilder& root) : m_root(&root) {}
  explicit TypeTable(TypeTable& parent) : m_parent(&parent) {}

  void bind(const types::ValType& type, model::TypeIdx idx);
  /// `name` is what this scope calls the resource; one resource may have several names.
  void bind(const types::ResourceRef& resource, const std::string& name, model::TypeIdx idx);

  // Errors: Invalid, when a record, variant, enum, flags or resource has no name here or outside.
  Result<model::ValType> value(const types::ValType& type);
  Result<model::TypeIdx> function(const types::FuncType& type);
  /// Which of a resource's names counts for functions of the resource: `[method]cat.feed` takes a borrow of
  /// what is called `cat` (component-model.md 3.5). Empty: any of them.
  Result<model::TypeIdx> resource(const types::ResourceRef& resource, const std::string& name = {});

  /// A type that has a name here. Errors: Invalid, when it has none.
  Result<model::TypeIdx> known(const types::NamedExtern& item);

  /// Imports a type under a name of its own: `eq` of one that is known here, or a fresh resource.
  Result<model::TypeIdx> importType(const model::ExternName& name, const types::NamedExtern& item);

  /// What an export of this type stands for: the type it is an `eq` of, if that has a name here, or a
  /// definition of its own in terms of the names here.
  Result<model::TypeIdx> exported(const types::ValType& type);

  /// Exports a type from the component: of one that is known here, or a new definition. Functions that are
  /// exported afterwards may mention it.
  Result<model::TypeIdx> exportType(const model::ExternName& name, const types::ValType& type);

  /// Declares an export of an instance type. Types that are named outside become `eq` of the outer ones.
  Result<void> declareExport(const types::NamedExtern& item);
  model::InstanceTypeDef takeInstanceType() { return {std::move(m_declarations)}; }

 private:
  struct Named {
    types::ValType type;
    model::TypeIdx idx;
  };
  struct NamedResource {
    std::string name;
    model::TypeIdx idx;
  };
  model::TypeIdx define(model::TypeKind kind);
  model::TypeIdx aliasOuter(model::TypeIdx outer);
  model::TypeIdx declare(const model::ExternName& name, model::ExternType type);
  Result<model::TypeIdx> definition(const types::ValType& type);
  /// How a type that has a name here is like the one that is asked for.
  enum class Likeness : std::uint8_t { Definition, Name, Structure };
  std::optional<model::TypeIdx> named(const types::ValType& type);
  std::optional<model::TypeIdx> named(const types::ValType& type, Likeness like);
  std::optional<model::TypeIdx> sameDefinition(const types::ValType& type);
  std::optional<model::TypeIdx> knownResource(const types::ResourceRef& resource, const std::string& name);

  model::ComponentBuilder* m_root = nullptr;
  TypeTable* m_parent = nullptr;
  std::vector<model::Declarator> m_declarations;
  std::uint32_t m_typeCount = 0;
  std::vector<Named> m_named;
  std::map<const types::ValTypeNode*, model::TypeIdx> m_written;  ///< anonymous ones
  std::map<const types::Resource*, std::vector<NamedResource>> m_resources;
};

}  // namespace sb::adapt
