// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/adapt/core_module_builder.h"
#include "core/adapt/word_plan.h"

namespace sb::adapt {

/// What the functions of the glue module that write values share: where the next entry of each run goes, and
/// how many entries are needed. Writing is never interrupted, so one set of globals serves all.
struct WordGlobals {
  PerRun<GlobalRef> next;   ///< i32: address
  PerRun<GlobalRef> total;  ///< i64: entries, from the counting pass
};

/// Makes the functions that write and count the elements of lists, each once.
class WordLists {
 public:
  /// `realloc` allocates: (0, 0, align, size) → address.
  WordLists(CoreModuleBuilder& module, const FuncRef& realloc);
  /// (count: i64, bytes: i32) → address of room for that many entries. Traps when they do not fit.
  FuncRef reserve;
  /// (pointer, length): writes behind `next` and moves it.
  FuncRef write(const types::ValType& element);
  /// (pointer, length): adds what these elements need to `total`, at most.
  FuncRef count(const types::ValType& element);
  /// Pushes pointer and length of the lists in a value, and counts them.
  void emitCounts(FuncBuilder& f, LocalIdx value, std::uint32_t offset, const types::ValType& type);
  /// One object for each map type, so that its elements are one type.
  types::ValType element(const types::ValType& list);
  void definePending();

  WordGlobals globals;

 private:
  struct Pending {
    types::ValType element;
    FuncRef func;
    bool writes = false;
  };
  FuncRef function(const types::ValType& element, bool writes);
  void defineWrite(const types::ValType& element, const FuncRef& func);
  void defineCount(const types::ValType& element, const FuncRef& func);

  CoreModuleBuilder& m_module;
  std::map<std::pair<const types::ValTypeNode*, bool>, FuncRef> m_funcs;
  std::map<const types::ValTypeNode*, types::ValType> m_mapElements;
  std::vector<Pending> m_pending;
};

/// Emits the code that writes one value in memory behind three cursors. Between branches and calls the
/// cursors stand still and the offset of a store counts.
class WordWriter {
 public:
  WordWriter(FuncBuilder& func, LocalIdx value, PerRun<LocalIdx> cursors, WordLists& lists,
             PerRun<std::optional<RegionId>> regions = {})
      : f(func), m_value(value), m_cursors(cursors), m_lists(lists), m_regions(std::move(regions)) {}
  void write(const types::ValType& type, std::uint32_t offset);
  /// Moves the cursors behind what was written.
  void flush();

 private:
  void primitive(types::Primitive primitive, std::uint32_t offset);
  void narrow(Load load, Op extend, std::uint32_t offset);
  void cases(const types::ValType& type, std::uint32_t offset);
  void text(std::uint32_t offset);
  void blob(std::uint32_t offset);
  void list(const types::ValType& type, std::uint32_t offset);
  void pushCursor(Run run) { f.get(m_cursors[run]); }
  void store(Store op, Run run, std::uint32_t at) { f.store(op, m_written[run] + at, m_regions[run]); }
  void wrote(Run run) { m_written[run] += runEntryBytes(run); }

  FuncBuilder& f;
  LocalIdx m_value;
  PerRun<LocalIdx> m_cursors;
  WordLists& m_lists;
  PerRun<std::optional<RegionId>> m_regions;
  PerRun<std::uint32_t> m_written;  ///< bytes behind the cursors
};

}  // namespace sb::adapt
