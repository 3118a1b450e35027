// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/locate/items.h"

#include "core/decode/part_ranges.h"
#include "core/support/match.h"

namespace sb::locate {
namespace {

using model::Sort;
using model::SortIdx;

/// Collects the items of one scope and counts its index spaces.
class ScopeItems {
 public:
  void definition(ItemRef ref, const SourceRange& range, Sort sort, std::uint32_t howMany = 1) {
    push(ref, range, Role::Definition, sort, howMany, {});
  }
  void role(ItemRef ref, const SourceRange& range, Role role, std::optional<Sort> sort, std::string name = {},
            std::uint32_t howMany = 1) {
    push(ref, range, role, sort, howMany, std::move(name));
  }
  std::vector<Item> take() { return std::move(m_items); }

  void coreType(const model::CoreTypeDef& type) {
    const auto* raw = std::get_if<model::CoreTypeRaw>(&type.type);
    definition(&type, type.range, Sort::CoreType, raw ? raw->definedTypes : 1);
  }
  void section(const model::Section& section);
  void declarator(const model::Declarator& declarator);
  void moduleDecl(const model::ModuleTypeDecl& declaration, const SourceRange& range);

 private:
  void push(ItemRef ref, const SourceRange& range, Role role, std::optional<Sort> sort, std::uint32_t howMany,
            std::string name) {
    Item item;
    item.ref = ref;
    item.range = range;
    item.role = role;
    item.ordinal = m_roles[static_cast<std::size_t>(role)]++;
    if (sort) {
      item.creates = m_counts.add(*sort, howMany);
      item.createsCount = howMany;
    }
    item.name = std::move(name);
    m_items.push_back(std::move(item));
  }

  std::vector<Item> m_items;
  SpaceCounts m_counts;
  std::array<std::uint32_t, 9> m_roles{};
};

void ScopeItems::section(const model::Section& section) {
  match(
      section.content,
      [&](const model::CustomSection& s) { role(&s, section.range, Role::Custom, std::nullopt, s.name); },
      [&](const model::CoreModuleSection& s) { definition(&s.module, s.module.range, Sort::CoreModule); },
      [&](const model::CoreInstanceSection& s) {
        for (const auto& item : s.items) definition(&item, item.range, Sort::CoreInstance);
      },
      [&](const model::CoreTypeSection& s) {
        for (const auto& item : s.items) coreType(item);
      },
      [&](const model::ComponentSection& s) {
        definition(s.component.get(), s.component->range, Sort::Component);
      },
      [&](const model::InstanceSection& s) {
        for (const auto& item : s.items) definition(&item, item.range, Sort::Instance);
      },
      [&](const model::AliasSection& s) {
        for (const auto& item : s.items) role(&item, item.range, Role::Alias, model::aliasSort(item.target));
      },
      [&](const model::TypeSection& s) {
        for (const auto& item : s.items) definition(&item, item.range, Sort::Type);
      },
      [&](const model::CanonSection& s) {
        for (const auto& item : s.items) {
          const bool lift = std::holds_alternative<model::CanonLift>(item.canon);
          role(&item, item.range, Role::Canon, lift ? Sort::Func : Sort::CoreFunc);
        }
      },
      [&](const model::StartSection& s) {
        role(&s.start, section.range, Role::Start, Sort::Value, {}, s.start.results);
      },
      [&](const model::ImportSection& s) {
        for (const auto& item : s.items)
          role(&item, item.range, Role::Import, model::externSort(item.type), item.name.name);
      },
      [&](const model::ExportSection& s) {
        for (const auto& item : s.items)
          role(&item, item.range, Role::Export, item.item.sort, item.name.name);
      },
      [&](const model::ValueSection& s) { role(&s, section.range, Role::Values, std::nullopt); });
}

void ScopeItems::declarator(const model::Declarator& declarator) {
  const SourceRange& range = declarator.range;
  match(
      declarator.decl, [&](const model::CoreTypeDecl& d) { coreType(d.type); },
      [&](const model::TypeDecl& d) { definition(d.type.get(), d.type->range, Sort::Type); },
      [&](const model::AliasDecl& d) { role(&d, range, Role::Alias, model::aliasSort(d.target)); },
      [&](const model::ImportDecl& d) {
        role(&d, range, Role::Import, model::externSort(d.type), d.name.name);
      },
      [&](const model::ExportDecl& d) {
        role(&d, range, Role::Export, model::externSort(d.type), d.name.name);
      });
}

Sort coreSortOf(const model::CoreExternType& type) {
  switch (type.kind) {
    case model::CoreExternType::Kind::Func: return Sort::CoreFunc;
    case model::CoreExternType::Kind::Table: return Sort::CoreTable;
    case model::CoreExternType::Kind::Memory: return Sort::CoreMemory;
    case model::CoreExternType::Kind::Global: return Sort::CoreGlobal;
    case model::CoreExternType::Kind::Tag: return Sort::CoreTag;
  }
  return Sort::CoreFunc;
}

void ScopeItems::moduleDecl(const model::ModuleTypeDecl& declaration, const SourceRange& range) {
  match(
      declaration,
      [&](const model::ModuleTypeImport& d) {
        role(&declaration, range, Role::Import, coreSortOf(d.type), d.module + ' ' + d.name);
      },
      [&](const model::ModuleTypeType& d) {
        const auto* raw = std::get_if<model::CoreTypeRaw>(&d.type);
        definition(&declaration, range, Sort::CoreType, raw ? raw->definedTypes : 1);
      },
      [&](const model::ModuleTypeAlias&) { role(&declaration, range, Role::Alias, Sort::CoreType); },
      [&](const model::ModuleTypeExport& d) {
        role(&declaration, range, Role::Export, std::nullopt, d.name);
      });
}

/// The bytes of a definition, if the component was decoded from bytes.
ByteSpan bytesOf(const SourceRange& range, const model::Component& root) {
  if (!root.owner) return {};
  const ByteSpan file = root.owner->span();
  if (range.offset > file.size() || range.size > file.size() - range.offset) return {};
  return file.subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.size));
}

/// Items with the places that were found for them; the place of the whole where there is none.
template <class T, class F>
void eachPart(const std::vector<T>& parts, const std::vector<SourceRange>& ranges, const SourceRange& whole,
              F&& one) {
  for (std::size_t i = 0; i < parts.size(); ++i)
    one(parts[i], ranges.size() == parts.size() ? ranges[i] : whole);
}

}  // namespace

PathStep Item::step() const {
  if (role == Role::Definition && creates) return {creates->sort, creates->index};
  if (!name.empty()) return {role, name};
  return {role, ordinal};
}

std::vector<Item> itemsOf(const model::Component& component) {
  ScopeItems items;
  for (const model::Section& section : component.sections) items.section(section);
  return items.take();
}

std::vector<Item> childrenOf(const Item& item, const model::Component& root) {
  ScopeItems items;
  const ByteSpan bytes = bytesOf(item.range, root);
  if (const auto* component = std::get_if<const model::Component*>(&item.ref)) return itemsOf(**component);
  if (const auto* type = std::get_if<const model::TypeDef*>(&item.ref)) {
    if (const auto* t = std::get_if<model::ComponentTypeDef>(&(*type)->kind))
      for (const model::Declarator& declarator : t->declarations) items.declarator(declarator);
    if (const auto* t = std::get_if<model::InstanceTypeDef>(&(*type)->kind))
      for (const model::Declarator& declarator : t->declarations) items.declarator(declarator);
  }
  if (const auto* type = std::get_if<const model::CoreTypeDef*>(&item.ref))
    if (const auto* t = std::get_if<model::ModuleType>(&(*type)->type))
      eachPart(t->declarations, decode::moduleTypeRanges(bytes, item.range.offset), item.range,
               [&](const model::ModuleTypeDecl& d, const SourceRange& range) { items.moduleDecl(d, range); });
  if (const auto* instance = std::get_if<const model::Instance*>(&item.ref)) {
    const auto ranges = decode::instanceRanges(bytes, item.range.offset);
    match((*instance)->instance,
          [&](const model::Instantiate& i) {
            eachPart(i.args, ranges, item.range,
                     [&](const model::InstantiateArg& arg, const SourceRange& range) {
                       items.role(&arg, range, Role::Argument, std::nullopt, arg.name);
                     });
          },
          [&](const model::InlineExports& i) {
            eachPart(i.exports, ranges, item.range,
                     [&](const model::InlineExport& e, const SourceRange& range) {
                       items.role(&e, range, Role::Export, std::nullopt, e.name.name);
                     });
          });
  }
  if (const auto* instance = std::get_if<const model::CoreInstance*>(&item.ref)) {
    const auto ranges = decode::coreInstanceRanges(bytes, item.range.offset);
    match((*instance)->instance,
          [&](const model::CoreInstantiate& i) {
            eachPart(i.args, ranges, item.range,
                     [&](const model::CoreInstantiateArg& arg, const SourceRange& range) {
                       items.role(&arg, range, Role::Argument, std::nullopt, arg.name);
                     });
          },
          [&](const model::CoreInlineExports& i) {
            eachPart(i.exports, ranges, item.range,
                     [&](const model::CoreInlineExport& e, const SourceRange& range) {
                       items.role(&e, range, Role::Export, std::nullopt, e.name);
                     });
          });
  }
  return items.take();
}

}  // namespace sb::locate
