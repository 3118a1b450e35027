// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/type_facts.h"
#include "core/wit/describer.h"

// Types: which definition one is, and by which name it goes in an interface.
namespace sb::wit {

TypeId Describer::add(TypeDef def) { return m_document.types.push(std::move(def)); }

std::optional<TypeId> Describer::definitionOf(const types::ValType& type) const {
  for (const types::ValTypeNode* at = type.get(); at != nullptr; at = at->origin.get()) {
    if (const auto found = m_values.find(at); found != m_values.end()) return found->second;
  }
  return std::nullopt;
}

bool Describer::canUse(TypeId id) const {
  const auto* owner = std::get_if<InterfaceId>(&m_document.types[id].owner);
  return owner != nullptr && !m_document.interfaces[*owner].name.empty();
}

std::optional<TypeId> Describer::define(const Owner& owner, const types::NamedExtern& item) {
  const std::string& name = item.name.name;
  const auto* value = std::get_if<types::TypeOfValue>(&item.type);
  const auto* resource = std::get_if<types::TypeOfResource>(&item.type);
  const auto known = [&](TypeId id) {
    if (value != nullptr) m_values[value->type.get()] = id;
    if (resource != nullptr) m_resources[resource->resource.get()].push_back(id);
    return id;
  };
  if (const auto at = scopeOf(owner).types.find(name); at != scopeOf(owner).types.end())
    return known(at->second);
  TypeDef def{name, owner, Resource{}, nullptr, {}};
  for (const model::NameAttribute& attribute : item.name.attributes) {
    if (attribute.kind != model::NameAttribute::Kind::ExternalId) continue;
    def.notes = std::make_shared<const Notes>(Notes{{}, {}, attribute.value});
  }
  if (value != nullptr) {
    if (!value->type) return std::nullopt;
    def.kind = valueKind(value->type, owner, name);
  } else {
    for (const TypeId id : m_resources[resource->resource.get()]) {
      const bool isHere = m_document.types[id].owner == owner;
      if (!isHere && (!canUse(id) || !std::holds_alternative<Resource>(def.kind))) continue;
      def.kind = Alias{id};
      if (isHere) break;
    }
    if (std::holds_alternative<Resource>(def.kind) && !m_resources[resource->resource.get()].empty())
      lose(concat("`", name, "` of ", describe(owner),
                  " is a resource of a place that WIT cannot `use` from"));
  }
  const TypeId id = add(std::move(def));
  Scope& scope = scopeOf(owner);
  scope.types.emplace(name, id);
  if (const auto* alias = std::get_if<Alias>(&m_document.types[id].kind)) {
    if (const auto* target = std::get_if<TypeId>(&alias->type)) scope.aliases.emplace(target->value, id);
  }
  return known(id);
}

/// `type a = …`: another definition by name where there is one, else the structure.
TypeKind Describer::valueKind(const types::ValType& type, const Owner& owner, const std::string& name) {
  const std::optional<TypeId> original = definitionOf(type);
  if (!original) return structure(type, owner);
  if (m_document.types[*original].owner == owner || canUse(*original)) return Alias{*original};
  lose(concat("`", name, "` of ", describe(owner), " is the type `", m_document.types[*original].name,
              "` of a place that WIT cannot `use` from; it is written out"));
  return structure(type, owner);
}

/// A name for a definition of another interface, as `use` gives it; made where the component has none.
TypeId Describer::nameHere(TypeId elsewhere, const types::ValType& type, const Owner& owner) {
  if (const auto at = scopeOf(owner).aliases.find(elsewhere.value); at != scopeOf(owner).aliases.end())
    return at->second;
  const std::string original = m_document.types[elsewhere].name;
  const std::string home = describe(m_document.types[elsewhere].owner);
  TypeKind kind = Resource{};
  if (canUse(elsewhere)) {
    kind = Alias{elsewhere};
    lose(concat(describe(owner), " mentions `", original, "` of ", home,
                " without a name of its own; WIT gives it one"));
  } else {
    lose(concat(describe(owner), " mentions `", original, "` of ", home,
                ", which WIT cannot `use`; it is written out"));
    if (type) kind = structure(type, owner);
  }
  std::string name = original;
  const auto taken = [&](const std::string& n) {
    return scopeOf(owner).types.count(n) != 0 || scopeOf(owner).funcs.count(n) != 0;
  };
  for (int i = 2; taken(name); ++i) name = concat(original, "-v", std::to_string(i));
  const TypeId id = add({name, owner, std::move(kind), nullptr, {}});
  scopeOf(owner).types.emplace(name, id);
  scopeOf(owner).aliases.emplace(elsewhere.value, id);
  attach(id, owner);
  return id;
}

void Describer::attach(TypeId id, const Owner& owner) {
  match(
      owner, [](std::monostate) {}, [&](InterfaceId i) { m_document.interfaces[i].types.push_back(id); },
      [&](WorldId w) {
        m_document.worlds[w].imports.push_back({m_document.types[id].name, true, id, {}, {}});
      });
}

TypeRef Describer::ref(const types::ValType& type, const Owner& owner) {
  if (const std::optional<TypeId> id = definitionOf(type))
    return m_document.types[*id].owner == owner ? *id : nameHere(*id, type, owner);
  if (const auto* primitive = std::get_if<types::Primitive>(&type->kind)) return *primitive;
  if (const auto* own = std::get_if<types::Own>(&type->kind))
    return resourceHere(own->resource, own->name, owner);
  TypeDef def{{}, {}, structure(type, owner), nullptr, {}};
  if (!types::needsName(type->kind)) return add(std::move(def));
  std::string name = type->name.empty() ? "unnamed" : type->name;
  for (int i = 2; scopeOf(owner).types.count(name) != 0; ++i)
    name = concat(type->name.empty() ? "unnamed" : type->name, "-v", std::to_string(i));
  lose(concat(describe(owner), " has a record, variant, enum or flags without a name; it is called `", name,
              "`"));
  def.name = name;
  def.owner = owner;
  const TypeId id = add(std::move(def));
  scopeOf(owner).types.emplace(name, id);
  m_values[type.get()] = id;
  attach(id, owner);
  return id;
}

std::optional<TypeRef> Describer::optional(const types::ValType& type, const Owner& owner) {
  return type ? std::optional(ref(type, owner)) : std::nullopt;
}

TypeId Describer::resourceHere(const types::ResourceRef& resource, const std::string& name,
                               const Owner& owner) {
  const std::vector<TypeId>& known = m_resources[resource.get()];
  std::optional<TypeId> here;
  for (const TypeId id : known) {
    if (m_document.types[id].owner != owner) continue;
    if (!here || m_document.types[id].name == name) here = id;
  }
  if (here) return *here;
  for (const TypeId id : known) {
    if (canUse(id)) return nameHere(id, nullptr, owner);
  }
  if (!known.empty()) return nameHere(known.front(), nullptr, owner);
  TypeDef def{name.empty() ? "unnamed-resource" : name, owner, Resource{}, nullptr, {}};
  lose(concat(describe(owner), " mentions a resource that nothing names"));
  const TypeId id = add(std::move(def));
  m_resources[resource.get()].push_back(id);
  scopeOf(owner).types.emplace(m_document.types[id].name, id);
  attach(id, owner);
  return id;
}

TypeKind Describer::structure(const types::ValType& type, const Owner& owner) {
  const auto labels = [](const std::vector<std::string>& names) {
    std::vector<Member> out;
    for (const std::string& name : names) out.push_back({name, std::nullopt, {}});
    return out;
  };
  return match(
      type->kind, [](types::Primitive p) { return TypeKind(Alias{p}); },
      [&](const types::Record& t) {
        Record out;
        for (const types::Field& f : t.fields) out.fields.push_back({f.name, ref(f.type, owner), {}});
        return TypeKind(std::move(out));
      },
      [&](const types::Variant& t) {
        Variant out;
        for (const types::Case& c : t.cases) out.cases.push_back({c.name, optional(c.type, owner), {}});
        return TypeKind(std::move(out));
      },
      [&](const types::List& t) { return TypeKind(List{ref(t.element, owner)}); },
      [&](const types::FixedList& t) {
        return TypeKind(FixedList{ref(t.element, owner), t.length});
      },
      [&](const types::Tuple& t) {
        Tuple out;
        for (const types::ValType& part : t.types) out.types.push_back(ref(part, owner));
        return TypeKind(std::move(out));
      },
      [&](const types::Flags& t) { return TypeKind(Flags{labels(t.labels)}); },
      [&](const types::Enum& t) { return TypeKind(Enum{labels(t.labels)}); },
      [&](const types::Option& t) { return TypeKind(Option{ref(t.type, owner)}); },
      [&](const types::ResultType& t) {
        return TypeKind(ResultType{optional(t.ok, owner), optional(t.error, owner)});
      },
      [&](const types::Own& t) { return TypeKind(Own{resourceHere(t.resource, t.name, owner)}); },
      [&](const types::Borrow& t) { return TypeKind(Borrow{resourceHere(t.resource, t.name, owner)}); },
      [&](const types::Stream& t) { return TypeKind(Stream{optional(t.element, owner)}); },
      [&](const types::Future& t) { return TypeKind(Future{optional(t.element, owner)}); },
      [&](const types::Map& t) {
        return TypeKind(Map{ref(t.key, owner), ref(t.value, owner)});
      });
}

}  // namespace sb::wit
