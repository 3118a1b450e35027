// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/adapt/adapter_layout.h"
#include "core/adapt/layout_builder.h"
#include "core/adapt/static_tables.h"

namespace sb::adapt {

/// Lays the memory of one adapter down, in the order in which `write` names the regions.
class LayoutWriter {
 public:
  explicit LayoutWriter(AdapterPlan& plan) : m_plan(plan) {}
  Result<AdapterLayout> write();

 private:
  using Positions = std::vector<std::size_t>;

  // adapter_layout.cpp: what calls need
  Place placeOf(RegionId id) const { return {id, m_layout.address(id)}; }
  /// Only what a registration reads is in the file. All else is written before it is read.
  Result<AdapterLayout> writeNumbered();
  Positions syncFunctions() const;
  void placeFrames();
  void placeFrame(std::size_t i);
  /// Hooks are called synchronously and values are written just before, so one set of buffers serves all
  /// calls.
  void placeBuffers();
  void placeNames();
  /// The results of refused calls, as the canonical ABI has them in memory. Their texts and lists lie behind
  /// them, so the value is laid down twice: once for its size, once at its place.
  void placeRefusedResults();
  void placeAreas(const Positions& functions);
  std::uint32_t enumsOf(const FieldPlan& field) const;

  // layout_fields.cpp: what hooks are told
  /// The members of `field-tree`, at the next place in `parent`.
  TreePlaces placeTree(RegionId parent, const Owner& owner, const FieldPlan* field, std::uint32_t enums);
  void placeFields(const Positions& functions);
  /// A call-id inside `parent`. Static names are those of the function, when it is known.
  CallIdPlaces placeCallId(RegionId parent, const Owner& owner, Written written, const char* prefix);
  void placeReturnParams(std::size_t i);
  /// `function`: the asynchronous function it belongs to; empty for what the synchronous ones share.
  void placeShared(SharedPlaces& shared, const std::string& function);

  AdapterPlan& m_plan;
  AdapterLayout m_out;
  LayoutBuilder m_layout;
  EnumAddresses m_enumAddresses;
};

}  // namespace sb::adapt
