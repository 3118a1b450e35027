// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/compare_worlds.h"

#include <algorithm>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/subtype.h"
#include "core/types/type_text.h"

namespace sb::compare {
namespace {

using Items = std::vector<types::NamedExtern>;

const types::NamedExtern* find(const Items& items, const std::string& name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name.name == name; });
  return found == items.end() ? nullptr : &*found;
}

std::string textOf(const types::ExternType& type) {
  return match(
      type, [](const types::FuncTypeRef& t) { return t ? funcText(*t) : std::string(); },
      [](const types::InstanceTypeRef&) { return std::string("instance"); },
      [](const types::ComponentTypeRef&) { return std::string("component"); },
      [](const types::CoreModuleTypeRef&) { return std::string("core module"); },
      [](const types::ValueExtern& t) { return concat("value ", types::typeText(t.type)); },
      [](const types::TypeOfValue& t) { return types::definitionText(t.type); },
      [](const types::TypeOfResource&) { return std::string("resource"); },
      [](const types::TypeOfFunc&) { return std::string("func type"); },
      [](const types::TypeOfInstance&) { return std::string("instance type"); },
      [](const types::TypeOfComponent&) { return std::string("component type"); });
}

Subject subjectOf(const types::ExternType& type) {
  return std::holds_alternative<types::FuncTypeRef>(type) ? Subject::Function : Subject::Type;
}

/// The items of two instance types, one difference each. A function whose text is the same differs through a
/// type that is told by itself.
void compareInterfaces(const types::InstanceType& before, const types::InstanceType& after,
                       const std::string& name, std::vector<Difference>& out) {
  for (const types::NamedExtern& item : before.exports) {
    Difference one;
    one.subject = subjectOf(item.type);
    one.name = concat(name, "#", item.name.name);
    one.before = textOf(item.type);
    const types::NamedExtern* other = find(after.exports, item.name.name);
    if (!other) {
      one.change = Change::Removed;
      out.push_back(std::move(one));
      continue;
    }
    one.change = Change::Changed;
    one.after = textOf(other->type);
    if (one.before != one.after) out.push_back(std::move(one));
  }
  for (const types::NamedExtern& item : after.exports) {
    if (find(before.exports, item.name.name)) continue;
    Difference one;
    one.change = Change::Added;
    one.subject = subjectOf(item.type);
    one.name = concat(name, "#", item.name.name);
    one.after = textOf(item.type);
    out.push_back(std::move(one));
  }
}

void compareItems(const types::NamedExtern& before, const types::NamedExtern& after, Subject side,
                  std::vector<Difference>& out) {
  const auto* a = std::get_if<types::InstanceTypeRef>(&before.type);
  const auto* b = std::get_if<types::InstanceTypeRef>(&after.type);
  const std::size_t known = out.size();
  if (a && b && *a && *b) compareInterfaces(**a, **b, before.name.name, out);
  if (out.size() > known) return;
  Difference one;
  one.change = Change::Changed;
  one.subject = side;
  one.name = before.name.name;
  one.before = textOf(before.type);
  one.after = textOf(after.type);
  if (before.name.attributes != after.name.attributes) one.details.push_back("its attributes differ");
  if (const auto mismatch = types::fits(after.type, before.type)) one.details.push_back(mismatch->message);
  out.push_back(std::move(one));
}

std::string withoutVersion(const std::string& name) { return name.substr(0, name.find('@')); }
std::string versionOf(const std::string& name) {
  const std::size_t at = name.find('@');
  return at == std::string::npos ? std::string("no version") : name.substr(at + 1);
}

std::string pathOf(Subject side, const std::string& name) {
  return concat(side == Subject::Import ? "import[" : "export[", name, "]");
}

}  // namespace

NameMap compareSide(const Shape& before, const Shape& after, Subject side, std::vector<Difference>& out) {
  const bool imports = side == Subject::Import;
  const auto& keysBefore = imports ? before.importKeys : before.exportKeys;
  const auto& keysAfter = imports ? after.importKeys : after.exportKeys;
  const Items& itemsBefore = imports ? before.world->imports : before.world->exports;
  const Items& itemsAfter = imports ? after.world->imports : after.world->exports;
  NameMap names;
  std::vector<std::string> gone, fresh;
  for (const auto& [name, key] : keysBefore) {
    const auto other = keysAfter.find(name);
    if (other == keysAfter.end()) {
      gone.push_back(name);
    } else if (other->second != key) {
      const auto* a = find(itemsBefore, name);
      const auto* b = find(itemsAfter, name);
      if (a && b) compareItems(*a, *b, side, out);
    }
  }
  for (const auto& [name, key] : keysAfter)
    if (keysBefore.count(name) == 0) fresh.push_back(name);

  const auto pair = [&](Change change, auto&& fits) {
    for (auto name = gone.begin(); name != gone.end();) {
      const auto other =
          std::find_if(fresh.begin(), fresh.end(), [&](const std::string& n) { return fits(*name, n); });
      if (other == fresh.end()) {
        ++name;
        continue;
      }
      Difference one;
      one.change = change;
      one.subject = side;
      one.name = *name;
      one.before = change == Change::Version ? versionOf(*name) : *name;
      one.after = change == Change::Version ? versionOf(*other) : *other;
      one.pathBefore = pathOf(side, *name);
      one.pathAfter = pathOf(side, *other);
      out.push_back(one);
      names[*name] = *other;
      const auto* a = find(itemsBefore, *name);
      const auto* b = find(itemsAfter, *other);
      const auto* typeOfA = a ? std::get_if<types::InstanceTypeRef>(&a->type) : nullptr;
      const auto* typeOfB = b ? std::get_if<types::InstanceTypeRef>(&b->type) : nullptr;
      if (change == Change::Version && typeOfA && typeOfB && *typeOfA && *typeOfB)
        compareInterfaces(**typeOfA, **typeOfB, *name, out);
      fresh.erase(other);
      name = gone.erase(name);
    }
  };
  pair(Change::Version, [](const std::string& a, const std::string& b) {
    return a.find(':') != std::string::npos && withoutVersion(a) == withoutVersion(b);
  });
  pair(Change::Renamed, [&](const std::string& a, const std::string& b) {
    // The key holds the name in front of the type.
    const auto typePart = [](const std::string& key) {
      return key.substr(std::min(key.find("\"="), key.size()));
    };
    return typePart(keysBefore.at(a)) == typePart(keysAfter.at(b));
  });
  const auto alone = [&](Change change, const std::string& name, const Items& items) {
    Difference one;
    one.change = change;
    one.subject = side;
    one.name = name;
    const auto* item = find(items, name);
    (change == Change::Removed ? one.before : one.after) = item ? textOf(item->type) : "";
    (change == Change::Removed ? one.pathBefore : one.pathAfter) = pathOf(side, name);
    out.push_back(std::move(one));
  };
  for (const std::string& name : gone) alone(Change::Removed, name, itemsBefore);
  for (const std::string& name : fresh) alone(Change::Added, name, itemsAfter);
  return names;
}

}  // namespace sb::compare
