// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/dump.h"

#include <cstdio>

#include "core/print/dump_words.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {
namespace {

std::string moduleDeclWords(const model::ModuleTypeDecl& declaration) {
  return match(
      declaration,
      [](const model::ModuleTypeImport& d) {
        return concat("import ", quotedText(d.module), " ", quotedText(d.name), ": ", words(d.type));
      },
      [](const model::ModuleTypeType& d) { return words(d.type); },
      [](const model::ModuleTypeAlias& d) {
        return concat("alias outer ", std::to_string(d.count), ", core type ", std::to_string(d.type.value));
      },
      [](const model::ModuleTypeExport& d) {
        return concat("export ", quotedText(d.name), ": ", words(d.type));
      });
}

std::string coreTypeWords(const model::CoreTypeDef& type) {
  return match(
      type.type, [](const model::CoreFuncType& t) { return words({t}); },
      [](const model::CoreTypeRaw& t) { return words({t}); },
      [](const model::ModuleType& t) {
        return concat("module type, ", std::to_string(t.declarations.size()), " declarators");
      });
}

std::string startWords(const model::Start& start) {
  return concat("start func ", std::to_string(start.func.value), ", ", std::to_string(start.args.size()),
                " arguments, ", std::to_string(start.results), " results");
}

/// Whether the parts of an item take lines of their own: those of instances are in its own line.
bool hasLinesInside(const locate::Item& item) {
  return std::holds_alternative<const model::Component*>(item.ref) ||
         std::holds_alternative<const model::TypeDef*>(item.ref) ||
         std::holds_alternative<const model::CoreTypeDef*>(item.ref);
}

class Dumper {
 public:
  Dumper(const model::Component& root, const DumpOptions& options) : m_root(root), m_options(options) {}

  std::string take() { return std::move(m_text); }

  void line(const locate::Item& item, unsigned depth) {
    if (m_options.offsets) {
      char place[48];
      std::snprintf(place, sizeof place, "%06llx %7llu  ", static_cast<unsigned long long>(item.range.offset),
                    static_cast<unsigned long long>(item.range.size));
      m_text += place;
    }
    m_text.append(2 * std::size_t{depth}, ' ');
    // A type of a module type is named by its place only: it says itself that it is a type.
    const bool indexed = item.creates && item.createsCount > 0 &&
                         !std::holds_alternative<const model::ModuleTypeDecl*>(item.ref);
    if (indexed) m_text += concat(words(*item.creates), ": ");
    m_text += concat(itemWords(item), "\n");
  }
  void inside(const locate::Item& item, unsigned depth) {
    if (!hasLinesInside(item)) return;
    for (const locate::Item& child : locate::childrenOf(item, m_root)) {
      line(child, depth);
      inside(child, depth + 1);
    }
  }

 private:
  const model::Component& m_root;
  const DumpOptions& m_options;
  std::string m_text;
};

}  // namespace

std::string itemWords(const locate::Item& item) {
  return match(
      item.ref, [](const model::Component*) { return std::string("nested"); },
      [](const model::CustomSection* s) {
        return concat("custom ", quotedText(s->name), ", ", std::to_string(s->payload.size()), " bytes");
      },
      [](const model::CoreModule* m) { return concat(std::to_string(m->bytes.size()), " bytes"); },
      [](const model::CoreInstance* i) { return words(*i); },
      [](const model::CoreTypeDef* t) { return coreTypeWords(*t); },
      [](const model::Instance* i) { return words(*i); },
      [](const model::Alias* a) { return words(a->target); },
      [](const model::TypeDef* t) { return words(t->kind); }, [](const model::Canon* c) { return words(*c); },
      [](const model::Start* s) { return startWords(*s); },
      [](const model::Import* i) { return concat("import ", words(i->name), ": ", words(i->type)); },
      [](const model::Export* e) {
        return concat("export ", words(e->name), " = ", words(e->item),
                      e->ascription ? concat(" as ", words(*e->ascription)) : "");
      },
      [](const model::ValueSection* s) {
        return concat("value definitions, ", std::to_string(s->payload.size()), " bytes");
      },
      [](const model::AliasDecl* d) { return words(d->target); },
      [](const model::ImportDecl* d) { return concat("import ", words(d->name), ": ", words(d->type)); },
      [](const model::ExportDecl* d) { return concat("export ", words(d->name), ": ", words(d->type)); },
      [](const model::ModuleTypeDecl* d) { return moduleDeclWords(*d); },
      [](const model::InstantiateArg* a) {
        return concat("with ", quotedText(a->name), " = ", words(a->item));
      },
      [](const model::InlineExport* e) { return concat("export ", words(e->name), " = ", words(e->item)); },
      [](const model::CoreInstantiateArg* a) {
        return concat("with ", quotedText(a->name), " = core instance ", std::to_string(a->instance.value));
      },
      [](const model::CoreInlineExport* e) {
        return concat("export ", quotedText(e->name), " = ", words(e->item));
      });
}

std::string dumpComponent(const model::Component& component, const DumpOptions& options) {
  locate::Item root;
  root.ref = &component;
  Dumper dumper(component, options);
  dumper.inside(root, 0);
  return dumper.take();
}

std::string dumpItem(const model::Component& root, const locate::Item& item, const DumpOptions& options) {
  const auto* component = std::get_if<const model::Component*>(&item.ref);
  if (component && *component == &root) return dumpComponent(root, options);
  Dumper dumper(root, options);
  dumper.line(item, 0);
  dumper.inside(item, 1);
  return dumper.take();
}

}  // namespace sb::print
