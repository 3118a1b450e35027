// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/decode/names.h"
#include "core/locate/items.h"

namespace sb::print {

/// In double quotes, as the text format reads it: everything but printable ASCII is escaped.
std::string watString(std::string_view text);
/// The same for bytes that need not be UTF-8.
std::string watBytes(ByteSpan bytes);

/// The identifier of a name: `$` and the name, with `_` for what the text format does not allow. Empty for an
/// empty name.
std::string watId(std::string_view name);

/// The index spaces of one component, component type or instance type while its text is written. Only
/// components have names.
class WatScope {
 public:
  explicit WatScope(const WatScope* parent = nullptr, decode::ComponentNames names = {})
      : m_parent(parent), m_names(std::move(names)) {}

  /// What stands where a definition is introduced: `$name (;3;)`, or `(;3;)` without a name. A name that the
  /// text cannot carry as it is follows as annotation: `$a_b (@name "a b") (;3;)`. `fallback` is used when
  /// the section has no name.
  std::string define(model::Sort sort, std::string_view fallback = {});
  /// Passes over indices that the text introduces without a place for a name.
  void skip(model::Sort sort, std::uint32_t howMany) { m_counts.add(sort, howMany); }
  /// `$name` or `3`, for an item of this scope that was defined before.
  std::string ref(model::Sort sort, std::uint32_t index) const;
  /// `count` scopes outwards; null past the root.
  const WatScope* outer(std::uint32_t count) const;
  std::uint32_t next(model::Sort sort) const { return m_counts[sort]; }

 private:
  const WatScope* m_parent;
  decode::ComponentNames m_names;
  locate::SpaceCounts m_counts;
  std::map<std::pair<model::Sort, std::uint32_t>, std::string> m_ids;
  std::set<std::pair<model::Sort, std::string>> m_taken;
};

}  // namespace sb::print
