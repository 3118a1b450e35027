// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/component_json.h"

#include "core/decode/core_module_outline.h"
#include "core/decode/names.h"
#include "core/print/component_json_parts.h"
#include "core/print/dump.h"
#include "core/print/producers_json.h"
#include "core/print/wat_core_types.h"
#include "core/support/match.h"
#include "core/support/sha256.h"

namespace sb::print {
namespace {

using model::Sort;

const char* kindOf(const locate::ItemRef& ref) {
  return match(
      ref, [](const model::Component*) { return "component"; },
      [](const model::CustomSection*) { return "custom"; },
      [](const model::CoreModule*) { return "core-module"; },
      [](const model::CoreInstance*) { return "core-instance"; },
      [](const model::CoreTypeDef*) { return "core-type"; },
      [](const model::Instance*) { return "instance"; }, [](const model::Alias*) { return "alias"; },
      [](const model::TypeDef*) { return "type"; }, [](const model::Canon*) { return "canon"; },
      [](const model::Start*) { return "start"; }, [](const model::Import*) { return "import"; },
      [](const model::Export*) { return "export"; }, [](const model::ValueSection*) { return "values"; },
      [](const model::AliasDecl*) { return "alias"; }, [](const model::ImportDecl*) { return "import"; },
      [](const model::ExportDecl*) { return "export"; },
      [](const model::ModuleTypeDecl*) { return "declarator"; },
      [](const model::InstantiateArg*) { return "argument"; },
      [](const model::InlineExport*) { return "export"; },
      [](const model::CoreInstantiateArg*) { return "argument"; },
      [](const model::CoreInlineExport*) { return "export"; });
}

std::string hexOf(ByteSpan bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

Json coreModuleJson(const model::CoreModule& module) {
  Json out{{"sha256", sha256Hex(module.bytes)}};
  if (const std::string name = decode::readCoreModuleName(module.bytes); !name.empty())
    out["moduleName"] = name;
  const auto outline = decode::outlineCoreModule(module.bytes, module.range.offset);
  if (!outline) {
    out["error"] = outline.error().text();
    return out;
  }
  out["imports"] = Json::array();
  for (const decode::CoreImportItem& item : outline->imports)
    out["imports"].push_back(
        {{"module", item.module}, {"name", item.name}, {"type", coreExternJson(*outline, item.type)}});
  out["exports"] = Json::array();
  for (const decode::CoreExportItem& item : outline->exports)
    out["exports"].push_back(
        {{"name", item.name}, {"index", item.index}, {"type", coreExternJson(*outline, item.type)}});
  out["definedFunctions"] = outline->definedFunctions;
  out["codeBytes"] = outline->codeBytes;
  out["dataBytes"] = outline->dataBytes;
  out["start"] = outline->hasStart;
  out["custom"] = Json::array();
  for (const decode::CoreCustomSection& section : outline->customSections)
    out["custom"].push_back(
        {{"name", section.name}, {"offset", section.range.offset}, {"size", section.range.size}});
  return out;
}

/// What the definition says, by itself.
Json contentJson(const locate::ItemRef& ref) {
  return match(
      ref,
      [](const model::Component* c) {
        Json out{{"sha256", sha256Hex(c->bytes)}};
        if (const std::string name = decode::readComponentNames(*c).component; !name.empty())
          out["componentName"] = name;
        return out;
      },
      [](const model::CustomSection* s) {
        Json out{{"name", s->name}, {"payload", hexOf(s->payload)}};
        if (s->name == "producers") out["producers"] = producersJson(s->payload);
        return out;
      },
      [](const model::CoreModule* m) { return coreModuleJson(*m); },
      [](const model::CoreInstance* i) { return definitionJson(*i); },
      [](const model::CoreTypeDef* t) { return definitionJson(*t); },
      [](const model::Instance* i) { return definitionJson(*i); },
      [](const model::Alias* a) { return definitionJson(a->target); },
      [](const model::TypeDef* t) {
        return Json{{"definition", typeJson(t->kind)}};
      },
      [](const model::Canon* c) { return definitionJson(*c); },
      [](const model::Start* s) {
        Json args = Json::array();
        for (const model::ValueIdx arg : s->args) args.push_back(arg.value);
        return Json{{"func", s->func.value}, {"arguments", args}, {"results", s->results}};
      },
      [](const model::Import* i) { return externJson(i->name, i->type); },
      [](const model::Export* e) {
        Json out = nameJson(e->name);
        out["item"] = sortIdxJson(e->item);
        if (e->ascription) out["as"] = externTypeJson(*e->ascription);
        return out;
      },
      [](const model::ValueSection* s) {
        return Json{{"payload", hexOf(s->payload)}};
      },
      [](const model::AliasDecl* d) { return definitionJson(d->target); },
      [](const model::ImportDecl* d) { return externJson(d->name, d->type); },
      [](const model::ExportDecl* d) { return externJson(d->name, d->type); },
      [](const model::ModuleTypeDecl* d) { return moduleDeclJson(*d); },
      [](const model::InstantiateArg* a) {
        return Json{{"name", a->name}, {"item", sortIdxJson(a->item)}};
      },
      [](const model::InlineExport* e) {
        Json out = nameJson(e->name);
        out["item"] = sortIdxJson(e->item);
        return out;
      },
      [](const model::CoreInstantiateArg* a) {
        return Json{{"name", a->name}, {"item", sortIdxJson({Sort::CoreInstance, a->instance.value})}};
      },
      [](const model::CoreInlineExport* e) {
        return Json{{"name", e->name}, {"item", sortIdxJson(e->item)}};
      });
}

/// Walks the tree; a component brings the names and types of its own index spaces.
class JsonWalk {
 public:
  explicit JsonWalk(const model::Component& root) : m_root(root) {}

  Json item(const locate::Item& item, const std::string& path, const ResolvedScope* scope) const {
    Json out{{"path", path}, {"kind", kindOf(item.ref)}};
    if (item.creates && item.createsCount > 0) {
      Json creates = sortIdxJson(*item.creates);
      if (item.createsCount > 1) creates["count"] = item.createsCount;
      const std::string_view name = scope ? scope->names.find(item.creates->sort, item.creates->index) : "";
      if (!name.empty()) creates["name"] = name;
      out["creates"] = std::move(creates);
    }
    out["offset"] = item.range.offset;
    out["size"] = item.range.size;
    out["text"] = itemWords(item);
    out.update(contentJson(item.ref));
    if (scope && item.creates) {
      Json resolved = resolvedJson(*scope, *item.creates);
      if (!resolved.is_null()) out["resolved"] = std::move(resolved);
    }
    const auto* component = std::get_if<const model::Component*>(&item.ref);
    const std::optional<ResolvedScope> own =
        component ? std::optional(resolveScope(**component)) : std::nullopt;
    const std::vector<locate::Item> children = locate::childrenOf(item, m_root);
    if (!children.empty() || component) out["items"] = Json::array();
    for (const locate::Item& child : children) {
      const std::string step = locate::pathText(child.step());
      out["items"].push_back(
          this->item(child, path.empty() ? step : path + "." + step, own ? &*own : nullptr));
    }
    return out;
  }

 private:
  const model::Component& m_root;
};

}  // namespace

std::string componentJson(const std::string& fileName, const model::Component& root,
                          const locate::Found& found) {
  Json out{{"format", "spliceboard-print"}, {"version", 1}, {"file", fileName}};
  const bool isRoot = found.path.steps.empty();
  const std::optional<ResolvedScope> scope =
      isRoot ? std::nullopt : std::optional(resolveScope(*found.scope));
  // Declarators and arguments do not add to the index spaces of the component around them.
  const bool direct = !isRoot && found.directlyInScope;
  out["item"] = JsonWalk(root).item(found.item, locate::pathText(found.path), direct ? &*scope : nullptr);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sb::print
