// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:calc/ops, computed.
#include "g.h"
#include <stdlib.h>

int32_t exports_demo_calc_ops_add(int32_t a, int32_t b) { return (int32_t)((uint32_t)a + (uint32_t)b); }

bool exports_demo_calc_ops_div(int32_t a, int32_t b, int32_t *quotient, exports_demo_calc_ops_fault_t *fault) {
  bool overflow = a == INT32_MIN && b == -1;
  if (b == 0 || overflow) {
    *fault = overflow ? EXPORTS_DEMO_CALC_OPS_FAULT_OVERFLOW : EXPORTS_DEMO_CALC_OPS_FAULT_DIV_BY_ZERO;
    return false;
  }
  *quotient = a / b;
  return true;
}

bool exports_demo_calc_ops_summarize(g_list_f64_t *xs, exports_demo_calc_ops_summary_t *s) {
  if (xs->len == 0) return false;
  *s = (exports_demo_calc_ops_summary_t){(uint32_t)xs->len, 0, xs->ptr[0], xs->ptr[0]};
  for (size_t i = 0; i < xs->len; i++) {
    double x = xs->ptr[i];
    s->sum += x;
    if (x < s->low) s->low = x;
    if (x > s->high) s->high = x;
  }
  free(xs->ptr);
  return true;
}
