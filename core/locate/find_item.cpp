// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/locate/find_item.h"

#include <algorithm>
#include <functional>

#include "core/decode/names.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::locate {
namespace {

using model::Sort;

bool createsAt(const Item& item, Sort sort, std::uint32_t index) {
  return item.creates && item.creates->sort == sort && index >= item.creates->index &&
         index - item.creates->index < item.createsCount;
}

/// The item of an index space with that name: by `component-name`, else the last import or export of the
/// name.
const Item* byName(const std::vector<Item>& items, Sort sort, const std::string& name,
                   const decode::ComponentNames& names) {
  const Item* found = nullptr;
  for (const Item& item : items) {
    if (!item.creates || item.creates->sort != sort) continue;
    for (std::uint32_t i = 0; i < item.createsCount; ++i)
      if (names.find(sort, item.creates->index + i) == name) return &item;
    if (item.name == name && (item.role == Role::Import || item.role == Role::Export)) found = &item;
  }
  return found;
}

const Item* select(const std::vector<Item>& items, const PathStep& step,
                   const decode::ComponentNames& names) {
  const auto where = [&](const std::function<bool(const Item&)>& wanted) -> const Item* {
    const auto found = std::find_if(items.begin(), items.end(), wanted);
    return found == items.end() ? nullptr : &*found;
  };
  return match(
      step.kind,
      [&](Sort sort) {
        return match(
            step.which,
            [&](std::uint32_t index) {
              return where([&](const Item& item) { return createsAt(item, sort, index); });
            },
            [&](const std::string& name) { return byName(items, sort, name, names); });
      },
      [&](Role role) {
        return match(
            step.which,
            [&](std::uint32_t ordinal) {
              return where([&](const Item& item) { return item.role == role && item.ordinal == ordinal; });
            },
            [&](const std::string& name) {
              return where([&](const Item& item) { return item.role == role && item.name == name; });
            });
      });
}

/// "it has 3 of these, 0 to 2" or the names that are there.
std::string whatThereIs(const std::vector<Item>& items, const PathStep& step) {
  std::uint32_t count = 0;
  std::string names;
  unsigned shown = 0;
  for (const Item& item : items) {
    const bool fits = match(
        step.kind, [&](Sort sort) { return item.creates && item.creates->sort == sort; },
        [&](Role role) { return item.role == role; });
    if (!fits) continue;
    count += std::holds_alternative<Sort>(step.kind) ? item.createsCount : 1;
    if (!item.name.empty() && shown < 5) names += concat(shown++ ? ", `" : ": `", item.name, "`");
  }
  const std::string word = match(
      step.kind, [](Sort sort) { return sortWord(sort); }, [](Role role) { return roleWord(role); });
  if (count == 0) return concat("there is no ", word, " there");
  return concat("there ", count == 1 ? "is 1" : concat("are ", std::to_string(count)), " of `", word, "`",
                std::holds_alternative<std::string>(step.which) ? names : concat(", counted from 0"));
}

}  // namespace

Result<Found> findItem(const model::Component& root, const ItemPath& path) {
  Found found;
  found.item.ref = &root;
  found.item.range = root.range;
  found.scope = &root;
  for (const PathStep& step : path.steps) {
    decode::ComponentNames names;
    found.directlyInScope = std::holds_alternative<const model::Component*>(found.item.ref);
    if (const auto* component = std::get_if<const model::Component*>(&found.item.ref)) {
      found.scope = *component;
      names = decode::readComponentNames(**component);
    }
    const std::vector<Item> items = childrenOf(found.item, root);
    const Item* next = select(items, step, names);
    if (!next) {
      const std::string place = pathText(found.path);
      return fail(ErrorCode::NoSuchNode, concat("no `", pathText(step), "` in ",
                                                place.empty() ? "the component" : concat("`", place, "`"),
                                                "; ", whatThereIs(items, step)));
    }
    found.path.steps.push_back(next->step());
    found.item = *next;
  }
  return found;
}

Result<SourceRange> rangeOf(const model::Component& root, std::string_view path) {
  SB_TRY(const ItemPath parsed, parsePath(path));
  SB_TRY(const Found found, findItem(root, parsed));
  return found.item.range;
}

}  // namespace sb::locate
