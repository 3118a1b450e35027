// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports spliceboard:hook/gate: tier 1, no values.
#include "hook.h"

EXPORT("spliceboard:hook/gate@0.1.0#should-call")
bool sync_gate(uint64_t id, uint64_t parent, uint32_t function) {
  struct call call = {id, parent, &functions[function]};
  bool go_on = should_call(&call, NULL);
  arena_reset();
  return go_on;
}
