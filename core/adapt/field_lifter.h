// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/adapt/adapter_layout.h"
#include "core/adapt/cell_emitter.h"
#include "core/adapt/core_module_builder.h"
#include "core/adapt/lift_runtime.h"

namespace sb::adapt {

/// The function that lifts one parameter or result, and what it is given: (address of the value, [address of
/// its tables,] address of its field-tree, [distance of the frame]).
struct FieldLift {
  FuncRef func;
  /// Bytes of its cells and side tables, which the caller allocates; none when a list decides how many.
  std::optional<std::uint32_t> tableBytes = {};
  std::uint32_t tree = 0;  ///< address of the field-tree
  bool shifted = false;    ///< it writes into the frame
};

/// Bytes of the tables of all of them, one behind the other.
std::uint32_t tableBytes(const std::vector<FieldLift>& lifts);

/// Makes the functions that lift one parameter or result from memory into its field-tree.
///
/// Without lists everything has numbers and sizes known at generation time, so that the tables of all
/// arguments of a call are one block. A field with lists is lifted in two passes. The counting pass walks the
/// lists that are there (arms not taken are skipped) and adds up how many entries each table needs; then
/// every table is allocated once. In the second pass each list takes the next free run of entries for all its
/// elements and fills it element by element, so lists may nest and follow each other in any way. The cells
/// outside of lists come first, with numbers known at generation time. What is lifted alike has one function.
/// Source: splicer.md 7.4 to 7.8 for what hooks see; the two passes are our own.
class FieldLifter : private ListLifter {
 public:
  FieldLifter(CoreModuleBuilder& module, const NamePool& names, LiftRuntime& runtime)
      : m_module(module), m_names(names), m_runtime(runtime) {}

  /// Writes the tree at `places`. `framed`: in a frame.
  FieldLift add(const std::string& name, const FieldPlan& field, const TreePlaces& places, bool framed);

 private:
  struct Made {
    FieldLift lift;
    TreePlaces places;
  };
  FuncRef liftElements(const LiftPlan& element) override;
  FuncRef countElements(const LiftPlan& element);
  FieldLift define(const std::string& name, const FieldPlan& field, const TreePlaces& places, bool framed);
  void allocate(FuncBuilder& f, const LiftPlan& plan, LiftFrame& frame);
  void emitCounts(FuncBuilder& f, LocalIdx value, const LiftNode& node);
  void addToTotals(FuncBuilder& f, const LiftPlan& plan, const std::function<void()>& pushLength);
  void defineLift(const LiftPlan& plan, const FuncRef& func);
  void defineCount(const LiftPlan& plan, const FuncRef& func);
  void definePending();

  CoreModuleBuilder& m_module;
  const NamePool& m_names;
  LiftRuntime& m_runtime;
  std::string m_prefix;  ///< "get result", of the field that is being made
  std::map<std::string, Made> m_made;
  std::map<std::string, FuncRef> m_lifts, m_counts;
  std::vector<std::pair<const LiftPlan*, FuncRef>> m_pendingLifts, m_pendingCounts;
};

}  // namespace sb::adapt
