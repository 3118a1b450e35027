// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/document.h"

#include "core/support/concat.h"
#include "core/wit/parser_parts.h"

namespace sb::wit {

std::string Package::id() const { return concat(nameSpace, ":", name, version.empty() ? "" : "@", version); }

std::string Document::itemName(PackageId package, const std::string& name) const {
  const Package& p = packages[package];
  return concat(p.nameSpace, ":", p.name, "/", name, p.version.empty() ? "" : "@", p.version);
}

std::string Document::interfaceName(InterfaceId id) const {
  const Interface& interface = interfaces[id];
  return interface.name.empty() ? std::string() : itemName(interface.package, interface.name);
}

const TypeDef* Document::asResource(TypeId id) const {
  for (;;) {
    const TypeDef& def = types[id];
    if (std::holds_alternative<Resource>(def.kind)) return &def;
    const auto* alias = std::get_if<Alias>(&def.kind);
    const auto* target = alias != nullptr ? std::get_if<TypeId>(&alias->type) : nullptr;
    if (target == nullptr) return nullptr;
    id = *target;
  }
}

const Notes& Document::notesOf(TypeId id) const {
  static const Notes None;
  const TypeDef& def = types[id];
  return def.notes ? *def.notes : None;
}

std::optional<TypeId> Document::usedFrom(TypeId id) const {
  const TypeDef& def = types[id];
  const auto* alias = std::get_if<Alias>(&def.kind);
  const auto* target = alias != nullptr ? std::get_if<TypeId>(&alias->type) : nullptr;
  if (target == nullptr || def.owner == types[*target].owner) return std::nullopt;
  return std::holds_alternative<InterfaceId>(types[*target].owner) ? std::optional(*target) : std::nullopt;
}

WorldChoice chooseWorld(const Document& document, const std::string& name) {
  const auto listed = [&document](PackageId package, bool full) {
    std::string out;
    for (const WorldId id : document.packages[package].worlds)
      out +=
          concat(out.empty() ? "`" : ", `",
                 full ? document.itemName(package, document.worlds[id].name) : document.worlds[id].name, "`");
    return out;
  };
  if (document.packages.empty()) return {{}, "there is no package", {}};
  const Package& root = document.packages[document.root];
  if (name.empty()) {
    if (root.worlds.size() == 1) return {root.worlds.front(), {}, {}};
    if (root.worlds.empty())
      return {{}, concat("the package `", root.id(), "` has no world"), "name a world of another package"};
    return {{},
            concat("the package `", root.id(), "` has ", std::to_string(root.worlds.size()), " worlds"),
            concat("name one of ", listed(document.root, false))};
  }
  std::vector<std::string> known;
  std::optional<WorldId> found;
  for (std::uint32_t p = 0; p < document.packages.size(); ++p) {
    for (const WorldId id : document.packages[PackageId(p)].worlds) {
      const World& world = document.worlds[id];
      known.push_back(document.itemName(PackageId(p), world.name));
      const bool byLabel = PackageId(p) == document.root && world.name == name;
      if (byLabel || known.back() == name) found = id;
    }
  }
  if (found) return {found, {}, {}};
  std::vector<std::string_view> views(known.begin(), known.end());
  for (const WorldId id : root.worlds) views.push_back(document.worlds[id].name);
  const std::string near = nearestWord(name, views);
  std::string all;
  for (const std::string& one : known) all += concat(all.empty() ? "`" : ", `", one, "`");
  return {{},
          concat("there is no world `", name, "`"),
          !near.empty() ? concat("did you mean `", near, "`?")
          : all.empty() ? "no package has a world"
                        : concat("there are ", all)};
}

}  // namespace sb::wit
