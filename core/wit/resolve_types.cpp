// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <unordered_set>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/extern_name_rules.h"
#include "core/wit/limits.h"
#include "core/wit/parser_parts.h"
#include "core/wit/resolver_parts.h"

// WIT.md, "WIT Types", "Handles", "WIT Functions": definitions, what they may contain, and signatures.
namespace sb::wit {
namespace {

constexpr std::uint64_t MaxValueBytes = std::uint64_t{1} << 28;  ///< component-model.md 3.6
constexpr std::size_t MaxFlags = 32, MaxParams = 1'000, MaxMembers = 10'000;

bool isMapKey(const TypeRef& type) {
  const auto* primitive = std::get_if<model::Primitive>(&type);
  return primitive != nullptr && *primitive != model::Primitive::F32 && *primitive != model::Primitive::F64 &&
         *primitive != model::Primitive::ErrorContext;
}

}  // namespace

bool Resolver::checkValueType(const types::ValType& type, const Place& place) {
  if (type->depth > MaxTypeDepth) {
    m_problems.error("too-deep", concat("types are nested more than ", std::to_string(MaxTypeDepth), " deep"),
                     place, "flatten the type, or use a resource");
    return false;
  }
  if (type->effectiveSize > MaxTypeSize) {
    m_problems.error("too-large", concat("the type has more than ", std::to_string(MaxTypeSize), " parts"),
                     place, "use a resource, or fewer parts");
    return false;
  }
  if (type->facts.memory64.size >= MaxValueBytes) {
    m_problems.error("too-large", "a value of this type takes 2^28 bytes or more", place,
                     "use a list without a fixed length");
    return false;
  }
  return true;
}

std::optional<TypeId> Resolver::addType(TypeDef def) {
  const auto* alias = std::get_if<Alias>(&def.kind);
  const auto* target = alias != nullptr ? std::get_if<TypeId>(&alias->type) : nullptr;
  const std::uint32_t links = target != nullptr ? m_aliasLinks[target->value] + 1 : 0;
  if (links > MaxAliasChain) {
    m_problems.error("too-deep",
                     concat("more than ", std::to_string(MaxAliasChain), " types are names of each other"),
                     def.place);
    return std::nullopt;
  }
  m_aliasLinks.push_back(links);
  const Place place = def.place;
  const TypeId id = m_document.types.push(std::move(def));
  m_types.update();
  if (!checkValueType(m_types.value(id), place)) return std::nullopt;
  return id;
}

std::optional<TypeId> Resolver::named(const ast::Name& name, const ItemScope& scope, bool mustBeResource) {
  const auto at = scope.names.find(name.text);
  if (at == scope.names.end() && m_brokenNames.count(name.text) != 0) return std::nullopt;
  if (at == scope.names.end()) {
    std::vector<std::string_view> known;
    for (const auto& [other, entry] : scope.names) {
      if (entry.what == ScopeEntry::What::Type) known.push_back(other);
    }
    const std::string near = name.text == "float32"   ? "f32"
                             : name.text == "float64" ? "f64"
                                                      : nearestWord(name.text, known);
    m_problems.error(
        "unknown-name", concat("there is no type `", name.text, "`"), name.place,
        near.empty() ? "define it here, or bring it here with `use`" : concat("did you mean `", near, "`?"));
    return std::nullopt;
  }
  switch (at->second.what) {
    case ScopeEntry::What::Hole: return std::nullopt;
    case ScopeEntry::What::Func:
      m_problems.error("wrong-kind", concat("`", name.text, "` is a function, not a type"), name.place);
      return std::nullopt;
    case ScopeEntry::What::GatedOut:
      m_problems.error(
          "gated-out",
          concat("`", name.text, "` is unstable and its feature `", at->second.feature, "` is off"),
          name.place,
          concat("gate what uses it in the same way, or turn it on with `--features ", at->second.feature,
                 "`"));
      return std::nullopt;
    case ScopeEntry::What::Type: break;
  }
  if (mustBeResource && !m_types.isResource(at->second.type)) {
    m_problems.error("wrong-kind",
                     concat("`", name.text, "` is not a resource; handles are of resources only"), name.place,
                     concat("write `", name.text, "` alone"));
    return std::nullopt;
  }
  return at->second.type;
}

std::optional<std::vector<Member>> Resolver::members(const std::vector<ast::Member>& members,
                                                     const ItemScope& scope, std::string_view what) {
  std::vector<Member> out;
  std::unordered_set<std::string> keys;
  bool whole = true;
  for (const ast::Member& member : members) {
    if (!keys.insert(types::labelKey(member.name.text)).second) {
      m_problems.error("duplicate-name",
                       concat("the ", what, " `", member.name.text, "` stands twice, case and hyphens aside"),
                       member.name.place, "rename one of them");
      whole = false;
    }
    Member made{member.name.text, std::nullopt, member.docs};
    if (member.type.kind != ast::Type::Kind::Absent) {
      made.type = typeRef(member.type, scope);
      whole = whole && made.type.has_value();
    }
    out.push_back(std::move(made));
  }
  if (out.size() > MaxMembers) {
    m_problems.error("too-large", concat("more than ", std::to_string(MaxMembers), " ", what, "s"),
                     members.front().name.place);
    whole = false;
  }
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<TypeKind> Resolver::kindOf(const ast::TypeItem& item, const ItemScope& scope) {
  using Kind = std::optional<TypeKind>;
  const auto with = [&](const std::vector<ast::Member>& list, std::string_view what, auto make) -> Kind {
    std::optional<std::vector<Member>> made = members(list, scope, what);
    if (!made || made->empty()) return std::nullopt;
    return TypeKind(make(std::move(*made)));
  };
  return match(
      item.body,
      [&](const ast::Record& t) {
        return with(t.fields, "field", [](std::vector<Member> m) { return Record{std::move(m)}; });
      },
      [&](const ast::Variant& t) {
        return with(t.cases, "case", [](std::vector<Member> m) { return Variant{std::move(m)}; });
      },
      [&](const ast::Flags& t) {
        if (t.flags.size() > MaxFlags) {
          m_problems.error("too-large", concat("`", item.name.text, "` has more than 32 flags"),
                           item.name.place, "split it into two types");
          return Kind();
        }
        return with(t.flags, "flag", [](std::vector<Member> m) { return Flags{std::move(m)}; });
      },
      [&](const ast::Enum& t) {
        return with(t.cases, "case", [](std::vector<Member> m) { return Enum{std::move(m)}; });
      },
      [&](const ast::TypeAlias& t) -> Kind {
        if (t.type.kind == ast::Type::Kind::Primitive) return TypeKind(Alias{t.type.primitive});
        if (t.type.kind == ast::Type::Kind::Named) {
          const auto id = named(t.type.name, scope, false);
          return id ? Kind(TypeKind(Alias{*id})) : std::nullopt;
        }
        return anonymous(t.type, scope);
      },
      [](const ast::Resource&) { return Kind(TypeKind(Resource{})); });
}

std::optional<TypeRef> Resolver::typeRef(const ast::Type& type, const ItemScope& scope) {
  if (type.kind == ast::Type::Kind::Primitive) return TypeRef(type.primitive);
  if (type.kind == ast::Type::Kind::Named || type.kind == ast::Type::Kind::Own) {
    // `own<r>` is `r`: one spelling of one type.
    const auto id = named(type.name, scope, type.kind == ast::Type::Kind::Own);
    return id ? std::optional(TypeRef(*id)) : std::nullopt;
  }
  std::optional<TypeKind> kind = anonymous(type, scope);
  if (!kind) return std::nullopt;
  const auto id = addType({{}, {}, std::move(*kind), nullptr, type.place});
  return id ? std::optional(TypeRef(*id)) : std::nullopt;
}

std::optional<TypeKind> Resolver::anonymous(const ast::Type& type, const ItemScope& scope) {
  using Kind = ast::Type::Kind;
  std::vector<std::optional<TypeRef>> args;
  for (const ast::Type& argument : type.args) {
    const bool absent = argument.kind == Kind::Absent;
    args.push_back(absent ? std::nullopt : typeRef(argument, scope));
    if (!absent && !args.back()) return std::nullopt;
  }
  const auto bad = [&](std::string message, std::string wayOut) {
    m_problems.error("bad-type", std::move(message), type.place, std::move(wayOut));
    return std::nullopt;
  };
  const auto facts = [&](std::size_t i) { return m_types.value(*args[i])->facts; };
  switch (type.kind) {
    case Kind::List: return List{*args[0]};
    case Kind::FixedList: return FixedList{*args[0], type.length};
    case Kind::Option: return Option{*args[0]};
    case Kind::Result: return ResultType{args[0], args[1]};
    case Kind::Tuple: {
      Tuple out;
      for (const auto& argument : args) out.types.push_back(*argument);
      return out;
    }
    case Kind::Map:
      if (!isMapKey(*args[0]))
        return bad("a key of a map is an integer, `bool`, `char` or `string`", "use a list of tuples");
      if (facts(1).hasHandle) return bad("a value of a map has no handles", "use a list of tuples");
      return Map{*args[0], *args[1]};
    case Kind::Stream:
      if (args[0] && facts(0).hasBorrow)
        return bad("a stream carries no borrowed handles", "use `own` handles");
      if (args[0] && std::holds_alternative<model::Primitive>(m_types.value(*args[0])->kind) &&
          std::get<model::Primitive>(m_types.value(*args[0])->kind) == model::Primitive::Char)
        return bad("a stream has no elements of type `char`",
                   "use `stream<u32>`, or `stream<u8>` with UTF-8");
      return Stream{args[0]};
    case Kind::Future:
      if (args[0] && facts(0).hasBorrow)
        return bad("a future carries no borrowed handles", "use `own` handles");
      return Future{args[0]};
    case Kind::Own:
    case Kind::Borrow: {
      const auto resource = named(type.name, scope, true);
      if (!resource) return std::nullopt;
      if (type.kind == Kind::Own) return Own{*resource};
      return Borrow{*resource};
    }
    case Kind::Absent:
    case Kind::Primitive:
    case Kind::Named: break;
  }
  return std::nullopt;
}

std::optional<TypeRef> Resolver::constructorResult(const ast::Func& func, TypeId resource,
                                                   const ItemScope& scope) {
  if (func.result.kind == ast::Type::Kind::Absent) return TypeRef(resource);
  const std::optional<TypeRef> result = typeRef(func.result, scope);
  if (!result) return std::nullopt;
  const auto* id = std::get_if<TypeId>(&*result);
  const auto* kind = id != nullptr ? std::get_if<ResultType>(&m_document.types[*id].kind) : nullptr;
  if (kind != nullptr && kind->ok == TypeRef(resource)) return result;
  m_problems.error(
      "constructor", "a constructor returns its resource, or a `result` with it", func.result.place,
      concat("write `result<", m_document.types[resource].name, ", …>`, or make it a static function"));
  return std::nullopt;
}

std::optional<Func> Resolver::func(const ast::Func& func, const std::string& name,
                                   std::optional<TypeId> resource, const ItemScope& scope, Where where) {
  Func out;
  out.name = name;
  out.async = func.async;
  out.notes = notes(func.head, where.package);
  out.place = func.name.place;
  std::unordered_set<std::string> keys;
  bool whole = true;
  if (func.kind == ast::Func::Kind::Method) {
    const auto self = addType({{}, {}, Borrow{*resource}, nullptr, func.name.place});
    if (!self) return std::nullopt;
    out.params.push_back({"self", TypeRef(*self)});
    keys.insert("self");
  }
  for (const ast::Member& param : func.params) {
    if (!keys.insert(types::labelKey(param.name.text)).second) {
      m_problems.error("duplicate-name",
                       concat("the parameter `", param.name.text, "` stands twice, case and hyphens aside"),
                       param.name.place,
                       param.name.text == "self" ? "a method has `self` already" : "rename one of them");
      whole = false;
    }
    const std::optional<TypeRef> type = typeRef(param.type, scope);
    if (type) out.params.push_back({param.name.text, *type});
    whole = whole && type;
  }
  if (out.params.size() > MaxParams) {
    m_problems.error(
        "too-large",
        concat("`", func.name.text, "` has more than ", std::to_string(MaxParams), " parameters"),
        func.name.place, "put them into a record");
    whole = false;
  }
  if (func.kind == ast::Func::Kind::Constructor) {
    out.result = constructorResult(func, *resource, scope);
    whole = whole && out.result;
  } else if (func.result.kind != ast::Type::Kind::Absent) {
    out.result = typeRef(func.result, scope);
    whole = whole && out.result;
  }
  if (out.result && m_types.value(*out.result)->facts.hasBorrow) {
    m_problems.error("borrow-result", concat("`", func.name.text, "` returns a borrowed handle"),
                     func.result.place, "a borrowed handle ends with the call; return an owned one");
    whole = false;
  }
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace sb::wit
