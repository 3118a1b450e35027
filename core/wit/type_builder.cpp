// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/type_builder.h"

#include <utility>

#include "core/support/match.h"
#include "core/types/substitution.h"
#include "core/types/subtype.h"

namespace sb::wit {

types::ValType TypeBuilder::value(const TypeRef& type) const {
  return match(
      type, [](model::Primitive p) { return types::makeType(p); },
      [this](TypeId id) { return m_values[id.value]; });
}

types::ValType TypeBuilder::optional(const std::optional<TypeRef>& type) const {
  return type ? value(*type) : nullptr;
}

types::ValKind TypeBuilder::kindOf(const TypeDef& def) const {
  const auto labels = [](const std::vector<Member>& members) {
    std::vector<std::string> out;
    for (const Member& member : members) out.push_back(member.name);
    return out;
  };
  const auto handle = [this](TypeId id) { return types::Own{resource(id), 0, m_document.types[id].name}; };
  return match(
      def.kind, [&](const Alias& t) { return value(t.type)->kind; },
      [&](const Record& t) {
        types::Record out;
        for (const Member& field : t.fields) out.fields.push_back({field.name, optional(field.type)});
        return types::ValKind(std::move(out));
      },
      [&](const Variant& t) {
        types::Variant out;
        for (const Member& c : t.cases) out.cases.push_back({c.name, optional(c.type)});
        return types::ValKind(std::move(out));
      },
      [&](const Flags& t) { return types::ValKind(types::Flags{labels(t.flags)}); },
      [&](const Enum& t) { return types::ValKind(types::Enum{labels(t.cases)}); },
      [](const Resource&) { return types::ValKind(types::Own{}); },  // made by `update`
      [&](const Tuple& t) {
        types::Tuple out;
        for (const TypeRef& part : t.types) out.types.push_back(value(part));
        return types::ValKind(std::move(out));
      },
      [&](const List& t) { return types::ValKind(types::List{value(t.element)}); },
      [&](const FixedList& t) {
        return types::ValKind(types::FixedList{value(t.element), t.length});
      },
      [&](const Option& t) { return types::ValKind(types::Option{value(t.type)}); },
      [&](const ResultType& t) {
        return types::ValKind(types::ResultType{optional(t.ok), optional(t.error)});
      },
      [&](const Map& t) {
        return types::ValKind(types::Map{value(t.key), value(t.value)});
      },
      [&](const Stream& t) { return types::ValKind(types::Stream{optional(t.element)}); },
      [&](const Future& t) { return types::ValKind(types::Future{optional(t.element)}); },
      [&](const Own& t) { return types::ValKind(handle(t.resource)); },
      [&](const Borrow& t) {
        const types::Own own = handle(t.resource);
        return types::ValKind(types::Borrow{own.resource, own.label, own.name});
      });
}

void TypeBuilder::update() {
  for (auto i = static_cast<std::uint32_t>(m_values.size()); i < m_document.types.size(); ++i) {
    const TypeDef& def = m_document.types[TypeId(i)];
    types::ResourceRef itself;
    const auto* alias = std::get_if<Alias>(&def.kind);
    const auto* target = alias != nullptr ? std::get_if<TypeId>(&alias->type) : nullptr;
    if (std::holds_alternative<Resource>(def.kind)) {
      itself = std::make_shared<const types::Resource>(types::Resource{def.name, false, 0x7f});
    } else if (target != nullptr) {
      itself = resource(*target);
    }
    m_resources.push_back(itself);
    if (itself) {
      m_values.push_back(types::makeType(types::Own{itself, 0, def.name}));
    } else if (target != nullptr) {
      m_values.push_back(types::renamed(value(*target), def.name));
    } else {
      m_values.push_back(types::makeType(kindOf(def), def.name));
    }
  }
}

types::ExternType TypeBuilder::externType(TypeId id) const {
  if (types::ResourceRef itself = resource(id))
    return types::TypeOfResource{std::move(itself), 0, m_document.types[id].name};
  return types::TypeOfValue{m_values[id.value]};
}

types::FuncTypeRef TypeBuilder::func(const Func& func) const {
  types::FuncType out;
  out.async = func.async;
  for (const Param& param : func.params) out.params.push_back({param.name, value(param.type)});
  out.result = optional(func.result);
  return types::finish(std::move(out));
}

namespace {

model::ExternName externName(const std::string& name, const Notes& notes) {
  model::ExternName out(name);
  if (notes.externalId) {
    out.attributes.push_back({model::NameAttribute::Kind::ExternalId, *notes.externalId});
    out.leadByte = 2;
  }
  return out;
}

/// The type of one world: puts together what its items say, with resources of their own for each instance.
class WorldBuilder {
 public:
  WorldBuilder(const Document& document, WorldId world)
      : m_document(document), m_world(document.worlds[world]), m_types(document) {
    m_types.update();
  }

  types::ComponentTypeRef build() {
    add(m_world.imports, true);
    // Exported interfaces see what is exported, then what is imported (WIT.md, "Transitive imports").
    m_exportedResources = m_importedResources;
    add(m_world.exports, false);
    return types::finish(std::move(m_out));
  }

 private:
  void add(const std::vector<WorldItem>& items, bool isImport) {
    types::ResourceReplacements& replacements = isImport ? m_importedResources : m_exportedResources;
    for (const WorldItem& item : items) {
      model::ExternName name = externName(item.name, item.notes);
      types::ExternType type = match(
          item.what,
          [&](InterfaceId id) { return types::ExternType(instance(id, item, replacements, isImport)); },
          [&](const Func& func) { return types::substitute(m_types.func(func), replacements); },
          [&](TypeId id) {
            types::ExternType itself = m_types.externType(id);
            const auto* resource = std::get_if<types::TypeOfResource>(&itself);
            if (resource != nullptr && std::holds_alternative<Resource>(m_document.types[id].kind))
              m_out.importedResources.push_back(resource->resource);
            return types::substitute(itself, replacements);
          });
      const auto* id = std::get_if<InterfaceId>(&item.what);
      if (id != nullptr && item.plain && !m_document.interfaces[*id].name.empty()) {
        name.attributes.insert(name.attributes.begin(),
                               {model::NameAttribute::Kind::Implements, m_document.interfaceName(*id)});
        name.leadByte = 2;
      }
      (isImport ? m_out.imports : m_out.exports).push_back({std::move(name), std::move(type)});
    }
  }

  types::InstanceTypeRef instance(InterfaceId id, const WorldItem& item,
                                  types::ResourceReplacements& replacements, bool isImport) {
    const types::InstanceTypeRef general = m_types.instance(id);
    // Others use the instance that has the interface's own name, not one under a label.
    std::vector<std::pair<const types::Resource*, types::ResourceRef>> before;
    for (auto& [from, to] : types::freshReplacements(general->definedResources)) {
      types::ResourceRef& entry = replacements[from];
      before.emplace_back(from, std::exchange(entry, to));
      (isImport ? m_out.importedResources : m_out.definedResources).push_back(to);
    }
    types::InstanceTypeRef bound =
        std::get<types::InstanceTypeRef>(types::substitute(types::ExternType(general), replacements));
    for (auto& [from, to] : before) {
      if (item.plain && to) replacements[from] = to;
      if (item.plain && !to) replacements.erase(from);
    }
    return bound;
  }

  const Document& m_document;
  const World& m_world;
  TypeBuilder m_types;
  types::ResourceReplacements m_importedResources, m_exportedResources;
  types::ComponentType m_out;
};

}  // namespace

types::InstanceTypeRef TypeBuilder::instance(InterfaceId id) const {
  const Interface& interface = m_document.interfaces[id];
  types::InstanceType out;
  for (const TypeId type : interface.types) {
    const TypeDef& def = m_document.types[type];
    out.exports.push_back({externName(def.name, m_document.notesOf(type)), externType(type)});
    if (std::holds_alternative<Resource>(def.kind)) out.definedResources.push_back(resource(type));
  }
  for (const Func& f : interface.funcs) out.exports.push_back({externName(f.name, f.notes), func(f)});
  return types::finish(std::move(out));
}

types::ComponentTypeRef worldType(const Document& document, WorldId world) {
  return WorldBuilder(document, world).build();
}

types::InstanceTypeRef interfaceType(const Document& document, InterfaceId interface) {
  TypeBuilder types(document);
  types.update();
  return types.instance(interface);
}

}  // namespace sb::wit
