// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/types/extern_name_rules.h"
#include "core/types/interface_name.h"
#include "core/wit/document.h"

namespace sb::wit {

/// Makes a document of resolved types: interfaces by their names, types by the definitions they are `eq` to,
/// resources by identity. What WIT has no words for is left out and named in `losses`.
class Describer {
 public:
  explicit Describer(Document& document) : m_document(document) {}

  PackageId package(const std::string& nameSpace, const std::string& name, const std::string& version);
  /// The interface of that full name, made when it is new.
  InterfaceId interfaceNamed(const types::InterfaceName& name);
  /// Adds what one instance of the interface has; parts that were there before are recognised by name.
  void fill(InterfaceId id, const types::InstanceType& type);
  void fillWorld(WorldId id, const std::vector<types::NamedExtern>& imports,
                 const std::vector<types::NamedExtern>& exports);
  /// Functions of resources first and in the order of their resources, as text has them.
  void sortFuncs();
  /// Packages after those they use, otherwise as they were met; the root package last.
  void sortPackages();
  std::vector<std::string>& losses() { return m_losses; }

 private:
  struct Scope {
    Owner owner;
    std::unordered_map<std::string, TypeId> types;
    std::unordered_map<std::uint32_t, TypeId> aliases;  ///< definition elsewhere → its name here
    std::unordered_set<std::string> funcs;
  };
  Scope& scopeOf(const Owner& owner);
  void lose(std::string what) { m_losses.push_back(std::move(what)); }
  std::string describe(const Owner& owner) const;

  void worldItem(World& world, const types::NamedExtern& item, bool isImport, WorldId id);
  void worldInstance(World& world, const types::NamedExtern& item, const types::InstanceType& type,
                     bool isImport);
  void worldFunc(World& world, const types::NamedExtern& item, const types::FuncType& type, bool isImport,
                 WorldId id);
  void worldType(World& world, const types::NamedExtern& item, bool isImport, WorldId id);
  std::optional<TypeId> define(const Owner& owner, const types::NamedExtern& item);
  TypeKind valueKind(const types::ValType& type, const Owner& owner, const std::string& name);
  TypeKind structure(const types::ValType& type, const Owner& owner);
  std::optional<Func> func(const types::NamedExtern& item, const types::FuncType& type, const Owner& owner);
  TypeRef ref(const types::ValType& type, const Owner& owner);
  std::optional<TypeRef> optional(const types::ValType& type, const Owner& owner);
  TypeId resourceHere(const types::ResourceRef& resource, const std::string& name, const Owner& owner);
  std::optional<TypeId> definitionOf(const types::ValType& type) const;
  /// Whether a `use` from here can name it: it belongs to an interface that has a name.
  bool canUse(TypeId id) const;
  /// `type` is what `elsewhere` defines; null for a resource.
  TypeId nameHere(TypeId elsewhere, const types::ValType& type, const Owner& owner);
  TypeId add(TypeDef def);
  void attach(TypeId id, const Owner& owner);

  Document& m_document;
  std::map<std::string, PackageId> m_packages;
  std::map<std::string, InterfaceId> m_interfaces;
  std::unordered_map<const types::ValTypeNode*, TypeId> m_values;
  std::unordered_map<const types::Resource*, std::vector<TypeId>> m_resources;
  std::map<Owner, Scope> m_scopes;
  std::vector<std::string> m_losses;
};

}  // namespace sb::wit
