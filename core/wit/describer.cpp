// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/describer.h"

#include <algorithm>

#include "core/support/concat.h"
#include "core/support/match.h"

// Packages, interfaces, worlds and their items out of resolved types. Types are described in
// describe_types.cpp.
namespace sb::wit {
namespace {

Notes notesOf(const model::ExternName& name) {
  Notes out;
  for (const model::NameAttribute& attribute : name.attributes) {
    if (attribute.kind == model::NameAttribute::Kind::ExternalId) out.externalId = attribute.value;
  }
  return out;
}

std::string attributeOf(const model::ExternName& name, model::NameAttribute::Kind kind) {
  for (const model::NameAttribute& attribute : name.attributes) {
    if (attribute.kind == kind) return attribute.value;
  }
  return {};
}

}  // namespace

PackageId Describer::package(const std::string& nameSpace, const std::string& name,
                             const std::string& version) {
  Package made{nameSpace, name, version, {}, {}, {}};
  const auto at = m_packages.find(made.id());
  if (at != m_packages.end()) return at->second;
  const std::string id = made.id();
  return m_packages[id] = m_document.packages.push(std::move(made));
}

InterfaceId Describer::interfaceNamed(const types::InterfaceName& name) {
  const auto at = m_interfaces.find(name.text());
  if (at != m_interfaces.end()) return at->second;
  const PackageId owner = package(name.nameSpace, name.package, name.version);
  const InterfaceId id = m_document.interfaces.push({name.interface, owner, {}, {}, {}, {}});
  m_document.packages[owner].interfaces.push_back(id);
  return m_interfaces[name.text()] = id;
}

Describer::Scope& Describer::scopeOf(const Owner& owner) {
  Scope& scope = m_scopes[owner];
  scope.owner = owner;
  return scope;
}

std::string Describer::describe(const Owner& owner) const {
  return match(
      owner, [](std::monostate) { return std::string("nothing"); },
      [this](InterfaceId id) {
        const std::string name = m_document.interfaceName(id);
        return name.empty() ? std::string("an interface without a name") : concat("`", name, "`");
      },
      [this](WorldId id) { return concat("the world `", m_document.worlds[id].name, "`"); });
}

void Describer::fill(InterfaceId id, const types::InstanceType& type) {
  for (const types::NamedExtern& item : type.exports) {
    const std::string& name = item.name.name;
    const auto cannot = [&](const char* what) {
      lose(concat("`", name, "` of ", describe(id), " is ", what, ", which WIT has no words for"));
    };
    const auto defineType = [&] {
      const std::size_t before = scopeOf(id).types.size();
      const std::optional<TypeId> made = define(id, item);
      if (made && scopeOf(id).types.size() != before) m_document.interfaces[id].types.push_back(*made);
    };
    match(
        item.type,
        [&](const types::FuncTypeRef& f) {
          if (!f || !scopeOf(id).funcs.insert(name).second) return;
          if (std::optional<Func> made = func(item, *f, id))
            m_document.interfaces[id].funcs.push_back(std::move(*made));
        },
        [&](const types::InstanceTypeRef&) { cannot("an instance inside of an instance"); },
        [&](const types::ComponentTypeRef&) { cannot("a component"); },
        [&](const types::CoreModuleTypeRef&) { cannot("a core module"); },
        [&](const types::ValueExtern&) { cannot("a value"); },
        [&](const types::TypeOfValue&) { defineType(); }, [&](const types::TypeOfResource&) { defineType(); },
        [&](const types::TypeOfFunc&) { cannot("the type of a function"); },
        [&](const types::TypeOfInstance&) { cannot("the type of an instance"); },
        [&](const types::TypeOfComponent&) { cannot("the type of a component"); });
  }
}

void Describer::fillWorld(WorldId id, const std::vector<types::NamedExtern>& imports,
                          const std::vector<types::NamedExtern>& exports) {
  // The world is put back at the end: describing its types may add definitions to it.
  for (const types::NamedExtern& item : imports) worldItem(m_document.worlds[id], item, true, id);
  for (const types::NamedExtern& item : exports) worldItem(m_document.worlds[id], item, false, id);
}

void Describer::worldItem(World& world, const types::NamedExtern& item, bool isImport, WorldId id) {
  const auto cannot = [&](const char* what) {
    lose(concat(isImport ? "the import `" : "the export `", item.name.name, "` is ", what,
                ", which WIT has no words for"));
  };
  match(
      item.type,
      [&](const types::FuncTypeRef& f) {
        if (f) worldFunc(world, item, *f, isImport, id);
      },
      [&](const types::InstanceTypeRef& i) {
        if (i) worldInstance(world, item, *i, isImport);
      },
      [&](const types::ComponentTypeRef&) { cannot("a component"); },
      [&](const types::CoreModuleTypeRef&) { cannot("a core module"); },
      [&](const types::ValueExtern&) { cannot("a value"); },
      [&](const types::TypeOfValue&) { worldType(world, item, isImport, id); },
      [&](const types::TypeOfResource&) { worldType(world, item, isImport, id); },
      [&](const types::TypeOfFunc&) { cannot("the type of a function"); },
      [&](const types::TypeOfInstance&) { cannot("the type of an instance"); },
      [&](const types::TypeOfComponent&) { cannot("the type of a component"); });
}

void Describer::worldInstance(World& world, const types::NamedExtern& item, const types::InstanceType& type,
                              bool isImport) {
  const std::string implements = attributeOf(item.name, model::NameAttribute::Kind::Implements);
  const types::InterfaceName itself = types::parseInterfaceName(item.name.name);
  const types::InterfaceName named =
      types::parseInterfaceName(implements.empty() ? item.name.name : implements);
  WorldItem made{item.name.name, itself.package.empty(), InterfaceId(), notesOf(item.name), {}};
  std::string why;
  const auto parts = types::parseExternName(implements.empty() ? item.name.name : implements, why);
  if (parts && (parts->nested || parts->canonicalVersion)) {
    lose(concat("the name `", item.name.name, "` is of a form that WIT does not have"));
    return;
  }
  if (named.package.empty()) {
    const InterfaceId id = m_document.interfaces.push({{}, world.package, {}, {}, {}, {}});
    fill(id, type);
    made.what = id;
  } else {
    const InterfaceId id = interfaceNamed(named);
    fill(id, type);
    made.what = id;
  }
  (isImport ? world.imports : world.exports).push_back(std::move(made));
}

void Describer::worldFunc(World& world, const types::NamedExtern& item, const types::FuncType& type,
                          bool isImport, WorldId id) {
  std::string why;
  const auto parts = types::parseExternName(item.name.name, why);
  if (parts && parts->kind == types::ExternNameParts::Kind::Interface) {
    lose(concat(isImport ? "the import `" : "the export `", item.name.name,
                "` is a function under the name of an interface"));
    return;
  }
  if (!isImport && parts && parts->kind != types::ExternNameParts::Kind::Label) {
    lose(concat("the export `", item.name.name, "` belongs to a resource, and worlds export none"));
    return;
  }
  std::optional<Func> made = func(item, type, id);
  if (!made) return;
  WorldItem out{item.name.name, true, {}, made->notes, {}};
  out.what = std::move(*made);
  (isImport ? world.imports : world.exports).push_back(std::move(out));
}

void Describer::worldType(World& world, const types::NamedExtern& item, bool isImport, WorldId id) {
  const std::size_t before = scopeOf(id).types.size();
  const std::optional<TypeId> made = define(id, item);
  if (!isImport)
    lose(concat("the export `", item.name.name,
                "` is a type; worlds can only import types, so it is shown there"));
  if (!made || scopeOf(id).types.size() == before) return;
  world.imports.push_back({item.name.name, true, *made, m_document.notesOf(*made), {}});
}

std::optional<Func> Describer::func(const types::NamedExtern& item, const types::FuncType& type,
                                    const Owner& owner) {
  using Kind = types::ExternNameParts::Kind;
  std::string why;
  const std::string& name = item.name.name;
  const auto parts = types::parseExternName(name, why);
  if (!parts) {
    lose(concat("`", name, "` of ", describe(owner), " is no name for a function"));
    return std::nullopt;
  }
  switch (parts->kind) {
    case Kind::Label: break;
    case Kind::Constructor:
    case Kind::Method:
    case Kind::Static: {
      const auto at = scopeOf(owner).types.find(std::string(parts->resource));
      const bool here = at != scopeOf(owner).types.end() &&
                        std::holds_alternative<Resource>(m_document.types[at->second].kind);
      if (here) break;
      lose(concat("`", name, "` of ", describe(owner), " belongs to a resource that is not defined there"));
      return std::nullopt;
    }
    case Kind::Getter:
    case Kind::Setter:
    case Kind::MethodGetter:
    case Kind::MethodSetter:
    case Kind::Interface:
    case Kind::Dependency:
      lose(concat("`", name, "` of ", describe(owner), " is a name that WIT does not have for functions"));
      return std::nullopt;
  }
  Func out;
  out.name = name;
  out.async = type.async;
  out.notes = notesOf(item.name);
  for (const types::Param& param : type.params) out.params.push_back({param.name, ref(param.type, owner)});
  out.result = optional(type.result, owner);
  return out;
}

void Describer::sortFuncs() {
  for (std::uint32_t i = 0; i < m_document.interfaces.size(); ++i) {
    Interface& interface = m_document.interfaces[InterfaceId(i)];
    std::unordered_map<std::string, std::size_t> place;
    for (const TypeId type : interface.types) place.emplace(m_document.types[type].name, place.size());
    const auto key = [&place](const Func& f) {
      std::string why;
      const auto parts = types::parseExternName(f.name, why);
      const auto at = parts ? place.find(std::string(parts->resource)) : place.end();
      return at == place.end() || f.name.front() != '[' ? place.size() : at->second;
    };
    std::stable_sort(interface.funcs.begin(), interface.funcs.end(),
                     [&key](const Func& a, const Func& b) { return key(a) < key(b); });
  }
}

void Describer::sortPackages() {
  IndexedVec<PackageId, Package> sorted;
  std::vector<std::optional<PackageId>> moved(m_document.packages.size());
  const auto move = [&](PackageId from) { moved[from.value] = sorted.push(m_document.packages[from]); };
  // Packages are few; each round takes those whose needs are there.
  const auto ready = [&](PackageId id) {
    for (const InterfaceId interface : m_document.packages[id].interfaces) {
      for (const TypeId type : m_document.interfaces[interface].types) {
        const std::optional<TypeId> from = m_document.usedFrom(type);
        if (!from) continue;
        const PackageId needs =
            m_document.interfaces[std::get<InterfaceId>(m_document.types[*from].owner)].package;
        if (needs != id && !moved[needs.value]) return false;
      }
    }
    return true;
  };
  for (bool progress = true; progress;) {
    progress = false;
    for (std::uint32_t i = 0; i < moved.size(); ++i) {
      const PackageId id(i);
      if (moved[i] || id == m_document.root || !ready(id)) continue;
      move(id);
      progress = true;
      break;
    }
  }
  for (std::uint32_t i = 0; i < moved.size(); ++i) {
    if (!moved[i] && PackageId(i) != m_document.root) move(PackageId(i));  // they use each other
  }
  if (!moved.empty()) move(m_document.root);
  for (std::uint32_t i = 0; i < m_document.interfaces.size(); ++i) {
    PackageId& package = m_document.interfaces[InterfaceId(i)].package;
    package = *moved[package.value];
  }
  for (std::uint32_t i = 0; i < m_document.worlds.size(); ++i) {
    PackageId& package = m_document.worlds[WorldId(i)].package;
    package = *moved[package.value];
  }
  m_document.root = *moved[m_document.root.value];
  m_document.packages = std::move(sorted);
}

}  // namespace sb::wit
