// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fault: refuses calls and makes them wait, by rule and seed. As a gate (fault) or before calls (delay).
#include "rules.h"
#include "wasi.h"

// A hook that is called synchronously may not wait for anything, so it watches the clock.
static void spin(uint64_t ns) {
  if (!ns) return;
  uint64_t start = monotonic_ns();
  while (monotonic_ns() - start < ns) {}
}

void on_call(const struct call *call, struct values *args) {
  struct fault f = fault_of(call);
  f.error = false;
  fault_log(call, f);
  spin(f.delay_ns);
}

bool should_call(const struct call *call, struct values *args) {
  struct fault f = fault_of(call);
  fault_log(call, f);
  spin(f.delay_ns);
  return !f.error;
}
