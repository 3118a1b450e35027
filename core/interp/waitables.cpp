// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/interp/waitables.h"

#include <utility>

namespace sb::interp {
namespace {

tl::unexpected<Error> trap(std::string message) { return fail(ErrorCode::Trap, std::move(message)); }

}  // namespace

std::uint32_t Waitables::addSubtask(PendingCall call, unsigned task) {
  const std::uint32_t index = m_handles.add({HandleKind::Subtask, {}, task});
  m_subtasks.emplace(index, Subtask{std::move(call)});
  return index;
}

std::uint32_t Waitables::addSet(unsigned task) {
  const std::uint32_t index = m_handles.add({HandleKind::WaitableSet, {}, task});
  m_sets.emplace(index, 0);
  return index;
}

Result<void> Waitables::join(std::uint32_t waitable, std::uint32_t set) {
  const auto subtask = m_subtasks.find(waitable);
  if (subtask == m_subtasks.end())
    return trap("waitable.join of " + std::to_string(waitable) + ", which is no subtask");
  if (set != 0 && m_sets.count(set) == 0)
    return trap("waitable.join into " + std::to_string(set) + ", which is no waitable set");
  if (subtask->second.set != 0) --m_sets[subtask->second.set];
  subtask->second.set = set;
  if (set != 0) ++m_sets[set];
  return {};
}

Result<Waitables::Event> Waitables::wait(std::uint32_t set) {
  if (m_sets.count(set) == 0)
    return trap("waitable-set.wait on " + std::to_string(set) + ", which is no waitable set");
  for (auto& [index, subtask] : m_subtasks) {
    if (subtask.set != set || subtask.resolved) continue;
    if (const auto start = std::exchange(subtask.call.start, nullptr)) {
      SB_TRY_VOID(start());
      return Event{SubtaskEvent, index, Started};
    }
    const auto finish = std::exchange(subtask.call.finish, nullptr);
    SB_TRY_VOID(finish());
    m_subtasks.at(index).resolved = true;
    return Event{SubtaskEvent, index, Returned};
  }
  return trap("waitable-set.wait would wait for ever: nothing in the set is pending");
}

Result<void> Waitables::dropSubtask(std::uint32_t subtask) {
  const auto found = m_subtasks.find(subtask);
  if (found == m_subtasks.end())
    return trap("subtask.drop of " + std::to_string(subtask) + ", which is no subtask");
  if (!found->second.resolved) return trap("subtask.drop before the subtask's resolution was delivered");
  if (found->second.set != 0) --m_sets[found->second.set];
  m_subtasks.erase(found);
  SB_TRY_VOID(m_handles.remove(subtask));
  return {};
}

Result<void> Waitables::dropSet(std::uint32_t set) {
  const auto found = m_sets.find(set);
  if (found == m_sets.end())
    return trap("waitable-set.drop of " + std::to_string(set) + ", which is no waitable set");
  if (found->second != 0) return trap("waitable-set.drop of a set that is not empty");
  m_sets.erase(found);
  SB_TRY_VOID(m_handles.remove(set));
  return {};
}

}  // namespace sb::interp
