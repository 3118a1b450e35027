// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/extern_name_rules.h"
#include "core/wit/limits.h"
#include "core/wit/parser_parts.h"
#include "core/wit/resolver_parts.h"

// WIT.md, "WIT Worlds", "Union of Worlds with `include`".
namespace sb::wit {
namespace {

std::string nameKey(const std::string& name) {
  std::string why;
  const auto parts = types::parseExternName(name, why);
  return parts ? types::uniquenessKey(name, *parts) : name;
}

}  // namespace

/// Adds one import or export; `verb` is what brought it.
bool Resolver::addItem(WorldItem item, bool isImport, WorldParts& parts, std::string_view verb) {
  if (++m_worldItems > MaxWorldItems) {
    if (m_worldItems == MaxWorldItems + 1)
      m_problems.error(
          "too-large",
          concat("worlds have more than ", std::to_string(MaxWorldItems), " items with what they include"),
          item.place);
    return false;
  }
  const std::size_t side = isImport ? 0 : 1;
  const char* word = isImport ? "import" : "export";
  if (!item.plain) {
    if (parts.interfaces[side].insert(item.name).second) {
      (isImport ? parts.world.imports : parts.world.exports).push_back(std::move(item));
      return true;
    }
    if (verb == "include") return true;  // one copy is enough
    m_problems.error("duplicate-name", concat("`", item.name, "` is ", word, "ed more than once"), item.place,
                     "remove one of them, or give it a label");
    return false;
  }
  const auto [at, isNew] = parts.byKey[side].emplace(nameKey(item.name), item.name);
  if (!isNew) {
    const std::string other = at->second == item.name ? std::string() : concat(" as `", at->second, "`");
    m_problems.error("duplicate-name", concat("the ", word, " `", item.name, "` is there already", other),
                     item.place,
                     verb == "include" ? concat("rename it: `with { ", item.name, " as … }`")
                                       : std::string("rename one of them"));
    return false;
  }
  (isImport ? parts.world.imports : parts.world.exports).push_back(std::move(item));
  return true;
}

void Resolver::addExtern(const ast::ExternItem& item, Where where, WorldParts& parts) {
  WorldItem out;
  out.place = item.place;
  const auto label = [&out](const ast::Name& name) {
    out.name = name.text;
    out.plain = true;
    out.place = name.place;
  };
  const bool made = match(
      item.what,
      [&](const ast::Func& f) {
        if (!enabled(f.head.attributes)) return false;
        label(f.name);
        std::optional<Func> function = func(f, f.name.text, std::nullopt, parts.scope, where);
        if (!function) return false;
        out.notes = function->notes;
        out.what = std::move(*function);
        return true;
      },
      [&](const ast::Interface& i) {
        if (!enabled(i.head.attributes)) return false;
        label(i.name);
        out.notes = notes(i.head, where.package);
        const InterfaceId id =
            m_document.interfaces.push({{}, m_packages[where.package].id, out.notes, {}, {}, i.name.place});
        m_scopes.emplace_back();
        resolveInterface(id, i.items, where);
        out.what = id;
        return true;
      },
      [&](const ast::ExternItem::Path& p) {
        if (!enabled(item.head.attributes)) return false;
        out.notes = notes(item.head, where.package);
        const std::optional<InterfaceId> id = interfaceAt(p.path, where.package, where.file);
        if (!id) return false;
        out.what = *id;
        out.place = p.path.place;
        out.name = m_document.interfaceName(*id);
        if (p.label) label(*p.label);
        return true;
      });
  if (made) addItem(std::move(out), item.isImport, parts, "item");
}

void Resolver::resolveWorld(const Declaration& declaration) {
  const ast::World& ast = *declaration.world;
  const Where where{declaration.package, declaration.file};
  noExternalId(ast.head, "a world");
  WorldParts parts;
  parts.world.name = ast.name.text;
  parts.world.package = m_packages[where.package].id;
  parts.world.notes = notes(ast.head, where.package);
  parts.world.place = ast.name.place;
  const WorldId id(static_cast<std::uint32_t>(m_document.worlds.size()));

  std::vector<TypeId> defined;
  std::vector<const ast::TypeItem*> typeItems;
  for (const ast::WorldItem& item : ast.items) {
    if (const auto* use = std::get_if<ast::UseItem>(&item)) resolveUse(*use, id, where, parts.scope, defined);
    if (const auto* type = std::get_if<ast::TypeItem>(&item)) typeItems.push_back(type);
  }
  resolveTypes(typeItems, id, where, parts.scope, defined);
  for (const TypeId type : defined) {
    const TypeDef& def = m_document.types[type];
    addItem({def.name, true, type, m_document.notesOf(type), def.place}, true, parts, "item");
  }
  for (const ast::WorldItem& item : ast.items) {
    if (m_problems.full()) break;
    if (const auto* item1 = std::get_if<ast::ExternItem>(&item)) addExtern(*item1, where, parts);
    const auto* type = std::get_if<ast::TypeItem>(&item);
    if (type == nullptr || !enabled(type->head.attributes)) continue;
    for (Func& f : resourceFuncs(*type, parts.scope, where)) {
      WorldItem made{f.name, true, {}, f.notes, f.place};
      made.what = std::move(f);
      addItem(std::move(made), true, parts, "item");
    }
  }
  for (const ast::WorldItem& item : ast.items) {
    const auto* included = std::get_if<ast::IncludeItem>(&item);
    if (included != nullptr && !m_problems.full()) include(*included, where, parts);
  }
  elaborate(parts.world);
  m_document.worlds.push(std::move(parts.world));
}

/// `with` renames labels, not interfaces (WIT.md, "Name Conflicts and `with`").
void Resolver::include(const ast::IncludeItem& item, Where where, WorldParts& parts) {
  noExternalId(item.head, "an `include`");
  if (!enabled(item.head.attributes)) return;
  (void)notes(item.head, where.package);
  const std::optional<WorldId> from = worldAt(item.from, where.package, where.file);
  if (!from) return;
  const World& included = m_document.worlds[*from];
  for (const ast::Renaming& renaming : item.with) {
    const auto named = [&](const WorldItem& i) { return i.plain && i.name == renaming.name.text; };
    const bool there = std::any_of(included.imports.begin(), included.imports.end(), named) ||
                       std::any_of(included.exports.begin(), included.exports.end(), named);
    if (there) continue;
    std::vector<std::string_view> known;
    for (const auto* side : {&included.imports, &included.exports}) {
      for (const WorldItem& i : *side) {
        if (i.plain) known.push_back(i.name);
      }
    }
    const std::string near = nearestWord(renaming.name.text, known);
    m_problems.error("unknown-name",
                     concat("the world `", included.name, "` has no import or export with the label `",
                            renaming.name.text, "`"),
                     renaming.name.place,
                     near.empty() ? "interfaces that have their own name cannot be renamed"
                                  : concat("did you mean `", near, "`?"));
  }
  std::unordered_map<TypeId, TypeId> copies;
  const std::vector<WorldItem> imports = included.imports, exports = included.exports;
  includeItems(imports, true, item, parts, copies);
  includeItems(exports, false, item, parts, copies);
}

void Resolver::includeItems(const std::vector<WorldItem>& items, bool isImport, const ast::IncludeItem& item,
                            WorldParts& parts, std::unordered_map<TypeId, TypeId>& copies) {
  const WorldId self(static_cast<std::uint32_t>(m_document.worlds.size()));
  const auto renamed = [&item](const std::string& label) {
    for (const ast::Renaming& r : item.with) {
      if (r.name.text == label) return r.as->text;
    }
    return label;
  };
  for (const WorldItem& original : items) {
    WorldItem copy = original;
    copy.place = item.from.place;
    if (copy.plain) {
      // "[method]blob.read" follows its resource.
      const std::size_t begin = copy.name.find(']') + 1;
      const std::size_t end = begin == 0 ? copy.name.size() : std::min(copy.name.find('.'), copy.name.size());
      copy.name.replace(begin, end - begin, renamed(copy.name.substr(begin, end - begin)));
    }
    if (auto* f = std::get_if<Func>(&copy.what)) {
      f->name = copy.name;
      for (Param& param : f->params) param.type = copyOf(param.type, copies);
      if (f->result) f->result = copyOf(*f->result, copies);
    } else if (const auto* type = std::get_if<TypeId>(&copy.what)) {
      const TypeId old = *type;
      const TypeId made = copyOf(old, copies);
      if (made == old) continue;
      m_document.types[made].owner = self;
      m_document.types[made].name = copy.name;
      copy.what = made;
    }
    if (!addItem(std::move(copy), isImport, parts, "include")) return;
  }
}

TypeRef Resolver::copyOf(const TypeRef& type, std::unordered_map<TypeId, TypeId>& copies) {
  const auto* id = std::get_if<TypeId>(&type);
  return id != nullptr ? TypeRef(copyOf(*id, copies)) : type;
}

/// Definitions of a world are copied into the world that includes it; those of interfaces stay what they are.
TypeId Resolver::copyOf(TypeId type, std::unordered_map<TypeId, TypeId>& copies) {
  const TypeDef original = m_document.types[type];
  if (std::holds_alternative<InterfaceId>(original.owner)) return type;
  if (const auto at = copies.find(type); at != copies.end()) return at->second;
  const auto ref = [&](TypeRef& t) { t = copyOf(t, copies); };
  const auto optional = [&](std::optional<TypeRef>& t) {
    if (t) ref(*t);
  };
  const auto all = [&](std::vector<Member>& list) {
    for (Member& member : list) optional(member.type);
  };
  TypeDef copy = original;
  match(
      copy.kind, [&](Alias& t) { ref(t.type); }, [&](Record& t) { all(t.fields); },
      [&](Variant& t) { all(t.cases); }, [](Flags&) {}, [](Enum&) {}, [](Resource&) {},
      [&](Tuple& t) { std::for_each(t.types.begin(), t.types.end(), ref); }, [&](List& t) { ref(t.element); },
      [&](FixedList& t) { ref(t.element); }, [&](Option& t) { ref(t.type); },
      [&](ResultType& t) {
        optional(t.ok);
        optional(t.error);
      },
      [&](Map& t) {
        ref(t.key);
        ref(t.value);
      },
      [&](Stream& t) { optional(t.element); }, [&](Future& t) { optional(t.element); },
      [&](Own& t) { t.resource = copyOf(t.resource, copies); },
      [&](Borrow& t) { t.resource = copyOf(t.resource, copies); });
  const std::optional<TypeId> made = addType(std::move(copy));
  const TypeId id = made ? *made : type;
  copies.emplace(type, id);
  return id;
}

}  // namespace sb::wit
