// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/gate_warnings.h"

#include <unordered_map>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/interface_name.h"

namespace sb::wit {
namespace {

/// Whether an item with one gate may need one with another.
bool covers(const ast::Attributes& own, const ast::Attributes& needed) {
  if (needed.unstable) return own.unstable && own.unstable->text == needed.unstable->text;
  if (!needed.since || own.unstable) return true;
  return own.since && types::compareSemver(*types::parseSemver(own.since->text),
                                           *types::parseSemver(needed.since->text)) >= 0;
}

std::string gateText(const ast::Attributes& gate) {
  if (gate.unstable) return concat("@unstable(feature = ", gate.unstable->text, ")");
  return gate.since ? concat("@since(version = ", gate.since->text, ")") : std::string("no gate");
}

class Scope {
 public:
  Scope(const ast::Head& head, const ast::Name& name, Problems& problems)
      : m_outer(head.attributes), m_outerName(name), m_problems(problems) {}

  void declare(const ast::UseItem& use) {
    for (const ast::Renaming& one : use.names) m_types.emplace(one.local().text, &use.head.attributes);
    if (!use.names.empty()) contained(use.head, use.names.front().local());
  }
  void declare(const ast::TypeItem& type) {
    m_types.emplace(type.name.text, &type.head.attributes);
    contained(type.head, type.name);
  }
  void contained(const ast::Head& head, const ast::Name& name) {
    if (!covers(head.attributes, m_outer))
      warn(head, name, concat("lies in `", m_outerName.text, "`"), m_outer);
  }

  void references(const ast::TypeItem& item) const {
    match(
        item.body, [&](const ast::Record& b) { members(item, b.fields); },
        [&](const ast::Variant& b) { members(item, b.cases); }, [](const ast::Flags&) {},
        [](const ast::Enum&) {}, [&](const ast::TypeAlias& b) { type(item.head, item.name, b.type); },
        [&](const ast::Resource& b) {
          for (const ast::Func& func : b.funcs) {
            if (!covers(func.head.attributes, item.head.attributes))
              warn(func.head, func.name, concat("lies in `", item.name.text, "`"), item.head.attributes);
            references(func);
          }
        });
  }
  void references(const ast::Func& func) const {
    for (const ast::Member& param : func.params) type(func.head, func.name, param.type);
    type(func.head, func.name, func.result);
  }

 private:
  void members(const ast::TypeItem& item, const std::vector<ast::Member>& list) const {
    for (const ast::Member& member : list) type(item.head, item.name, member.type);
  }
  void type(const ast::Head& head, const ast::Name& name, const ast::Type& mentioned) const {
    for (const ast::Type& inner : mentioned.args) type(head, name, inner);
    const auto known = m_types.find(mentioned.name.text);
    if (known != m_types.end() && !covers(head.attributes, *known->second))
      warn(head, name, concat("uses `", mentioned.name.text, "`"), *known->second);
  }
  void warn(const ast::Head& head, const ast::Name& name, const std::string& what,
            const ast::Attributes& needed) const {
    if (m_problems.items().size() >= Problems::MaxProblems) return;
    m_problems.warning("weaker-gate",
                       concat("`", name.text, "` has ", gateText(head.attributes), ", but it ", what,
                              ", which has ", gateText(needed)),
                       name.place, concat("give it `", gateText(needed), "`"));
  }

  const ast::Attributes& m_outer;
  const ast::Name& m_outerName;
  Problems& m_problems;
  std::unordered_map<std::string, const ast::Attributes*> m_types;
};

void warnIn(const ast::Interface& interface, Problems& problems) {
  Scope scope(interface.head, interface.name, problems);
  for (const ast::InterfaceItem& item : interface.items)
    match(
        item, [&](const ast::UseItem& use) { scope.declare(use); },
        [&](const ast::TypeItem& type) { scope.declare(type); },
        [&](const ast::Func& func) { scope.contained(func.head, func.name); });
  for (const ast::InterfaceItem& item : interface.items) {
    if (const auto* type = std::get_if<ast::TypeItem>(&item)) scope.references(*type);
    if (const auto* func = std::get_if<ast::Func>(&item)) scope.references(*func);
  }
}

void warnIn(const ast::World& world, Problems& problems) {
  Scope scope(world.head, world.name, problems);
  for (const ast::WorldItem& item : world.items)
    match(
        item,
        [&](const ast::ExternItem& e) {
          match(
              e.what, [&](const ast::Func& f) { scope.contained(f.head, f.name); },
              [&](const ast::Interface& i) { scope.contained(i.head, i.name); },
              [&](const ast::ExternItem::Path& p) {
                scope.contained(e.head, p.label ? *p.label : p.path.name);
              });
        },
        [&](const ast::UseItem& use) { scope.declare(use); },
        [&](const ast::TypeItem& type) { scope.declare(type); },
        [&](const ast::IncludeItem& include) { scope.contained(include.head, include.from.name); });
  for (const ast::WorldItem& item : world.items) {
    if (const auto* type = std::get_if<ast::TypeItem>(&item)) scope.references(*type);
    const auto* external = std::get_if<ast::ExternItem>(&item);
    if (!external) continue;
    if (const auto* func = std::get_if<ast::Func>(&external->what)) scope.references(*func);
    if (const auto* interface = std::get_if<ast::Interface>(&external->what)) warnIn(*interface, problems);
  }
}

void warnIn(const std::vector<ast::Item>& items, Problems& problems) {
  for (const ast::Item& item : items)
    match(
        item, [](const ast::TopLevelUse&) {},
        [&](const ast::Interface& interface) { warnIn(interface, problems); },
        [&](const ast::World& world) { warnIn(world, problems); });
}

}  // namespace

void warnOfWeakGates(const ast::File& file, Problems& problems) {
  warnIn(file.items, problems);
  for (const ast::NestedPackage& nested : file.nested) warnIn(nested.items, problems);
}

}  // namespace sb::wit
