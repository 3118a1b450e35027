// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "core/interp/handle_table.h"
#include "core/support/result.h"

namespace sb::interp {

/// A call of the adapter that did not return at once.
struct PendingCall {
  std::function<Result<void>()> start;   ///< reads the arguments; empty when they were read already
  std::function<Result<void>()> finish;  ///< runs the callee and writes its result
};

/// Subtasks and waitable sets of one instance. A subtask makes progress only while its set is waited on.
/// Errors: Trap, with the rule. Source: component-model.md 4.7.
class Waitables {
 public:
  struct Event {
    std::uint32_t code = 0, index = 0, payload = 0;
  };
  static constexpr std::uint32_t SubtaskEvent = 1;
  static constexpr std::uint32_t Starting = 0, Started = 1, Returned = 2;

  explicit Waitables(HandleTable& handles) : m_handles(handles) {}

  std::uint32_t addSubtask(PendingCall call, unsigned task);
  std::uint32_t addSet(unsigned task);
  Result<void> join(std::uint32_t waitable, std::uint32_t set);
  Result<Event> wait(std::uint32_t set);
  Result<void> dropSubtask(std::uint32_t subtask);
  Result<void> dropSet(std::uint32_t set);

 private:
  struct Subtask {
    PendingCall call;
    std::uint32_t set = 0;
    bool resolved = false;
  };

  HandleTable& m_handles;
  std::map<std::uint32_t, Subtask> m_subtasks;
  std::map<std::uint32_t, unsigned> m_sets;  ///< how many subtasks are in each
};

}  // namespace sb::interp
