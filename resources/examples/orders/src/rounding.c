// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:rates-parts/rounding: cents times millionths, in whole cents; none if that does not fit.
#include "g.h"

bool exports_demo_rates_parts_rounding_scale(uint64_t cents, uint64_t micros,
                                             exports_demo_rates_parts_rounding_mode_t mode, uint64_t *scaled) {
  uint64_t half = mode == EXPORTS_DEMO_RATES_PARTS_ROUNDING_MODE_HALF_UP ? 500000 : 0;
  if (micros != 0 && cents > (UINT64_MAX - half) / micros) return false;
  *scaled = (cents * micros + half) / 1000000;
  return true;
}
