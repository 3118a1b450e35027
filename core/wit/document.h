// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/type_expr.h"
#include "core/support/indexed_vec.h"
#include "core/types/type.h"
#include "core/wit/source.h"

// WIT after names were looked up: packages with their interfaces, worlds and types. The same value comes from
// text, from packages in binary form and from a component's own world, and is what WIT is written from.
namespace sb::wit {

using PackageId = Index<struct PackageSpace>;
using InterfaceId = Index<struct InterfaceSpace>;
using WorldId = Index<struct WorldSpace>;
using TypeId = Index<struct TypeSpace>;

/// gate (WIT.md, "Feature Gates"); empty texts: not given.
struct Stability {
  std::string since, unstable, deprecated;
  bool known() const { return !since.empty() || !unstable.empty(); }
  friend bool operator==(const Stability&, const Stability&) = default;
};

/// What an item carries besides its meaning.
struct Notes {
  std::string docs;  ///< lines without comment marks
  Stability stability;
  std::optional<std::string> externalId;
  friend bool operator==(const Notes&, const Notes&) = default;
};

/// A primitive, or a definition. One that is a resource, by itself or through aliases, stands for `own` of it
/// where a value is meant.
using TypeRef = std::variant<model::Primitive, TypeId>;

struct Member {
  std::string name;
  std::optional<TypeRef> type;  ///< nothing for flags, enum cases and cases without a payload
  std::string docs;
};

struct Alias {
  TypeRef type;  ///< a definition of another interface makes it a `use`
};
struct Record {
  std::vector<Member> fields;
};
struct Variant {
  std::vector<Member> cases;
};
struct Flags {
  std::vector<Member> flags;
};
struct Enum {
  std::vector<Member> cases;
};
struct Resource {};
struct Tuple {
  std::vector<TypeRef> types;
};
struct List {
  TypeRef element;
};
struct FixedList {
  TypeRef element;
  std::uint32_t length = 0;
};
struct Option {
  TypeRef type;
};
struct ResultType {
  std::optional<TypeRef> ok, error;
};
struct Map {
  TypeRef key, value;
};
struct Stream {
  std::optional<TypeRef> element;
};
struct Future {
  std::optional<TypeRef> element;
};
struct Own {
  TypeId resource;
};
struct Borrow {
  TypeId resource;
};
using TypeKind = std::variant<Alias, Record, Variant, Flags, Enum, Resource, Tuple, List, FixedList, Option,
                              ResultType, Map, Stream, Future, Own, Borrow>;

/// Where a definition belongs; nowhere when it has no name.
using Owner = std::variant<std::monostate, InterfaceId, WorldId>;

/// One definition. It refers to definitions with lower ids only, so that going through them in order meets
/// everything before it is needed.
struct TypeDef {
  std::string name;  ///< empty for `list<u8>` and the like
  Owner owner;
  TypeKind kind;
  /// Shared because copies of a world's types (`include`) have the same, and absent on most definitions.
  std::shared_ptr<const Notes> notes;
  Place place;
};

struct Param {
  std::string name;
  TypeRef type;
};
struct Func {
  std::string name;  ///< as a component names it: "[method]blob.read"
  bool async = false;
  std::vector<Param> params;  ///< of a method: `self` first
  std::optional<TypeRef> result;
  Notes notes;
  Place place;
};

struct Interface {
  std::string name;  ///< empty: written in place, in a world
  PackageId package;
  Notes notes;
  std::vector<TypeId> types;
  std::vector<Func> funcs;
  Place place;
};

struct WorldItem {
  std::string name;    ///< as a component names it: "wasi:io/streams@0.2.0" or "run"
  bool plain = false;  ///< a label, not the name of the interface
  std::variant<InterfaceId, Func, TypeId> what;
  Notes notes;
  Place place;
};

struct World {
  std::string name;
  PackageId package;
  Notes notes;
  /// With what `use` and `include` bring: each import after those it needs (WIT.md, "Transitive imports").
  std::vector<WorldItem> imports, exports;
  Place place;
};

struct Package {
  std::string nameSpace, name, version;
  std::string docs;
  std::vector<InterfaceId> interfaces;
  std::vector<WorldId> worlds;
  std::string id() const;  ///< "wasi:io@0.2.0"
};

struct Document {
  IndexedVec<PackageId, Package> packages;
  IndexedVec<InterfaceId, Interface> interfaces;
  IndexedVec<WorldId, World> worlds;
  IndexedVec<TypeId, TypeDef> types;
  PackageId root;  ///< meaningful when there is a package

  /// "wasi:io/streams@0.2.0" of an interface or world that has a name.
  std::string itemName(PackageId package, const std::string& name) const;
  std::string interfaceName(InterfaceId id) const;
  const TypeDef* asResource(TypeId id) const;  ///< the resource behind aliases, or null
  const Notes& notesOf(TypeId id) const;
  /// The definition this one is a `use` of: an alias whose target belongs to another interface.
  std::optional<TypeId> usedFrom(TypeId id) const;
};

/// The world `name` means: nothing, a name in the root package, or `ns:pkg/world@version`. The error lists
/// what there is.
struct WorldChoice {
  std::optional<WorldId> world;
  std::string message, wayOut;  ///< when there is none
};
WorldChoice chooseWorld(const Document& document, const std::string& name);

}  // namespace sb::wit
