// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/extern_name_rules.h"
#include "core/wit/resolver_parts.h"

// Which packages, interfaces and worlds there are (WIT.md, "Package Names", "Interfaces, worlds, and `use`").
namespace sb::wit {
std::string packageText(const ast::PackageName& name) {
  return concat(name.nameSpace.text, ":", name.name.text, name.version ? "@" : "",
                name.version ? name.version->text : std::string());
}

/// The source text of a package without its head, to compare two of one name.
std::string Resolver::textOf(const PackageEntry& entry) const {
  std::string out;
  for (const FileScope& file : entry.files) {
    for (const ast::Item& item : *file.items) {
      const Place place = match(
          item, [](const ast::TopLevelUse& i) { return i.place; },
          [](const ast::Interface& i) { return i.place; }, [](const ast::World& i) { return i.place; });
      for (const char c : m_sources.text(place)) {
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
      }
    }
  }
  return out;
}

void Resolver::addPackage(const ast::PackageHead& head, const std::vector<const ast::File*>& files,
                          const std::vector<ast::Item>* nested, PackageEntry::From from) {
  PackageEntry entry;
  entry.name = head.name;
  entry.docs = head.docs;
  entry.from = from;
  if (nested != nullptr) entry.files.push_back({nested, {}});
  for (const ast::File* file : files) entry.files.push_back({&file->items, {}});
  const std::string name = packageText(head.name);
  const auto [at, isNew] = m_packageByName.emplace(name, static_cast<std::uint32_t>(m_packages.size()));
  if (!isNew) {
    const PackageEntry& other = m_packages[at->second];
    const bool bothRoot = from == PackageEntry::From::Root;  // the root's come first
    if (from == PackageEntry::From::Fallback || (!bothRoot && textOf(other) == textOf(entry))) return;
    m_problems.error(
        "duplicate-package",
        concat("the package `", name, "` is defined twice", bothRoot ? "" : " with different content"),
        head.name.place, concat("it is also defined at ", m_sources.describe(other.name.place)));
    return;
  }
  m_packages.push_back(std::move(entry));
  for (std::uint32_t file = 0; file < m_packages.back().files.size(); ++file)
    declare(static_cast<std::uint32_t>(m_packages.size() - 1), file);
}

/// The files of one package with the packages nested in them.
void Resolver::collect(const std::vector<ast::File>& files, PackageEntry::From from) {
  const bool isRoot = from == PackageEntry::From::Root;
  const ast::PackageHead* head = nullptr;
  std::vector<const ast::File*> own;
  std::string documentation;
  for (const ast::File& file : files) {
    own.push_back(&file);
    m_brokenNames.insert(file.brokenNames.begin(), file.brokenNames.end());
    if (!file.package) continue;
    if (head != nullptr && packageText(head->name) != packageText(file.package->name)) {
      m_problems.error("package-name",
                       concat("this file says package `", packageText(file.package->name), "`, another `",
                              packageText(head->name), "`"),
                       file.package->name.place, "files of one folder belong to one package");
    }
    if (head == nullptr) head = &*file.package;
    if (!documentation.empty() && !file.package->docs.empty()) {
      m_problems.warning("package-docs", "the package is documented in more than one file",
                         file.package->name.place, "keep the words in one file");
    }
    if (documentation.empty()) documentation = file.package->docs;
  }
  for (const ast::File& file : files) {
    for (const ast::NestedPackage& nested : file.nested) addPackage(nested.head, {}, &nested.items, from);
  }
  const bool hasItems =
      std::any_of(files.begin(), files.end(), [](const ast::File& file) { return !file.items.empty(); });
  if (head != nullptr) {
    ast::PackageHead whole = *head;
    whole.docs = documentation;
    addPackage(whole, own, nullptr, from);
    return;
  }
  const bool onlyNested = !hasItems && std::any_of(files.begin(), files.end(), [](const ast::File& file) {
    return !file.nested.empty();
  });
  if (onlyNested && !isRoot) return;
  const Place begin{files.empty() ? Place::NoFile : files.front().source, 0, 0};
  if (m_problems.hasErrors()) return;  // the head may be what could not be read
  m_problems.error("no-package", "no file says which package this is", begin,
                   "begin one file with `package name:space;`");
}

void Resolver::declare(std::uint32_t package, std::uint32_t file) {
  PackageEntry& entry = m_packages[package];
  FileScope& scope = entry.files[file];
  const auto twice = [&](const ast::Name& name, const std::string& other) {
    m_problems.error("duplicate-name",
                     other == name.text
                         ? concat("`", name.text, "` is defined more than once")
                         : concat("`", name.text, "` and `", other, "` differ in case or hyphens only"),
                     name.place, "rename one of them");
  };
  std::unordered_set<std::string> declared;
  const auto add = [&](Declaration declaration) {
    const ast::Name& name = declaration.name();
    declared.insert(name.text);
    const auto [at, isNew] = entry.byKey.emplace(types::labelKey(name.text), name.text);
    if (!isNew) return twice(name, at->second);
    declaration.package = package;
    declaration.file = file;
    if (!enabled(declaration.head().attributes))
      declaration.gatedOut = declaration.head().attributes.unstable->text;
    entry.items.emplace(name.text, static_cast<std::uint32_t>(m_declarations.size()));
    m_declarations.push_back(std::move(declaration));
  };
  for (const ast::Item& item : *scope.items) {
    if (const auto* interface = std::get_if<ast::Interface>(&item)) {
      add({interface, nullptr, 0, 0, {}, {}, {}});
    } else if (const auto* world = std::get_if<ast::World>(&item)) {
      add({nullptr, world, 0, 0, {}, {}, {}});
    }
  }
  for (const ast::Item& item : *scope.items) {
    const auto* use = std::get_if<ast::TopLevelUse>(&item);
    if (use == nullptr) continue;
    if (use->head.attributes.place.known())
      m_problems.error("attribute-place", "a `use` at the top level takes no attributes",
                       use->head.attributes.place);
    const ast::Name& local = use->local();
    if (!scope.uses.emplace(local.text, use).second || declared.count(local.text) != 0)
      twice(local, local.text);
  }
}

Document Resolver::run(const PackageTexts& texts) {
  // The root package first, so that a dependency of the same name is the duplicate.
  collect(texts.root, PackageEntry::From::Root);
  const std::uint32_t rootPackages = static_cast<std::uint32_t>(m_packages.size());
  for (const auto& files : texts.dependencies) collect(files, PackageEntry::From::Dependency);
  for (const auto& files : texts.fallbacks) collect(files, PackageEntry::From::Fallback);
  const std::vector<std::uint32_t> order = packageOrder();
  for (const std::uint32_t i : order) {
    PackageEntry& entry = m_packages[i];
    entry.id = m_document.packages.push({entry.name.nameSpace.text,
                                         entry.name.name.text,
                                         entry.name.version ? entry.name.version->text : std::string(),
                                         entry.docs,
                                         {},
                                         {}});
    if (i + 1 == rootPackages) m_document.root = entry.id;
  }
  for (const std::uint32_t i : declarationOrder(order)) {
    Declaration& declaration = m_declarations[i];
    if (!declaration.gatedOut.empty() || m_problems.full()) continue;
    if (declaration.isWorld()) {
      resolveWorld(declaration);
      declaration.worldId = WorldId(static_cast<std::uint32_t>(m_document.worlds.size() - 1));
      m_document.packages[m_packages[declaration.package].id].worlds.push_back(*declaration.worldId);
      continue;
    }
    noExternalId(declaration.head(), "an interface");
    Interface interface {
      declaration.name().text, m_packages[declaration.package].id,
          notes(declaration.head(), declaration.package), {}, {}, declaration.name().place
    };
    const InterfaceId id = m_document.interfaces.push(std::move(interface));
    m_scopes.emplace_back();
    declaration.interfaceId = id;
    m_document.packages[m_packages[declaration.package].id].interfaces.push_back(id);
    resolveInterface(id, declaration.interface->items, {declaration.package, declaration.file});
  }
  checkTopLevelUses();
  return std::move(m_document);
}

Document resolve(const PackageTexts& texts, const Sources& sources, const FeatureChoice& features,
                 Problems& problems) {
  return Resolver(sources, features, problems).run(texts);
}

}  // namespace sb::wit
