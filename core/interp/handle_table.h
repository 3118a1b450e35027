// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/support/result.h"
#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::interp {

enum class HandleKind : std::uint8_t { Own, Borrow, Stream, Future, ErrorContext, Subtask, WaitableSet };
const char* handleKindName(HandleKind kind);

struct HandleEntry {
  HandleKind kind = HandleKind::Own;
  std::string resource;  ///< name, of own and borrow
  unsigned task = 0;     ///< the call that entered it
};

/// Every handle in a value with its kind and resource name, in order.
using HandleVisitor =
    std::function<Result<void>(std::uint32_t handle, HandleKind kind, const std::string& resource)>;
Result<void> forEachHandle(const value::Value& value, const types::ValType& type, const HandleVisitor& visit);

/// The handle table of one component instance, simulated: numbers of values are chosen by the caller, those
/// of subtasks and sets by the table. Errors: Trap, with the rule. Source: component-model.md 4.5.
class HandleTable {
 public:
  /// Lowering into the instance.
  Result<void> enter(std::uint32_t handle, HandleEntry entry);
  /// Lifting out of it: own, stream and future leave the table, borrow and error-context stay.
  Result<void> lift(std::uint32_t handle, HandleKind kind, const std::string& resource);
  /// A new subtask or waitable set.
  std::uint32_t add(HandleEntry entry);
  /// Takes an entry out, whatever its kind.
  Result<HandleEntry> remove(std::uint32_t handle);
  /// The first entry of a task that is left, in words; error contexts cannot be given back by who passes them
  /// on and do not count. `borrowsOnly`: only what must be gone when the task returns.
  std::optional<std::string> leftOf(unsigned task, bool borrowsOnly) const;
  void forget(unsigned task);

 private:
  std::map<std::uint32_t, HandleEntry> m_entries;
};

}  // namespace sb::interp
