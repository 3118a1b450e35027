// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/type_expr.h"
#include "core/wit/source.h"

// WIT text as it was written, in the order of the grammar of WIT.md. Nothing is looked up yet.
namespace sb::wit::ast {

/// id, without its `%`.
struct Name {
  std::string text;
  Place place;
};

/// The version as written, checked to be semver.
struct Version {
  std::string text;
  Place place;
};

/// ( id ':' )+ id ( '/' id )* ('@' valid-semver)?   One namespace and one package; nested ones are refused.
struct PackageName {
  Name nameSpace, name;
  std::optional<Version> version;
  Place place;
};

/// use-path ::= id | id ':' id '/' id ('@' valid-semver)?
struct UsePath {
  std::optional<PackageName> package;
  Name name;
  Place place;
};

/// gate ::= gate-item*, and external-id.
struct Attributes {
  std::optional<Version> since, deprecated;
  std::optional<Name> unstable;  ///< the feature
  std::optional<std::string> externalId;
  Place place;  ///< of the first one; unknown when there is none
};

/// What stands in front of every item.
struct Head {
  std::string docs;
  Attributes attributes;
};

/// ty. `Absent` stands for `_`, for a missing payload, element or result.
struct Type {
  enum class Kind {
    Absent,
    Primitive,
    Named,
    List,
    FixedList,
    Tuple,
    Option,
    Result,
    Map,
    Stream,
    Future,
    Own,
    Borrow
  };
  Kind kind = Kind::Absent;
  model::Primitive primitive = model::Primitive::Bool;
  std::uint32_t length = 0;  ///< FixedList
  Name name;                 ///< Named, Own, Borrow
  std::vector<Type> args;    ///< two for Result and Map, one for List, Option, Stream, Future
  Place place;
};

/// A field, case, flag or parameter.
struct Member {
  std::string docs;
  Name name;
  Type type;
};

struct Func {
  enum class Kind { Free, Method, Static, Constructor };
  Head head;
  Kind kind = Kind::Free;
  Name name;  ///< of a constructor: the keyword
  bool async = false;
  std::vector<Member> params;
  Type result;
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
struct TypeAlias {
  Type type;
};
struct Resource {
  std::vector<Func> funcs;
};
using TypeBody = std::variant<Record, Variant, Flags, Enum, TypeAlias, Resource>;

struct TypeItem {
  Head head;
  Name name;
  TypeBody body;
};

/// id | id 'as' id
struct Renaming {
  Name name;
  std::optional<Name> as;
  const Name& local() const { return as ? *as : name; }
};
struct UseItem {
  Head head;
  UsePath from;
  std::vector<Renaming> names;
};
struct IncludeItem {
  Head head;
  UsePath from;
  std::vector<Renaming> with;
};

using InterfaceItem = std::variant<UseItem, TypeItem, Func>;
struct Interface {
  Head head;
  Name name;
  std::vector<InterfaceItem> items;
  Place place;  ///< the whole of it
};

/// export-item, import-item: of a function, an interface in place, or one that has its own name.
struct ExternItem {
  struct Path {
    std::optional<Name> label;  ///< `label: use-path`
    UsePath path;
  };
  bool isImport = true;
  Head head;
  Place place;
  std::variant<Func, Interface, Path> what;
};
using WorldItem = std::variant<ExternItem, UseItem, TypeItem, IncludeItem>;
struct World {
  Head head;
  Name name;
  std::vector<WorldItem> items;
  Place place;  ///< the whole of it
};

struct TopLevelUse {
  Head head;
  UsePath path;
  std::optional<Name> as;
  Place place;
  const Name& local() const { return as ? *as : path.name; }
};

/// package-items, in file order.
using Item = std::variant<TopLevelUse, Interface, World>;
struct PackageHead {
  std::string docs;
  PackageName name;
};
/// nested-package-definition ::= package-decl '{' package-items* '}'
struct NestedPackage {
  PackageHead head;
  std::vector<Item> items;
  Place place;
};

/// wit-file
struct File {
  std::uint32_t source = 0;
  std::optional<PackageHead> package;
  std::vector<Item> items;
  std::vector<NestedPackage> nested;
  std::vector<std::string> brokenNames;  ///< of items that could not be read: not to be called unknown
};

}  // namespace sb::wit::ast
