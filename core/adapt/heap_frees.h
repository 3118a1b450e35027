// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <vector>

#include "core/adapt/core_module_builder.h"
#include "core/types/type.h"

namespace sb::adapt {

/// Gives the memory of a call back block by block, where calls may overlap and the heap cannot be emptied as
/// a whole. What callers and callees have lowered into the adapter is found by walking the values; what the
/// adapter took itself is linked, through the second word in front of each block.
class HeapFrees {
 public:
  HeapFrees(CoreModuleBuilder& module, const FuncRef& free);
  const FuncRef& free() const { return m_free; }

  /// The address of a block is on the stack and stays there; `chain` leads to it now.
  static void link(FuncBuilder& f, const GlobalRef& chain);
  /// (address of the first block, or 0): frees the blocks of a chain.
  const FuncRef& chainFree() const { return m_chainFree; }
  /// First block of the chain that is being made; 0 without one.
  GlobalRef chain;

  /// Frees texts and lists in the value at `address` + `offset`, at any depth.
  void emit(FuncBuilder& f, const types::ValType& type, LocalIdx address, std::uint32_t offset);
  void definePending();

 private:
  FuncRef elements(const types::ValType& element);

  CoreModuleBuilder& m_module;
  FuncRef m_free, m_release, m_chainFree;
  std::map<const types::ValTypeNode*, FuncRef> m_lists;
  std::map<const types::ValTypeNode*, types::ValType> m_mapElements;
  std::vector<std::pair<types::ValType, FuncRef>> m_pending;
};

}  // namespace sb::adapt
