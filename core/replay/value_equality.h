// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>

#include "core/adapt/core_module_builder.h"
#include "core/types/type.h"

namespace sb::replay {

/// Functions that compare two values of one type in memory: (address, address) → 1 when they are equal. One
/// function for each type, made when it is first asked for. Values without handles; floats are equal when
/// their bits are.
class ValueEquality {
 public:
  explicit ValueEquality(adapt::CoreModuleBuilder& module);
  adapt::FuncRef of(const types::ValType& type);

 private:
  adapt::FuncBody body(const types::ValType& type);
  void part(adapt::FuncBuilder& f, const types::ValType& type, std::uint32_t offset);
  void bytes(adapt::FuncBuilder& f, std::uint32_t count, std::uint32_t offset);
  void items(adapt::FuncBuilder& f, const types::ValType& element);
  void cases(adapt::FuncBuilder& f, const types::ValType& type);

  adapt::CoreModuleBuilder& m_module;
  adapt::FuncRef m_sameBytes;
  std::map<const types::ValTypeNode*, adapt::FuncRef> m_known;
  std::vector<types::ValType> m_kept;  ///< types made here live as long as the map that names them
};

}  // namespace sb::replay
