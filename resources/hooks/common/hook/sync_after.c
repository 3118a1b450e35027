// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports spliceboard:hook/after: tier 1, no values.
#include "hook.h"

EXPORT("spliceboard:hook/after@0.1.0#on-return")
void sync_after(uint64_t id, uint64_t parent, uint32_t function) {
  struct call call = {id, parent, &functions[function]};
  on_return(&call, NULL);
  arena_reset();
}
