// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>

#include "core/model/component.h"

namespace sb::graph {

/// Rewrites the indices of a component's definitions in four index spaces: core types, core modules, types
/// and components. Only these can be reached by outer aliases (Binary.md, "Alias Definitions").
class IndexMapper {
 public:
  /// The new index for one in a scope that lies `outwards` scopes around the one that is rewritten: 0 is that
  /// scope itself. Asked for 0 and more.
  using Map = std::function<std::uint32_t(model::Sort sort, std::uint32_t outwards, std::uint32_t index)>;
  explicit IndexMapper(Map map) : m_map(std::move(map)) {}

  /// Everything in a component whose own scope is the one that is rewritten. `depth` 1: in a component that
  /// is defined in it, where only outer aliases reach it; and so on.
  ///
  /// An outer alias that reaches the rewritten scope or a scope around it refers to the rewritten scope
  /// afterwards.
  void component(model::Component& component, std::uint32_t depth = 0);
  /// A definition of the rewritten scope.
  void type(model::TypeKind& kind, std::uint32_t depth = 0);
  void coreType(model::CoreTypeDef& type, std::uint32_t depth = 0);

 private:
  void section(model::Section& section, std::uint32_t depth);
  void alias(model::AliasTarget& target, std::uint32_t depth);
  void declarators(std::vector<model::Declarator>& declarations, std::uint32_t depth);
  void nested(std::shared_ptr<const model::Component>& component, std::uint32_t depth);
  // References of the rewritten scope itself.
  std::uint32_t direct(model::Sort sort, std::uint32_t index) { return m_map(sort, 0, index); }
  void item(model::SortIdx& item);
  void value(model::ValType& type);
  void extern_(model::ExternType& type);
  void canon(model::Canon& canon);
  void options(model::CanonOptions& options);

  Map m_map;
};

}  // namespace sb::graph
