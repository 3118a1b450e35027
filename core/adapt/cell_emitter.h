// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>

#include "core/adapt/func_builder.h"
#include "core/adapt/lift_plan.h"
#include "core/adapt/lift_runtime.h"
#include "core/adapt/name_pool.h"

namespace sb::adapt {

/// Where the instance of a plan that is being emitted keeps its things.
struct LiftFrame {
  LocalIdx value;  ///< address of the value
  PerTable<std::optional<LocalIdx>>
      entries;                     ///< address of the instance's first entry, where the plan has any
  PerTable<std::uint32_t> offset;  ///< of that entry from that address: tables of one block have one local
  PerTable<std::optional<LocalIdx>> first;  ///< number of that entry; none outside of lists, where it is 0
  std::optional<LocalIdx> scratch;  ///< of the element; none outside of lists, where addresses are fixed
  /// Outside of lists: how far the call's frame is from where it lies; none when there is no other.
  std::optional<LocalIdx> shift;
};

/// Gives the functions that lift the elements of a list: (pointer, length) → address of the index array.
class ListLifter {
 public:
  virtual ~ListLifter() = default;
  virtual FuncRef liftElements(const LiftPlan& element) = 0;
};

/// Emits the code that turns a value in memory into the cells and side table entries of one plan instance.
/// All cells of the instance are written whatever the discriminants are: those of arms not taken become
/// `option-none` (splicer.md 7.2).
class CellEmitter {
 public:
  CellEmitter(FuncBuilder& func, const LiftFrame& frame, const NamePool& names, LiftRuntime& runtime,
              ListLifter& lists)
      : f(func), m_frame(frame), m_names(names), m_runtime(runtime), m_lists(lists) {}
  void emit(const LiftNode& node);

 private:
  void integer(const LiftNode& node, types::Primitive primitive);
  void floating(const LiftNode& node, types::Primitive primitive);
  void text(const LiftNode& node);
  void slice(const LiftNode& node, cells::CellKind kind);
  void list(const LiftNode& node);
  void tuple(const LiftNode& node);
  void record(const LiftNode& node);
  void flags(const LiftNode& node);
  void enumeration(const LiftNode& node);
  void option(const LiftNode& node);
  void result(const LiftNode& node);
  void resultArm(const LiftNode& node, std::uint32_t caseIdx, cells::CellKind kind);
  void variant(const LiftNode& node);
  void variantArm(const LiftNode& node, std::uint32_t caseIdx, const std::string& name);
  void handle(const LiftNode& node);

  void discriminant(const LiftNode& node, cells::CellKind kind);
  std::uint32_t entryOffset(Table table, std::uint32_t number) const;
  std::uint32_t cellOffset(const LiftNode& node) const;
  std::uint32_t payloadOffset(const LiftNode& node) const;
  void pushCells() { f.get(*m_frame.entries[Table::Cells]); }
  /// Stores the i32 on the stack (its address below it) into the cell's payload.
  void storePayload(const LiftNode& node, std::uint32_t at = 0);
  void storeNumber(const LiftNode& node, Table table, std::uint32_t number, std::uint32_t at = 0);
  void pushNumber(Table table, std::uint32_t number);
  void pushScratch(const LiftNode& node);
  /// Outside of lists the tables of records and tuples never change, and are not in the frame.
  void storeTable(const LiftNode& node, std::size_t length, std::uint32_t offset);
  void pushWord(const LiftNode& node, std::uint32_t at);  ///< an i32 of the value
  void pushDiscriminant(const LiftNode& node, std::size_t cases);
  void entryName(Table table, std::uint32_t entry, std::uint32_t at, const std::string& name);
  void storeSome(const LiftNode& payload, const std::optional<LocalIdx>& base, std::uint32_t offset);
  void inert(std::uint32_t firstCell, std::uint32_t count);
  static const LiftNode* payloadOf(const LiftNode& node, std::uint32_t caseIdx);

  FuncBuilder& f;
  const LiftFrame& m_frame;
  const NamePool& m_names;
  LiftRuntime& m_runtime;
  ListLifter& m_lists;
};

/// Pushes the discriminant of a variant-like value at `address` + `offset`.
void pushDiscriminantAt(FuncBuilder& f, LocalIdx address, std::uint32_t offset, std::size_t cases);

}  // namespace sb::adapt
