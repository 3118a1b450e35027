// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_set>

#include "core/types/type.h"

namespace sb::types {

/// The identity of a named type: a value type by its node, a resource by its definition and the label it was
/// named with.
struct TypeIdentity {
  const void* type = nullptr;
  ResourceLabel label = 0;
  friend bool operator==(const TypeIdentity&, const TypeIdentity&) = default;
};
struct TypeIdentityHash {
  std::size_t operator()(const TypeIdentity& id) const {
    return std::hash<const void*>()(id.type) * 1'000'003 + id.label;
  }
};

/// The types a scope has named so far on one side, imports or exports (component-model.md 3.4).
class NamedTypes {
 public:
  void add(const TypeIdentity& id) { m_ids.insert(id); }
  bool contains(const TypeIdentity& id) const { return m_ids.count(id) != 0; }

  /// Records, variants, enums, flags and resources must be named; everything else must reach only named ones.
  bool allows(const ValType& type) const;
  /// The same one level inside `type`, which is about to be named itself.
  bool allowsInside(const ValType& type) const;
  bool allows(const FuncType& type) const;
  bool allowsInside(const InstanceType& type) const;

  /// Instance types whose exports were all named and allowed: they stay so, because ids are only added. The
  /// scope keeps them alive.
  bool wasAllowed(const InstanceType* type) const { return m_allowed.count(type) != 0; }
  void setAllowed(const InstanceType* type) { m_allowed.insert(type); }

 private:
  std::unordered_set<TypeIdentity, TypeIdentityHash> m_ids;
  std::unordered_set<const InstanceType*> m_allowed;
};

}  // namespace sb::types
