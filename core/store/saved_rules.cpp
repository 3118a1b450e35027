// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/store/saved_rules.h"

#include "core/plan/splice_rules.h"

namespace sb::store {

Result<std::string> rulesWithPaths(const std::string& rules,
                                   const std::function<std::string(const std::string&)>& pathOf) {
  if (rules.empty()) return rules;
  SB_TRY(plan::SpliceRules parsed, plan::parseSpliceRules(rules));
  for (plan::SpliceRule& rule : parsed.rules) {
    for (plan::Injection& one : rule.inject) {
      if (!one.path.empty()) one.path = pathOf(one.path);
    }
  }
  return plan::printSpliceRules(parsed);
}

}  // namespace sb::store
