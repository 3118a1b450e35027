// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>

#include "core/support/index.h"

namespace sb::model {

// Binary.md, "Instance Definitions": five component index spaces and eight core ones.
using FuncIdx = Index<struct FuncSpace>;
using ValueIdx = Index<struct ValueSpace>;
using TypeIdx = Index<struct TypeSpace>;
using ComponentIdx = Index<struct ComponentSpace>;
using InstanceIdx = Index<struct InstanceSpace>;
using CoreFuncIdx = Index<struct CoreFuncSpace>;
using CoreTableIdx = Index<struct CoreTableSpace>;
using CoreMemoryIdx = Index<struct CoreMemorySpace>;
using CoreGlobalIdx = Index<struct CoreGlobalSpace>;
using CoreTagIdx = Index<struct CoreTagSpace>;
using CoreTypeIdx = Index<struct CoreTypeSpace>;
using CoreModuleIdx = Index<struct CoreModuleSpace>;
using CoreInstanceIdx = Index<struct CoreInstanceSpace>;

/// sort ::= 0x00 core:sort | 0x01 func | 0x02 value | 0x03 type | 0x04 component | 0x05 instance
/// (Binary.md, "Instance Definitions"). One enumeration, core sorts first.
enum class Sort : std::uint8_t {
  CoreFunc,
  CoreTable,
  CoreMemory,
  CoreGlobal,
  CoreTag,
  CoreType,
  CoreModule,
  CoreInstance,
  Func,
  Value,
  Type,
  Component,
  Instance,
};

/// The word of the text format: "core func", "instance", …
const char* sortName(Sort sort);
constexpr bool isCoreSort(Sort sort) { return sort <= Sort::CoreInstance; }

/// A sort and a position in its space. The raw index is wrapped again as soon as the sort is known.
struct SortIdx {
  Sort sort = Sort::Func;
  std::uint32_t index = 0;
  friend bool operator==(const SortIdx&, const SortIdx&) = default;
};

}  // namespace sb::model
