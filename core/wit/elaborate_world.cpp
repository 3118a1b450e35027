// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/concat.h"
#include "core/wit/limits.h"
#include "core/wit/resolver_parts.h"

// WIT.md, "Transitive imports and worlds": what `use` needs is imported too, before what needs it; an
// exported interface uses what is exported beside it, else what is imported.
namespace sb::wit {
namespace {

/// Interfaces, `use`d types, other types, functions, functions of resources: an order in which each item
/// comes after what it mentions, and the one in which WIT is written.
int rank(const Document& document, const WorldItem& item) {
  if (std::holds_alternative<InterfaceId>(item.what)) return 0;
  if (const auto* type = std::get_if<TypeId>(&item.what)) return document.usedFrom(*type) ? 1 : 2;
  return item.name.front() == '[' ? 4 : 3;
}

void sortByRank(const Document& document, std::vector<WorldItem>& items) {
  std::stable_sort(items.begin(), items.end(), [&document](const WorldItem& a, const WorldItem& b) {
    return rank(document, a) < rank(document, b);
  });
}

}  // namespace

/// The interfaces whose types this one uses, each once.
const std::vector<InterfaceId>& Resolver::dependencies(InterfaceId id) {
  const auto [at, isNew] = m_dependencies.emplace(id.value, std::vector<InterfaceId>());
  if (!isNew) return at->second;
  std::unordered_set<std::uint32_t> seen;
  for (const TypeId type : m_document.interfaces[id].types) {
    const std::optional<TypeId> from = m_document.usedFrom(type);
    if (!from) continue;
    const InterfaceId owner = std::get<InterfaceId>(m_document.types[*from].owner);
    if (seen.insert(owner.value).second) at->second.push_back(owner);
  }
  return at->second;
}

namespace {

/// One interface on the way to what it needs.
struct Step {
  WorldItem item;
  InterfaceId id;
  bool asExport = false;
  std::size_t next = 0;
};

}  // namespace

void Resolver::elaborate(World& world) {
  std::vector<WorldItem> imports, exports;
  std::unordered_set<std::string> imported, exported;
  std::unordered_set<std::uint32_t> exportedInterfaces, required;
  std::vector<Step> stack;
  const auto implied = [this](InterfaceId id, const WorldItem& by) {
    WorldItem item{m_document.interfaceName(id), false, id, {}, by.place};
    item.notes.stability = by.notes.stability;
    ++m_worldItems;
    return item;
  };
  const auto tooMany = [&] {
    if (m_worldItems <= MaxWorldItems) return false;
    m_problems.error(
        "too-large",
        concat("worlds have more than ", std::to_string(MaxWorldItems), " items with what they use"),
        world.place);
    return true;
  };

  sortByRank(m_document, world.imports);
  for (WorldItem& item : world.imports) {
    const auto* interface = std::get_if<InterfaceId>(&item.what);
    const auto* type = std::get_if<TypeId>(&item.what);
    const std::optional<TypeId> used = type != nullptr ? m_document.usedFrom(*type) : std::nullopt;
    if (interface != nullptr) stack.push_back({item, *interface});
    if (used) {
      const InterfaceId owner = std::get<InterfaceId>(m_document.types[*used].owner);
      stack.push_back({implied(owner, item), owner});
    }
    while (!stack.empty() && !tooMany()) {
      Step& top = stack.back();
      const std::vector<InterfaceId>& needs = dependencies(top.id);
      if (imported.count(top.item.name) != 0) {
        stack.pop_back();
      } else if (top.next < needs.size()) {
        const InterfaceId need = needs[top.next++];
        WorldItem next = implied(need, top.item);
        if (imported.count(next.name) == 0) stack.push_back({std::move(next), need});
      } else {
        imported.insert(top.item.name);
        imports.push_back(std::move(top.item));
        stack.pop_back();
      }
    }
    stack.clear();
    if (interface == nullptr) imports.push_back(std::move(item));
  }

  for (const WorldItem& item : world.exports) {
    const auto* interface = std::get_if<InterfaceId>(&item.what);
    if (interface != nullptr && !item.plain) exportedInterfaces.insert(interface->value);
    if (interface == nullptr) exports.push_back(item);
  }
  for (const WorldItem& item : world.exports) {
    const auto* interface = std::get_if<InterfaceId>(&item.what);
    if (interface == nullptr) continue;
    stack.push_back({item, *interface, true});
    while (!stack.empty() && !tooMany()) {
      Step& top = stack.back();
      const std::vector<InterfaceId>& needs = dependencies(top.id);
      const bool done = top.asExport ? exported.count(top.item.name) != 0 : required.count(top.id.value) != 0;
      const bool clash = top.asExport ? !done && !top.item.plain && top.next == needs.size() &&
                                            required.count(top.id.value) != 0
                                      : exportedInterfaces.count(top.id.value) != 0;
      if (clash) {
        // Somebody sees the imported one through another interface and the exported one directly.
        const std::string through =
            stack.size() > 1 ? m_document.interfaceName(stack[stack.size() - 2].id) : "";
        m_problems.error("mixed-use",
                         concat("the world `", world.name, "` exports `", top.item.name,
                                "` and, because of `", through.empty() ? item.name : through,
                                "`, which is not exported, imports it too; `", item.name, "` would mix both"),
                         item.place,
                         through.empty() ? std::string("export every interface between them too")
                                         : concat("export `", through, "` too"));
        stack.clear();
        break;
      }
      if (done) {
        stack.pop_back();
      } else if (top.next < needs.size()) {
        const InterfaceId need = needs[top.next++];
        const bool asExport = top.asExport && exportedInterfaces.count(need.value) != 0;
        stack.push_back({implied(need, top.item), need, asExport});
      } else if (top.asExport) {
        exported.insert(top.item.name);
        exports.push_back(std::move(top.item));
        stack.pop_back();
      } else {
        required.insert(top.id.value);
        if (imported.insert(top.item.name).second) imports.push_back(std::move(top.item));
        stack.pop_back();
      }
    }
    stack.clear();
  }
  // An export that was reached as a need carries the notes of its own line.
  std::unordered_map<std::string, const WorldItem*> own;
  for (const WorldItem& item : world.exports) own.emplace(item.name, &item);
  for (WorldItem& item : exports) {
    if (const auto at = own.find(item.name); at != own.end()) item = *at->second;
  }
  sortByRank(m_document, imports);
  world.imports = std::move(imports);
  world.exports = std::move(exports);
}

}  // namespace sb::wit
