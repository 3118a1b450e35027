// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/adapt/memory_layout.h"
#include "core/types/type.h"
#include "core/value/cell_tree.h"

// How a value in memory becomes cells, before any instruction exists. Everything outside of lists has numbers
// that are known now; a list's elements have a plan of their own, which is run once for each element. Source:
// splicer.md 7.4 to 7.6.
namespace sb::adapt {

/// The lists of a field-tree that are filled per call. enum-infos are static.
enum class Table : std::uint8_t { Cells, Records, Flags, Variants, Handles };
inline constexpr std::array<Table, 5> AllTables = {Table::Cells, Table::Records, Table::Flags,
                                                   Table::Variants, Table::Handles};
/// Bytes of one entry (splicer.md 7.1).
std::uint32_t entryBytes(Table table);
const char* tableName(Table table);  ///< "cells", "record-infos", …

/// One value for each table.
template <class T>
struct PerTable {
  std::array<T, AllTables.size()> values{};
  T& operator[](Table table) { return values[static_cast<std::size_t>(table)]; }
  const T& operator[](Table table) const { return values[static_cast<std::size_t>(table)]; }
};
using TableCounts = PerTable<std::uint32_t>;

struct LiftPlan;

/// One cell of a plan. Numbers count from the start of the plan's instance: 0 for a whole parameter, the
/// element's own start in a list.
struct LiftNode {
  cells::CellKind kind = cells::CellKind::Bool;  ///< OptionSome stands for option, ResultOk for result
  types::ValType type;
  std::string path;             ///< "entry.ttl.some"
  std::uint32_t offset = 0;     ///< bytes from the address of the plan's value
  std::uint32_t caseIdx = 0;    ///< as the payload of a variant-like parent: which case
  std::uint32_t firstCell = 0;  ///< the subtree's cells are firstCell … cell
  std::uint32_t cell = 0;
  std::uint32_t info = 0;  ///< entry in the side table of its kind; enum: entry of its first case
  /// Of a record its (name, cell) pairs, of a tuple its indices, of flags the names that are set, of a char
  /// its bytes. In elements: offset in the element's scratch. Outside: address, given by the layout.
  std::uint32_t scratch = 0;
  std::optional<RegionId> region;     ///< of the scratch, outside of lists
  bool hasLists = false;              ///< here or below, not counting `list<u8>`
  std::vector<LiftNode> children;     ///< fields, parts, or the payloads of the cases that have one
  std::shared_ptr<LiftPlan> element;  ///< of a list
};

struct LiftPlan {
  LiftNode root;
  TableCounts counts;              ///< outside of inner lists
  std::uint32_t scratchBytes = 0;  ///< per element; 0 outside of lists
  std::uint32_t valueSize = 0;     ///< bytes in memory
};

/// The cases of one enum type in a field's enum-infos.
struct EnumRun {
  types::ValType type;
  std::uint32_t first = 0;
};

/// A parameter or result that hooks see.
struct FieldPlan {
  std::string name;  ///< "entry", "result"
  types::ValType type;
  LiftPlan plan;
  std::vector<EnumRun> enums;  ///< each enum type once, in the order of first use
  std::uint32_t enumEntries = 0;
};

/// Shape:  cells in the order of the type, children before their parent, so the root's cell is the last one.
/// Errors: none; the type was weighed before (`liftWeight`).
FieldPlan planField(std::string name, const types::ValType& type);

/// How much code and static data lifting a type takes: its cells, lists' elements once, cases and labels
/// included. Saturating, so that hostile types cost nothing.
std::uint32_t liftWeight(const types::ValType& type);
inline constexpr std::uint32_t MaxLiftWeight = 1u << 16;

/// Which tables an instance of the plan adds entries to, elements of lists included.
PerTable<bool> tablesUsed(const LiftPlan& plan);

/// Bytes of scratch that a cell of this kind needs.
std::uint32_t scratchBytes(const LiftNode& node);
const std::vector<std::string>& flagLabels(const types::ValType& type);
/// Names of the cases of an enum or variant, in order.
std::vector<std::string> caseNames(const types::ValType& type);
/// The name under which a side table shows the type; empty for types without one (splicer.md 7.4).
std::string sideTableName(const types::ValType& type);

}  // namespace sb::adapt
