// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/wit/parser_parts.h"
#include "core/wit/resolver_parts.h"

// What a use-path means: a name of the file, of its package, or of another package (WIT.md, "Interfaces,
// worlds, and `use`", "Top-level `use`").
namespace sb::wit {

void Resolver::forEachPath(const Declaration& declaration, std::vector<Wanted>& out) const {
  const auto uses = [&out](const std::vector<ast::InterfaceItem>& items) {
    for (const ast::InterfaceItem& item : items) {
      if (const auto* use = std::get_if<ast::UseItem>(&item))
        out.push_back({&use->from, &use->head.attributes});
    }
  };
  if (!declaration.isWorld()) return uses(declaration.interface->items);
  for (const ast::WorldItem& item : declaration.world->items) {
    match(
        item,
        [&](const ast::ExternItem& e) {
          match(
              e.what, [](const ast::Func&) {}, [&](const ast::Interface& i) { uses(i.items); },
              [&](const ast::ExternItem::Path& p) {
                out.push_back({&p.path, &e.head.attributes});
              });
        },
        [&](const ast::UseItem& u) {
          out.push_back({&u.from, &u.head.attributes});
        },
        [](const ast::TypeItem&) {},
        [&](const ast::IncludeItem& i) {
          out.push_back({&i.from, &i.head.attributes});
        });
  }
}

std::optional<std::uint32_t> Resolver::findPackage(const ast::PackageName& name) const {
  const auto at = m_packageByName.find(packageText(name));
  return at == m_packageByName.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::uint32_t> Resolver::lookUp(const ast::UsePath& path, std::uint32_t package,
                                              std::uint32_t file, bool report) {
  const PackageEntry* entry = &m_packages[package];
  if (path.package) {
    const auto other = findPackage(*path.package);
    entry = other ? &m_packages[*other] : nullptr;
  } else {
    const auto use = entry->files[file].uses.find(path.name.text);
    // A `use` at the top level names an item of a package, not another `use`.
    if (use != entry->files[file].uses.end()) {
      const ast::UsePath& target = use->second->path;
      const auto other = target.package ? findPackage(*target.package) : std::optional(package);
      if (other) {
        const auto item = m_packages[*other].items.find(target.name.text);
        if (item != m_packages[*other].items.end()) return item->second;
      }
      if (report) reportUnknown(target, package, file);
      return std::nullopt;
    }
  }
  if (entry != nullptr) {
    const auto item = entry->items.find(path.name.text);
    if (item != entry->items.end()) return item->second;
  }
  if (report) reportUnknown(path, package, file);
  return std::nullopt;
}

void Resolver::reportUnknown(const ast::UsePath& path, std::uint32_t package, std::uint32_t file) {
  const auto hint = [](const std::string& word, const std::vector<std::string_view>& known,
                       const std::string& otherwise) {
    const std::string near = nearestWord(word, known);
    return near.empty() ? otherwise : concat("did you mean `", near, "`?");
  };
  std::vector<std::string_view> known;
  if (path.package && !findPackage(*path.package)) {
    const std::string name = packageText(*path.package);
    const std::string plain = name.substr(0, name.find('@'));
    std::string versions;
    for (const auto& [other, index] : m_packageByName) {
      known.push_back(other);
      if (other.substr(0, other.find('@')) != plain) continue;
      versions += concat(versions.empty() ? "`" : ", `", other, "`");
    }
    m_problems.error(
        "unknown-package", concat("the package `", name, "` is not there"), path.package->place,
        versions.empty()
            ? hint(name, known, "put it into the folder `deps`, or write it in place: `package … { … }`")
            : concat("there is ", versions));
    return;
  }
  const PackageEntry& entry = m_packages[path.package ? *findPackage(*path.package) : package];
  for (const auto& [name, index] : entry.items) known.push_back(name);
  if (!path.package) {
    for (const auto& [name, use] : entry.files[file].uses) known.push_back(name);
  }
  m_problems.error("unknown-name",
                   concat("there is no interface or world `", path.name.text, "`",
                          path.package ? concat(" in `", packageText(entry.name), "`") : std::string()),
                   path.name.place, hint(path.name.text, known, {}));
}

/// A `use` that nothing needs is looked up too.
void Resolver::checkTopLevelUses() {
  for (std::uint32_t package = 0; package < m_packages.size(); ++package) {
    const PackageEntry& entry = m_packages[package];
    if (entry.from == PackageEntry::From::Fallback) continue;
    for (std::uint32_t file = 0; file < entry.files.size(); ++file) {
      for (const ast::Item& item : *entry.files[file].items) {
        const auto* use = std::get_if<ast::TopLevelUse>(&item);
        if (use == nullptr) continue;
        const auto other = use->path.package ? findPackage(*use->path.package) : std::optional(package);
        if (!other || m_packages[*other].items.count(use->path.name.text) == 0)
          reportUnknown(use->path, package, file);
      }
    }
  }
}

std::optional<InterfaceId> Resolver::interfaceAt(const ast::UsePath& path, std::uint32_t package,
                                                 std::uint32_t file) {
  const auto found = lookUp(path, package, file, true);
  if (!found) return std::nullopt;
  const Declaration& declaration = m_declarations[*found];
  if (declaration.isWorld()) {
    m_problems.error("wrong-kind", concat("`", path.name.text, "` is a world, not an interface"),
                     path.name.place);
    return std::nullopt;
  }
  if (!declaration.gatedOut.empty()) {
    m_problems.error(
        "gated-out",
        concat("`", path.name.text, "` is unstable and its feature `", declaration.gatedOut, "` is off"),
        path.name.place, concat("turn it on with `--features ", declaration.gatedOut, "`"));
  }
  return declaration.interfaceId;  // without one its own problem was reported
}

std::optional<WorldId> Resolver::worldAt(const ast::UsePath& path, std::uint32_t package,
                                         std::uint32_t file) {
  const auto found = lookUp(path, package, file, true);
  if (!found) return std::nullopt;
  const Declaration& declaration = m_declarations[*found];
  if (!declaration.isWorld()) {
    m_problems.error("wrong-kind", concat("`", path.name.text, "` is an interface, not a world"),
                     path.name.place);
    return std::nullopt;
  }
  if (!declaration.gatedOut.empty()) {
    m_problems.error(
        "gated-out",
        concat("`", path.name.text, "` is unstable and its feature `", declaration.gatedOut, "` is off"),
        path.name.place, concat("turn it on with `--features ", declaration.gatedOut, "`"));
  }
  return declaration.worldId;
}

}  // namespace sb::wit
