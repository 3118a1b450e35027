// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/adapt/adapter_layout.h"
#include "core/adapt/cell_emitter.h"
#include "core/adapt/core_module_builder.h"
#include "core/adapt/lift_runtime.h"

namespace sb::adapt {

/// Makes the functions that lift one parameter or result from memory into its field-tree.
///
/// A field is lifted in two passes. The counting pass walks the lists that are there (arms not taken are
/// skipped) and adds up how many entries each table needs; then every table is allocated once. In the second
/// pass each list takes the next free run of entries for all its elements and fills it element by element, so
/// lists may nest and follow each other in any way. The cells outside of lists come first, with numbers known
/// at generation time. Source: splicer.md 7.4 to 7.8 for what hooks see; the two passes are our own.
class FieldLifter : private ListLifter {
 public:
  FieldLifter(CoreModuleBuilder& module, const NamePool& names, LiftRuntime& runtime)
      : m_module(module), m_names(names), m_runtime(runtime) {}

  /// (address of the value) → nothing; writes the tree at `places`. `framed`: in a frame, whose distance from
  /// where it lies is a second parameter.
  FuncRef add(const std::string& name, const FieldPlan& field, const TreePlaces& places, bool framed);

 private:
  FuncRef liftElements(const LiftPlan& element) override;
  FuncRef countElements(const LiftPlan& element);
  void emitCounts(FuncBuilder& f, LocalIdx value, const LiftNode& node);
  void defineLift(const LiftPlan& plan, const FuncRef& func);
  void defineCount(const LiftPlan& plan, const FuncRef& func);
  void definePending();

  CoreModuleBuilder& m_module;
  const NamePool& m_names;
  LiftRuntime& m_runtime;
  std::string m_prefix;  ///< "get result", of the field that is being made
  std::map<const LiftPlan*, FuncRef> m_lifts, m_counts;
  std::vector<const LiftPlan*> m_pendingLifts, m_pendingCounts;
};

}  // namespace sb::adapt
