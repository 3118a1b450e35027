// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/plan/splice_rules.h"
#include "core/support/result.h"

// Rules as written, between reading the YAML and checking what it says. Inside of core/plan only.
namespace sb::plan {

/// A place in the YAML text, 1-based.
struct Place {
  unsigned line = 1, column = 1;
};

inline tl::unexpected<Error> failAt(ErrorCode code, Place place, const std::string& message) {
  return fail(code, "line " + std::to_string(place.line) + ", column " + std::to_string(place.column) + ": " +
                        message);
}

/// An injection with the keys that were there: the rules of splicer.md 2.2 are about keys.
struct RawInjection {
  Injection injection;
  bool hasName = false, hasPath = false, hasBuiltin = false, hasAlias = false;
};
struct RawRule {
  SpliceRule rule;
  std::vector<RawInjection> inject;
  Place interfacePlace;
  std::vector<std::string> places;  ///< the keys that say where: "before", "between", …
};

/// Rows 3 to 14 of splicer.md 2.2. Errors: BadRule.
Result<SpliceRules> checkRules(std::vector<RawRule> raw);

}  // namespace sb::plan
