// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/host_boundary.h"

namespace sb::engine {

Result<void> checkHostBoundary(std::span<const BoundaryRefusal> refusals) {
  if (refusals.empty()) return {};
  std::string list;
  for (const BoundaryRefusal& refusal : refusals) {
    list += (list.empty() ? "`" : "; `") + refusal.function + "`: " + refusal.reason;
  }
  return fail(ErrorCode::Refused, "the engine cannot run this component: " + list);
}

}  // namespace sb::engine
