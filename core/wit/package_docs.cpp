// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <nlohmann/json.hpp>

#include "core/decode/names.h"
#include "core/support/match.h"
#include "core/types/extern_name_rules.h"
#include "core/types/interface_name.h"
#include "core/wit/binary_package.h"
#include "core/wit/lexer.h"

// The custom section `package-docs` (component-model.md 1.5), which wasm-tools writes: documentation and
// gates by the names of items. Version 0 has a string where version 1 has an object for a function.
namespace sb::wit {
namespace {

using Json = nlohmann::json;

/// What cannot stand in WIT text is left out, so that what is written can be read.
std::string cleaned(const std::string& text) {
  Sources sources;
  Problems problems;
  const std::uint32_t file = sources.add({{}, text});
  if (checkCharacters(sources, file, problems) && text.find('\r') == std::string::npos) return text;
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte < 0x7f)) out += c;
  }
  return out;
}

const Json* member(const Json& json, const char* key) {
  if (!json.is_object()) return nullptr;
  const auto at = json.find(key);
  return at == json.end() ? nullptr : &*at;
}

std::string textAt(const Json& json, const char* key) {
  const Json* value = member(json, key);
  return value != nullptr && value->is_string() ? cleaned(value->get<std::string>()) : std::string();
}

std::string versionAt(const Json& json, const char* key) {
  const std::string text = textAt(json, key);
  return types::parseSemver(text) ? text : std::string();
}

/// {"stable": {"since": …, "deprecated"?: …}} or {"unstable": {"feature": …, "deprecated"?: …}}
Stability stabilityOf(const Json& json) {
  Stability out;
  if (const Json* stable = member(json, "stable")) {
    out.since = versionAt(*stable, "since");
    if (!out.since.empty()) out.deprecated = versionAt(*stable, "deprecated");
  } else if (const Json* unstable = member(json, "unstable")) {
    const std::string feature = textAt(*unstable, "feature");
    if (types::isLabel(feature)) out.unstable = feature;
    if (!out.unstable.empty()) out.deprecated = versionAt(*unstable, "deprecated");
  }
  return out;
}

void addTo(Notes& notes, const Json& json) {
  if (json.is_string()) {
    notes.docs = cleaned(json.get<std::string>());
    return;
  }
  const std::string docs = textAt(json, "docs");
  if (!docs.empty()) notes.docs = docs;
  if (const Json* stability = member(json, "stability")) notes.stability = stabilityOf(*stability);
}

class DocsReader {
 public:
  explicit DocsReader(Document& document) : m_document(document) {}

  void package(const Json& json) {
    Package& root = m_document.packages[m_document.root];
    const std::string docs = textAt(json, "docs");
    if (!docs.empty()) root.docs = docs;
    if (const Json* interfaces = member(json, "interfaces")) {
      for (const InterfaceId id : root.interfaces) {
        if (const Json* one = member(*interfaces, m_document.interfaces[id].name.c_str()))
          interface(id, *one);
      }
    }
    if (const Json* worlds = member(json, "worlds")) {
      for (const WorldId id : root.worlds) {
        if (const Json* one = member(*worlds, m_document.worlds[id].name.c_str())) world(id, *one);
      }
    }
  }

 private:
  void interface(InterfaceId id, const Json& json) {
    Interface& interface = m_document.interfaces[id];
    addTo(interface.notes, json);
    if (const Json* types = member(json, "types")) {
      for (const TypeId type : interface.types) typeDef(type, *types);
    }
    if (const Json* funcs = member(json, "funcs")) {
      for (Func& func : interface.funcs) {
        if (const Json* one = member(*funcs, func.name.c_str())) addTo(func.notes, *one);
      }
    }
  }

  void typeDef(TypeId id, const Json& types) {
    TypeDef& def = m_document.types[id];
    const Json* json = member(types, def.name.c_str());
    if (json == nullptr) return;
    Notes notes = m_document.notesOf(id);
    addTo(notes, *json);
    if (m_document.usedFrom(id)) notes.docs.clear();  // a `use` has no place for words
    def.notes = std::make_shared<const Notes>(std::move(notes));
    const Json* items = member(*json, "items");
    if (items == nullptr) return;
    const auto all = [&](std::vector<Member>& members) {
      for (Member& m : members) m.docs = textAt(*items, m.name.c_str());
    };
    match(
        def.kind, [](Alias&) {}, [&](Record& t) { all(t.fields); }, [&](Variant& t) { all(t.cases); },
        [&](Flags& t) { all(t.flags); }, [&](Enum& t) { all(t.cases); }, [](Resource&) {}, [](Tuple&) {},
        [](List&) {}, [](FixedList&) {}, [](Option&) {}, [](ResultType&) {}, [](Map&) {}, [](Stream&) {},
        [](Future&) {}, [](Own&) {}, [](Borrow&) {});
  }

  void world(WorldId id, const Json& json) {
    World& world = m_document.worlds[id];
    addTo(world.notes, json);
    for (const bool isImport : {true, false}) {
      for (WorldItem& item : isImport ? world.imports : world.exports) worldItem(item, json, isImport);
    }
  }

  void worldItem(WorldItem& item, const Json& json, bool isImport) {
    // "interfaces" and "funcs" are of imports, and in old packages of exports too.
    const auto named = [&](const char* either, const char* exports) -> const Json* {
      const Json* map = isImport ? nullptr : member(json, exports);
      const Json* found = map != nullptr ? member(*map, item.name.c_str()) : nullptr;
      map = found != nullptr ? nullptr : member(json, either);
      return map != nullptr ? member(*map, item.name.c_str()) : found;
    };
    match(
        item.what,
        [&](InterfaceId id) {
          if (m_document.interfaces[id].name.empty()) {
            if (const Json* one = named("interfaces", "interface_exports")) {
              interface(id, *one);
              item.notes = m_document.interfaces[id].notes;
            }
            return;
          }
          const Json* docs = member(json, isImport ? "interface_import_docs" : "interface_export_docs");
          if (docs != nullptr) item.notes.docs = textAt(*docs, item.name.c_str());
          const Json* stability =
              member(json, isImport ? "interface_import_stability" : "interface_export_stability");
          const Json* one = stability != nullptr ? member(*stability, item.name.c_str()) : nullptr;
          if (one != nullptr) item.notes.stability = stabilityOf(*one);
        },
        [&](Func& func) {
          const Json* one = named("funcs", "func_exports");
          if (one == nullptr) return;
          addTo(func.notes, *one);
          item.notes = func.notes;
        },
        [&](TypeId id) {
          if (const Json* types = member(json, "types")) typeDef(id, *types);
        });
  }

  Document& m_document;
};

}  // namespace

void addPackageDocs(Document& document, const std::string& json) {
  if (document.packages.empty()) return;
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_discarded()) DocsReader(document).package(parsed);
}

void addPackageDocs(Document& document, const model::Component& component) {
  if (const auto json = decode::readPackageDocs(component)) addPackageDocs(document, *json);
}

}  // namespace sb::wit
