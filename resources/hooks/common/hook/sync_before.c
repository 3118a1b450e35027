// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports spliceboard:hook/before: tier 1, no values.
#include "hook.h"

EXPORT("spliceboard:hook/before@0.1.0#on-call")
void sync_before(uint64_t id, uint64_t parent, uint32_t function) {
  struct call call = {id, parent, &functions[function]};
  on_call(&call, NULL);
  arena_reset();
}
