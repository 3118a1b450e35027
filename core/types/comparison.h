// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/types/budget.h"
#include "core/types/subtype.h"

namespace sb::types {

/// One side of a comparison: what its resources stand for, and which of them may still be bound.
struct ComparisonSide {
  ResourceMap resources;
  std::unordered_set<const Resource*> bindable;
};

/// Decides `found` ≤ `expected` and remembers the first difference (component-model.md 3.1, 3.2).
///
/// Resources of the expected side that are bindable are bound where both sides meet at a type export;
/// equality is decided after both sides are substituted. Comparing components swaps the sides for their
/// imports: what the expected component offers as import must satisfy what the found one asks for.
class Comparison {
 public:
  using Side = ComparisonSide;

  /// Once the budget is spent everything fits; whoever owns it says so.
  explicit Comparison(Budget& budget) : m_budget(budget) {}

  bool externs(const ExternType& found, Side& foundSide, const ExternType& expected, Side& expectedSide);
  bool values(const ValType& found, Side& foundSide, const ValType& expected, Side& expectedSide);
  bool funcs(const FuncTypeRef& found, Side& foundSide, const FuncTypeRef& expected, Side& expectedSide);

  /// The difference that made the last call return false.
  const Mismatch& mismatch() const { return m_mismatch; }
  /// Called when a named part differs: its frame goes in front of the path.
  void within(std::string frame) { m_mismatch.path.insert(m_mismatch.path.begin(), std::move(frame)); }

 private:
  bool instances(const InstanceTypeRef& found, Side& foundSide, const InstanceTypeRef& expected,
                 Side& expectedSide);
  bool components(const ComponentTypeRef& found, Side& foundSide, const ComponentTypeRef& expected,
                  Side& expectedSide);
  bool coreModules(const CoreModuleTypeRef& found, const CoreModuleTypeRef& expected);
  bool typeResources(const TypeOfResource& found, Side& foundSide, const TypeOfResource& expected,
                     Side& expectedSide);
  bool resources(const ResourceRef& found, Side& foundSide, const ResourceRef& expected, Side& expectedSide);
  bool kinds(const ValType& found, Side& foundSide, const ValType& expected, Side& expectedSide);
  bool optionals(const ValType& found, Side& foundSide, const ValType& expected, Side& expectedSide,
                 const char* frame);
  bool labels(const std::vector<std::string>& found, const std::vector<std::string>& expected,
              const char* what);
  bool fail(std::string found, std::string expected);
  bool missing(const std::string& name, const ExternType& expected);

  /// Pairs known to fit whatever resources stand for: neither side mentions any. Kept alive by `m_alive`.
  struct PairHash {
    std::size_t operator()(const std::pair<const void*, const void*>& pair) const {
      return std::hash<const void*>()(pair.first) * 31 + std::hash<const void*>()(pair.second);
    }
  };
  bool isKnown(const void* found, const void* expected) const;
  void remember(std::shared_ptr<const void> found, std::shared_ptr<const void> expected);
  std::unordered_set<std::pair<const void*, const void*>, PairHash> m_known;
  std::vector<std::pair<std::shared_ptr<const void>, std::shared_ptr<const void>>> m_alive;
  Mismatch m_mismatch;
  Budget& m_budget;
};

/// Core subtyping of one extern: limits by inclusion, everything else by equality (component-model.md 3.1).
/// Empty when it fits, else what differs.
std::optional<std::string> coreMismatch(const CoreExtern& found, const CoreExtern& expected);

}  // namespace sb::types
