// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>

#include "core/adapt/core_module_builder.h"
#include "core/adapt/lift_plan.h"
#include "core/adapt/name_pool.h"

namespace sb::adapt {

/// Functions of the glue module that lifting code calls, and the globals it counts with. Lifting one field is
/// never interrupted, so that one set of globals serves all.
class LiftRuntime {
 public:
  /// `realloc` allocates: (0, 0, align, size) → address. `chain`: links what is allocated, when it has to be
  /// freed block by block (heap_frees.h).
  LiftRuntime(CoreModuleBuilder& module, const NamePool& names, const FuncRef& realloc,
              std::optional<GlobalRef> chain);

  /// (count: i64, bytes: i32) → address of that many zeroed entries, align 8; 0 for none. Traps when they do
  /// not fit.
  FuncRef slice;
  /// (count: i32, bytes: i32) → address of memory for that many items, align 4. Not zeroed.
  FuncRef array;
  /// (code point, address) → bytes of UTF-8 written there.
  FuncRef encodeChar;
  /// (address, count): makes that many cells `option-none`, for arms that are not taken.
  FuncRef inert;
  /// (bits, address) → how many (pointer, length) pairs of names were written there.
  FuncRef flags(const types::ValType& type);

  PerTable<GlobalRef> total;  ///< i64: entries that a field needs, from the counting pass
  PerTable<GlobalRef> base;   ///< i32: address of the field's entries
  PerTable<GlobalRef> next;   ///< i32: number of the first entry that no list has taken yet

 private:
  void addAllocation(const FuncRef& realloc);
  void addEncodeChar();
  void addInert();

  CoreModuleBuilder& m_module;
  const NamePool& m_names;
  std::optional<GlobalRef> m_chain;
  std::map<const types::ValTypeNode*, FuncRef> m_flags;
};

}  // namespace sb::adapt
