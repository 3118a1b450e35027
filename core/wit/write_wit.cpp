// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/write_wit.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/wit/lexer.h"
#include "core/wit/wit_lines.h"

// WIT text of packages, interfaces and worlds. Types are written in write_types.cpp.
namespace sb::wit {
namespace {

/// "[method]blob.read" belongs to "blob"; empty for functions of no resource.
std::string_view resourceOf(std::string_view name) {
  const std::size_t close = name.find(']');
  if (name.empty() || name.front() != '[' || close == std::string_view::npos) return {};
  const std::string_view rest = name.substr(close + 1);
  return rest.substr(0, rest.find('.'));
}

/// A run of `use` from one interface with the same notes is one line.
struct UseLine {
  InterfaceId from;
  const Notes* notes;
  std::vector<std::pair<TypeId, TypeId>> names;  ///< here, there
};

class Writer {
 public:
  Writer(const Document& document, const WriteOptions& options)
      : m_document(document), m_lines(options.docs) {}

  void package(PackageId id, bool nested) {
    const Package& package = m_document.packages[id];
    m_lines.docs(package.docs);
    const std::string head = concat("package ", escaped(package.nameSpace), ":", escaped(package.name),
                                    package.version.empty() ? "" : "@", package.version);
    if (nested) {
      m_lines.open(head);
    } else {
      m_lines.line(concat(head, ";"));
    }
    bool first = nested;
    const auto separate = [&] {
      if (!std::exchange(first, false)) m_lines.blank();
    };
    for (const InterfaceId i : package.interfaces) {
      separate();
      m_lines.notes(m_document.interfaces[i].notes);
      m_lines.open(concat("interface ", escaped(m_document.interfaces[i].name)));
      interface(i);
      m_lines.close();
    }
    for (const WorldId w : package.worlds) {
      separate();
      world(w);
    }
    if (nested) m_lines.close();
  }
  std::string take() { return m_lines.take(); }
  void blank() { m_lines.blank(); }

 private:
  using FuncsOf = std::unordered_map<std::string_view, std::vector<const Func*>>;

  void interface(InterfaceId id) {
    const Interface& interface = m_document.interfaces[id];
    FuncsOf ofResource;
    for (const Func& f : interface.funcs) ofResource[resourceOf(f.name)].push_back(&f);
    m_lines.startItems();
    types(interface.types, interface.package, ofResource);
    for (const Func* f : ofResource[{}]) {
      m_lines.separate();
      m_lines.notes(f->notes);
      m_lines.line(concat(escaped(f->name), ": ", signature(m_document, *f), ";"));
    }
  }

  void types(const std::vector<TypeId>& ids, PackageId package, const FuncsOf& ofResource) {
    std::vector<UseLine> uses;
    std::vector<TypeId> declared;
    for (const TypeId id : ids) {
      const std::optional<TypeId> from = m_document.usedFrom(id);
      if (!from) {
        declared.push_back(id);
        continue;
      }
      const InterfaceId owner = std::get<InterfaceId>(m_document.types[*from].owner);
      const Notes& notes = m_document.notesOf(id);
      if (uses.empty() || uses.back().from != owner || !(*uses.back().notes == notes))
        uses.push_back({owner, &notes, {}});
      uses.back().names.emplace_back(id, *from);
    }
    for (const UseLine& use : uses) {
      m_lines.hasItems();
      m_lines.notes(*use.notes);
      std::string names;
      for (const auto& [here, there] : use.names) {
        const std::string& local = m_document.types[here].name;
        const std::string& original = m_document.types[there].name;
        names += concat(names.empty() ? "" : ", ", escaped(original), local == original ? "" : " as ",
                        local == original ? "" : escaped(local));
      }
      m_lines.line(concat("use ", path(use.from, package), ".{", names, "};"));
    }
    for (const TypeId id : declared) {
      m_lines.separate();
      m_lines.notes(m_document.notesOf(id));
      const TypeDef& def = m_document.types[id];
      if (!std::holds_alternative<Resource>(def.kind)) {
        declareType(m_document, def, m_lines);
        continue;
      }
      const auto funcs = ofResource.find(def.name);
      const std::string head = concat("resource ", escaped(def.name));
      if (funcs == ofResource.end()) {
        m_lines.line(concat(head, ";"));
        continue;
      }
      m_lines.open(head);
      for (const Func* f : funcs->second) {
        m_lines.notes(f->notes);
        m_lines.line(concat(memberSignature(m_document, *f), ";"));
      }
      m_lines.close();
    }
  }

  void world(WorldId id) {
    const World& world = m_document.worlds[id];
    m_lines.notes(world.notes);
    m_lines.open(concat("world ", escaped(world.name)));
    m_lines.startItems();
    std::vector<TypeId> types;
    FuncsOf ofResource;
    std::vector<const WorldItem*> funcs;
    for (const WorldItem& item : world.imports) {
      match(
          item.what,
          [&](InterfaceId) {
            worldItem(item, "import", world.package);
            m_lines.hasItems();
          },
          [&](const Func& f) {
            if (resourceOf(f.name).empty()) {
              funcs.push_back(&item);
            } else {
              ofResource[resourceOf(f.name)].push_back(&f);
            }
          },
          [&](TypeId type) { types.push_back(type); });
    }
    this->types(types, world.package, ofResource);
    for (const WorldItem* item : funcs) {
      worldItem(*item, "import", world.package);
      m_lines.hasItems();
    }
    if (!world.exports.empty()) m_lines.separate();
    for (const WorldItem& item : world.exports) worldItem(item, "export", world.package);
    m_lines.close();
  }

  void worldItem(const WorldItem& item, const char* direction, PackageId package) {
    m_lines.notes(item.notes);
    const std::string head =
        concat(direction, " ", item.plain ? concat(escaped(item.name), ": ") : std::string());
    match(
        item.what,
        [&](InterfaceId id) {
          if (!m_document.interfaces[id].name.empty()) {
            m_lines.line(concat(head, path(id, package), ";"));
            return;
          }
          m_lines.open(concat(head, "interface"));
          interface(id);
          m_lines.close();
          m_lines.hasItems();
        },
        [&](const Func& f) { m_lines.line(concat(head, signature(m_document, f), ";")); }, [](TypeId) {});
  }

  /// `streams` in its own package, `wasi:io/streams@0.2.0` elsewhere.
  std::string path(InterfaceId id, PackageId package) const {
    const Interface& interface = m_document.interfaces[id];
    if (interface.package == package) return escaped(interface.name);
    const Package& p = m_document.packages[interface.package];
    return concat(escaped(p.nameSpace), ":", escaped(p.name), "/", escaped(interface.name),
                  p.version.empty() ? "" : "@", p.version);
  }

  const Document& m_document;
  WitLines m_lines;
};

}  // namespace

std::string writePackage(const Document& document, PackageId package, const WriteOptions& options) {
  Writer writer(document, options);
  writer.package(package, false);
  return writer.take();
}

std::string writeDocument(const Document& document, const WriteOptions& options) {
  Writer writer(document, options);
  if (document.packages.empty()) return {};
  writer.package(document.root, false);
  for (std::uint32_t i = 0; i < document.packages.size(); ++i) {
    if (PackageId(i) == document.root) continue;
    writer.blank();
    writer.package(PackageId(i), true);
  }
  return writer.take();
}

}  // namespace sb::wit
