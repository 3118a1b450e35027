// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "core/model/index_spaces.h"

namespace sb::model {

// alias ::= sort 0x00 instanceidx name | sort 0x01 core:instanceidx core:name | sort 0x02 ct idx
// (Binary.md, "Alias Definitions")
struct AliasExport {
  Sort sort{};
  InstanceIdx instance;
  std::string name;
  friend bool operator==(const AliasExport&, const AliasExport&) = default;
};
struct AliasCoreExport {
  Sort sort{};
  CoreInstanceIdx instance;
  std::string name;
  friend bool operator==(const AliasCoreExport&, const AliasCoreExport&) = default;
};
/// `count` scopes outwards, counting components, component types and instance types.
struct AliasOuter {
  Sort sort{};
  std::uint32_t count = 0;
  std::uint32_t index = 0;
  friend bool operator==(const AliasOuter&, const AliasOuter&) = default;
};
using AliasTarget = std::variant<AliasExport, AliasCoreExport, AliasOuter>;

/// The space the alias adds to.
Sort aliasSort(const AliasTarget& target);

}  // namespace sb::model
