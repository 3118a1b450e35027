// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/subtype.h"

#include "core/support/concat.h"
#include "core/types/comparison.h"

namespace sb::types {
namespace {

/// A difference that no part has put into words yet.
void completeMessage(Mismatch& mismatch) {
  if (!mismatch.message.empty()) return;
  std::string where;
  for (const std::string& frame : mismatch.path) where.append(where.empty() ? "" : ", ").append(frame);
  mismatch.message = concat(where, where.empty() ? "" : " is ", "`", mismatch.found, "`, expected `",
                            mismatch.expected, "`");
}

}  // namespace

std::optional<Mismatch> fits(const ExternType& found, const ExternType& expected, ResourceMap& map) {
  Budget budget;
  Comparison comparison(budget);
  ComparisonSide foundSide, expectedSide;
  expectedSide.resources = map;
  const bool fit = comparison.externs(found, foundSide, expected, expectedSide);
  map = std::move(expectedSide.resources);
  if (budget.isSpent()) return Mismatch{{}, {}, {}, "the types are too large to compare"};
  if (fit) return std::nullopt;
  Mismatch mismatch = comparison.mismatch();
  completeMessage(mismatch);
  return mismatch;
}

std::optional<Mismatch> fits(const ExternType& found, const ExternType& expected) {
  ResourceMap map;
  return fits(found, expected, map);
}

bool equalTypes(const ValType& a, const ValType& b) {
  Budget budget;
  Comparison comparison(budget);
  ComparisonSide left, right;
  return comparison.values(a, left, b, right) && !budget.isSpent();
}

std::vector<Mismatch> compareInstances(const InstanceType& found, const InstanceType& expected) {
  std::vector<Mismatch> mismatches;
  Budget budget;
  Comparison comparison(budget);
  ComparisonSide foundSide, expectedSide;
  for (const ResourceRef& resource : expected.definedResources) expectedSide.bindable.insert(resource.get());
  const auto whole = std::make_shared<const InstanceType>(found);
  for (const NamedExtern& wanted : expected.exports) {
    // An instance type with this one export gives the words that a whole comparison would give.
    InstanceType one;
    one.exports.push_back(wanted);
    const auto single = std::make_shared<const InstanceType>(std::move(one));
    if (comparison.externs(whole, foundSide, single, expectedSide)) continue;
    mismatches.push_back(comparison.mismatch());
    completeMessage(mismatches.back());
  }
  if (budget.isSpent()) mismatches.push_back({{}, {}, {}, "the types are too large to compare"});
  return mismatches;
}

}  // namespace sb::types
