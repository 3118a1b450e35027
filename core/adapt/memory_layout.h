// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/support/index.h"

namespace sb::adapt {

using RegionId = Index<struct RegionSpace>;

/// What a region of an adapter's memory holds.
enum class RegionKind : std::uint8_t {
  Names,         ///< the name blob: each distinct string once
  NameText,      ///< one string in it
  RecordTuples,  ///< (field name, cell index) pairs of outer records
  EnumInfos,
  TupleIndices,
  FlagsScratch,
  CharScratch,
  FieldBlob,     ///< all `field` records of the interface's parameters
  Field,         ///< one `field`: name and tree
  FieldPart,     ///< one member of a record: "tree.cells", "tree.root", …
  ReturnParams,  ///< on-return parameter record of one function
  EventSlot,
  BlockResult,
  CallParams,  ///< on-call parameter record
  CallId,
  ReturnArea,    ///< of one function: where the callee's result lands
  ParamArea,     ///< of one function: its parameters in memory
  Registration,  ///< what `names.register` is told: connection, functions, parts, types
  FreeLists,     ///< heads of the lists of free blocks, by size
  FrameBusy,     ///< of one async function's frame: not 0 while a call uses it where it lies
  ValueBuffer,   ///< words, texts or blobs of values without lists
  Bump,          ///< start of the per-call heap
  Padding,
};
const char* regionKindName(RegionKind kind);

/// When the bytes are written.
enum class Written : std::uint8_t {
  Static,   ///< fixed data of the file, never written at run time
  Patched,  ///< fixed data that the wrapper writes into on each call
  Scratch,  ///< not in the file, written at run time
  Padding,
};
const char* writtenName(Written written);

/// The instructions of the core module that write a region: byte offsets inside the core module file.
struct WriterRange {
  std::uint32_t coreFunc = 0;  ///< index in the core module's function space
  std::uint32_t begin = 0, end = 0;
};

/// A part of the initial content as it stands in a file; what lies between the parts is zero and not written.
struct DataRun {
  std::uint32_t address = 0, bytes = 0;
  std::uint64_t offset = 0;  ///< in the file
};

/// Whom a region serves.
struct Owner {
  std::string function;  ///< "put", empty for the whole interface
  std::string param;     ///< "entry"; "result" for the result
  std::string typePath;  ///< "entry.ttl.some", empty at the top
};

struct Region {
  RegionId id;
  std::optional<RegionId> parent;
  RegionKind kind = RegionKind::Padding;
  Written written = Written::Static;
  std::string name;                               ///< "tree.cells", "put entry"
  std::uint32_t offset = 0, size = 0, align = 1;  ///< bytes
  Owner owner;
  std::string why;  ///< rule behind offset and size: "option<field-tree> is 56 bytes, align 4"
  std::vector<WriterRange> writers;
};

/// One value for the generator, the Layout panel and the tests. Leaves cover [0, bumpStart) without overlap;
/// `parent` links records and their parts. Regions are ordered by offset, parents before their parts.
struct MemoryLayout {
  std::vector<Region> regions;
  std::uint32_t bumpStart = 0;  ///< aligned to 8
  std::optional<std::uint32_t>
      freeLists;            ///< address of the heads; none where the heap is emptied as a whole
  std::uint32_t pages = 1;  ///< of 64 KiB
  /// By the regions that are part of no other: a record that is patched counts as a whole. Sum = bumpStart.
  std::uint32_t staticBytes = 0, patchedBytes = 0, scratchBytes = 0, paddingBytes = 0;
  /// The initial content of [0, data.size()): what the file's data segments write, zero elsewhere.
  std::vector<std::uint8_t> data;
  const Region& operator[](RegionId id) const { return regions[id.value]; }
  /// Innermost region that holds this address, if any.
  const Region* at(std::uint32_t address) const;
};

}  // namespace sb::adapt
