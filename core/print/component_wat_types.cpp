// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/component_wat_writer.h"
#include "core/print/wat_core_types.h"
#include "core/print/wat_definitions.h"
#include "core/print/wat_types.h"
#include "core/support/concat.h"
#include "core/support/match.h"

// Type definitions, whose declarators take lines of their own.
namespace sb::print {

using model::Sort;

void ComponentWatWriter::type(const model::TypeDef& type, WatScope& scope) {
  const auto withDeclarators = [&](const char* word, const std::vector<model::Declarator>& list) {
    line(&type.range, concat("(type ", scope.define(Sort::Type)));
    ++m_depth;
    declarators(word, list, scope);
    --m_depth;
    line(nullptr, ")");
  };
  if (const auto* t = std::get_if<model::ComponentTypeDef>(&type.kind))
    return withDeclarators("component", t->declarations);
  if (const auto* t = std::get_if<model::InstanceTypeDef>(&type.kind))
    return withDeclarators("instance", t->declarations);
  const std::string text = watDefType(type.kind, scope);
  line(&type.range, concat("(type ", scope.define(Sort::Type), " ", text, ")"));
}

void ComponentWatWriter::declarators(const char* word, const std::vector<model::Declarator>& list,
                                     WatScope& outer) {
  if (list.empty()) return line(nullptr, concat("(", word, ")"));
  WatScope scope(&outer);
  line(nullptr, concat("(", word));
  ++m_depth;
  for (const model::Declarator& one : list) declarator(one, scope);
  --m_depth;
  line(nullptr, ")");
}

void ComponentWatWriter::declarator(const model::Declarator& declarator, WatScope& scope) {
  const SourceRange& range = declarator.range;
  match(
      declarator.decl, [&](const model::CoreTypeDecl& d) { item(&d.type, [&] { coreType(d.type, scope); }); },
      [&](const model::TypeDecl& d) { item(d.type.get(), [&] { type(*d.type, scope); }); },
      [&](const model::AliasDecl& d) {
        item(&d, [&] { line(&range, concat("(", watAlias(d.target, scope), ")")); });
      },
      [&](const model::ImportDecl& d) {
        const std::string id = scope.define(model::externSort(d.type));
        item(&d, [&] {
          line(&range, concat("(import ", watExternName(d.name), " ", watExternType(d.type, id, scope), ")"));
        });
      },
      [&](const model::ExportDecl& d) {
        const std::string id = scope.define(model::externSort(d.type));
        item(&d, [&] {
          line(&range, concat("(export ", id, " ", watExternName(d.name), " ",
                              watExternType(d.type, {}, scope), ")"));
        });
      });
}

void ComponentWatWriter::coreType(const model::CoreTypeDef& type, WatScope& scope) {
  match(
      type.type,
      [&](const model::CoreFuncType& t) {
        line(&type.range, concat("(core type ", scope.define(Sort::CoreType), " ", watCoreFunc(t), ")"));
      },
      [&](const model::CoreTypeRaw& t) { recGroup("core ", t, type.range, scope); },
      [&](const model::ModuleType& t) {
        line(&type.range, concat("(core type ", scope.define(Sort::CoreType)));
        ++m_depth;
        moduleType(t, scope);
        --m_depth;
        line(nullptr, ")");
      });
}

void ComponentWatWriter::moduleType(const model::ModuleType& type, WatScope& outer) {
  if (type.declarations.empty()) return line(nullptr, "(module)");
  WatScope scope(&outer);
  line(nullptr, "(module");
  ++m_depth;
  for (const model::ModuleTypeDecl& declaration : type.declarations)
    item(&declaration, [&] {
      match(
          declaration,
          [&](const model::ModuleTypeImport& d) {
            line(nullptr, concat("(import ", watString(d.module), " ", watString(d.name), " ",
                                 watCoreExtern(d.type), ")"));
          },
          [&](const model::ModuleTypeType& d) {
            match(
                d.type,
                [&](const model::CoreFuncType& t) {
                  line(nullptr, concat("(type ", scope.define(Sort::CoreType), " ", watCoreFunc(t), ")"));
                },
                [&](const model::CoreTypeRaw& t) { recGroup("", t, {}, scope); });
          },
          [&](const model::ModuleTypeAlias& d) {
            const WatScope* home = scope.outer(d.count);
            const std::string index =
                home ? home->ref(Sort::CoreType, d.type.value) : std::to_string(d.type.value);
            line(nullptr, concat("(alias outer ", std::to_string(d.count), " ", index, " (type ",
                                 scope.define(Sort::CoreType), "))"));
          },
          [&](const model::ModuleTypeExport& d) {
            line(nullptr, concat("(export ", watString(d.name), " ", watCoreExtern(d.type), ")"));
          });
    });
  --m_depth;
  line(nullptr, ")");
}

/// `(core rec (type …) …)` in a component, `(rec …)` in a module type; a type by itself without `rec`.
void ComponentWatWriter::recGroup(const char* opening, const model::CoreTypeRaw& type,
                                  const SourceRange& range, WatScope& scope) {
  const SourceRange* place = range.size > 0 ? &range : nullptr;
  const WatCoreRec rec = watCoreRec(type);
  if (!rec.isGroup) {
    for (const std::string& one : rec.types)
      line(place, concat("(", opening, "type ", scope.define(Sort::CoreType), " ", one, ")"));
    return;
  }
  line(place, concat("(", opening, "rec"));
  ++m_depth;
  for (const std::string& one : rec.types)
    line(nullptr, concat("(type ", scope.define(Sort::CoreType), " ", one, ")"));
  --m_depth;
  line(nullptr, ")");
}

}  // namespace sb::print
