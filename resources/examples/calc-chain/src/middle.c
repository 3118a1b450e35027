// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:calc/ops on both sides: passes each call on and says so.
#include "g.h"
#include "print.h"
#include <stdlib.h>

static struct print_stream out = {.take = wasi_cli_stdout_get_stdout};

static void say(const char *function, const char *outcome) {
  static struct text line;
  text_clear(&line);
  text_cstr(&line, "[middle] ");
  text_cstr(&line, function);
  text_cstr(&line, outcome);
  text_byte(&line, '\n');
  print_text(&out, &line);
}

int32_t exports_demo_calc_ops_add(int32_t a, int32_t b) {
  int32_t sum = demo_calc_ops_add(a, b);
  say("add", "");
  return sum;
}

bool exports_demo_calc_ops_div(int32_t a, int32_t b, int32_t *quotient, exports_demo_calc_ops_fault_t *fault) {
  demo_calc_ops_fault_t refused;
  bool ok = demo_calc_ops_div(a, b, quotient, &refused);
  if (!ok) *fault = refused;
  say("div", ok ? " ok" : " err");
  return ok;
}

bool exports_demo_calc_ops_summarize(g_list_f64_t *xs, exports_demo_calc_ops_summary_t *s) {
  demo_calc_ops_summary_t passed;
  bool ok = demo_calc_ops_summarize(xs, &passed);
  if (ok) *s = (exports_demo_calc_ops_summary_t){passed.count, passed.sum, passed.low, passed.high};
  if (xs->len > 0) free(xs->ptr);
  say("summarize", ok ? " some" : " none");
  return ok;
}
