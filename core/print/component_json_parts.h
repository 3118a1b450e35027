// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/decode/core_module_outline.h"
#include "core/decode/names.h"
#include "core/model/component.h"
#include "core/types/check_component.h"

// The parts of component_json.cpp: definitions as they are written, and what their types resolve to. Included
// by the .cpp files of this room only.
namespace sb::print {

using Json = nlohmann::ordered_json;

// component_json_parts.cpp: as written, with indices
Json sortIdxJson(const model::SortIdx& item);  ///< {"sort": "func", "index": 3}
Json nameJson(const model::ExternName& name);
Json externTypeJson(const model::ExternType& type);
Json externJson(const model::ExternName& name, const model::ExternType& type);
Json definitionJson(const model::CoreInstance& instance);
Json definitionJson(const model::Instance& instance);
Json definitionJson(const model::AliasTarget& target);
Json definitionJson(const model::Canon& canon);
Json definitionJson(const model::CoreTypeDef& type);
Json moduleDeclJson(const model::ModuleTypeDecl& declaration);
Json coreExternJson(const decode::CoreModuleOutline& outline, const model::CoreExternType& type);

// component_json_types.cpp
Json typeJson(const model::TypeKind& type);

/// The names and resolved types of one component's index spaces. No types where they cannot be resolved by
/// themselves: a nested component that reaches into the one around it.
struct ResolvedScope {
  decode::ComponentNames names;
  types::IndexSpaces spaces;
};
ResolvedScope resolveScope(const model::Component& component);
/// What the item's type comes to, as WIT text; null when there is none.
Json resolvedJson(const ResolvedScope& scope, const model::SortIdx& item);

}  // namespace sb::print
