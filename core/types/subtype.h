// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/types/type.h"

namespace sb::types {

/// Why one type does not fit another: the path into both types and the two texts that differ there.
struct Mismatch {
  std::vector<std::string> path;  ///< outermost first: "function `put`", "result", "error"
  std::string expected;           ///< WIT text of the expected side: "errno" or "result<_, errno>"
  std::string found;
  std::string message;  ///< one sentence, lower case: "`put` returns `result<_, string>`, expected `result<_,
                        ///< errno>`"
};

/// Which resource stands for which while two types are compared: keys belong to the expected type.
using ResourceMap = std::map<const Resource*, ResourceRef>;

/// `found` ≤ `expected` (component-model.md 3.1): instances by width, components contravariantly, everything
/// else by equality; parameter, field and case names count by exact spelling. Resources of `expected` that
/// are bound in `map` are substituted first; unbound ones that `expected` defines are bound on first use
/// (opening the instance type). Returns nothing when it fits, else the first difference.
std::optional<Mismatch> fits(const ExternType& found, const ExternType& expected, ResourceMap& map);
std::optional<Mismatch> fits(const ExternType& found, const ExternType& expected);

/// Structural equality of value types with exact resource identity (after `map`).
bool equalTypes(const ValType& a, const ValType& b);

/// Every difference of two instance types, for the "explain" view: one Mismatch for each function or type
/// that differs, is missing or is asynchronous on one side only.
std::vector<Mismatch> compareInstances(const InstanceType& found, const InstanceType& expected);

/// Replaces resources throughout a type; shared parts stay shared.
ExternType substitute(const ExternType& type, const std::map<const Resource*, ResourceRef>& replacements);
/// A copy with fresh identities for every resource the type defines.
InstanceTypeRef freshen(const InstanceTypeRef& type);

}  // namespace sb::types
