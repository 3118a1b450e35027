// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "hook.h"

// What the rules say about one call. Decided by seed, function and the number of the call of that function, so
// that it does not depend on what else is called.
struct fault {
  bool error;
  uint64_t delay_ns;
};
struct fault fault_of(const struct call *call);
void fault_log(const struct call *call, struct fault f);
