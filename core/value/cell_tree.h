// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/types/type.h"

namespace sb::cells {

/// variant cell of splicer:common/types@0.2.0, in the order of its cases: the discriminants.
enum class CellKind : std::uint8_t {
  Bool,
  Integer,
  Floating,
  Text,
  Bytes,
  ListOf,
  TupleOf,
  OptionSome,
  OptionNone,
  ResultOk,
  ResultErr,
  RecordOf,
  FlagsSet,
  EnumCase,
  VariantCase,
  ResourceHandle,
  StreamHandle,
  FutureHandle,
  ErrorContextHandle,
};
inline constexpr unsigned CellKindCount = 19;
const char* cellKindName(CellKind kind);     ///< "list-of"
const char* cellPayloadName(CellKind kind);  ///< "ptr, len", "s64", "u32", "–"

inline constexpr std::uint32_t CellSize = 16, CellAlign = 8, CellPayloadOffset = 8;

/// The shape a type turns into, before any value exists. Children are in the order of the type.
struct SchemaNode {
  CellKind kind = CellKind::Bool;           ///< OptionSome stands for option, ResultOk for result
  std::string field;                        ///< "ttl", "some", "ok", "[]" for a list element, case name
  std::string typeText;                     ///< WIT text
  std::string typeName;                     ///< side table name, may be empty
  std::string path;                         ///< "entry.ttl.some"
  std::optional<std::uint32_t> staticCell;  ///< number of the cell when it is outside of every list
  std::vector<SchemaNode> children;
};
SchemaNode schemaOf(const types::ValType& type, std::string field);

/// A lifted value as a tree, with its place in memory. Built two ways: from bytes (readFieldTree) and,
/// independently, from a value (cellsOfValue); tests compare the two by `operator==`, which ignores numbers
/// and addresses.
struct CellTree {
  CellKind kind = CellKind::Bool;
  std::string field;
  std::string typeName;  ///< of record, flags, enum, variant and handles
  bool boolean = false;
  std::int64_t integer = 0;
  double floating = 0;
  std::string text;  ///< text; case name of enum and variant
  std::vector<std::uint8_t> bytes;
  std::vector<std::string> labels;  ///< flags that are set; field names of a record
  std::uint64_t handle = 0;
  bool hasPayload = false;  ///< result-ok, result-err, variant-case
  std::vector<CellTree> children;

  std::uint32_t cell = 0;       ///< number in the slab
  std::uint32_t address = 0;    ///< of the 16 bytes, in the adapter's memory
  std::uint32_t infoIndex = 0;  ///< side table index, for the kinds that have one
  std::uint32_t infoAddress = 0;
  std::uint32_t contentAddress = 0;  ///< of text, bytes and index arrays

  bool operator==(const CellTree& other) const;
};

/// JSON (one object, stable key order) and WAVE text of a tree.
std::string toJson(const CellTree& tree);
std::string toWave(const CellTree& tree);

}  // namespace sb::cells
