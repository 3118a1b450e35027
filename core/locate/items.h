// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/locate/item_path.h"
#include "core/model/component.h"

namespace sb::locate {

/// What an item is. The pointers look into the component that was walked; `Component` is a nested component,
/// or the root.
using ItemRef =
    std::variant<const model::Component*, const model::CustomSection*, const model::CoreModule*,
                 const model::CoreInstance*, const model::CoreTypeDef*, const model::Instance*,
                 const model::Alias*, const model::TypeDef*, const model::Canon*, const model::Start*,
                 const model::Import*, const model::Export*, const model::ValueSection*,
                 const model::AliasDecl*, const model::ImportDecl*, const model::ExportDecl*,
                 const model::ModuleTypeDecl*, const model::InstantiateArg*, const model::InlineExport*,
                 const model::CoreInstantiateArg*, const model::CoreInlineExport*>;

/// One definition of a scope, in file order.
struct Item {
  ItemRef ref;
  SourceRange range;  ///< in the outermost file; empty for a component that was built, not decoded
  Role role = Role::Definition;
  std::uint32_t ordinal = 0;              ///< among the items of its role in this scope
  std::optional<model::SortIdx> creates;  ///< the first index that it adds
  std::uint32_t createsCount = 0;         ///< a recursion group adds several core types
  std::string name;                       ///< of an import, export, argument or custom section

  /// The step that names it: by role where it has one, else by what it creates.
  PathStep step() const;
};

/// How many items each index space of one scope has so far.
class SpaceCounts {
 public:
  std::uint32_t operator[](model::Sort sort) const { return m_counts[static_cast<std::size_t>(sort)]; }
  /// The next index of the space; adds `howMany`.
  model::SortIdx add(model::Sort sort, std::uint32_t howMany = 1) {
    std::uint32_t& count = m_counts[static_cast<std::size_t>(sort)];
    const model::SortIdx next{sort, count};
    count += howMany;
    return next;
  }

 private:
  std::array<std::uint32_t, 13> m_counts{};
};

/// The definitions of a component in file order; what is inside of them is left to `childrenOf`.
std::vector<Item> itemsOf(const model::Component& component);

/// What lies in an item: the definitions of a nested component, the declarators of a component, instance or
/// module type, the arguments or exports of an instance. `root` owns the bytes that the item was decoded
/// from: parts that the model keeps without a place are read again to find theirs.
std::vector<Item> childrenOf(const Item& item, const model::Component& root);

}  // namespace sb::locate
