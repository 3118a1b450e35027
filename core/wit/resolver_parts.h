// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "core/wit/resolve.h"
#include "core/wit/type_builder.h"

namespace sb::wit {

/// A name inside an interface or world while it is read.
struct ScopeEntry {
  enum class What { Type, Func, Hole, GatedOut };
  What what = What::Hole;
  TypeId type;
  std::string feature;  ///< GatedOut
};
struct ItemScope {
  std::unordered_map<std::string, ScopeEntry> names;
  std::unordered_map<std::string, std::string> byKey;  ///< uniqueness key → name as written
};

/// An interface or world of some package.
struct Declaration {
  const ast::Interface* interface = nullptr;  ///< one of the two
  const ast::World* world = nullptr;
  std::uint32_t package = 0, file = 0;
  std::optional<InterfaceId> interfaceId;
  std::optional<WorldId> worldId;
  std::string gatedOut;  ///< the feature that is off
  bool isWorld() const { return world != nullptr; }
  const ast::Name& name() const { return isWorld() ? world->name : interface->name; }
  const ast::Head& head() const { return isWorld() ? world->head : interface->head; }
};

/// The names a file sees before those of its package: what it declares and what `use` brings.
struct FileScope {
  const std::vector<ast::Item>* items = nullptr;
  std::unordered_map<std::string, const ast::TopLevelUse*> uses;
};
struct PackageEntry {
  ast::PackageName name;
  std::string docs;
  std::vector<FileScope> files;
  std::unordered_map<std::string, std::uint32_t> items;  ///< name → declaration
  std::unordered_map<std::string, std::string> byKey;
  PackageId id;
  enum class From { Root, Dependency, Fallback } from = From::Root;
};

class Resolver {
 public:
  Resolver(const Sources& sources, const FeatureChoice& features, Problems& problems)
      : m_sources(sources), m_features(features), m_problems(problems), m_types(m_document) {}
  Document run(const PackageTexts& texts);

 private:
  // resolve_packages.cpp: which packages, interfaces and worlds there are, and in which order
  void collect(const std::vector<ast::File>& files, PackageEntry::From from);
  void addPackage(const ast::PackageHead& head, const std::vector<const ast::File*>& files,
                  const std::vector<ast::Item>* nested, PackageEntry::From from);
  void declare(std::uint32_t package, std::uint32_t file);
  void checkTopLevelUses();
  std::string textOf(const PackageEntry& entry) const;
  std::vector<std::uint32_t> packageOrder();
  std::vector<std::uint32_t> declarationOrder(const std::vector<std::uint32_t>& packages);

  // resolve_paths.cpp: what a path means
  struct Wanted {
    const ast::UsePath* path;
    const ast::Attributes* attributes;
  };
  void forEachPath(const Declaration& declaration, std::vector<Wanted>& out) const;
  std::optional<std::uint32_t> lookUp(const ast::UsePath& path, std::uint32_t package, std::uint32_t file,
                                      bool report);
  std::optional<std::uint32_t> findPackage(const ast::PackageName& name) const;
  void reportUnknown(const ast::UsePath& path, std::uint32_t package, std::uint32_t file);
  std::optional<InterfaceId> interfaceAt(const ast::UsePath& path, std::uint32_t package, std::uint32_t file);
  std::optional<WorldId> worldAt(const ast::UsePath& path, std::uint32_t package, std::uint32_t file);

  // resolve_gates.cpp
  bool enabled(const ast::Attributes& attributes) const;
  Notes notes(const ast::Head& head, std::uint32_t package);
  void noExternalId(const ast::Head& head, std::string_view what);

  // resolve_interfaces.cpp
  struct Where {
    std::uint32_t package, file;
  };
  bool define(ItemScope& scope, const ast::Name& name, ScopeEntry entry);
  void resolveInterface(InterfaceId id, const std::vector<ast::InterfaceItem>& items, Where where);
  void resolveUse(const ast::UseItem& use, Owner owner, Where where, ItemScope& scope,
                  std::vector<TypeId>& defined);
  void resolveTypes(const std::vector<const ast::TypeItem*>& items, Owner owner, Where where,
                    ItemScope& scope, std::vector<TypeId>& defined);
  std::vector<const ast::TypeItem*> inOrder(const std::vector<const ast::TypeItem*>& items);
  std::vector<Func> resourceFuncs(const ast::TypeItem& item, const ItemScope& scope, Where where);

  // resolve_types.cpp
  std::optional<TypeKind> kindOf(const ast::TypeItem& item, const ItemScope& scope);
  std::optional<TypeRef> typeRef(const ast::Type& type, const ItemScope& scope);
  std::optional<TypeKind> anonymous(const ast::Type& type, const ItemScope& scope);
  std::optional<TypeId> named(const ast::Name& name, const ItemScope& scope, bool mustBeResource);
  std::optional<std::vector<Member>> members(const std::vector<ast::Member>& members, const ItemScope& scope,
                                             std::string_view what);
  std::optional<Func> func(const ast::Func& func, const std::string& name, std::optional<TypeId> resource,
                           const ItemScope& scope, Where where);
  std::optional<TypeRef> constructorResult(const ast::Func& func, TypeId resource, const ItemScope& scope);
  std::optional<TypeId> addType(TypeDef def);
  bool checkValueType(const types::ValType& type, const Place& place);

  // resolve_worlds.cpp
  struct WorldParts {
    World world;
    ItemScope scope;
    std::unordered_set<std::string> interfaces[2];          ///< imported, exported under their own name
    std::unordered_map<std::string, std::string> byKey[2];  ///< plain names
  };
  void resolveWorld(const Declaration& declaration);
  void addExtern(const ast::ExternItem& item, Where where, WorldParts& parts);
  bool addItem(WorldItem item, bool isImport, WorldParts& parts, std::string_view verb);
  void include(const ast::IncludeItem& item, Where where, WorldParts& parts);
  void includeItems(const std::vector<WorldItem>& items, bool isImport, const ast::IncludeItem& item,
                    WorldParts& parts, std::unordered_map<TypeId, TypeId>& copies);
  TypeRef copyOf(const TypeRef& type, std::unordered_map<TypeId, TypeId>& copies);
  TypeId copyOf(TypeId type, std::unordered_map<TypeId, TypeId>& copies);

  // elaborate_world.cpp
  void elaborate(World& world);
  const std::vector<InterfaceId>& dependencies(InterfaceId id);

  const Sources& m_sources;
  const FeatureChoice& m_features;
  Problems& m_problems;
  Document m_document;
  TypeBuilder m_types;
  std::vector<std::uint32_t> m_aliasLinks;  ///< by TypeId: how many aliases in a row
  std::unordered_set<std::string> m_brokenNames;
  std::vector<PackageEntry> m_packages;
  std::map<std::string, std::uint32_t> m_packageByName;
  std::vector<Declaration> m_declarations;
  std::vector<ItemScope> m_scopes;  ///< by InterfaceId
  std::unordered_map<std::uint32_t, std::vector<InterfaceId>> m_dependencies;
  std::size_t m_worldItems = 0;
};

/// "wasi:io@0.2.0" of a package's name as written.
std::string packageText(const ast::PackageName& name);

}  // namespace sb::wit
