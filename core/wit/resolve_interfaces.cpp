// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/extern_name_rules.h"
#include "core/wit/parser_parts.h"
#include "core/wit/resolver_parts.h"

// WIT.md, "WIT Interfaces", "Item: use", and the order of types (“Name resolution”).
namespace sb::wit {

/// Names are unique whatever their case and hyphens (component-model.md 3.5, 3.9).
bool Resolver::define(ItemScope& scope, const ast::Name& name, ScopeEntry entry) {
  const auto [at, isNew] = scope.byKey.emplace(types::labelKey(name.text), name.text);
  if (isNew) {
    scope.names.emplace(name.text, std::move(entry));
    return true;
  }
  m_problems.error("duplicate-name",
                   at->second == name.text
                       ? concat("`", name.text, "` is defined more than once")
                       : concat("`", name.text, "` and `", at->second, "` differ in case or hyphens only"),
                   name.place, "rename one of them");
  return false;
}

void Resolver::resolveUse(const ast::UseItem& use, Owner owner, Where where, ItemScope& scope,
                          std::vector<TypeId>& defined) {
  if (!enabled(use.head.attributes)) {
    for (const ast::Renaming& name : use.names)
      define(scope, name.local(), {ScopeEntry::What::GatedOut, {}, use.head.attributes.unstable->text});
    return;
  }
  const Notes itsNotes = notes(use.head, where.package);
  const std::optional<InterfaceId> from = interfaceAt(use.from, where.package, where.file);
  for (const ast::Renaming& name : use.names) {
    ScopeEntry entry;
    if (from) {
      const auto& names = m_scopes[from->value].names;
      const auto at = names.find(name.name.text);
      if (at == names.end() && m_brokenNames.count(name.name.text) != 0) {
        // the problem was reported where it is defined
      } else if (at == names.end()) {
        std::vector<std::string_view> known;
        for (const auto& [known1, e] : names) {
          if (e.what == ScopeEntry::What::Type) known.push_back(known1);
        }
        const std::string near = nearestWord(name.name.text, known);
        m_problems.error(
            "unknown-name",
            concat("the interface `", use.from.name.text, "` has no type `", name.name.text, "`"),
            name.name.place, near.empty() ? std::string() : concat("did you mean `", near, "`?"));
      } else if (at->second.what == ScopeEntry::What::Func) {
        m_problems.error("wrong-kind", concat("`", name.name.text, "` is a function; types can be used only"),
                         name.name.place);
      } else if (at->second.what == ScopeEntry::What::GatedOut) {
        m_problems.error(
            "gated-out",
            concat("`", name.name.text, "` is unstable and its feature `", at->second.feature, "` is off"),
            name.name.place, concat("turn it on with `--features ", at->second.feature, "`"));
      } else if (at->second.what == ScopeEntry::What::Type) {
        TypeDef def{name.local().text, owner, Alias{at->second.type}, nullptr, name.local().place};
        Notes kept = itsNotes;
        kept.docs.clear();
        if (kept != Notes{}) def.notes = std::make_shared<const Notes>(std::move(kept));
        if (const auto id = addType(std::move(def))) entry = {ScopeEntry::What::Type, *id, {}};
      }
    }
    const bool isType = entry.what == ScopeEntry::What::Type;
    const TypeId id = entry.type;
    if (define(scope, name.local(), std::move(entry)) && isType) defined.push_back(id);
  }
}

namespace {

/// The names a definition mentions.
void collectNames(const ast::Type& type, std::vector<const ast::Name*>& out) {
  if (!type.name.text.empty()) out.push_back(&type.name);
  for (const ast::Type& argument : type.args) collectNames(argument, out);
}

std::vector<const ast::Name*> namesIn(const ast::TypeBody& body) {
  std::vector<const ast::Name*> out;
  const auto members = [&out](const std::vector<ast::Member>& list) {
    for (const ast::Member& member : list) collectNames(member.type, out);
  };
  match(
      body, [&](const ast::Record& t) { members(t.fields); },
      [&](const ast::Variant& t) { members(t.cases); }, [](const ast::Flags&) {}, [](const ast::Enum&) {},
      [&](const ast::TypeAlias& t) { collectNames(t.type, out); }, [](const ast::Resource&) {});
  return out;
}

}  // namespace

/// Each type after those it mentions, otherwise as written. Types of a loop are reported and left out.
std::vector<const ast::TypeItem*> Resolver::inOrder(const std::vector<const ast::TypeItem*>& items) {
  enum class State : std::uint8_t { New, Open, Done, Looping };
  std::unordered_map<std::string_view, std::size_t> byName;
  for (std::size_t i = 0; i < items.size(); ++i) byName.emplace(items[i]->name.text, i);
  std::vector<State> states(items.size(), State::New);
  std::vector<const ast::TypeItem*> order;
  struct Frame {
    std::size_t item;
    std::vector<const ast::Name*> names;
    std::size_t next = 0;
  };
  std::vector<Frame> stack;
  for (std::size_t start = 0; start < items.size(); ++start) {
    if (states[start] != State::New) continue;
    states[start] = State::Open;
    stack.push_back({start, namesIn(items[start]->body)});
    while (!stack.empty()) {
      Frame& top = stack.back();
      if (top.next == top.names.size()) {
        if (states[top.item] == State::Open) {
          states[top.item] = State::Done;
          order.push_back(items[top.item]);
        }
        stack.pop_back();
        continue;
      }
      const ast::Name* mentioned = top.names[top.next++];
      const auto at = byName.find(mentioned->text);
      if (at == byName.end()) continue;
      if (states[at->second] == State::Open) {
        m_problems.error("cycle",
                         top.item == at->second
                             ? concat("the type `", mentioned->text, "` contains itself")
                             : concat("the type `", mentioned->text, "` contains itself through `",
                                      items[top.item]->name.text, "`"),
                         mentioned->place, "values have an end: use a resource, or a list of indices");
        states[top.item] = State::Looping;
      } else if (states[at->second] == State::New) {
        states[at->second] = State::Open;
        stack.push_back({at->second, namesIn(items[at->second]->body)});
      }
    }
  }
  return order;
}

void Resolver::resolveTypes(const std::vector<const ast::TypeItem*>& items, Owner owner, Where where,
                            ItemScope& scope, std::vector<TypeId>& defined) {
  std::vector<const ast::TypeItem*> here;
  for (const ast::TypeItem* item : items) {
    if (!enabled(item->head.attributes)) {
      define(scope, item->name, {ScopeEntry::What::GatedOut, {}, item->head.attributes.unstable->text});
    } else if (define(scope, item->name, {})) {
      here.push_back(item);
    }
  }
  for (const ast::TypeItem* item : inOrder(here)) {
    if (m_problems.full()) return;
    TypeDef def{item->name.text, owner, Resource{}, nullptr, item->name.place};
    Notes itsNotes = notes(item->head, where.package);
    if (itsNotes != Notes{}) def.notes = std::make_shared<const Notes>(std::move(itsNotes));
    std::optional<TypeKind> kind = kindOf(*item, scope);
    if (!kind) continue;  // stays a hole
    def.kind = std::move(*kind);
    if (const auto id = addType(std::move(def))) {
      scope.names[item->name.text] = {ScopeEntry::What::Type, *id, {}};
      defined.push_back(*id);
    }
  }
}

/// Methods, statics and the constructor as functions with the names that a component gives them.
std::vector<Func> Resolver::resourceFuncs(const ast::TypeItem& item, const ItemScope& scope, Where where) {
  std::vector<Func> out;
  const auto* body = std::get_if<ast::Resource>(&item.body);
  const auto self = scope.names.find(item.name.text);
  if (body == nullptr || self == scope.names.end() || self->second.what != ScopeEntry::What::Type) return out;
  std::unordered_set<std::string> keys;
  bool hasConstructor = false;
  for (const ast::Func& f : body->funcs) {
    if (!enabled(f.head.attributes)) continue;
    const bool isConstructor = f.kind == ast::Func::Kind::Constructor;
    if (!isConstructor && types::labelKey(f.name.text) == types::labelKey(item.name.text)) {
      m_problems.error("duplicate-name", concat("`", f.name.text, "` has the name of its resource"),
                       f.name.place, "rename the function");
      continue;
    }
    const bool isNew = isConstructor ? !std::exchange(hasConstructor, true)
                                     : keys.insert(types::labelKey(f.name.text)).second;
    if (!isNew) {
      m_problems.error("duplicate-name",
                       isConstructor ? concat("`", item.name.text, "` has two constructors")
                                     : concat("`", item.name.text, "` has two functions `", f.name.text, "`"),
                       f.name.place, isConstructor ? "make one a static function" : "rename one of them");
      continue;
    }
    const std::string name = isConstructor
                                 ? concat("[constructor]", item.name.text)
                                 : concat(f.kind == ast::Func::Kind::Static ? "[static]" : "[method]",
                                          item.name.text, ".", f.name.text);
    if (auto made = func(f, name, self->second.type, scope, where)) out.push_back(std::move(*made));
  }
  return out;
}

void Resolver::resolveInterface(InterfaceId id, const std::vector<ast::InterfaceItem>& items, Where where) {
  ItemScope scope;
  std::vector<TypeId> defined;
  std::vector<const ast::TypeItem*> typeItems;
  for (const ast::InterfaceItem& item : items) {
    if (const auto* use = std::get_if<ast::UseItem>(&item)) resolveUse(*use, id, where, scope, defined);
    if (const auto* type = std::get_if<ast::TypeItem>(&item)) typeItems.push_back(type);
  }
  resolveTypes(typeItems, id, where, scope, defined);
  // Functions of resources first, as in binaries (component-model.md 5.4).
  std::vector<Func> funcs;
  for (const ast::TypeItem* item : typeItems) {
    if (!enabled(item->head.attributes)) continue;
    for (Func& f : resourceFuncs(*item, scope, where)) funcs.push_back(std::move(f));
  }
  for (const ast::InterfaceItem& item : items) {
    const auto* f = std::get_if<ast::Func>(&item);
    if (f == nullptr || m_problems.full()) continue;
    if (!enabled(f->head.attributes)) continue;
    if (!define(scope, f->name, {ScopeEntry::What::Func, {}, {}})) continue;
    if (auto made = func(*f, f->name.text, std::nullopt, scope, where)) funcs.push_back(std::move(*made));
  }
  m_document.interfaces[id].types = std::move(defined);
  m_document.interfaces[id].funcs = std::move(funcs);
  m_scopes[id.value] = std::move(scope);
}

}  // namespace sb::wit
