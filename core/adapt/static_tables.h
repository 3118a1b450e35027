// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <map>

#include "core/adapt/adapter_plan.h"
#include "core/adapt/layout_builder.h"
#include "core/adapt/name_pool.h"

namespace sb::adapt {

/// Where the enum-infos of each field begin.
using EnumAddresses = std::map<const FieldPlan*, std::uint32_t>;

/// Interface name, then for each function its name, its parameters' names and the names inside their types in
/// plan order, then those of its result.
void collectNames(const AdapterPlan& plan, NamePool& names);

/// Scratch of the flags and chars of one function.
void placeScratchOf(FunctionPlan& function, LayoutBuilder& layout);

/// Scratch of flags and chars of the synchronous functions, then the tables that never change: fields of
/// records, enum cases, indices of tuples. Cells outside of lists get the addresses of their scratch here.
/// Source: splicer.md 7.7, blocks 2 to 6.
void placeStaticTables(AdapterPlan& plan, const NamePool& names, LayoutBuilder& layout, EnumAddresses& enums);

}  // namespace sb::adapt
