// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/dump.h"

#include <array>
#include <cstdio>

#include "core/print/dump_words.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {
namespace {

using model::Sort;

/// How many items each index space of one scope has so far.
using Counts = std::array<std::uint32_t, 13>;

class Dumper {
 public:
  explicit Dumper(const DumpOptions& options) : m_options(options) {}

  std::string take() { return std::move(m_text); }

  void component(const model::Component& component, unsigned depth) {
    Counts counts{};
    for (const model::Section& section : component.sections) sectionLines(section, counts, depth);
  }

 private:
  /// "core func 3" for the index that the definition creates.
  static std::string next(Counts& counts, Sort sort, std::uint32_t howMany = 1) {
    std::uint32_t& count = counts[static_cast<std::size_t>(sort)];
    const std::string out = words(model::SortIdx{sort, count});
    count += howMany;
    return out;
  }

  void line(const SourceRange& range, unsigned depth, std::string_view creates, std::string_view what) {
    if (m_options.offsets) {
      char place[48];
      std::snprintf(place, sizeof place, "%06llx %7llu  ", static_cast<unsigned long long>(range.offset),
                    static_cast<unsigned long long>(range.size));
      m_text += place;
    }
    m_text.append(2 * std::size_t{depth}, ' ');
    if (!creates.empty()) m_text += concat(creates, ": ");
    m_text += concat(what, "\n");
  }

  void sectionLines(const model::Section& section, Counts& counts, unsigned depth) {
    const SourceRange& range = section.range;
    match(
        section.content,
        [&](const model::CustomSection& s) {
          line(range, depth, {},
               concat("custom ", quotedText(s.name), ", ", std::to_string(s.payload.size()), " bytes"));
        },
        [&](const model::CoreModuleSection& s) {
          line(s.module.range, depth, next(counts, Sort::CoreModule),
               concat(std::to_string(s.module.bytes.size()), " bytes"));
        },
        [&](const model::CoreInstanceSection& s) {
          for (const auto& item : s.items)
            line(item.range, depth, next(counts, Sort::CoreInstance), words(item));
        },
        [&](const model::CoreTypeSection& s) {
          for (const auto& item : s.items) coreType(item, counts, depth);
        },
        [&](const model::ComponentSection& s) {
          line(s.component->range, depth, next(counts, Sort::Component), "nested");
          component(*s.component, depth + 1);
        },
        [&](const model::InstanceSection& s) {
          for (const auto& item : s.items) line(item.range, depth, next(counts, Sort::Instance), words(item));
        },
        [&](const model::AliasSection& s) {
          for (const auto& item : s.items)
            line(item.range, depth, next(counts, model::aliasSort(item.target)), words(item.target));
        },
        [&](const model::TypeSection& s) {
          for (const auto& item : s.items) type(item, counts, depth);
        },
        [&](const model::CanonSection& s) {
          for (const auto& item : s.items) {
            const bool lift = std::holds_alternative<model::CanonLift>(item.canon);
            line(item.range, depth, next(counts, lift ? Sort::Func : Sort::CoreFunc), words(item));
          }
        },
        [&](const model::StartSection& s) {
          counts[static_cast<std::size_t>(Sort::Value)] += s.start.results;
          line(range, depth, {},
               concat("start func ", std::to_string(s.start.func.value), ", ",
                      std::to_string(s.start.args.size()), " arguments, ", std::to_string(s.start.results),
                      " results"));
        },
        [&](const model::ImportSection& s) {
          for (const auto& item : s.items)
            line(item.range, depth, next(counts, model::externSort(item.type)),
                 concat("import ", words(item.name), ": ", words(item.type)));
        },
        [&](const model::ExportSection& s) {
          for (const auto& item : s.items)
            line(item.range, depth, next(counts, item.item.sort),
                 concat("export ", words(item.name), " = ", words(item.item),
                        item.ascription ? concat(" as ", words(*item.ascription)) : ""));
        },
        [&](const model::ValueSection& s) {
          line(range, depth, {}, concat("value definitions, ", std::to_string(s.payload.size()), " bytes"));
        });
  }

  void type(const model::TypeDef& type, Counts& counts, unsigned depth) {
    line(type.range, depth, next(counts, Sort::Type), words(type.kind));
    if (const auto* component = std::get_if<model::ComponentTypeDef>(&type.kind))
      declarators(component->declarations, depth + 1);
    if (const auto* instance = std::get_if<model::InstanceTypeDef>(&type.kind))
      declarators(instance->declarations, depth + 1);
  }

  void declarators(const std::vector<model::Declarator>& list, unsigned depth) {
    Counts counts{};
    for (const model::Declarator& declarator : list) {
      const SourceRange& range = declarator.range;
      match(
          declarator.decl, [&](const model::CoreTypeDecl& d) { coreType(d.type, counts, depth); },
          [&](const model::TypeDecl& d) { type(*d.type, counts, depth); },
          [&](const model::AliasDecl& d) {
            line(range, depth, next(counts, model::aliasSort(d.target)), words(d.target));
          },
          [&](const model::ImportDecl& d) {
            line(range, depth, next(counts, model::externSort(d.type)),
                 concat("import ", words(d.name), ": ", words(d.type)));
          },
          [&](const model::ExportDecl& d) {
            line(range, depth, next(counts, model::externSort(d.type)),
                 concat("export ", words(d.name), ": ", words(d.type)));
          });
    }
  }

  void coreType(const model::CoreTypeDef& type, Counts& counts, unsigned depth) {
    match(
        type.type,
        [&](const model::CoreFuncType& t) {
          line(type.range, depth, next(counts, Sort::CoreType), words({t}));
        },
        [&](const model::CoreTypeRaw& t) {
          line(type.range, depth, next(counts, Sort::CoreType, t.definedTypes), words({t}));
        },
        [&](const model::ModuleType& t) {
          line(type.range, depth, next(counts, Sort::CoreType),
               concat("module type, ", std::to_string(t.declarations.size()), " declarators"));
          for (const model::ModuleTypeDecl& declaration : t.declarations)
            moduleDeclarator(type.range, declaration, depth + 1);
        });
  }

  /// Declarators of module types have no range of their own; they show that of the type.
  void moduleDeclarator(const SourceRange& range, const model::ModuleTypeDecl& declaration, unsigned depth) {
    match(
        declaration,
        [&](const model::ModuleTypeImport& d) {
          line(range, depth, {},
               concat("import ", quotedText(d.module), " ", quotedText(d.name), ": ", words(d.type)));
        },
        [&](const model::ModuleTypeType& d) { line(range, depth, {}, words(d.type)); },
        [&](const model::ModuleTypeAlias& d) {
          line(range, depth, {},
               concat("alias outer ", std::to_string(d.count), ", core type ", std::to_string(d.type.value)));
        },
        [&](const model::ModuleTypeExport& d) {
          line(range, depth, {}, concat("export ", quotedText(d.name), ": ", words(d.type)));
        });
  }

  const DumpOptions& m_options;
  std::string m_text;
};

}  // namespace

std::string dumpComponent(const model::Component& component, const DumpOptions& options) {
  Dumper dumper(options);
  dumper.component(component, 0);
  return dumper.take();
}

}  // namespace sb::print
