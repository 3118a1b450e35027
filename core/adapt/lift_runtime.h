// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>

#include "core/adapt/core_module_builder.h"
#include "core/adapt/lift_plan.h"
#include "core/adapt/name_pool.h"

namespace sb::adapt {

/// Functions of the glue module that lifting code calls, and the globals it counts with. Each is made when
/// something needs it. Lifting one field is never interrupted, so that one set of globals serves all.
class LiftRuntime {
 public:
  /// `realloc` allocates: (0, 0, align, size) → address. `chain`: links what is allocated, when it has to be
  /// freed block by block (heap_frees.h).
  LiftRuntime(CoreModuleBuilder& module, const NamePool& names, FuncRef realloc,
              std::optional<GlobalRef> chain)
      : m_module(module), m_names(names), m_realloc(std::move(realloc)), m_chain(chain) {}

  /// (zeroed, bytes) → address of that many bytes, align 8, the first of which are zeroed.
  const FuncRef& block();
  /// (count: i64, bytes: i32) → address of that many zeroed entries, align 8. Traps when they do not fit.
  const FuncRef& slice();
  /// (code point, address) → bytes of UTF-8 written there.
  const FuncRef& encodeChar();
  /// (address, count): makes that many cells `option-none`, for arms that are not taken.
  const FuncRef& inert();
  /// (bits, address) → how many (pointer, length) pairs of names were written there.
  FuncRef flags(const types::ValType& type);

  GlobalRef total(Table table);  ///< i64: entries that a field needs, from the counting pass
  GlobalRef base(Table table);   ///< i32: address of the field's entries
  GlobalRef next(Table table);   ///< i32: number of the first entry that no list has taken yet

 private:
  GlobalRef counter(PerTable<std::optional<GlobalRef>>& known, CoreType type, const char* what, Table table);

  CoreModuleBuilder& m_module;
  const NamePool& m_names;
  FuncRef m_realloc;
  std::optional<GlobalRef> m_chain;
  std::optional<FuncRef> m_block, m_slice, m_encodeChar, m_inert;
  PerTable<std::optional<GlobalRef>> m_total, m_base, m_next;
  std::map<const types::ValTypeNode*, FuncRef> m_flags;
};

}  // namespace sb::adapt
