// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/component.h"

namespace sb::graph {

/// A scope of index spaces: a component, or the declarators of an instance type.
struct Scope {
  const model::Component* component = nullptr;
  const std::vector<model::Declarator>* declarations = nullptr;
  const Scope* parent = nullptr;
};

struct ImportedItem {
  std::string name;
};
/// What adds one index to a space: a definition, an alias, or another item under a further index.
using ScopeItem = std::variant<const model::TypeDef*, const model::CoreTypeDef*, const model::CoreModule*,
                               const model::ComponentSection*, const model::AliasOuter*,
                               const model::AliasExport*, model::SortIdx, ImportedItem>;
/// Of core types, core modules, types and components; nothing for an index that does not exist.
std::optional<ScopeItem> itemOf(const Scope& scope, model::Sort sort, std::uint32_t index);

/// What an instance of a scope was made of.
struct UnknownInstance {
  std::string why;
};
using InstanceOrigin = std::variant<UnknownInstance, const model::InlineExports*,
                                    const model::InstanceTypeDef*, const model::Component*>;
InstanceOrigin originOf(const Scope& scope, std::uint32_t instance);

/// What a component or an instance type exports under a name. Of an instance type only types that are defined
/// by equality.
std::optional<model::SortIdx> exportOf(const Scope& scope, std::string_view name);

}  // namespace sb::graph
