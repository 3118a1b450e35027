// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "abi.h"
#include "wasi.h"

struct datetime { uint64_t seconds; uint32_t nanoseconds; };

IMPORT("wasi:clocks/wall-clock@0.2.3", "now") void wall_clock_now(struct datetime *now);
IMPORT("wasi:clocks/monotonic-clock@0.2.3", "now") uint64_t monotonic_clock_now(void);

uint64_t wall_ns(void) {
  struct datetime now;
  wall_clock_now(&now);
  return now.seconds * 1000000000 + now.nanoseconds;
}

uint64_t monotonic_ns(void) { return monotonic_clock_now(); }
