// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <vector>

#include "core/adapt/core_module_builder.h"
#include "core/model/canon.h"

namespace sb::adapt {

/// The built-ins of an adapter that waits, in the order they are imported.
std::vector<model::Builtin> waitBuiltins();
CoreSig builtinSig(model::Builtin builtin);
/// Under which name the glue module imports it.
const char* waitName(model::Builtin builtin);

/// Core functions for asynchronous calls.
class AsyncWait {
 public:
  /// Adds the imports.
  void bind(CoreModuleBuilder& module);
  /// Adds `await`. `eventSlots`: every region that it can be given. `only`: address of the one it always
  /// uses.
  void define(CoreModuleBuilder& module, const std::vector<RegionId>& eventSlots,
              std::optional<std::uint32_t> only);

  /// (status of an async-lowered call [, address of an event slot]): returns when the callee has returned its
  /// value. The callee may report that it has started first (CanonicalABI.md, "canon lower", Subtask states).
  const FuncRef& await() const { return m_await; }

 private:
  FuncRef m_new, m_wait, m_dropSet, m_join, m_dropSubtask, m_await;
};

}  // namespace sb::adapt
