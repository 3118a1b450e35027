// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/adapt/core_module_builder.h"
#include "core/model/canon.h"
#include "core/types/type.h"

namespace sb::adapt {

/// One canonical built-in that drops handles of one type.
struct DropImport {
  model::Builtin builtin{};
  types::ResourceRef resource;  ///< resource.drop
  types::ValType type;          ///< stream and future: the whole type
  std::string name;             ///< of the import: "resource.drop 0 file"
};

/// Which handles of an argument are dropped: borrows after every call, all of them when the call is blocked.
enum class DropSet : std::uint8_t { Borrows, All };

/// The drops that some arguments need, each once.
class DropImports {
 public:
  void collect(const types::ValType& type, DropSet set);
  const std::vector<DropImport>& imports() const { return m_imports; }
  void bind(CoreModuleBuilder& module);                   ///< adds the imports
  const FuncRef& of(const types::ValType& handle) const;  ///< of an own, borrow, stream, … type

 private:
  const DropImport* find(const types::ValType& handle) const;
  std::vector<DropImport> m_imports;
  std::vector<FuncRef> m_funcs;
};

/// True when a value of this type can hold handles of the set.
bool hasDrops(const types::ValType& type, DropSet set);

/// Makes functions that drop the handles in a value in memory, at any depth.
class HandleDropper {
 public:
  HandleDropper(CoreModuleBuilder& module, const DropImports& drops) : m_module(module), m_drops(drops) {}
  /// Emits the drops of the value at `address` + `offset`.
  void emit(FuncBuilder& f, const types::ValType& type, LocalIdx address, std::uint32_t offset, DropSet set);
  /// Defines the functions for lists that `emit` has asked for.
  void definePending();

 private:
  using Key = std::pair<const types::ValTypeNode*, DropSet>;
  FuncRef elements(const types::ValType& element, DropSet set);

  CoreModuleBuilder& m_module;
  const DropImports& m_drops;
  std::map<Key, FuncRef> m_lists;
  struct Pending {
    types::ValType element;
    DropSet set;
    FuncRef func;
  };
  std::vector<Pending> m_pending;
  std::map<const types::ValTypeNode*, types::ValType> m_mapElements;
};

}  // namespace sb::adapt
